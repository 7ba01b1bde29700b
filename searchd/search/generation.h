// One opened index: the mapped file, its vocabulary and everything derived from them. A request holds one generation
// from beginning to end. Immutable but for caches that synchronise themselves; any number of threads may use one.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/practice/vocabulary.h"
#include "indexer/schema/columns.h"
#include "indexer/schema/index_file.h"
#include "indexer/schema/lexicon.h"
#include "indexer/schema/meta.h"
#include "indexer/schema/record.h"
#include "searchd/search/concept_index.h"
#include "searchd/search/concept_marks.h"
#include "searchd/search/doc_set.h"
#include "searchd/search/memo.h"
#include "searchd/search/score_sum.h"
#include "searchd/search/similar_words.h"
#include "searchd/search/spelling.h"
#include "searchd/search/xapian_postings.h"

namespace gp {

struct QueryWord;
struct SimilarTerm;

// The labels of all facet values for one reader's language, and how they sort in it.
struct FacetLabels {
  std::vector<std::vector<std::string>> label{};      // [facet][value]
  std::vector<std::vector<std::uint32_t>> rank{};     // [facet][value]: position in the language's order
  std::vector<std::vector<std::uint32_t>> by_rank{};  // [facet][position]: the value there
};

class Generation {
 public:
  // Opens the published index in `path` (the file). `before`, if there is one, lends what has not changed.
  // Throws std::system_error, CorruptIndex, WrongSchema.
  static std::shared_ptr<const Generation> open(const std::string& path, const Generation* before = nullptr);

  explicit Generation(const std::string& path, const Generation* before);
  ~Generation();

  const Meta& meta() const { return meta_; }
  const Vocabulary& vocabulary() const { return *vocabulary_; }
  const ConceptIndex& concepts() const { return *concepts_; }
  const Columns& columns() const { return columns_; }
  const std::vector<WordEntry>& words() const { return words_; }
  const ScoredPostings& written_words() const { return written_words_; }  // title words too: index_schema.h
  const ScoredPostings& letters() const { return letters_; }
  const XapianPostings& stems() const { return stems_; }  // and concepts
  const Spelling& spelling() const { return *spelling_; }
  const SimilarWords& similar_words() const { return *similar_words_; }
  const Lexicon& lexicon() const { return lexicon_; }
  const std::vector<std::string>& lexicon_sources() const { return lexicon_sources_; }  // stem tags it translates from
  std::vector<std::string> languages() const;                                           // with texts, sorted

  std::optional<std::uint32_t> document(std::string_view id) const;
  const std::string* withdrawn(std::string_view id) const;  // the reason; null: it was not
  Record record(std::uint32_t document) const;              // views live as long as the generation
  std::string_view id(std::uint32_t document) const;

  const DocSet& all() const { return all_; }
  std::uint32_t rows() const { return columns_.rows; }

  // The documents with one value of one facet; facets are numbered as in kFacetColumns.
  std::optional<std::uint32_t> facet_value(std::size_t facet, std::string_view id) const;
  const DocSet& with_value(std::size_t facet, std::uint32_t value) const { return with_value_[facet][value]; }
  std::uint32_t value_count(std::size_t facet, std::uint32_t value) const { return value_count_[facet][value]; }
  // The id of the wider value, which has the documents of this one too; empty where there is none.
  std::string_view broader_value(std::size_t facet, std::uint32_t value) const { return broader_value_[facet][value]; }

  // The documents with a stem or concept, or with a term of the words section, decoded once and kept, up to a bound in
  // bytes.
  std::shared_ptr<const DocSet> with_term(const std::string& term) const;
  std::shared_ptr<const DocSet> with_word(const std::string& term) const;
  // The same cache for sets that are made otherwise (phrases, prefixes); `make` runs when the key is not there.
  template <class Make>
  std::shared_ptr<const DocSet> cached(const std::string& key, Make make) const {
    return sets_.get(key, make, [](const DocSet& set) { return set.bytes(); });
  }

  // What query_words.h found out of words, kept likewise.
  const Memo<std::vector<QueryWord>>& query_words() const { return query_words_; }
  const Memo<std::vector<SimilarTerm>>& similar_terms() const { return similar_terms_; }

  std::shared_ptr<const FacetLabels> labels(const std::string& lang) const;

  // Of a concept of the scheme `concepts`, hidden labels left out; made once. Never null.
  std::shared_ptr<const ConceptMarks> concept_marks(const std::string& id) const;

  // The first and the last year in which a practice begins or ends; kNoYear twice where none is known.
  std::pair<std::int16_t, std::int16_t> years() const { return years_; }

  // Documents, newest first; and in the order of their titles for a reader of `lang`.
  const std::vector<std::uint32_t>& newest_first() const { return newest_; }
  std::shared_ptr<const std::vector<std::uint32_t>> by_title(const std::string& lang) const;

  // The text a reader of `lang` gets when nothing else decides: that language, its nearest, English, the original, any.
  static std::size_t text_for(const Record& record, std::string_view lang);

 private:
  std::string label_of(std::size_t facet, std::string_view id, const std::string& lang) const;

  IndexFile file_;
  Meta meta_;
  Columns columns_;
  ScoredPostings written_words_;
  ScoredPostings letters_;
  XapianPostings stems_;
  std::vector<WordEntry> words_;
  std::unique_ptr<const Spelling> spelling_;
  std::unique_ptr<const SimilarWords> similar_words_;
  Lexicon lexicon_;
  std::vector<std::string> lexicon_sources_;
  std::string_view records_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  std::shared_ptr<const ConceptIndex> concepts_;
  std::unordered_map<std::string, std::uint32_t> document_by_id_;
  std::vector<std::string> id_by_document_;
  std::unordered_map<std::string, std::string> withdrawn_;
  DocSet all_;
  std::vector<std::unordered_map<std::string_view, std::uint32_t>> value_by_id_;
  std::vector<std::vector<DocSet>> with_value_;
  std::vector<std::vector<std::uint32_t>> value_count_;
  std::vector<std::vector<std::string_view>> broader_value_;  // into the vocabulary
  std::vector<std::uint32_t> newest_;
  std::pair<std::int16_t, std::int16_t> years_{kNoYear, kNoYear};

  Memo<DocSet> sets_;
  Memo<std::vector<QueryWord>> query_words_;
  Memo<std::vector<SimilarTerm>> similar_terms_;

  mutable std::mutex mutex_;  // guards what follows
  mutable std::map<std::string, std::shared_ptr<const FacetLabels>> labels_;
  mutable std::map<std::string, std::shared_ptr<const ConceptMarks>> concept_marks_;
  mutable std::map<std::string, std::shared_ptr<const std::vector<std::uint32_t>>> titles_;
};

}  // namespace gp
