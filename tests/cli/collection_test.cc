// The real collection: nothing in it that the editor would stop at, and its README counts what is there.
#include <sstream>

#include "tests/cli/indexer_test.h"

namespace gp {
namespace {

using ::testing::HasSubstr;

TEST(Collection, PassesItsOwnEditorWithoutAWord) {
  const Finished finished = run_indexer({"check", "--corpus", GP_CORPUS_PATH});
  EXPECT_THAT(finished, ExitsWith(kDone));
  std::istringstream lines(finished.err);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_THAT(line, HasSubstr("more than 24 months ago")) << "what only time brings is no fault of a change";
  }
}

TEST(Collection, ItsReadmeHasTheTablesThatStatusPrints) {
  const TempFolder folder;
  const std::string index = folder.path("index");
  EXPECT_THAT(run_indexer({"update", "--corpus", GP_CORPUS_PATH, "--index", index}), ExitsWith(kDone));
  const Finished finished = run_indexer({"status", "--index", index, "--markdown"});
  EXPECT_THAT(finished, ExitsWith(kDone));
  EXPECT_THAT(read_whole_file(GP_CORPUS_PATH "/README.md"),
              HasSubstr("<!-- indexer status --markdown -->\n\n" + finished.out + "\n<!-- end -->\n"))
      << "the collection has changed: put what 'indexer status --markdown' prints into corpus/README.md";
}

}  // namespace
}  // namespace gp
