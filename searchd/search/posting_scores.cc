#include "searchd/search/posting_scores.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "searchd/search/ranking.h"

namespace gp {
namespace {

// By document; all zero while there is no ScoreSum on the thread.
thread_local std::vector<float> sums;

struct ScoredDocuments {
  std::vector<std::uint32_t> documents{};  // ascending
  std::vector<float> scores{};
  double highest = 0;
};

// As a leaf of a Xapian query.
class ScoredSource : public Xapian::PostingSource {
 public:
  explicit ScoredSource(std::shared_ptr<const ScoredDocuments> scored) : scored_(std::move(scored)) {}

  void init(const Xapian::Database&) override {
    at_ = 0;
    started_ = false;
    set_maxweight(scored_->highest);
  }
  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  double get_weight() const override { return static_cast<double>(scored_->scores[at_]); }
  void next(double) override {
    if (started_) ++at_;
    started_ = true;
  }
  void skip_to(Xapian::docid document, double) override {
    started_ = true;
    const auto from = scored_->documents.begin() + static_cast<std::ptrdiff_t>(at_);
    // Mostly it is not far.
    std::size_t step = 1;
    while (at_ + step < size() && scored_->documents[at_ + step] < document) step *= 2;
    const auto to =
        scored_->documents.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(at_ + step + 1, size()));
    at_ = static_cast<std::size_t>(std::lower_bound(from, to, document) - scored_->documents.begin());
  }
  bool at_end() const override { return started_ && at_ >= size(); }
  Xapian::docid get_docid() const override { return scored_->documents[at_]; }
  Xapian::PostingSource* clone() const override { return new ScoredSource(scored_); }

 private:
  Xapian::doccount size() const { return static_cast<Xapian::doccount>(scored_->documents.size()); }

  std::shared_ptr<const ScoredDocuments> scored_;
  std::size_t at_ = 0;
  bool started_ = false;
};

// Xapian's form: never below zero, however many have the term.
double term_weight(std::uint32_t practices, std::uint32_t with) {
  const double odds = (static_cast<double>(practices) - with + 0.5) / (with + 0.5);
  return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

float contribution(float weight, float count, float norm) {
  return weight * count / (norm + count);
}

}  // namespace

ScoredPostings::ScoredPostings(std::string_view bytes) : postings_(bytes), norms_(postings_.rows()) {
  double all = 0;
  std::size_t documents = 0;
  for (const std::uint32_t length : postings_.lengths()) {
    all += length;
    documents += length > 0 ? 1U : 0U;
  }
  const double mean = documents == 0 ? 1 : all / static_cast<double>(documents);
  for (std::size_t document = 0; document < norms_.size(); ++document) {
    const double length = std::max(postings_.lengths()[document] / mean, kMinNormLength);
    norms_[document] = static_cast<float>(kK1 * (1 - kB + kB * length));
  }
}

ScoreSum::ScoreSum(std::uint32_t practices, std::uint32_t rows) : practices_(practices), touched_(rows) {
  if (sums.size() < rows) sums.resize(rows);
}

ScoreSum::~ScoreSum() {
  touched_.for_each([](std::uint32_t document) { sums[document] = 0; });
}

void ScoreSum::add(const ScoredPostings& scored, const TermScore& score) {
  const Postings& postings = scored.postings();
  std::vector<std::size_t> found;
  for (const std::string& term : score.terms) {
    if (const auto number = postings.find(term)) found.push_back(*number);
  }
  if (found.size() == 1) add_one(scored, found.front(), score.share);
  if (found.size() < 2) return;
  std::vector<Posting> all;
  for (const std::size_t number : found) {
    postings.for_each(number, [&all](std::uint32_t document, std::uint32_t count) {
      all.push_back({document, count});
    });
  }
  std::ranges::sort(all, {}, &Posting::document);
  auto last = all.begin();
  for (auto at = all.begin() + 1; at != all.end(); ++at) {
    if (at->document == last->document)
      last->count += at->count;
    else
      *++last = *at;
  }
  all.erase(last + 1, all.end());
  const auto with = static_cast<std::uint32_t>(all.size());
  const auto weight = static_cast<float>(score.share * (kK1 + 1) * term_weight(practices_, with));
  for (const Posting& posting : all) {
    touched_.add(posting.document);
    sums[posting.document] += contribution(weight, static_cast<float>(posting.count), scored.norm(posting.document));
  }
}

void ScoreSum::add_one(const ScoredPostings& scored, std::size_t term, double share) {
  const std::uint32_t with = scored.postings().documents(term);
  const auto weight = static_cast<float>(share * (kK1 + 1) * term_weight(practices_, with));
  scored.postings().for_each(term, [&](std::uint32_t document, std::uint32_t count) {
    touched_.add(document);
    sums[document] += contribution(weight, static_cast<float>(count), scored.norm(document));
  });
}

Xapian::Query ScoreSum::query(const DocSet& among) const {
  auto scored = std::make_shared<ScoredDocuments>();
  DocSet documents = touched_;
  documents &= among;
  const std::uint32_t count = documents.count();
  if (count == 0) return {};
  scored->documents.reserve(count);
  scored->scores.reserve(count);
  float highest = 0;
  documents.for_each([&](std::uint32_t document) {
    scored->documents.push_back(document);
    scored->scores.push_back(sums[document]);
    highest = std::max(highest, sums[document]);
  });
  scored->highest = static_cast<double>(highest);
  return Xapian::Query((new ScoredSource(std::move(scored)))->release());
}

}  // namespace gp
