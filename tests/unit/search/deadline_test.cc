#include "searchd/search/deadline.h"

#include <gtest/gtest.h>

namespace gp {
namespace {

using std::chrono::hours;

TEST(DeadlineTest, NoneNeverPasses) {
  EXPECT_NO_THROW(Deadline().check());
}

TEST(DeadlineTest, FarOneHasNotPassed) {
  EXPECT_NO_THROW(Deadline(hours(1)).check());
}

TEST(DeadlineTest, WithoutTimeItIsOverAlready) {
  EXPECT_THROW(Deadline(hours(0)).check(), SearchTimeout);
  EXPECT_THROW(Deadline(hours(-1)).check(), SearchTimeout);
}

TEST(DeadlineTest, CopyEndsWhenTheOriginalDoes) {
  const Deadline over(hours(0));
  const Deadline copy = over;
  EXPECT_THROW(copy.check(), SearchTimeout);
}

TEST(DeadlineTest, LoopEndsWithinItsRounds) {
  const Deadline over(hours(0));
  LoopDeadline in_time(over);
  unsigned rounds = 0;
  EXPECT_THROW(for (; rounds < 10 * LoopDeadline::kRounds; ++rounds) in_time.check(), SearchTimeout);
  EXPECT_LT(rounds, LoopDeadline::kRounds);
}

TEST(DeadlineTest, LoopWithTimeLeftRunsToItsEnd) {
  const Deadline far(hours(1));
  LoopDeadline in_time(far);
  unsigned rounds = 0;
  EXPECT_NO_THROW(for (; rounds < 10 * LoopDeadline::kRounds; ++rounds) in_time.check());
  EXPECT_EQ(rounds, 10 * LoopDeadline::kRounds);
}

}  // namespace
}  // namespace gp
