// An update that is killed at any moment: what is published is the old index or the new one, and the next update ends
// with the right content.
#include <csignal>
#include <filesystem>
#include <memory>
#include <random>
#include <thread>

#include "tests/cli/indexer_test.h"

namespace gp {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::IsEmpty;

class Kill : public IndexerTest {
 protected:
  // Two corpora, each the other's next state: practices added, changed and deleted.
  Kill() {
    for (int i = 0; i < 90; ++i) {
      PracticeJson practice = small_practice("case-" + std::to_string(i), "lyon", "housing", "A case");
      practice["texts"]["en"]["body"] = words(i);
      corpus_.put(practice);
      if (i % 3 == 0) continue;
      if (i % 3 == 1) practice["texts"]["en"]["body"] = words(i + 1000);
      other_.put(practice);
    }
    content_[0] = content_when_fresh(corpus_.path());
    content_[1] = content_when_fresh(other_.path());
  }

  static std::string words(int seed) {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "word" + std::to_string((seed * 37 + i * i) % 5000) + " ";
    return text;
  }

  const std::string& source(int which) const { return which == 0 ? corpus_.path() : other_.path(); }
  std::vector<std::string> arguments(int which) const {
    return {"update", "--corpus", source(which), "--index", index_};
  }
  std::unique_ptr<Process> start(int which) const {
    return std::make_unique<Process>(GP_INDEXER_PATH, without_dictionaries(arguments(which)));
  }

  // After a kill of the update to `which`.
  void expect_old_or_new_and_mend(int which) const {
    EXPECT_THAT(content(), AnyOf(content_[0], content_[1]));
    EXPECT_THAT(run_indexer(arguments(which)), ExitsWith(kDone));
    EXPECT_EQ(content(), content_[which]);
  }

  const SmallCorpus other_{folder_.path("other")};
  Json content_[2];
};

TEST_F(Kill, AtRandomMoments) {
  ASSERT_THAT(run_indexer(arguments(0)), ExitsWith(kDone));
  const double whole = run_indexer(arguments(1)).seconds;
  std::mt19937 random(std::random_device{}());
  int which = 0;
  for (int round = 0; round < 14; ++round, which = 1 - which) {
    const std::chrono::duration<double> moment(std::uniform_real_distribution<double>(0, 1.1 * whole)(random));
    SCOPED_TRACE("round " + std::to_string(round) + ", after " + std::to_string(moment.count()) + " s");
    const std::unique_ptr<Process> process = start(which);
    std::this_thread::sleep_for(moment);
    process->kill(SIGKILL);
    process->wait();
    expect_old_or_new_and_mend(which);
  }
  EXPECT_THAT(left_over(), IsEmpty());
}

TEST_F(Kill, WhileItPublishes) {
  ASSERT_THAT(run_indexer(arguments(0)), ExitsWith(kDone));
  std::mt19937 random(std::random_device{}());
  int which = 1;
  for (int round = 0; round < 10; ++round, which = 1 - which) {
    const std::chrono::microseconds moment(random() % 15'000);
    SCOPED_TRACE("round " + std::to_string(round) + ", " + std::to_string(moment.count()) + " microseconds in");
    const std::unique_ptr<Process> process = start(which);
    while (!fs::exists(index_ + "/practices.new") && !process->ended()) std::this_thread::yield();
    std::this_thread::sleep_for(moment);
    process->kill(SIGKILL);
    process->wait();
    expect_old_or_new_and_mend(which);
  }
}

TEST_F(Kill, TheFirstUpdateEver) {
  std::mt19937 random(std::random_device{}());
  for (int round = 0; round < 8; ++round) {
    fs::remove_all(index_);
    const std::chrono::milliseconds moment(random() % 120);
    SCOPED_TRACE("round " + std::to_string(round) + ", after " + std::to_string(moment.count()) + " ms");
    const std::unique_ptr<Process> process = start(0);
    std::this_thread::sleep_for(moment);
    process->kill(SIGKILL);
    process->wait();
    if (fs::exists(published())) {
      EXPECT_EQ(content(), content_[0]);
    }
    EXPECT_THAT(run_indexer(arguments(0)), ExitsWith(kDone));
    EXPECT_EQ(content(), content_[0]);
  }
}

TEST_F(Kill, SeveralInARow) {
  ASSERT_THAT(run_indexer(arguments(0)), ExitsWith(kDone));
  std::mt19937 random(std::random_device{}());
  for (int round = 0; round < 10; ++round) {
    const std::unique_ptr<Process> process = start(round % 2);
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 100));
    process->kill(SIGKILL);
    process->wait();
    EXPECT_THAT(content(), AnyOf(content_[0], content_[1])) << "round " << round;
  }
  expect_old_or_new_and_mend(1);
}

TEST_F(Kill, PolitelyIsTheSame) {
  ASSERT_THAT(run_indexer(arguments(0)), ExitsWith(kDone));
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    const std::unique_ptr<Process> process = start(1);
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    process->kill(signal);
    EXPECT_FALSE(process->wait().timed_out);
    expect_old_or_new_and_mend(1);
    expect_old_or_new_and_mend(0);
  }
}

}  // namespace
}  // namespace gp
