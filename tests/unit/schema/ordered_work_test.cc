#include "indexer/index/ordered_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>
#include <vector>

namespace gp {
namespace {

using testing::ElementsAre;

TEST(OrderedWorkTest, WhatFollowsComesInTheOrderGivenAndOnTheThreadThatGaveIt) {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    std::vector<int> order;
    OrderedWork work(threads);
    for (int i = 0; i < 500; ++i) {
      work.add([&order, i](std::size_t) {
        if (i % 7 == 0) std::this_thread::yield();
        return [&order, i, worker = std::this_thread::get_id()] {
          EXPECT_NE(std::this_thread::get_id(), worker);
          order.push_back(i);
        };
      });
    }
    work.finish();
    ASSERT_EQ(order.size(), 500U);
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  }
}

TEST(OrderedWorkTest, AThreadDoesOneTaskAtATime) {
  std::vector<int> tasks_of(3);  // each written by its thread only: a thread sanitizer sees a second one
  OrderedWork work(tasks_of.size());
  for (int i = 0; i < 300; ++i) {
    work.add([&tasks_of](std::size_t thread) {
      ++tasks_of.at(thread);
      return [] {};
    });
  }
  work.finish();
  EXPECT_EQ(tasks_of[0] + tasks_of[1] + tasks_of[2], 300);
}

TEST(OrderedWorkTest, WhatATaskOrItsFollowUpThrowsArrivesAndNothingFollowsIt) {
  for (const bool in_task : {true, false}) {
    std::vector<int> order;
    const auto all = [&] {
      OrderedWork work(2);
      for (int i = 0; i < 40; ++i) {
        work.add([&order, in_task, i](std::size_t) -> OrderedWork::FollowUp {
          if (in_task && i == 2) throw std::runtime_error("two");
          return [&order, i] {
            if (i == 2) throw std::runtime_error("two");
            order.push_back(i);
          };
        });
      }
      work.finish();
    };
    EXPECT_THROW(all(), std::runtime_error);
    EXPECT_THAT(order, ElementsAre(0, 1));
  }
}

}  // namespace
}  // namespace gp
