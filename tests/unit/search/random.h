// Random data for property tests: always the same for the same seed, on every machine (the standard's distributions are
// not).
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace gp {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  // 0..below-1
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
  std::size_t between(std::size_t low, std::size_t high) { return low + below(high - low + 1); }
  bool one_in(std::size_t n) { return below(n) == 0; }

  template <class Container>
  const auto& of(const Container& choices) {
    return choices[below(std::size(choices))];
  }

  // As many of `choices`, each perhaps several times, run together.
  template <class Container>
  std::string chain(const Container& choices, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += of(choices);
    return text;
  }

  std::string bytes(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += static_cast<char>(below(256));
    return text;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace gp
