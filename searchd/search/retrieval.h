// Which practices a text query matches, exactly, and how they are to be ranked. Matching is set algebra on bitsets, so
// totals and facets are exact without scoring; ranking adds up what the words are worth.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/search/deadline.h"
#include "searchd/search/doc_set.h"
#include "searchd/search/query.h"
#include "searchd/search/query_words.h"
#include "searchd/search/result.h"
#include "searchd/search/score_sum.h"
#include "searchd/search/text_query.h"

namespace gp {

class Generation;

// A word to highlight and to explain.
struct MatchedWord {
  QueryWord word{};
  bool prefix = false;                     // stands for all words that begin with it
  bool quoted = false;                     // stands for itself only
  std::vector<std::string> completions{};  // of a prefix, most frequent first, folded
};

struct Retrieval {
  DocSet matches{};                  // exact
  std::vector<MatchedWord> words{};  // in order of the query, excluded ones not among them
  std::vector<Note> notes{};
  std::string corrected{};               // the query as run, when spelling changed it
  std::shared_ptr<const DocSet> full{};  // those with all words, where others were added to them; else null
  bool everything = false;               // no word to search for: all practices match, without ranking
};

class Retriever {
 public:
  // The generation must outlive the retriever. Not thread-safe: one per request.
  explicit Retriever(const Generation& generation, Deadline deadline = {});
  ~Retriever();

  // Both throw SearchTimeout soon after the deadline. Of the query, its words and how they are
  // to be understood count, not filters and order.
  // `query` must live until the ranking is done.
  Retrieval retrieve(const Query& query);

  // After a retrieval with words: the best of `allowed`, a subset of its matches, from rank `first` on, at most
  // `count`.
  std::vector<Ranked> rank(const DocSet& allowed, std::size_t first, std::size_t count) const;

 private:
  class Plan;
  const Generation& generation_;
  const Deadline deadline_;
  std::unique_ptr<Plan> plan_;
};

// For who wants no ranking.
Retrieval retrieve(const Query& query, const Generation& generation, Deadline deadline);

}  // namespace gp
