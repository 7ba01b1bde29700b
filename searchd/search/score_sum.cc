#include "searchd/search/score_sum.h"

#include <algorithm>
#include <array>
#include <span>

#include "searchd/search/xapian_postings.h"

namespace gp {
namespace {

// By document.
thread_local std::vector<float> sums;
thread_local std::vector<std::uint32_t> counts;  // of terms that are one; all zero between two calls

// Adds what a term is worth to the documents that have it, some at a time: their divisions are then one instruction for
// four. What it points to is looked up once, as the compiler cannot know that no sum lies in it.
class Contributions {
 public:
  Contributions(float weight, const LengthNorms& norms)
      : weight_(weight), norms_(norms.by_document()), sums_(sums.data()) {
    counts_.fill(0);
    of_length_.fill(1);
  }
  ~Contributions() { flush(); }
  Contributions(const Contributions&) = delete;
  Contributions& operator=(const Contributions&) = delete;

  void add(std::uint32_t document, float count) { add_if(true, document, count); }
  // Without a branch, which would be guessed wrong half of the time.
  void add_if(bool wanted, std::uint32_t document, float count) {
    documents_[held_] = document;
    counts_[held_] = count;
    of_length_[held_] = norms_[document];
    held_ += wanted ? 1U : 0U;
    if (held_ == kAtOnce) flush();
  }

 private:
  void flush() {
    std::array<float, kAtOnce> worth;
    for (std::size_t i = 0; i < kAtOnce; ++i) worth[i] = contribution(weight_, counts_[i], of_length_[i]);
    for (std::size_t i = 0; i < held_; ++i) sums_[documents_[i]] += worth[i];
    held_ = 0;
  }

  static constexpr std::size_t kAtOnce = 64;
  const float weight_;
  const std::span<const float> norms_;
  float* const sums_;
  std::size_t held_ = 0;
  std::array<std::uint32_t, kAtOnce> documents_{};
  std::array<float, kAtOnce> counts_;  // beyond those held, anything with which one can reckon
  std::array<float, kAtOnce> of_length_;
};

}  // namespace

void Scores::append(const Scores& more) {
  stems.insert(stems.end(), more.stems.begin(), more.stems.end());
  words.insert(words.end(), more.words.begin(), more.words.end());
  letters.insert(letters.end(), more.letters.begin(), more.letters.end());
  sets.insert(sets.end(), more.sets.begin(), more.sets.end());
}

ScoreSum::ScoreSum(std::uint32_t practices, const DocSet& among)
    : practices_(practices), among_(among), counted_(among.rows()) {
  sums.assign(among.rows(), 0);
  if (counts.size() < among.rows()) counts.resize(among.rows());
}

double ScoreSum::weight(double share, std::uint32_t with) const {
  return share * term_weight(practices_, with);
}

void ScoreSum::add(const XapianPostings& postings, const TermScore& score) {
  std::vector<std::shared_ptr<const TermPostings>> found;
  for (const std::string& term : score.terms) {
    std::shared_ptr<const TermPostings> one = postings.of(term);
    if (!one->counts.empty()) found.push_back(std::move(one));
  }
  if (found.size() == 1) {
    const TermPostings& one = *found.front();
    const auto factor = static_cast<float>(weight(score.share, static_cast<std::uint32_t>(one.counts.size())));
    Contributions contributions(factor, postings.norms());
    one.documents.for_each_common(among_, [&, all = one.counts.data()](std::uint32_t document, std::size_t place) {
      contributions.add(document, all[place]);
    });
    return;
  }
  for (const std::shared_ptr<const TermPostings>& one : found) {
    counted_ |= one->documents;
    one->documents.for_each_common(
        among_, [all = counts.data(), of = one->counts.data()](std::uint32_t document, std::size_t place) {
          all[document] += of[place];
        });
  }
  add_counts(postings.norms(), score.share);
}

void ScoreSum::add(const ScoredPostings& scored, const TermScore& score) {
  const Postings& postings = scored.postings();
  std::vector<std::size_t> found;
  for (const std::string& term : score.terms) {
    if (const auto number = postings.find(term)) found.push_back(*number);
  }
  if (found.size() == 1) {
    const auto factor = static_cast<float>(weight(score.share, postings.documents(found.front())));
    Contributions contributions(factor, scored.norms());
    postings.for_each(found.front(), [&](std::uint32_t document, std::uint32_t count) {
      contributions.add_if(among_.contains(document), document, static_cast<float>(count));
    });
    return;
  }
  for (const std::size_t number : found) {
    postings.for_each(number, [this, all = counts.data()](std::uint32_t document, std::uint32_t count) {
      counted_.add(document);
      all[document] += among_.contains(document) ? count : 0;
    });
  }
  add_counts(scored.norms(), score.share);
}

void ScoreSum::add_counts(const LengthNorms& norms, double share) {
  const std::uint32_t with = counted_.count();
  if (with == 0) return;
  const auto factor = static_cast<float>(weight(share, with));
  counted_ &= among_;
  Contributions contributions(factor, norms);
  counted_.for_each([&contributions, all = counts.data()](std::uint32_t document) {
    contributions.add(document, static_cast<float>(all[document]));
    all[document] = 0;
  });
  counted_.clear();
}

void ScoreSum::add(const SetScore& score) {
  const auto more = static_cast<float>(score.weight);
  score.documents->for_each_common(
      among_, [more, all = sums.data()](std::uint32_t document, std::size_t /*place*/) { all[document] += more; });
}

std::vector<Ranked> ScoreSum::best(std::size_t first, std::size_t count) const {
  struct Candidate {
    float score = 0;
    std::uint32_t document = 0;
  };
  const auto is_better = [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.document < b.document;
  };
  const std::size_t wanted = first + count;
  std::vector<Candidate> heap;  // the worst in front
  among_.for_each([&, all = sums.data()](std::uint32_t document) {
    const Candidate one{.score = all[document], .document = document};
    if (heap.size() == wanted) {
      // Whoever comes later is no better for an equal score.
      if (heap.empty() || one.score <= heap.front().score) return;
      std::ranges::pop_heap(heap, is_better);
      heap.back() = one;
    } else {
      heap.push_back(one);
    }
    std::ranges::push_heap(heap, is_better);
  });
  std::ranges::sort_heap(heap, is_better);
  std::vector<Ranked> ranked;
  for (std::size_t i = first; i < heap.size(); ++i) {
    ranked.push_back({.document = heap[i].document, .score = static_cast<double>(heap[i].score)});
  }
  return ranked;
}

}  // namespace gp
