// Many threads search while new generations are published under them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <thread>

#include "indexer/schema/index_schema.h"
#include "searchd/search/live_index.h"
#include "tests/support/test_index.h"

namespace gp {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Generation `n` has `n` practices with a bus, and says `n` in each title.
std::vector<Practice> practices_of(int n) {
  std::vector<Practice> all;
  for (int i = 0; i < n; ++i) {
    all.push_back(practice("p" + std::to_string(i))
                      .text("en", "Version " + std::to_string(n), "A bus to school.", "Pupils ride the bus every day.")
                      .text("sr", "Верзија " + std::to_string(n), "Аутобус до школе.")
                      .theme(i % 2 == 0 ? "education" : "housing")
                      .place(i % 3 == 0 ? "graz" : "turin")
                      .added("2024-01-15"));
  }
  return all;
}

std::uint32_t sum(const std::vector<FacetValue>& values) {
  std::uint32_t total = 0;
  for (const FacetValue& value : values) total += value.count;
  return total;
}

// Empty if the result is one generation's from beginning to end.
std::string inconsistency(const SearchResult& result, std::size_t n) {
  if (result.practices != n) return "practices";
  if (result.total != n) return "total " + std::to_string(result.total) + " of " + std::to_string(n);
  if (sum(result.facets.at("city")) != n || sum(result.facets.at("theme")) != n) return "facets";
  if (result.hits.size() != std::min<std::size_t>(n, result.query.per_page)) return "hits";
  for (const Hit& one : result.hits) {
    if (one.title.find(' ' + std::to_string(n)) == std::string::npos) return "title " + one.title;
  }
  return {};
}

TEST(ConcurrencyTest, EveryAnswerIsOneGenerationsWhileNewOnesArePublished) {
  constexpr int kThreads = 6;
  constexpr int kGenerations = 25;
  TestIndex index(practices_of(1));
  std::mutex mutex;  // guards sizes and problems
  std::map<std::string, std::size_t> sizes = {{index.generation()->meta().generation, 1}};
  std::vector<std::string> problems;
  std::atomic<int> reported{0};
  LiveIndex live(index.folder(), [&](bool good, const std::string& sentence) {
    ++reported;
    if (good) return;
    const std::lock_guard guard(mutex);
    problems.push_back(sentence);
  });
  std::atomic<bool> stop{false};
  std::atomic<int> searches{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      static constexpr const char* kAddresses[] = {"q=bus",
                                                   "q=%22school+pupils%22+OR+bus",
                                                   "q=bu*&lang=sr",
                                                   "sort=title",
                                                   "q=%D0%B0%D1%83%D1%82%D0%BE%D0%B1%D1%83%D1%81&per_page=3",
                                                   "q=title:version&sort=newest&lang=de"};
      for (int i = t; !stop; ++i) {
        const std::shared_ptr<const Generation> generation = live.current();
        try {
          const Query query = parse_query(parse_query_string(kAddresses[i % 6]), "en");
          const SearchResult result = Searcher(generation).search(query);
          ++searches;
          std::size_t n = 0;
          {
            // The watcher may be faster than the publisher's notebook.
            const std::lock_guard guard(mutex);
            const auto known = sizes.find(result.generation);
            if (known != sizes.end()) n = known->second;
          }
          if (n == 0) n = result.practices;
          const std::string problem =
              result.generation == generation->meta().generation ? inconsistency(result, n) : "generation";
          Searcher(generation).suggest("ver", "en", 5);
          Searcher(generation).similar("p0", "sr", 3);
          if (problem.empty()) continue;
          const std::lock_guard guard(mutex);
          problems.push_back(std::string(kAddresses[i % 6]) + ": " + problem);
        } catch (const std::exception& error) {
          const std::lock_guard guard(mutex);
          problems.push_back(std::string(kAddresses[i % 6]) + ": " + error.what());
        }
      }
    });
  }
  for (int n = 2; n <= kGenerations; ++n) {
    const std::string generation = index.publish(practices_of(n));
    const std::lock_guard guard(mutex);
    sizes[generation] = static_cast<std::size_t>(n);
  }
  // The last one arrives by itself, within a second.
  const auto begun = std::chrono::steady_clock::now();
  while (live.current()->meta().practices != kGenerations &&
         std::chrono::steady_clock::now() - begun < std::chrono::seconds(20)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  stop = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(live.current()->meta().practices, static_cast<std::size_t>(kGenerations));
  EXPECT_THAT(problems, ElementsAre());
  EXPECT_GT(searches, kThreads);
  EXPECT_GT(reported, 0);
}

TEST(ConcurrencyTest, ThreadsThatAskTheSameOfAFreshGenerationGetTheSame) {
  TestIndex index(practices_of(40));
  for (int round = 0; round < 10; ++round) {
    const std::shared_ptr<const Generation> fresh = Generation::open(index.file());
    std::vector<std::vector<std::string>> answers(4);
    std::vector<std::thread> threads;
    for (std::vector<std::string>& answer : answers) {
      threads.emplace_back([&answer, &fresh] {
        answer = ids(Searcher(fresh).search(parse_query(
            parse_query_string("q=bus+OR+pup*+-%22bus+school%22&sort=title&lang=sr&city=turin&per_page=100"), "en")));
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::vector<std::string>& answer : answers) EXPECT_EQ(answer, answers.front());
    EXPECT_FALSE(answers.front().empty());
  }
}

// What the watching thread said, in order.
class Reports {
 public:
  void add(const std::string& sentence) {
    const std::lock_guard guard(mutex_);
    sentences_.push_back(sentence);
    changed_.notify_all();
  }
  std::vector<std::string> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return sentences_.size() >= count; });
    return sentences_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> sentences_;
};

TEST(LiveIndexTest, AGenerationThatCannotBeReadIsReportedOnceAndTheOldOneStays) {
  TestIndex index(practices_of(2));
  Reports reports;
  LiveIndex live(index.folder(), [&reports](bool good, const std::string& sentence) {
    reports.add((good ? "good: " : "bad: ") + sentence);
  });
  std::ofstream(index.folder() + "/damaged") << "not an index at all";
  std::filesystem::rename(index.folder() + "/damaged", index.file());
  std::vector<std::string> said = reports.wait_for(1);
  ASSERT_EQ(said.size(), 1U);
  EXPECT_THAT(said[0], HasSubstr("bad: "));
  EXPECT_EQ(live.current()->meta().practices, 2U);
  EXPECT_EQ(Searcher(live.current()).search(parse_query({{"q", "bus"}}, "en")).total, 2U);
  std::this_thread::sleep_for(std::chrono::milliseconds(450));  // two more looks
  index.publish(practices_of(3));
  said = reports.wait_for(2);
  ASSERT_EQ(said.size(), 2U);
  EXPECT_THAT(said[1], HasSubstr("good: "));
  EXPECT_THAT(said[1], HasSubstr("3 practices"));
  EXPECT_EQ(live.current()->meta().practices, 3U);
}

TEST(LiveIndexTest, AFileThatIsGoneLeavesTheGenerationOpen) {
  TestIndex index(practices_of(2));
  LiveIndex live(index.folder(), [](bool, const std::string&) {});
  std::filesystem::remove(index.file());
  std::this_thread::sleep_for(std::chrono::milliseconds(450));
  EXPECT_EQ(Searcher(live.current()).search(parse_query({{"q", "bus"}}, "en")).total, 2U);
}

TEST(LiveIndexTest, AFolderWithoutAnIndexIsRefused) {
  const TestIndex index;
  EXPECT_THROW(LiveIndex(index.folder() + "/none", [](bool, const std::string&) {}), std::exception);
}

TEST(GenerationTest, TwoBuildsOfTheSameDataAreTheSameGeneration) {
  const TestIndex one(practices_of(3));
  const TestIndex two(practices_of(3));
  const TestIndex other(practices_of(4));
  EXPECT_EQ(one.generation()->meta().generation, two.generation()->meta().generation);
  EXPECT_NE(one.generation()->meta().generation, other.generation()->meta().generation);
}

}  // namespace
}  // namespace gp
