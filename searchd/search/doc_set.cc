#include "searchd/search/doc_set.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include <array>
#include <numeric>
#endif

namespace gp {
namespace {

using Words = const std::vector<std::uint64_t>&;

std::uint32_t common_from(Words a, Words b, std::size_t first) {
  std::uint32_t total = 0;
  for (std::size_t i = first; i < a.size(); ++i) total += static_cast<std::uint32_t>(std::popcount(a[i] & b[i]));
  return total;
}

#if defined(__x86_64__)
// Eight words at a time; which processors can is known only where the program runs.
__attribute__((target("avx512f,avx512vpopcntdq"))) std::uint64_t common_in_eights(Words a, Words b) {
  constexpr std::size_t kEight = 8;
  __m512i totals = _mm512_setzero_si512();
  std::size_t i = 0;
  for (; i + kEight <= a.size(); i += kEight) {
    const __m512i both = _mm512_and_si512(_mm512_loadu_si512(&a[i]), _mm512_loadu_si512(&b[i]));
    totals = _mm512_add_epi64(totals, _mm512_popcnt_epi64(both));
  }
  std::array<std::uint64_t, kEight> of_each{};
  _mm512_storeu_si512(of_each.data(), totals);
  return std::accumulate(of_each.begin(), of_each.end(), std::uint64_t{common_from(a, b, i)});
}
#endif

}  // namespace

std::uint32_t DocSet::common(const DocSet& other) const {
#if defined(__x86_64__)
  static const bool in_eights =
      __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vpopcntdq") != 0;
  if (in_eights) return static_cast<std::uint32_t>(common_in_eights(words_, other.words_));
#endif
  return common_from(words_, other.words_, 0);
}

}  // namespace gp
