#include "tests/relevance/collection.h"

#include <zlib.h>

#include <array>
#include <charconv>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/practice/characters.h"
#include "searchd/search/query.h"

namespace gp {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view kTitle = "title:";

// Calls `visit` with each line that is not empty; what it throws gets file and line before it.
void for_each_line(const std::string& folder, const std::string& name,
                   const std::function<void(const std::string&)>& visit) {
  std::string path = (fs::path(folder) / name).string();
  if (!fs::exists(path)) path += ".gz";
  // Reads what is not compressed as it is.
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(::gzopen(path.c_str(), "rb"), ::gzclose);
  if (!file) throw std::runtime_error("cannot read " + (fs::path(folder) / name).string() + " or " + path);
  std::array<char, 65536> buffer;
  std::string line;
  std::size_t number = 0;
  const auto end_line = [&] {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    try {
      if (!line.empty()) visit(line);
    } catch (const std::exception& error) {
      throw std::runtime_error(path + ':' + std::to_string(number) + ": " + error.what());
    }
    line.clear();
  };
  int count = 0;
  while ((count = ::gzread(file.get(), buffer.data(), buffer.size())) > 0) {
    for (const char c : std::string_view(buffer.data(), static_cast<std::size_t>(count))) {
      if (c == '\n') {
        end_line();
      } else {
        line += c;
      }
    }
  }
  int problem = Z_OK;
  const char* const message = ::gzerror(file.get(), &problem);
  if (count < 0 || problem != Z_OK) throw std::runtime_error(path + ": " + message);
  if (!line.empty()) end_line();
}

std::string text_at(const Json& object, const char* key) {
  std::string text = object.at(key).get<std::string>();
  // Control characters, which the indexer refuses, are accidents of extraction.
  while (const auto bad = find_bad_character(text)) text[bad->offset] = ' ';
  return text;
}

std::vector<Document> read_documents(const std::string& folder, const std::string& language) {
  std::vector<Document> documents;
  std::unordered_map<std::string, std::size_t> number_of;
  for_each_line(folder, "docs.jsonl", [&](const std::string& line) {
    const Json object = Json::parse(line);
    const auto lang = object.at("lang").get<std::string>();
    if (!language.empty() && lang != language) return;
    const auto id = object.at("id").get<std::string>();
    const auto [place, is_new] = number_of.emplace(id, documents.size());
    if (is_new) documents.push_back({.id = id});
    DocumentText text{.title = object.contains("title") ? text_at(object, "title") : "",
                      .body = text_at(object, "text")};
    if (!documents[place->second].texts.emplace(lang, std::move(text)).second) {
      throw std::runtime_error("document '" + id + "' has a second text in '" + lang + "'");
    }
  });
  return documents;
}

struct NamedQuery {
  std::string id{};
  JudgedQuery query{};
};

std::vector<NamedQuery> read_questions(const std::string& folder, const std::string& language) {
  std::vector<NamedQuery> queries;
  for_each_line(folder, "queries.jsonl", [&](const std::string& line) {
    const Json object = Json::parse(line);
    NamedQuery one{.id = object.at("id").get<std::string>(),
                   .query = {.lang = object.at("lang").get<std::string>(), .text = text_at(object, "text")}};
    one.query.text = plain_words(one.query.text);
    if (language.empty() || one.query.lang == language) queries.push_back(std::move(one));
  });
  return queries;
}

struct Judgment {
  std::string query{};
  std::string document{};
  int grade = 0;
};

Judgment parse_judgment(std::string_view line) {
  std::array<std::string_view, 4> fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t end = line.find('\t');
    if ((end == std::string_view::npos) != (i + 1 == fields.size())) throw std::runtime_error("4 fields expected");
    fields[i] = line.substr(0, end);
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  }
  Judgment judgment{.query = std::string(fields[0]), .document = std::string(fields[2])};
  const char* const end = fields[3].data() + fields[3].size();
  const auto [stop, problem] = std::from_chars(fields[3].data(), end, judgment.grade);
  if (problem != std::errc() || stop != end) {
    throw std::runtime_error("the grade '" + std::string(fields[3]) + "' is not a whole number");
  }
  return judgment;
}

// Returns how many it dropped.
std::size_t drop_ambiguous(std::vector<NamedQuery>& queries) {
  std::map<std::pair<std::string, std::string>, std::size_t> uses;
  for (const NamedQuery& one : queries) ++uses[{one.id, one.query.lang}];
  return std::erase_if(queries, [&](const NamedQuery& one) { return uses.at({one.id, one.query.lang}) > 1; });
}

// Gives the queries their grades; those of documents that were not read do not count.
void read_judgments(const std::string& folder, const std::vector<Document>& documents,
                    std::vector<NamedQuery>& queries) {
  std::unordered_multimap<std::string_view, NamedQuery*> queries_of;
  for (NamedQuery& one : queries) queries_of.emplace(one.id, &one);
  std::unordered_set<std::string_view> known;
  for (const Document& one : documents) known.insert(one.id);
  for_each_line(folder, "qrels.tsv", [&](const std::string& line) {
    const Judgment judgment = parse_judgment(line);
    if (judgment.grade < 1 || !known.contains(judgment.document)) return;
    const auto [begin, end] = queries_of.equal_range(judgment.query);
    for (auto one = begin; one != end; ++one) one->second->query.grades[judgment.document] = judgment.grade;
  });
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

void replace_all(std::string& text, std::string_view old_text, std::string_view new_text) {
  for (std::size_t at = 0; (at = text.find(old_text, at)) != std::string::npos; at += new_text.size()) {
    text.replace(at, old_text.size(), new_text);
  }
}

}  // namespace

std::string plain_words(std::string_view question) {
  std::string text = to_nfc(question);
  for (const char* sign : {"\"", "\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB", "\u00A0", "\u202F", "\u3000"}) {
    replace_all(text, sign, " ");
  }
  std::string plain;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    std::string word = text.substr(at, end - at);
    at = end + 1;
    while (word.starts_with('-')) word.erase(0, 1);
    while (word.ends_with('*')) word.pop_back();
    if (word.starts_with(kTitle)) word.replace(kTitle.size() - 1, 1, " ");
    if (word == "OR") word = "or";
    if (word.empty()) continue;
    characters += count_code_points(word) + (plain.empty() ? 0 : 1);
    if (characters > kMaxQueryCharacters) break;
    plain += (plain.empty() ? "" : " ") + word;
  }
  return plain;
}

Collection read_collection(const std::string& folder, const CollectionOptions& options) {
  Collection collection{.documents = read_documents(folder, options.language)};
  std::vector<NamedQuery> queries = read_questions(folder, options.queries);
  collection.ambiguous = drop_ambiguous(queries);
  read_judgments(folder, collection.documents, queries);
  collection.unanswerable = std::erase_if(queries, [](const NamedQuery& one) { return one.query.grades.empty(); });
  const std::size_t all = queries.size();
  const std::size_t wanted = options.limit == 0 ? all : std::min(options.limit, all);
  for (std::size_t i = 0; i < wanted; ++i) collection.queries.push_back(std::move(queries[i * all / wanted].query));
  return collection;
}

}  // namespace gp
