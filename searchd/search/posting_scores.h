// Scores by the postings outside Xapian: words as they are written, and their letters. BM25 (Robertson and Zaragoza
// 2009) with the numbers of ranking.h, as Xapian computes it for stems, so that the two add up.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/postings.h"
#include "searchd/search/doc_set.h"

namespace gp {

// Postings and what their lengths do to a weight. A view like Postings; immutable, for any number of threads.
class ScoredPostings {
 public:
  explicit ScoredPostings(std::string_view bytes);  // throws CorruptIndex

  const Postings& postings() const { return postings_; }
  float norm(std::uint32_t document) const { return norms_[document]; }

 private:
  Postings postings_;
  std::vector<float> norms_;  // k1 * ((1 - b) + b * length / mean length)
};

// Terms that count as one and the same term (Pirkola 1998), and how much of its weight they count.
struct TermScore {
  std::vector<std::string> terms{};
  double share = 1;
};

// Adds up what terms are worth. The sums are the thread's: one at a time on each thread.
class ScoreSum {
 public:
  // `practices`: how many the index has; `rows`: one more than the highest document.
  ScoreSum(std::uint32_t practices, std::uint32_t rows);
  ~ScoreSum();
  ScoreSum(const ScoreSum&) = delete;
  ScoreSum& operator=(const ScoreSum&) = delete;

  void add(const ScoredPostings& scored, const TermScore& score);

  // A leaf that matches those of `among` that have any of the terms, each with its sum; empty if there is none.
  Xapian::Query query(const DocSet& among) const;

 private:
  void add_one(const ScoredPostings& scored, std::size_t term, double share);

  std::uint32_t practices_;
  DocSet touched_;
};

}  // namespace gp
