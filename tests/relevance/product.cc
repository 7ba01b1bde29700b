#include "tests/relevance/product.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "indexer/index/writer.h"
#include "indexer/practice/characters.h"
#include "indexer/practice/corpus.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/language.h"
#include "searchd/search/generation.h"
#include "tests/support/temp_folder.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

bool is_sign(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

// Markdown that means the plain text: no sign is markup, and no line is indented, which would make it code.
std::string as_markdown(std::string_view plain) {
  std::string markdown;
  bool begin = true;
  for (const char c : plain) {
    if (begin && (c == ' ' || c == '\t')) continue;
    begin = c == '\n';
    if (is_sign(c)) markdown += '\\';
    markdown += c;
  }
  return markdown;
}

Practice practice_of(const Document& document, const std::string& id) {
  Practice practice{.id = id};
  for (const auto& [lang, text] : document.texts) {
    practice.texts[lang] = {.title = to_line(text.title).empty() ? id : text.title, .body = as_markdown(text.body)};
  }
  return practice;
}

Searcher open_index(const std::string& source, const TempFolder& folder) {
  const std::string index = folder.path("index");
  Diagnostics diagnostics;
  update_index(
      {.source = source, .index = index, .dictionaries = "/usr/share/dictd", .dictionary_cache = GP_DICTIONARY_CACHE},
      diagnostics);
  std::string problems;
  for (const Diagnostic& one : diagnostics.all()) {
    if (one.severity == Severity::kError) problems += '\n' + to_string(one);
  }
  if (!problems.empty()) throw std::runtime_error("what is to be searched has errors:" + problems);
  return Searcher(Generation::open(index + '/' + std::string(kPublishedName)));  // which keeps its file open
}

}  // namespace

Searcher open_corpus() {
  const TempFolder folder;
  return open_index(GP_CORPUS_PATH, folder);
}

Search product_search(Searcher searcher) {
  return [searcher = std::move(searcher)](const JudgedQuery& query) {
    Parameters parameters{{"q", query.text}};
    // A collection may have languages that the product does not know.
    if (is_known_language(query.lang)) parameters.emplace_back("lang", query.lang);
    std::vector<std::string> found;
    for (const Hit& hit : searcher.search(parse_query(parameters, "en")).hits) found.push_back(hit.id);
    return found;
  };
}

namespace {

Searcher open_practices(const std::vector<Practice>& practices) {
  const TempFolder folder;
  const std::string source = folder.path("practices.jsonl");
  std::ofstream out(source, std::ios::binary);
  out.exceptions(std::ios::failbit | std::ios::badbit);
  for (const Practice& practice : practices) out << to_json_line(practice) << '\n';
  out.close();
  // A link would leave the folder, which the indexer forbids.
  fs::copy(fs::path(GP_CORPUS_PATH) / "vocabulary", folder.path("vocabulary"), fs::copy_options::recursive);
  return open_index(source, folder);
}

}  // namespace

Searcher open_collection(const std::vector<Document>& documents) {
  std::vector<Practice> practices;
  for (const Document& document : documents) {
    practices.push_back(practice_of(document, "d" + std::to_string(practices.size())));
  }
  return open_practices(practices);
}

Search product_search(const std::vector<Practice>& practices) {
  return product_search(open_practices(practices));
}

Search product_search(const std::vector<Document>& documents) {
  std::vector<std::string> ids;
  for (const Document& document : documents) ids.push_back(document.id);
  return [search = product_search(open_collection(documents)), ids = std::move(ids)](const JudgedQuery& query) {
    std::vector<std::string> found = search(query);
    for (std::string& id : found) id = ids[std::stoul(id.substr(1))];
    return found;
  };
}

}  // namespace gp
