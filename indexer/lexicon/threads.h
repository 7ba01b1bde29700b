// Work for the two cores that the indexer may take.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace gp {

inline constexpr std::size_t kThreads = 2;

// Calls work(i, thread) for every i below `count`, beginning in this order; `thread` is below kThreads and never at two
// calls at once. Throws what one of them threw, when all threads are done.
template <class Work>
void share_out(std::size_t count, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::array<std::exception_ptr, kThreads> failures;
  {
    std::vector<std::jthread> threads;
    for (std::size_t thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([&, thread] {
        try {
          for (std::size_t i = next++; i < count; i = next++) work(i, thread);
        } catch (...) {
          failures[thread] = std::current_exception();
        }
      });
    }
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace gp
