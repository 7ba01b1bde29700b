#include "tests/cli/index_content.h"

#include <xapian.h>

#include <array>
#include <cstring>
#include <functional>
#include <map>
#include <stdexcept>

#include "indexer/schema/index_file.h"
#include "indexer/schema/postings.h"

namespace gp {
namespace {

// The table of offsets by document number, then the records (indexer/index/writer.cc).
std::string_view record_of(std::string_view records, Xapian::docid document) {
  std::uint64_t rows = 0;
  std::memcpy(&rows, records.substr(0, sizeof rows).data(), sizeof rows);
  if (document >= rows) throw std::out_of_range("no record of document " + std::to_string(document));
  std::array<std::uint64_t, 2> range{};
  std::memcpy(range.data(), records.substr(8 * (1 + std::size_t{document}), sizeof range).data(), sizeof range);
  return records.substr(range[0], range[1] - range[0]);
}

std::string terms_of(const Xapian::Database& database, Xapian::docid document) {
  std::string text = std::to_string(database.get_doclength(document)) + '\n';
  for (auto term = database.termlist_begin(document); term != database.termlist_end(document); ++term) {
    text += *term + ' ' + std::to_string(term.get_wdf());
    for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) text += ' ' + std::to_string(*at);
    text += '\n';
  }
  return text;
}

nlohmann::json read_content(const std::string& index_file) {
  const IndexFile file(index_file);
  const Xapian::Database database(file.open_xapian());
  std::map<Xapian::docid, std::string> ids;
  std::map<Xapian::docid, std::string> postings;
  std::size_t terms = 0;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term, ++terms) {
    for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term); ++posting) {
      postings[*posting] += *term + ' ' + std::to_string(posting.get_wdf()) + '\n';
      if ((*term).starts_with('Q')) ids[*posting] = (*term).substr(1);
    }
  }
  for (const Section section : {Section::kWords, Section::kLetters}) {
    const Postings table(file.section(section));
    terms += table.terms();
    for (std::size_t number = 0; number < table.terms(); ++number) {
      table.for_each(number, [&](std::uint32_t document, std::uint32_t count) {
        postings[document] += std::string(table.term(number)) + ' ' + std::to_string(count) + '\n';
      });
    }
  }
  const std::hash<std::string> digest;
  nlohmann::json content = {{"documents", database.get_doccount()}, {"terms", terms}};
  for (const auto& [document, text] : postings) {
    content[ids[document]] = {digest(std::string(record_of(file.section(Section::kRecords), document))),
                              digest(terms_of(database, document)), digest(text)};
  }
  return content;
}

}  // namespace

nlohmann::json searchable_content(const std::string& index_file) {
  try {
    return read_content(index_file);
  } catch (const Xapian::Error& error) {
    throw std::runtime_error(error.get_description());
  }
}

}  // namespace gp
