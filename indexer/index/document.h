// Practice -> what the index holds of it: a Xapian document (terms only), a display record and a row of the columns.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/practice/practice.h"
#include "indexer/practice/vocabulary.h"
#include "indexer/schema/columns.h"
#include "indexer/text/analysers.h"
#include "indexer/text/label_matcher.h"

namespace Xapian {
class Document;
}

namespace gp {

// The plain text of a CommonMark body: paragraphs and list items end with a newline, code stays, markup and raw HTML
// go, and so do headings that `sections` has: they stand in every text and mean nothing to a search.
std::string plain_text(std::string_view markdown, const Scheme<Concept>& sections);

// Builds documents. Not thread-safe: it keeps one analyser per language.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(const Vocabulary& vocabulary) : vocabulary_(vocabulary), labels_(vocabulary.concepts) {}

  // Fills `document` with the terms of index_schema.h and returns the encoded display record.
  std::string build(const Practice& practice, Xapian::Document& document);

 private:
  const Vocabulary& vocabulary_;
  LabelMatcher labels_;
  Analysers analysers_;
};

// The row of the columns for a practice. Themes count for their wider ones too.
ColumnsRow columns_row(const Practice& practice, const Vocabulary& vocabulary);

// The ids of `ids` and of everything broader, without twins, in order of first mention.
std::vector<std::string> with_broader(const std::vector<std::string>& ids, const Scheme<Concept>& scheme);

}  // namespace gp
