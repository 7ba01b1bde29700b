#include "searchd/http/answer_cache.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <map>
#include <thread>
#include <vector>

#include "tests/unit/search/random.h"

namespace gp {
namespace {

constexpr std::size_t kBound = 100'000;

std::shared_ptr<const Response> answer(const std::string& body) {
  auto response = std::make_shared<Response>();
  response->set("Content-Type", "text/plain");
  response->body = std::make_shared<const std::string>(body);
  return response;
}

std::string key(std::size_t number) {
  return "key " + std::to_string(number);
}

class AnswerCacheTest : public testing::Test {
 protected:
  void keep(const std::string& name, std::size_t size = 1000) {
    cache.keep(served, name, answer(name + std::string(size, '.')));
  }
  bool has(const std::string& name) { return cache.find(served, name) != nullptr; }

  std::string served = "first";
  AnswerCache cache{kBound, [this] { return served; }};
};

TEST_F(AnswerCacheTest, AnswerIsFoundUnderItsKeyOnly) {
  const auto kept = answer("text");
  cache.keep(served, "a", kept);
  EXPECT_EQ(cache.find(served, "a"), kept);
  EXPECT_EQ(cache.find(served, "b"), nullptr);
  EXPECT_EQ(cache.find(served, std::string("a\0", 2)), nullptr);
}

TEST_F(AnswerCacheTest, OfTwoAnswersUnderOneKeyTheFirstStays) {
  const auto first = answer("text");
  cache.keep(served, "a", first);
  const std::size_t bytes = cache.bytes();
  cache.keep(served, "a", answer("text"));
  EXPECT_EQ(cache.find(served, "a"), first);
  EXPECT_EQ(cache.bytes(), bytes);
}

TEST_F(AnswerCacheTest, ScanDrivesOutNothingThatWasAskedForTwice) {
  for (std::size_t i = 0; i < 20; ++i) {
    keep(key(i));
    EXPECT_TRUE(has(key(i)));
  }
  for (std::size_t i = 100; i < 10'000; ++i) keep(key(i));
  for (std::size_t i = 0; i < 20; ++i) EXPECT_TRUE(has(key(i))) << i;
  EXPECT_TRUE(has(key(9'999)));
  EXPECT_FALSE(has(key(100)));
}

TEST_F(AnswerCacheTest, WhatIsAskedForNoMoreMakesRoom) {
  keep("yesterday");
  EXPECT_TRUE(has("yesterday"));
  keep("now and then");
  for (std::size_t i = 0; i < 1'000; ++i) {
    keep(key(i));
    EXPECT_TRUE(has(key(i))) << i;
    if (i % 40 == 0) {
      EXPECT_TRUE(has("now and then")) << i;
    }
  }
  EXPECT_FALSE(has("yesterday"));
}

TEST_F(AnswerCacheTest, NewAnswersAreKeptWhereEverythingElseIsTrusted) {
  for (std::size_t i = 0; i < 1'000; ++i) {
    keep(key(i));
    has(key(i));
  }
  keep("new");
  keep("newer");
  EXPECT_TRUE(has("new"));
}

TEST_F(AnswerCacheTest, BigAnswersAndLongKeysAreNotKept) {
  keep("big", kBound / AnswerCache::kLargestPart);
  keep(std::string(AnswerCache::kMaxKeyBytes + 1, 'k'));
  EXPECT_EQ(cache.bytes(), 0U);
  keep("small", kBound / AnswerCache::kLargestPart / 2);
  keep(std::string(AnswerCache::kMaxKeyBytes, 'k'));
  EXPECT_TRUE(has("small"));
  EXPECT_TRUE(has(std::string(AnswerCache::kMaxKeyBytes, 'k')));
}

TEST_F(AnswerCacheTest, NothingIsKeptWithoutRoom) {
  AnswerCache none(0, [] { return "first"; });
  none.keep("first", "a", answer(""));
  EXPECT_EQ(none.find("first", "a"), nullptr);
  EXPECT_EQ(none.bytes(), 0U);
}

TEST_F(AnswerCacheTest, NewGenerationFreesTheAnswersOfTheOld) {
  std::weak_ptr<const Response> once;
  std::weak_ptr<const Response> twice;
  {
    const auto first = answer("first");
    const auto second = answer("second");
    once = first;
    twice = second;
    cache.keep(served, "a", first);
    cache.keep(served, "b", second);
    EXPECT_TRUE(has("b"));
  }
  EXPECT_FALSE(once.expired() || twice.expired());
  served = "second";
  EXPECT_FALSE(has("a"));
  EXPECT_TRUE(once.expired() && twice.expired());
  EXPECT_EQ(cache.bytes(), 0U);
  keep("a");
  EXPECT_TRUE(has("a"));
}

TEST_F(AnswerCacheTest, RequestOfAnOldGenerationLeavesNothingBehind) {
  keep("a");
  served = "second";
  keep("b");
  const std::size_t bytes = cache.bytes();
  EXPECT_EQ(cache.find("first", "a"), nullptr);
  cache.keep("first", "c", answer("late"));
  EXPECT_EQ(cache.bytes(), bytes);
  EXPECT_TRUE(has("b"));
  EXPECT_FALSE(has("c"));
}

TEST_F(AnswerCacheTest, GenerationThatComesBackIsServedAgain) {
  keep("a");
  served = "second";
  keep("b");
  served = "first";
  EXPECT_FALSE(has("a"));
  keep("a");
  EXPECT_TRUE(has("a"));
}

TEST_F(AnswerCacheTest, BoundHoldsUnderRandomLoad) {
  Random random(1);
  std::map<std::string, std::string> bodies;  // what each key has to give
  std::size_t hits = 0;
  std::size_t fullest = 0;
  for (int round = 0; round < 100'000; ++round) {
    if (random.one_in(20'000)) {
      served += "'";
      bodies.clear();
    }
    // A few keys are asked for often, many seldom.
    const std::string name = key(random.below(random.of(std::array<std::size_t, 4>{10, 100, 1'000, 100'000})));
    if (const auto found = cache.find(served, name)) {
      ++hits;
      ASSERT_EQ(*found->body, bodies.at(name)) << name;
    } else {
      const std::string& body =
          bodies.insert_or_assign(name, served + name + std::string(random.below(kBound / 6), '.')).first->second;
      cache.keep(served, name, answer(body));
    }
    ASSERT_LE(cache.bytes(), kBound);
    fullest = std::max(fullest, cache.bytes());
  }
  EXPECT_GT(hits, 1'000U);
  EXPECT_GT(fullest, kBound / 10 * 9);
  std::size_t held = 0;
  for (const auto& [name, body] : bodies) {
    if (const auto found = cache.find(served, name)) held += name.size() + found->body->size();
  }
  EXPECT_GT(held, 0U);
  EXPECT_LE(held, cache.bytes());
}

TEST(AnswerCacheThreads, ManyMayUseItWhileGenerationsChange) {
  std::atomic<int> served = 0;
  AnswerCache cache(kBound, [&served] { return std::to_string(served); });
  std::vector<std::thread> threads;
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    threads.emplace_back([&cache, &served, seed] {
      Random random(seed);
      for (int round = 0; round < 20'000; ++round) {
        if (random.one_in(1'000)) ++served;
        const std::string generation = std::to_string(served - static_cast<int>(random.below(2)));
        const std::string name = generation + " " + key(random.below(300));
        const auto found = cache.find(generation, name);
        if (found) {
          EXPECT_TRUE(found->body->starts_with(name + "."));
        } else {
          cache.keep(generation, name, answer(name + std::string(1 + random.below(2'000), '.')));
        }
        EXPECT_LE(cache.bytes(), kBound);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace gp
