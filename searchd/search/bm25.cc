#include "searchd/search/bm25.h"

#include <algorithm>
#include <cmath>

#include "searchd/search/ranking.h"

namespace gp {

LengthNorms::LengthNorms(std::span<const std::uint32_t> lengths) : norms_(lengths.size()) {
  double all = 0;
  std::size_t documents = 0;
  for (const std::uint32_t length : lengths) {
    all += length;
    documents += length > 0 ? 1U : 0U;
  }
  const double mean = documents == 0 ? 1 : all / static_cast<double>(documents);
  std::ranges::transform(lengths, norms_.begin(), [mean](std::uint32_t length) {
    return static_cast<float>(kK1 * (1 - kB + kB * std::max(length / mean, kMinNormLength)));
  });
}

double term_weight(std::uint32_t practices, std::uint32_t with) {
  const double odds = (static_cast<double>(practices) - with + 0.5) / (with + 0.5);
  return (kK1 + 1) * std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

}  // namespace gp
