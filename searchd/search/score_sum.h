// What a query is worth to each practice: term by term, into one number for each (term at a time, Turtle and Flood
// 1995), all that were found, so the order never depends on the page that is asked for.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/postings.h"
#include "searchd/search/bm25.h"
#include "searchd/search/doc_set.h"

namespace gp {

class XapianPostings;

// A section of postings and what the lengths in it do to a weight. A view like Postings; immutable, for any number of
// threads.
class ScoredPostings {
 public:
  explicit ScoredPostings(std::string_view bytes) : postings_(bytes), norms_(postings_.lengths()) {}  // CorruptIndex

  const Postings& postings() const { return postings_; }
  const LengthNorms& norms() const { return norms_; }

 private:
  Postings postings_;
  LengthNorms norms_;
};

// Terms that count as one and the same term (Pirkola 1998), and how much of its weight they count.
struct TermScore {
  std::vector<std::string> terms{};
  double share = 1;
};

// Each of the documents weighs the same.
struct SetScore {
  std::shared_ptr<const DocSet> documents{};
  double weight = 0;
};

struct Scores {
  std::vector<TermScore> stems{};  // and concepts: what Xapian has
  std::vector<TermScore> words{};  // as they are written
  std::vector<TermScore> letters{};
  std::vector<SetScore> sets{};

  void append(const Scores& more);
};

// Documents in order of relevance.
struct Ranked {
  std::uint32_t document = 0;
  double score = 0;

  bool operator==(const Ranked&) const = default;
};

// The sums are the thread's: one at a time on each thread.
class ScoreSum {
 public:
  // Of the documents `among`, which must outlive it; `practices`: how many the index has.
  ScoreSum(std::uint32_t practices, const DocSet& among);
  ScoreSum(const ScoreSum&) = delete;
  ScoreSum& operator=(const ScoreSum&) = delete;

  void add(const XapianPostings& postings, const TermScore& score);
  void add(const ScoredPostings& postings, const TermScore& score);
  void add(const SetScore& score);

  // From rank `first` on, at most `count`; equal ones in the order of their numbers.
  std::vector<Ranked> best(std::size_t first, std::size_t count) const;

 private:
  double weight(double share, std::uint32_t with) const;
  void add_counts(const LengthNorms& norms, double share);

  std::uint32_t practices_;
  const DocSet& among_;
  DocSet counted_;  // has terms that are one, among those or not
};

}  // namespace gp
