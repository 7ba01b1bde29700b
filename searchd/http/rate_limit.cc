// A count-min sketch with conservative update, of moments instead of counts.
#include "searchd/http/rate_limit.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <random>

namespace gp {
namespace {

constexpr std::size_t kRows = 4;
constexpr std::size_t kPlaces = 65'536;  // in each row: sixteen bits of the hash

std::uint64_t hash(const Address& address, std::uint64_t secret) {
  return XXH3_64bits_withSeed(address.bytes.data(), address.bytes.size(), secret);
}

}  // namespace

RateLimit::RateLimit(unsigned per_second, std::uint64_t secret)
    : interval_(per_second == 0 ? Clock::duration::zero() : Clock::duration(std::chrono::seconds(1)) / per_second),
      capacity_(interval_ * per_second * kBurstSeconds),
      secret_(secret),
      full_at_(per_second == 0 ? 0 : kRows * kPlaces) {}

RateLimit::Clock::duration RateLimit::take(const Address& client, Clock::time_point now) {
  if (interval_ == Clock::duration::zero()) return interval_;
  std::array<Clock::time_point*, kRows> places{};
  std::uint64_t bits = hash(client_share(client), secret_);
  for (std::size_t row = 0; row < kRows; ++row, bits /= kPlaces) {
    places[row] = &full_at_[row * kPlaces + bits % kPlaces];
  }
  const std::lock_guard lock(mutex_);
  Clock::time_point full_at = *places[0];
  for (const Clock::time_point* place : places) full_at = std::min(full_at, *place);
  full_at = std::max(full_at, now) + interval_;
  if (full_at - now > capacity_) return full_at - now - capacity_;
  for (Clock::time_point* place : places) *place = std::max(*place, full_at);
  return Clock::duration::zero();
}

std::uint64_t RateLimit::random_secret() {
  std::random_device source;
  return static_cast<std::uint64_t>(source()) << 32 | source();
}

}  // namespace gp
