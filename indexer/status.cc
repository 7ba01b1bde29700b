#include "indexer/status.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "indexer/schema/columns.h"
#include "indexer/schema/index_file.h"
#include "indexer/schema/index_schema.h"
#include "indexer/schema/meta.h"

namespace gp {
namespace {

struct IndexStatus {
  Meta meta{};
  std::map<std::string, std::map<std::string, std::size_t>> facets{};  // facet -> value -> practices
  std::size_t words = 0;
};

IndexStatus read_status(const std::string& folder) {
  const IndexFile file(folder + '/' + std::string(kPublishedName));
  IndexStatus status;
  status.meta = decode_meta(file.section(Section::kMeta));
  const Columns columns = decode_columns(file.section(Section::kColumns));
  for (const FacetColumn& facet : columns.facets) {
    std::map<std::string, std::size_t>& counts = status.facets[std::string(facet.name)];
    for (const std::uint16_t value : facet.ids) ++counts[std::string(facet.values[value])];
  }
  status.words = decode_words(file.section(Section::kWords)).size();
  return status;
}

}  // namespace

std::string status_text(const std::string& folder) {
  const IndexStatus status = read_status(folder);
  std::ostringstream out;
  out << "generation  " << status.meta.generation << "\ncreated     " << status.meta.created << "\nschema      "
      << kSchemaVersion << "\npractices   " << status.meta.practices << "\nwithdrawn   " << status.meta.withdrawn.size()
      << "\nwords       " << status.words << '\n';
  for (const auto& [facet, counts] : status.facets) {
    out << '\n' << facet << '\n';
    std::vector<std::pair<std::size_t, std::string>> sorted;
    for (const auto& [value, count] : counts) sorted.emplace_back(count, value);
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (const auto& [count, value] : sorted) out << "  " << count << '\t' << value << '\n';
  }
  return out.str();
}

std::string status_json(const std::string& folder) {
  const IndexStatus status = read_status(folder);
  nlohmann::ordered_json json = {{"generation", status.meta.generation},
                                 {"created", status.meta.created},
                                 {"schema", kSchemaVersion},
                                 {"practices", status.meta.practices},
                                 {"texts", status.meta.languages},
                                 {"words", status.words},
                                 {"facets", status.facets}};
  nlohmann::ordered_json withdrawn = nlohmann::ordered_json::array();
  for (const Withdrawn& one : status.meta.withdrawn) withdrawn.push_back({{"id", one.id}, {"reason", one.reason}});
  json["withdrawn"] = std::move(withdrawn);
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

}  // namespace gp
