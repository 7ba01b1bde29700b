// The environment says no: paths, permissions, a full disk, another update. Exit status 3, one sentence with the cause,
// the published index as it was, and the next update succeeds.
#include <fcntl.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "tests/cli/indexer_test.h"

namespace gp {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Environment : public IndexerTest {
 protected:
  void add_practices(int count) const {
    for (int i = 0; i < count; ++i) {
      PracticeJson practice = small_practice("more-" + std::to_string(i), "lyon", "housing", "One more");
      std::string body;
      for (int word = 0; word < 60; ++word) body += "word" + std::to_string((i * 31 + word * word) % 2000) + " ";
      practice["texts"]["en"]["body"] = body;
      corpus_.put(practice);
    }
  }

  // After an update that failed: the index is the old one, nothing lies about, and the next update succeeds.
  void expect_recovery_from(const std::string& old_bytes) const {
    EXPECT_TRUE(published_bytes() == old_bytes);
    EXPECT_THAT(left_over(), IsEmpty());
    EXPECT_THAT(update(), ExitsWith(kDone));
    EXPECT_EQ(content(), content_when_fresh());
  }

  const RunOptions obeying_{.obey_permissions = true};
};

TEST_F(Environment, TheCorpusIsNotThere) {
  corpus_.remove("");
  EXPECT_THAT(check(), FailsSaying(corpus_.path() + ": No such file or directory"));
  EXPECT_THAT(update(), FailsSaying(corpus_.path() + ": No such file or directory"));
}

TEST_F(Environment, TheCorpusIsNeitherAFolderNorAFile) {
  EXPECT_THAT(run_indexer({"check", "--corpus", "/dev/null"}), FailsSaying("/dev/null: neither a folder nor a file"));
}

TEST_F(Environment, TheIndexPathIsAFile) {
  write_file(index_, "a file");
  EXPECT_THAT(update(), FailsSaying(index_ + " is a file"));
  EXPECT_THAT(status(), FailsSaying(index_));
  EXPECT_EQ(read_whole_file(index_), "a file");
}

TEST_F(Environment, TheIndexPathLeadsThroughAFile) {
  write_file(index_, "a file");
  index_ += "/below";
  EXPECT_THAT(update(), FailsSaying("Not a directory"));
}

class Permissions : public Environment {
 protected:
  void SetUp() override {
    if (!permissions_can_be_obeyed()) GTEST_SKIP() << "permissions cannot be denied to this user";
  }
  void TearDown() override {
    for (const std::string& path : denied_) ::chmod(path.c_str(), 0755);
  }
  void deny(const std::string& path, mode_t mode = 0) {
    denied_.push_back(path);
    ASSERT_EQ(::chmod(path.c_str(), mode), 0);
  }

 private:
  std::vector<std::string> denied_;
};

TEST_F(Permissions, TheIndexFolderCannotBeMade) {
  index_ = folder_.path("closed/index");
  fs::create_directory(folder_.path("closed"));
  deny(folder_.path("closed"), 0555);
  EXPECT_THAT(update({}, obeying_), FailsSaying("Permission denied"));
}

TEST_F(Permissions, TheIndexFolderCannotBeWritten) {
  update();
  const std::string old_bytes = published_bytes();
  corpus_.remove("practices/lyon-houses");
  deny(index_, 0555);
  EXPECT_THAT(update({}, obeying_), FailsSaying("Permission denied"));
  EXPECT_THAT(status({}, obeying_), ExitsWith(kDone));
  ::chmod(index_.c_str(), 0755);
  expect_recovery_from(old_bytes);
}

TEST_F(Permissions, ANewIndexFolderCannotBeWritten) {
  fs::create_directory(index_);
  deny(index_, 0555);
  EXPECT_THAT(update({}, obeying_), FailsSaying("Permission denied"));
}

TEST_F(Permissions, ThePublishedIndexCannotBeRead) {
  update();
  deny(published());
  EXPECT_THAT(status({}, obeying_), FailsSaying("Permission denied"));
  EXPECT_THAT(update({}, obeying_), FailsSaying("Permission denied"));
}

TEST_F(Permissions, TheCorpusFolderCannotBeRead) {
  update();
  const std::string old_bytes = published_bytes();
  deny(corpus_.path());
  EXPECT_THAT(check(obeying_), FailsSaying(corpus_.path()));
  EXPECT_THAT(update({}, obeying_), FailsSaying("Permission denied"));
  EXPECT_TRUE(published_bytes() == old_bytes);
}

TEST_F(Permissions, TheCorpusFileCannotBeRead) {
  corpus_.write("all.jsonl", small_practice("one", "graz", "housing", "The first").dump() + "\n");
  deny(corpus_.path("all.jsonl"));
  EXPECT_THAT(run_indexer({"check", "--corpus", corpus_.path("all.jsonl")}, obeying_),
              FailsSaying("Permission denied"));
}

// Within the corpus it is a fault like others: named with the rest of them.
TEST_F(Permissions, AFolderOrAFileOfAPracticeCannotBeRead) {
  update();
  const std::string old_bytes = published_bytes();
  deny(corpus_.path("practices/graz-garlic"));
  deny(corpus_.path("practices/turin-homes/en.md"));
  deny(corpus_.path("vocabulary/levels.yaml"));
  const Finished finished = update({}, obeying_);
  EXPECT_THAT(finished, ExitsWith(kDataErrors));
  for (const char* path : {"practices/graz-garlic", "practices/turin-homes/en.md", "vocabulary/levels.yaml"}) {
    EXPECT_THAT(finished.err, HasSubstr(corpus_.path(path) + ": cannot be read: Permission denied; check "));
  }
  EXPECT_TRUE(published_bytes() == old_bytes);
}

TEST_F(Permissions, TheFolderOfAllPracticesCannotBeRead) {
  update();
  deny(corpus_.path("practices"));
  const Finished finished = update({}, obeying_);
  EXPECT_THAT(finished, ExitsWith(kDataErrors)) << "and not: all practices were deleted";
  EXPECT_THAT(finished.err, HasSubstr(corpus_.path("practices: cannot be read: Permission denied")));
}

class Lock : public Environment {};

TEST_F(Lock, ASecondUpdateAtOnceIsToldToWait) {
  update();
  const std::string old_bytes = published_bytes();
  corpus_.remove("practices/lyon-houses");
  const int held = ::open((index_ + "/lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_GE(held, 0);
  ASSERT_EQ(::flock(held, LOCK_EX | LOCK_NB), 0);
  const Finished second = update();
  EXPECT_THAT(second, FailsSaying("another update of " + index_ + " is under way"));
  EXPECT_LT(second.seconds, 5);
  EXPECT_THAT(status(), ExitsWith(kDone)) << "reading needs no lock";
  EXPECT_THAT(check(), ExitsWith(kDone));
  ::close(held);
  expect_recovery_from(old_bytes);
}

TEST_F(Lock, OfUpdatesStartedTogetherEachSucceedsOrIsToldToWait) {
  add_practices(30);
  std::vector<std::unique_ptr<Process>> processes;
  for (int i = 0; i < 6; ++i) {
    processes.push_back(std::make_unique<Process>(
        GP_INDEXER_PATH, without_dictionaries({"update", "--full", "--corpus", corpus_.path(), "--index", index_})));
  }
  int succeeded = 0;
  for (const auto& process : processes) {
    const Finished finished = process->wait();
    EXPECT_THAT(finished, AnyOf(ExitsWith(kDone), FailsSaying("another update")));
    succeeded += finished.status == kDone ? 1 : 0;
  }
  EXPECT_GE(succeeded, 1);
  EXPECT_EQ(content(), content_when_fresh());
}

class FullDisk : public Environment {};

TEST_F(FullDisk, ALimitOnFileSizesIsToldAndTheOldIndexStays) {
  update();
  add_practices(40);
  const TempFolder elsewhere;
  ASSERT_THAT(run_indexer({"update", "--corpus", corpus_.path(), "--index", elsewhere.path("index")}),
              ExitsWith(kDone));
  const std::uint64_t whole = fs::file_size(elsewhere.path("index/practices.index"));
  const TempFolder copies;
  for (const std::uint64_t limit : {std::uint64_t{0}, std::uint64_t{5000}, whole / 8, whole / 3, whole - 1}) {
    SCOPED_TRACE("at most " + std::to_string(limit) + " of " + std::to_string(whole) + " bytes a file");
    const std::string kept = copies.path(std::to_string(limit));
    fs::copy(index_, kept, fs::copy_options::recursive);
    const std::string old_bytes = published_bytes();
    EXPECT_THAT(update({}, {.file_size_limit = limit}), FailsSaying("File too large"));
    expect_recovery_from(old_bytes);
    fs::remove_all(index_);
    fs::rename(kept, index_);
  }
}

// A file system of its own, gone with the process however that ends.
class SmallDisk {
 public:
  explicit SmallDisk(const std::string& path) {
    fs::create_directory(path);
    mounted_ = ::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
               ::mount("tmpfs", path.c_str(), "tmpfs", 0, "size=2m") == 0;
    path_ = path;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(path_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }

  void leave_free(std::uint64_t bytes) const {
    const std::uint64_t available = fs::space(path_).available;
    if (available > bytes) write_file(filler(), std::string(available - bytes, 'x'));
  }
  void make_room() const { fs::remove(filler()); }

 private:
  std::string filler() const { return path_ + "/filler"; }

  std::string path_;
  bool mounted_ = false;
};

TEST_F(FullDisk, IsToldAndTheOldIndexStays) {
  const SmallDisk disk(folder_.path("disk"));
  if (!disk.mounted()) GTEST_SKIP() << "no file system can be mounted here";
  index_ = folder_.path("disk/index");
  ASSERT_THAT(update(), ExitsWith(kDone));
  add_practices(40);
  const TempFolder copies;
  for (const std::uint64_t room : {0U, 8U, 60U, 150U}) {
    SCOPED_TRACE(std::to_string(room) + " KiB are free");
    const std::string kept = copies.path(std::to_string(room));
    fs::copy(index_, kept, fs::copy_options::recursive);
    const std::string old_bytes = published_bytes();
    disk.leave_free(room * 1024);
    EXPECT_THAT(update(), FailsSaying("No space left on device"));
    EXPECT_THAT(status(), ExitsWith(kDone));
    disk.make_room();
    expect_recovery_from(old_bytes);
    fs::remove_all(index_);
    fs::copy(kept, index_, fs::copy_options::recursive);
  }
}

TEST_F(FullDisk, AnAnswerThatCannotBeWrittenIsAFailure) {
  update();
  for (const char* flag : {"--index", "--json"}) {
    const std::vector<std::string> arguments = flag == std::string("--json")
                                                   ? std::vector<std::string>{"status", "--index", index_, flag}
                                                   : std::vector<std::string>{"status", flag, index_};
    EXPECT_THAT(run_indexer(arguments, {.output = "/dev/full"}), FailsSaying("No space left on device"));
  }
  EXPECT_THAT(check({.output = "/dev/full"}), FailsSaying("No space left on device"));
  EXPECT_THAT(update({"--json"}, {.output = "/dev/full"}), FailsSaying("No space left on device"));
}

}  // namespace
}  // namespace gp
