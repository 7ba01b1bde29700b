// One clause of a query (a word, a prefix, a phrase) as two things side by side: the exact set of practices, by set
// algebra on cached bitsets, and what it scores.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searchd/search/deadline.h"
#include "searchd/search/doc_set.h"
#include "searchd/search/query_words.h"
#include "searchd/search/retrieval.h"
#include "searchd/search/score_sum.h"
#include "searchd/search/text_query.h"

namespace gp {

class Generation;

std::string joined(const std::vector<std::string>& words);  // by spaces

struct ClauseMatch {
  Clause clause{};
  std::vector<MatchedWord> words{};
  DocSet documents{};
  Scores scores{};
};

// Not thread-safe: one per request.
class ClauseMatcher {
 public:
  // All must outlive the matcher. `lang`: the reader's.
  ClauseMatcher(const Generation& generation, std::string_view lang, const Deadline& deadline)
      : generation_(generation), lang_(lang), deadline_(deadline) {}

  // Analyses; at most `budget` words, which it lowers. `cut` becomes true when there were more.
  ClauseMatch read(const Clause& clause, std::size_t& budget, bool& cut) const;

  // Fills in documents and scores for the words as they are now.
  void match(ClauseMatch& match) const;

  // What makes a practice a better answer though it does not make it one: words like it, and letters shared with it.
  void add_similar_words(const QueryWord& word, std::vector<TermScore>& words) const;
  void add_letters(const QueryWord& word, std::vector<TermScore>& letters) const;

  // Practices with words of the collection that are at least so similar to the word.
  DocSet with_similar(const QueryWord& word, float least) const;

  // Calls `visit` with each practice that is not in `but` and has a similar word, and with the similarity of the most
  // similar one it has.
  void for_each_similar(const QueryWord& word, const DocSet& but,
                        const std::function<void(std::uint32_t document, double similarity)>& visit) const;

 private:
  // Each answers with the practices that match and adds what they score.
  DocSet match_word(const MatchedWord& word, Scores& scores) const;
  void match_meaning(const QueryWord& word, DocSet& documents, Scores& scores) const;
  DocSet match_prefix(MatchedWord& word, Scores& scores) const;
  void complete(const std::string& prefix, bool title, std::vector<std::pair<std::uint32_t, std::string>>& found) const;
  void match_phrase(ClauseMatch& match) const;
  DocSet any_form(const std::vector<TermSet>& terms) const;

  const Generation& generation_;
  std::string_view lang_;
  const Deadline& deadline_;  // checked where documents are read
};

}  // namespace gp
