#include "indexer/index/translations.h"

#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <unordered_set>
#include <utility>

#include "indexer/lexicon/compile.h"
#include "indexer/lexicon/dictionaries.h"
#include "indexer/schema/index_schema.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCacheName = "dictionaries.cache";  // in the index folder

}  // namespace

std::vector<std::string> languages_to_reach(const PracticesByStemTags& practices_by_tags) {
  std::map<std::string, std::size_t> practices;
  std::size_t all = 0;
  for (const auto& [tags, count] : practices_by_tags) {
    for (const std::string& tag : tags) practices[tag] += count;
    all += count;
  }
  std::vector<std::string> by_share;
  by_share.reserve(practices.size());
  for (const auto& [tag, count] : practices) by_share.push_back(tag);
  std::ranges::stable_sort(by_share, [&](const auto& a, const auto& b) { return practices[a] > practices[b]; });
  std::vector<std::string> chosen;
  const auto is_covered = [&](const auto& entry) {
    return std::ranges::any_of(chosen, [&](const std::string& tag) { return entry.first.contains(tag); });
  };
  for (const std::string& tag : by_share) {
    if (4 * practices[tag] >= all || !std::ranges::all_of(practices_by_tags, is_covered)) chosen.push_back(tag);
  }
  return chosen;
}

std::string usable_cache(const std::string& wanted, const std::string& index_folder) {
  const fs::path file = wanted;
  std::error_code error;
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), error);
  const bool usable = file.has_parent_path() && !error && ::access(file.parent_path().c_str(), W_OK) == 0;
  return usable ? wanted : (fs::path(index_folder) / kCacheName).string();
}

LexiconSection translations(const std::string& dictionaries, const std::string& cache,
                            const PracticesByStemTags& practices, const Xapian::Database& database,
                            LexiconSection published, const std::function<void(const std::string&)>& warn) {
  const std::optional<Dictionaries> opened = open_dictionaries(dictionaries, cache, warn);
  if (!opened) return {};
  std::unordered_set<std::string> stems;
  for (auto term = database.allterms_begin("Z"); term != database.allterms_end("Z"); ++term) stems.insert(*term);
  const CollectionWords collection{.targets = languages_to_reach(practices),
                                   .has_stem = [&stems](std::string_view stem_tag, std::string_view stem) {
                                     return stems.contains(stem_term(stem_tag, stem));
                                   }};
  std::string digest = lexicon_digest(*opened, collection);
  if (digest == published.digest) return published;
  return {.digest = std::move(digest), .bytes = compile_lexicon(*opened, collection)};
}

}  // namespace gp
