// The command line itself.
#include <filesystem>

#include "tests/cli/indexer_test.h"

namespace gp {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StrEq;

class Usage : public IndexerTest {
 protected:
  static void expect_usage_error(const std::vector<std::string>& arguments, const std::string& words) {
    const Finished finished = run_indexer(arguments);
    EXPECT_THAT(finished, ExitsWith(kUsage)) << ::testing::PrintToString(arguments);
    EXPECT_THAT(finished.err, AllOf(HasSubstr(words), HasSubstr("--help"))) << ::testing::PrintToString(arguments);
    EXPECT_THAT(finished.out, IsEmpty());
  }
};

TEST_F(Usage, ACommandIsNeeded) {
  expect_usage_error({}, "subcommand");
}

TEST_F(Usage, AnUnknownCommandIsRefused) {
  expect_usage_error({"publish"}, "subcommand");
}

TEST_F(Usage, AnUnknownFlagIsNamed) {
  expect_usage_error({"check", "--corpus", corpus_.path(), "--frobnicate"}, "--frobnicate");
  expect_usage_error({"update", "--corpus", corpus_.path(), "--index", index_, "--ful"}, "--ful");
  expect_usage_error({"status", "--index", index_, "--full"}, "--full");
}

TEST_F(Usage, AMissingFlagIsNamed) {
  expect_usage_error({"check"}, "--corpus");
  expect_usage_error({"update", "--index", index_}, "--corpus");
  expect_usage_error({"update", "--corpus", corpus_.path()}, "--index");
  expect_usage_error({"status"}, "--index");
}

TEST_F(Usage, AFlagWithoutItsValueIsNamed) {
  expect_usage_error({"check", "--corpus"}, "--corpus");
  expect_usage_error({"status", "--index"}, "--index");
}

TEST_F(Usage, WordsBeyondTheFlagsAreNamed) {
  expect_usage_error({"status", "--index", index_, "all"}, "all");
}

TEST_F(Usage, NothingIsDoneOnWrongUsage) {
  run_indexer({"update", "--corpus", corpus_.path(), "--index", index_, "--frobnicate"});
  EXPECT_FALSE(std::filesystem::exists(index_));
}

TEST_F(Usage, HelpNamesTheCommandsAndTheExitStatuses) {
  const Finished help = run_indexer({"--help"});
  EXPECT_THAT(help, ExitsWith(kDone));
  EXPECT_THAT(help.out, AllOf(HasSubstr("check"), HasSubstr("update"), HasSubstr("status"), HasSubstr("--help"),
                              HasSubstr("--version"), HasSubstr("0 done; 1 "), HasSubstr("; 2 "), HasSubstr("; 3 ")));
  EXPECT_THAT(help.err, IsEmpty());
}

TEST_F(Usage, HelpOfACommandNamesItsFlags) {
  EXPECT_THAT(run_indexer({"check", "--help"}).out, HasSubstr("--corpus"));
  EXPECT_THAT(run_indexer({"update", "--help"}).out,
              AllOf(HasSubstr("--corpus"), HasSubstr("--index"), HasSubstr("--full"), HasSubstr("--json")));
  EXPECT_THAT(run_indexer({"status", "--help"}).out,
              AllOf(HasSubstr("--index"), HasSubstr("--json"), Not(HasSubstr("--corpus"))));
  for (const char* command : {"check", "update", "status"}) {
    EXPECT_THAT(run_indexer({command, "--help"}), ExitsWith(kDone)) << command;
  }
}

TEST_F(Usage, VersionIsTheVersionOfTheProject) {
  const Finished version = run_indexer({"--version"});
  EXPECT_THAT(version, ExitsWith(kDone));
  EXPECT_THAT(version.out, StrEq(std::string(GP_VERSION) + "\n"));
}

}  // namespace
}  // namespace gp
