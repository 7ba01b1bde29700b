// The indexer as a person or a script runs it, on a small corpus in a temporary folder. Of its code only the reader of
// the published file is linked, to look into what was published.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/cli/index_content.h"
#include "tests/support/process.h"
#include "tests/support/small_corpus.h"
#include "tests/support/temp_folder.h"

namespace gp {

using Json = nlohmann::json;

// Exit statuses, as indexer/README.md has them.
inline constexpr int kDone = 0;
inline constexpr int kDataErrors = 1;
inline constexpr int kUsage = 2;
inline constexpr int kEnvironment = 3;

MATCHER_P(ExitsWith, status, "exits with status " + std::to_string(status)) {
  return arg.status == status;
}

// One sentence of the program itself on standard error, and not what() of some library.
MATCHER_P(FailsSaying, words, "exits with status 3 and one sentence with '" + std::string(words) + "'") {
  return arg.status == kEnvironment && arg.err.starts_with("indexer: ") && arg.err.find(words) != std::string::npos &&
         arg.err.find('\n') == arg.err.size() - 1;
}

// Updates without dictionaries: what is installed here shall not matter, and compiling them takes its time.
inline std::vector<std::string> without_dictionaries(std::vector<std::string> arguments) {
  const bool plain_update = !arguments.empty() && arguments.front() == "update" &&
                            std::ranges::find(arguments, "--dictionaries") == arguments.end();
  if (plain_update) arguments.insert(arguments.begin() + 1, {"--dictionaries", ""});
  return arguments;
}

inline Finished run_indexer(const std::vector<std::string>& arguments, const RunOptions& options = {}) {
  return run_program(GP_INDEXER_PATH, without_dictionaries(arguments), options);
}

class IndexerTest : public ::testing::Test {
 protected:
  Finished check(const RunOptions& options = {}) const {
    return run_indexer({"check", "--corpus", corpus_.path()}, options);
  }
  Finished update(const std::vector<std::string>& more = {}, const RunOptions& options = {}) const {
    std::vector<std::string> arguments{"update", "--corpus", corpus_.path(), "--index", index_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_indexer(arguments, options);
  }
  Finished status(const std::vector<std::string>& more = {}, const RunOptions& options = {}) const {
    std::vector<std::string> arguments{"status", "--index", index_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_indexer(arguments, options);
  }

  // The summary of an update that must succeed.
  Json update_summary(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Finished finished = update(arguments);
    EXPECT_THAT(finished, ExitsWith(kDone));
    return Json::parse(finished.out, nullptr, false);
  }

  // What an index says that it holds, and what it does hold; the time when it was made is left out.
  static Json content_of(const std::string& index) {
    const Finished finished = run_indexer({"status", "--index", index, "--json"});
    EXPECT_THAT(finished, ExitsWith(kDone));
    Json content = Json::parse(finished.out, nullptr, false);
    if (!content.is_object()) return content;
    content.erase("created");
    EXPECT_NO_THROW(content["searchable"] = searchable_content(index + "/practices.index"));
    return content;
  }
  Json content() const { return content_of(index_); }

  // What the index would hold if it were made anew from `source`.
  Json content_when_fresh(const std::string& source) const {
    const TempFolder folder;
    EXPECT_THAT(run_indexer({"update", "--corpus", source, "--index", folder.path("index")}), ExitsWith(kDone));
    return content_of(folder.path("index"));
  }
  Json content_when_fresh() const { return content_when_fresh(corpus_.path()); }

  std::string published() const { return index_ + "/practices.index"; }
  std::string published_bytes() const { return read_whole_file(published()); }

  // What an update leaves behind only when it dies.
  std::vector<std::string> left_over() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(index_)) {
      if (entry.path().extension() == ".new") names.push_back(entry.path().filename().string());
    }
    return names;
  }

  TempFolder folder_;
  SmallCorpus corpus_{folder_.path("corpus")};
  std::string index_ = folder_.path("index");
};

}  // namespace gp
