// BM25 (Robertson and Zaragoza 2009) with the numbers of ranking.h, in Xapian's form: what a term weighs in a document
// is its weight * count / (norm of the document + count).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gp {

// What the lengths of documents do to a weight. Immutable.
class LengthNorms {
 public:
  // By document; 0: there is none, and it does not count for the mean.
  explicit LengthNorms(std::span<const std::uint32_t> lengths);

  // k1 * ((1 - b) + b * length / mean length), by document
  std::span<const float> by_document() const { return norms_; }

 private:
  std::vector<float> norms_;
};

// Of a term that `with` of `practices` have, the factor k1 + 1 in it; never below zero, however many have it.
double term_weight(std::uint32_t practices, std::uint32_t with);

inline float contribution(float weight, float count, float norm) {
  return weight * count / (norm + count);
}

}  // namespace gp
