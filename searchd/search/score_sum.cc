#include "searchd/search/score_sum.h"

#include <algorithm>

#include "searchd/search/xapian_postings.h"

namespace gp {
namespace {

// By document.
thread_local std::vector<float> sums;
thread_local std::vector<std::uint32_t> counts;  // of terms that are one; all zero between two calls

}  // namespace

void Scores::append(const Scores& more) {
  stems.insert(stems.end(), more.stems.begin(), more.stems.end());
  words.insert(words.end(), more.words.begin(), more.words.end());
  letters.insert(letters.end(), more.letters.begin(), more.letters.end());
  sets.insert(sets.end(), more.sets.begin(), more.sets.end());
}

ScoreSum::ScoreSum(std::uint32_t practices, std::uint32_t rows) : practices_(practices), counted_(rows) {
  sums.assign(rows, 0);
  if (counts.size() < rows) counts.resize(rows);
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
    auto count = one.counts.begin();
    one.documents.for_each([&](std::uint32_t document) {
      sums[document] += contribution(factor, *count++, postings.norms().of(document));
    });
    return;
  }
  for (const std::shared_ptr<const TermPostings>& one : found) {
    counted_ |= one->documents;
    auto count = one->counts.begin();
    one->documents.for_each([&](std::uint32_t document) { counts[document] += *count++; });
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
    postings.for_each(found.front(), [&](std::uint32_t document, std::uint32_t count) {
      sums[document] += contribution(factor, static_cast<float>(count), scored.norms().of(document));
    });
    return;
  }
  for (const std::size_t number : found) {
    postings.for_each(number, [&](std::uint32_t document, std::uint32_t count) {
      counted_.add(document);
      counts[document] += count;
    });
  }
  add_counts(scored.norms(), score.share);
}

void ScoreSum::add_counts(const LengthNorms& norms, double share) {
  const std::uint32_t with = counted_.count();
  if (with == 0) return;
  const auto factor = static_cast<float>(weight(share, with));
  counted_.for_each([&](std::uint32_t document) {
    sums[document] += contribution(factor, static_cast<float>(counts[document]), norms.of(document));
    counts[document] = 0;
  });
  counted_.clear();
}

void ScoreSum::add(const SetScore& score) {
  const auto more = static_cast<float>(score.weight);
  score.documents->for_each([more](std::uint32_t document) { sums[document] += more; });
}

std::vector<Ranked> ScoreSum::best(const DocSet& among, std::size_t first, std::size_t count) const {
  struct Candidate {
    float score = 0;
    std::uint32_t document = 0;
  };
  const auto is_better = [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.document < b.document;
  };
  const std::size_t wanted = first + count;
  std::vector<Candidate> heap;  // the worst in front
  among.for_each([&](std::uint32_t document) {
    const Candidate one{.score = sums[document], .document = document};
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
