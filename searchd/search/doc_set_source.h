// A DocSet as a leaf of a Xapian query: each member weighs the same.
#pragma once

#include <xapian.h>

#include <memory>

#include "searchd/search/doc_set.h"

namespace gp {

class DocSetSource : public Xapian::PostingSource {
 public:
  // `documents` is shared, not copied. A weight of 0 is a filter.
  DocSetSource(std::shared_ptr<const DocSet> documents, double weight)
      : documents_(std::move(documents)), weight_(weight), size_(documents_->count()) {}

  void init(const Xapian::Database&) override {
    at_ = 0;
    started_ = false;
    set_maxweight(weight_);
  }
  Xapian::doccount get_termfreq_min() const override { return size_; }
  Xapian::doccount get_termfreq_est() const override { return size_; }
  Xapian::doccount get_termfreq_max() const override { return size_; }
  double get_weight() const override { return weight_; }
  void next(double) override { move_to(started_ ? at_ + 1 : 0); }
  void skip_to(Xapian::docid document, double) override {
    if (!started_ || document > at_) move_to(document);
  }
  bool check(Xapian::docid document, double min_weight) override {
    skip_to(document, min_weight);
    return true;
  }
  bool at_end() const override { return started_ && at_ == DocSet::none; }
  Xapian::docid get_docid() const override { return at_; }
  Xapian::PostingSource* clone() const override { return new DocSetSource(documents_, weight_); }

 private:
  void move_to(std::uint32_t document) {
    started_ = true;
    at_ = documents_->next(document);
  }

  std::shared_ptr<const DocSet> documents_;
  double weight_;
  Xapian::doccount size_;
  std::uint32_t at_ = 0;
  bool started_ = false;
};

// The query owns its source.
inline Xapian::Query doc_set_query(std::shared_ptr<const DocSet> documents, double weight) {
  return Xapian::Query((new DocSetSource(std::move(documents), weight))->release());
}

}  // namespace gp
