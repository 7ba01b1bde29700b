// Practice -> what the index holds of it: a Xapian document (terms only), words and letters, a display record and a row
// of the columns.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/index/postings_builder.h"
#include "indexer/practice/practice.h"
#include "indexer/practice/vocabulary.h"
#include "indexer/schema/columns.h"
#include "indexer/schema/record.h"
#include "indexer/text/analyser.h"
#include "indexer/text/label_matcher.h"

namespace gp {

// The plain text of a CommonMark body: paragraphs and list items end with a newline, code stays, markup and raw HTML
// go, and so do headings that `sections` has: they stand in every text and mean nothing to a search.
std::string plain_text(std::string_view markdown, const Scheme<Concept>& sections);

// How often each number occurs; small numbers, for they are places in an array.
class Counts {
 public:
  void add(std::uint32_t number, std::uint32_t count) {
    if (number >= counts_.size()) counts_.resize(number + 1 + number / 2);
    if (counts_[number] == 0) touched_.push_back(number);
    counts_[number] += count;
  }
  // Calls `visit(number, count)` for each, and forgets them.
  template <class Visit>
  void take(Visit visit) {
    for (const std::uint32_t number : touched_) visit(number, std::exchange(counts_[number], 0));
    touched_.clear();
  }

 private:
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> touched_;
};

// What is not in the postings: the terms that Xapian ranks, and the encoded display record.
struct IndexedPractice {
  Xapian::Document document{};
  std::string record{};
};

// Builds documents. Not thread-safe: it keeps one analyser per language, and what it knows of each word
// as long as the analyser does.
class DocumentBuilder {
 public:
  // `labels` are those of the vocabulary's concepts. Words and letters go into the two. All must outlive the builder.
  DocumentBuilder(const Vocabulary& vocabulary, const LabelMatcher& labels, PostingsBuilder& words,
                  PostingsBuilder& letters)
      : vocabulary_(vocabulary), labels_(labels), words_(words), letters_(letters) {}

  // The terms are those of index_schema.h.
  IndexedPractice build(const Practice& practice, std::uint32_t document);

 private:
  struct Field {
    std::string text{};
    std::vector<TokenMark> marks{};

    MarkedText view() const { return {text, marks}; }
  };
  using TermCounts = std::unordered_map<std::string, std::uint32_t>;
  struct KnownWord {
    std::uint32_t number = 0;        // in words_
    std::uint32_t first_letter = 0;  // in Language::letters
    std::uint32_t letters = 0;
    std::uint32_t word_mark = 0;
    std::uint32_t stem_mark = 0;
    std::uint32_t practice = 0;      // the last one that had it, ...
    std::uint32_t* count = nullptr;  // ... where its stem is counted there
    std::string stem_term{};         // empty: nothing is known yet
  };
  struct Language {
    explicit Language(std::string_view tag) : analyser(tag) {}

    Analyser analyser;
    std::uint32_t memories = 0;            // of the analyser, when the words were met
    std::vector<KnownWord> words{};        // by the analyser's numbers
    std::vector<std::uint32_t> letters{};  // numbers in letters_
  };

  Field index_field(std::string text, std::uint32_t weight, bool title, Language& language, TermCounts& terms);
  KnownWord& known(const Token& token, Language& language);

  const Vocabulary& vocabulary_;
  const LabelMatcher& labels_;
  std::map<std::string, Language, std::less<>> languages_;
  PostingsBuilder& words_;
  PostingsBuilder& letters_;
  std::uint32_t practices_ = 0;  // built, this one among them
  Counts word_counts_;
  Counts letter_counts_;
};

// The row of the columns for a practice. Themes count for their wider ones too.
ColumnsRow columns_row(const Practice& practice, const Vocabulary& vocabulary);

// The ids of `ids` and of everything broader, without twins, in order of first mention.
std::vector<std::string> with_broader(const std::vector<std::string>& ids, const Scheme<Concept>& scheme);

}  // namespace gp
