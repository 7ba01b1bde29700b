// How many requests one client may make: a bucket of tokens for each, which holds ten seconds' worth and fills at the
// given rate; a request takes one. Thread-safe.
//
// There is no list of clients to fill up. A bucket is one moment, that at which it will be full again, and the moments
// stand in a table of fixed size, for each client at four places that a secret number decides. Each is at least as late
// as that of any client that has it, so the earliest of the four is the client's: nobody ever gets more than their
// rate, nobody is thrown out for another, and a bucket that is full again is forgotten by the clock alone. Less than
// their rate gets only who shares all four places with clients that are using theirs up. The answers that keep n
// buckets from being full are n times the rate a second, so a server that makes 5,000 a second has 5,000 such clients
// at a rate of one, and shares one's places with a chance of 3 in 100,000.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <vector>

#include "searchd/http/address.h"

namespace gp {

class RateLimit {
 public:
  using Clock = std::chrono::steady_clock;

  static constexpr unsigned kBurstSeconds = 10;
  static constexpr unsigned kMostPerSecond = 1'000'000;

  // `per_second`: up to kMostPerSecond; 0: no limit. `secret`: should be known to nobody.
  explicit RateLimit(unsigned per_second, std::uint64_t secret = random_secret());

  // Takes a token of the client's (of its client_share) and returns zero; or takes nothing and returns how long it will
  // be until there is one. `now` never goes back by more than threads overtake each other.
  Clock::duration take(const Address& client, Clock::time_point now);

 private:
  static std::uint64_t random_secret();

  const Clock::duration interval_;  // between two tokens; zero: no limit
  const Clock::duration capacity_;  // the time an empty bucket takes to fill
  const std::uint64_t secret_;
  std::mutex mutex_;
  std::vector<Clock::time_point> full_at_;  // guarded by mutex_; four rows of the same length
};

}  // namespace gp
