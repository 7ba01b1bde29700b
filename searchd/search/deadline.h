// When a search has to end. It is checked between the steps of a search and inside its long loops; over it, the search
// ends by SearchTimeout and everything it holds is let go. Wall time, since that is what the reader waits.
#pragma once

#include <chrono>
#include <stdexcept>

namespace gp {

// The search took longer than it may; what() is a sentence for whoever asked. Status 503.
struct SearchTimeout : std::runtime_error {
  SearchTimeout();
};

// A value; any number of threads may check one.
class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  Deadline() = default;  // never
  // So long from now; none or less is over already.
  explicit Deadline(Clock::duration time);

  // Reads the clock. Throws SearchTimeout.
  void check() const;

 private:
  Clock::time_point end_ = Clock::time_point::max();
};

// For a loop whose rounds cost less than reading the clock: of many calls one reads it. Belongs to one thread; the
// deadline must outlive it.
//
//   LoopDeadline in_time(deadline);
//   candidates.for_each([&](std::uint32_t document) { in_time.check(); ... });
class LoopDeadline {
 public:
  static constexpr unsigned kRounds = 256;  // from one look at the clock to the next

  explicit LoopDeadline(const Deadline& deadline) : deadline_(deadline) {}

  // Throws SearchTimeout.
  void check() {
    if (++round_ % kRounds == 0) deadline_.check();
  }

 private:
  const Deadline& deadline_;
  unsigned round_ = 0;
};

}  // namespace gp
