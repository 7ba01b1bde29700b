// The words of a query under every language of the index at once. Nobody detects a query's language: each word is
// analysed as each language would, and what the index has of that is looked for.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/search/concept_marks.h"
#include "searchd/search/doc_set.h"
#include "searchd/search/text_query.h"

namespace gp {

class Generation;

struct TermSet {
  std::string term{};  // of index_schema.h: a stem is Xapian's, a word is in the words section
  std::shared_ptr<const DocSet> documents{};
};

// A concept that words of the query name, with the practices that have it.
struct ConceptMatch {
  std::string_view scheme{};  // theme, group, place, country, concept
  std::string id{};
  std::string typed{};  // the words that named it
  std::shared_ptr<const DocSet> documents{};
  std::string term{};                           // of index_schema.h, where texts were searched for it; else empty
  std::shared_ptr<const ConceptMarks> marks{};  // of its labels, where `term` is not empty
};

// A word of the collection that a dictionary gives for a word of the query.
struct TranslatedWord {
  TermSet stem{};
  std::string stem_tag{};
  std::uint32_t mark = 0;  // stem_mark
};

// A word of the collection that shares letters with a word of the query.
struct SimilarTerm {
  std::string word{};  // folded
  float similarity = 0;
};

// One word and everything it stands for.
struct QueryWord {
  std::string typed{};
  std::string folded{};
  std::vector<std::string> forms{};  // folded as each language does; the first is `folded`
  bool title = false;
  bool stop_word = false;                                      // in a language of the index
  std::string corrected_from{};                                // as typed, when spelling replaced it
  std::vector<TermSet> exact{};                                // folded forms the index has
  std::vector<TermSet> stems{};                                // stems the index has, with their languages
  std::vector<std::pair<std::string, std::uint32_t>> marks{};  // (stem tag, stem_mark): what to highlight
  std::vector<ConceptMatch> concepts{};
  std::vector<TranslatedWord> translations{};
  std::vector<SimilarTerm> similar{};  // the most similar first

  bool found() const { return !exact.empty() || !stems.empty() || !concepts.empty() || !translations.empty(); }
};

// The words of one clause's text, in order; empty if it has none. Concepts are added by add_concepts.
std::vector<QueryWord> analyse_words(std::string_view text, bool title, std::string_view lang,
                                     const Generation& generation);

// Looks neighbouring words up in the vocabulary, longest first, and gives each word the concepts it helps to name:
// (a AND b) OR concept is the same as (a OR concept) AND (b OR concept).
// `lang`: the reader's, whose labels may be inflected in the query though no text is in it.
void add_concepts(const std::vector<QueryWord*>& words, std::string_view lang, const Generation& generation);

// Looks the words up in the dictionaries: those of the reader's language, unless it knows fewer of them than another.
void add_translations(const std::vector<QueryWord*>& words, std::string_view lang, const Generation& generation);

// Notes the words of the collection most like a word.
void add_similar(QueryWord& word, const Generation& generation);

// Notes the words of the collection that a compound is put together of, each as similar as it makes up of the whole.
void add_parts(QueryWord& word, const Generation& generation);

}  // namespace gp
