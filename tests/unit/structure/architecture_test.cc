// Every include respects the table of arrows: which room may use which, and which library.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace gp {
namespace {

namespace fs = std::filesystem;

struct Room {
  std::vector<std::string> rooms;      // whose headers it may include, besides its own
  std::vector<std::string> libraries;  // beginnings of third-party headers it may include
};

// The table of indexer/README.md and searchd/README.md. A file belongs to the longest key its path begins with.
const std::map<std::string, Room>& arrows() {
  static const std::map<std::string, Room> table = {
      {"indexer/practice", {{}, {"yaml-cpp/", "nlohmann/", "xxhash.h", "unicode/"}}},
      {"indexer/text", {{"indexer/practice"}, {"unicode/", "libstemmer.h"}}},
      {"indexer/editor", {{"indexer/practice", "indexer/text"}, {"unicode/", "cld2/", "xxhash.h"}}},
      {"indexer/schema", {{"indexer/practice"}, {"nlohmann/", "xxhash.h"}}},
      {"indexer/lexicon", {{"indexer/practice", "indexer/text", "indexer/schema"}, {"zlib.h", "xxhash.h"}}},
      {"indexer/index",
       {{"indexer/practice", "indexer/text", "indexer/lexicon", "indexer/schema"},
        {"xapian.h", "cmark.h", "xxhash.h"}}},
      {"indexer/", {{"indexer/"}, {"CLI/", "nlohmann/", "xapian.h"}}},
      {"searchd/search", {{"indexer/practice", "indexer/text", "indexer/schema"}, {"xapian.h"}}},
      {"searchd/render",
       {{"searchd/search", "indexer/practice", "indexer/text"},
        {"kainjow/", "nlohmann/", "yaml-cpp/", "cmark.h", "unicode/"}}},
      {"searchd/http",
       {{"searchd/search", "searchd/render", "indexer/practice"},
        {"spdlog/", "prometheus/", "brotli/", "zlib.h", "xxhash.h", "sys/", "netinet/", "arpa/"}}},
      {"searchd/http/server.cc", {{"searchd/http", "searchd/render"}, {"httplib.h", "sys/", "netinet/", "arpa/"}}},
      {"searchd/", {{"searchd/"}, {"CLI/", "sys/"}}},
  };
  return table;
}

const Room& room_of(const std::string& path, std::string& name) {
  const Room* best = nullptr;
  for (const auto& [prefix, room] : arrows()) {
    if (path.starts_with(prefix) && (best == nullptr || prefix.size() > name.size())) {
      best = &room;
      name = prefix;
    }
  }
  EXPECT_NE(best, nullptr) << path << " is in no room of the table";
  static const Room nothing;
  return best == nullptr ? nothing : *best;
}

std::vector<std::string> sources() {
  std::vector<std::string> paths;
  for (const char* root : {"indexer", "searchd"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(GP_SOURCE_DIR) / root)) {
      const std::string extension = entry.path().extension();
      if (extension == ".cc" || extension == ".h") paths.push_back(fs::relative(entry.path(), GP_SOURCE_DIR));
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> includes(const std::string& path) {
  std::vector<std::string> found;
  std::ifstream in(fs::path(GP_SOURCE_DIR) / path);
  static const std::regex include(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (std::regex_search(line, match, include)) found.push_back(match[1]);
  }
  return found;
}

// Of the C++ and C standard libraries, the compiler and Linux itself; everybody may use them.
bool is_system(const std::string& header) {
  return header.find('.') == std::string::npos || header.starts_with("sys/") || header == "fcntl.h" ||
         header == "unistd.h" || header == "poll.h" || header == "netdb.h" || header == "immintrin.h";
}

bool begins_with_any(const std::string& text, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&text](const std::string& beginning) { return text.starts_with(beginning); });
}

TEST(Architecture, EveryIncludeRespectsTheTableOfArrows) {
  const std::vector<std::string> paths = sources();
  ASSERT_GT(paths.size(), 50U);
  for (const std::string& path : paths) {
    std::string own;
    const Room& room = room_of(path, own);
    const std::string own_folder = fs::path(path).parent_path().string() + "/";
    for (const std::string& header : includes(path)) {
      const bool ours = header.starts_with("indexer/") || header.starts_with("searchd/");
      if (ours) {
        EXPECT_TRUE(header.starts_with(own_folder) || begins_with_any(header, room.rooms))
            << path << " must not include " << header;
      } else {
        EXPECT_TRUE(is_system(header) || begins_with_any(header, room.libraries))
            << path << " must not include <" << header << ">";
      }
    }
  }
}

TEST(Architecture, TheIndexerNeverIncludesTheDaemon) {
  for (const std::string& path : sources()) {
    if (!path.starts_with("indexer/")) continue;
    for (const std::string& header : includes(path)) EXPECT_FALSE(header.starts_with("searchd/")) << path;
  }
}

TEST(Architecture, OnlyOneFileKnowsTheHttpLibrary) {
  std::vector<std::string> users;
  for (const std::string& path : sources()) {
    for (const std::string& header : includes(path)) {
      if (header == "httplib.h") users.push_back(path);
    }
  }
  EXPECT_THAT(users, testing::ElementsAre("searchd/http/server.cc"));
}

TEST(Architecture, NoSourceFileHasOutgrownOneJob) {
  for (const std::string& path : sources()) {
    std::ifstream in(fs::path(GP_SOURCE_DIR) / path);
    const auto lines = std::count(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>(), '\n');
    EXPECT_LE(lines, 600) << path;
  }
}

}  // namespace
}  // namespace gp
