// Buckets of tokens, by a clock of the test's own.
#include "searchd/http/rate_limit.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <random>
#include <thread>

namespace gp {
namespace {

using namespace std::chrono_literals;
using Clock = RateLimit::Clock;

constexpr std::uint64_t kSecret = 42;

// The n-th of many clients.
Address client(std::uint32_t n) {
  Address address = *parse_address("10.0.0.0");
  for (std::size_t i = 0; i < 3; ++i) address.bytes[15 - i] = static_cast<std::uint8_t>(n >> (8 * i));
  return address;
}

class RateLimitTest : public testing::Test {
 protected:
  // How many of `tries` requests the client gets answered now.
  int granted(RateLimit& limit, const Address& of, int tries) const {
    int count = 0;
    for (int i = 0; i < tries; ++i) count += limit.take(of, now) == 0s ? 1 : 0;
    return count;
  }

  Clock::time_point now{1000h};
};

TEST_F(RateLimitTest, NewClientHasTenSecondsWorthAndThenItsRate) {
  RateLimit limit(2, kSecret);
  EXPECT_EQ(granted(limit, client(1), 100), 20);
  EXPECT_EQ(limit.take(client(1), now), 500ms);
  now += 499ms;
  EXPECT_EQ(limit.take(client(1), now), 1ms);
  now += 1ms;
  EXPECT_EQ(granted(limit, client(1), 100), 1);
  now += 3s;
  EXPECT_EQ(granted(limit, client(1), 100), 6);
}

TEST_F(RateLimitTest, RefusedRequestCostsNothing) {
  RateLimit limit(1, kSecret);
  granted(limit, client(1), 1000);
  now += 1s;
  EXPECT_EQ(granted(limit, client(1), 1), 1);
}

TEST_F(RateLimitTest, BucketFillsAndDoesNotOverflow) {
  RateLimit limit(2, kSecret);
  EXPECT_EQ(granted(limit, client(1), 100), 20);
  now += 10s;
  EXPECT_EQ(granted(limit, client(1), 100), 20);
  now += 1000h;
  EXPECT_EQ(granted(limit, client(1), 100), 20);
}

TEST_F(RateLimitTest, ClientsHaveBucketsOfTheirOwn) {
  RateLimit limit(1, kSecret);
  EXPECT_EQ(granted(limit, *parse_address("192.0.2.7"), 100), 10);
  EXPECT_EQ(granted(limit, *parse_address("192.0.2.8"), 100), 10);
  EXPECT_EQ(granted(limit, *parse_address("::ffff:192.0.2.7"), 100), 0);
  EXPECT_EQ(granted(limit, *parse_address("2001:db8:0:1::1"), 100), 10);
  EXPECT_EQ(granted(limit, *parse_address("2001:db8:0:1:ffff::"), 100), 0);
  EXPECT_EQ(granted(limit, *parse_address("2001:db8:0:2::1"), 100), 10);
}

TEST_F(RateLimitTest, RateZeroIsNoLimit) {
  RateLimit limit(0);
  EXPECT_EQ(granted(limit, client(1), 100'000), 100'000);
}

TEST_F(RateLimitTest, RateIsKeptForTenMinutes) {
  for (const unsigned rate : {1U, 3U, 7U, 20U, 999U}) {
    RateLimit limit(rate, kSecret);
    unsigned count = 0;
    for (const auto end = now + 10min; now < end; now += 1ms) count += limit.take(client(1), now) == 0s ? 1U : 0U;
    EXPECT_GE(count, rate * 600);
    EXPECT_LE(count, rate * 610 + 1);
  }
}

// Beside a bucket for each client in a list of its own, which needs no table.
TEST_F(RateLimitTest, AnswersAsIfEachClientHadABucketInAList) {
  RateLimit limit(5, kSecret);
  std::map<std::uint32_t, Clock::time_point> full_at;
  std::mt19937 random(1);
  for (int i = 0; i < 200'000; ++i) {
    now += std::chrono::microseconds(random() % 400);
    const auto n = static_cast<std::uint32_t>(random() % 300);
    const Clock::time_point then = std::max(full_at[n], now) + 200ms;
    const auto wait = std::max<Clock::duration>(then - now - 10s, 0s);
    if (wait == 0s) full_at[n] = then;
    ASSERT_EQ(limit.take(client(n), now), wait) << i;
  }
}

// As many as a server that makes 5,000 answers a second can hold at their limit.
TEST_F(RateLimitTest, FiveThousandGreedyClientsTakeNothingFromOthersNorFromTheLimit) {
  RateLimit limit(1, kSecret);
  for (std::uint32_t n = 0; n < 5000; ++n) ASSERT_LE(granted(limit, client(n), 100), 10);
  int untouched = 0;
  for (std::uint32_t n = 0; n < 20'000; ++n) untouched += granted(limit, client(1'000'000 + n), 1);
  EXPECT_GE(untouched, 19'990);  // the odds are that one is refused
  for (std::uint32_t n = 0; n < 5000; ++n) ASSERT_EQ(granted(limit, client(n), 1), 0) << "somebody was forgotten";
}

TEST_F(RateLimitTest, ClientsThatAskedLongAgoAreForgotten) {
  RateLimit limit(1, kSecret);
  for (int round = 0; round < 20; ++round) {
    for (std::uint32_t n = 0; n < 20'000; ++n) limit.take(client(static_cast<std::uint32_t>(round) * 20'000 + n), now);
    now += 1s;
  }
  for (std::uint32_t n = 0; n < 1000; ++n) ASSERT_EQ(granted(limit, client(9'000'000 + n), 100), 10);
}

TEST_F(RateLimitTest, ManyThreadsShareABucket) {
  RateLimit limit(100, kSecret);
  std::atomic<int> count = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] { count += granted(limit, client(1), 1000); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count, 1000);
}

TEST_F(RateLimitTest, TableIsAnotherOneInEachProcess) {
  // Which clients share their places must not be known beforehand: with so many at their limit, some newcomers do.
  const auto unlucky = [this](RateLimit& limit) {
    for (std::uint32_t n = 0; n < 60'000; ++n) granted(limit, client(n), 10);
    std::vector<std::uint32_t> found;
    for (std::uint32_t n = 1'000'000; n < 1'002'000; ++n) {
      if (granted(limit, client(n), 1) == 0) found.push_back(n);
    }
    return found;
  };
  RateLimit one(1);
  RateLimit other(1);
  EXPECT_NE(unlucky(one), unlucky(other));
}

}  // namespace
}  // namespace gp
