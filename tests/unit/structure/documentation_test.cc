// What people rely on is written down: every flag, parameter, route, key and message code is in a README.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "searchd/http/routes.h"
#include "searchd/search/query.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

std::string read(const std::string& path) {
  std::ifstream in(fs::path(GP_SOURCE_DIR) / path);
  EXPECT_TRUE(in.is_open()) << path << " is missing";
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::set<std::string> all_matches(const std::string& text, const std::string& pattern) {
  std::set<std::string> found;
  const std::regex expression(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) found.insert((*it)[1]);
  return found;
}

TEST(Documentation, EveryFolderHasAReadme) {
  for (const char* folder : {"", "indexer/", "searchd/", "corpus/", "web/", "tests/"}) {
    EXPECT_GT(read(std::string(folder) + "README.md").size(), 500U) << folder;
  }
}

TEST(Documentation, EveryFlagOfTheProgramsIsInTheirReadme) {
  for (const char* folder : {"indexer", "searchd"}) {
    const std::string readme = read(std::string(folder) + "/README.md");
    const std::set<std::string> flags =
        all_matches(read(std::string(folder) + "/main.cc"), R"re("(--[a-z][a-z-]+)")re");
    EXPECT_GE(flags.size(), 3U);
    for (const std::string& flag : flags) EXPECT_NE(readme.find("`" + flag), std::string::npos) << flag;
  }
}

TEST(Documentation, EveryParameterOfASearchIsInTheReadmeOfTheDaemon) {
  const std::string readme = read("searchd/README.md");
  for (const std::string_view facet : kFacetNames) {
    EXPECT_NE(readme.find("`" + std::string(facet) + "`"), std::string::npos) << facet;
  }
  for (const std::string& name : all_matches(read("searchd/search/query.cc"), R"re(name == "([a-z_]+)")re")) {
    EXPECT_NE(readme.find("`" + name + "`"), std::string::npos) << name;
  }
}

TEST(Documentation, EveryNoteAndEveryReasonIsInTheReadmeOfTheDaemon) {
  const std::string readme = read("searchd/README.md");
  std::set<std::string> codes;
  for (const char* file : {"searchd/search/retrieval.cc", "searchd/search/searcher.cc"}) {
    codes.merge(all_matches(read(file), R"re(code = "([a-z_]+)")re"));
    codes.merge(all_matches(read(file), R"re(note_unless_strict\((?:[^;"]*)"([a-z_]+)")re"));
    codes.merge(all_matches(read(file), R"re(\? "([a-z_]+)" : "[a-z_]+", query_)re"));
  }
  EXPECT_GE(codes.size(), 8U);
  for (const std::string& code : codes) EXPECT_NE(readme.find("`" + code + "`"), std::string::npos) << code;
  for (const char* by :
       {"direct", "stem", "prefix", "spelling", "compound", "vocabulary", "place", "dictionary", "letters"}) {
    EXPECT_NE(readme.find(std::string("`") + by + "`"), std::string::npos) << by;
  }
}

TEST(Documentation, EveryKeyOfACaseIsInTheReadmeOfTheCorpus) {
  const std::string readme = read("corpus/README.md");
  for (const char* key :
       {"place",  "level",    "themes", "target_groups", "evidence", "class",   "basis",      "reason",
        "period", "start",    "end",    "organisations", "name",     "role",    "funding",    "budget_eur",
        "awards", "sources",  "url",    "publisher",     "lang",     "year",    "secondary",  "original_language",
        "added",  "reviewed", "status", "related",       "title",    "summary", "translation"}) {
    EXPECT_TRUE(readme.find("`" + std::string(key)) != std::string::npos ||
                readme.find(std::string("\"") + key + "\"") != std::string::npos ||
                readme.find(std::string(key) + ":") != std::string::npos)
        << key;
  }
}

TEST(Documentation, EveryRouteIsInTheReadmeOfTheDaemon) {
  const std::string readme = read("searchd/README.md");
  for (const Route& route : routes()) {
    const std::string_view pattern = route.pattern;
    EXPECT_NE(readme.find("`" + std::string(pattern) + "`"), std::string::npos) << pattern;
  }
}

}  // namespace
}  // namespace gp
