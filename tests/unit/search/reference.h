// The same answers found the slow way: no index, no sets of bits, no Xapian; only the analyser and the practices as
// they were written. What it computes is what the headers of searchd/search promise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/practice/practice.h"
#include "indexer/practice/vocabulary.h"
#include "searchd/search/query.h"
#include "searchd/search/result.h"
#include "searchd/search/text_query.h"
#include "tests/unit/search/naive_words.h"

namespace gp {

class Reference {
 public:
  // Concepts are understood when their labels are one word; labels of more words must not occur in queries.
  Reference(std::vector<Practice> practices, const Vocabulary& vocabulary);

  struct Answer {
    std::set<std::string> ids{};
    std::optional<std::set<std::string>> with_all{};  // those of them that have all words, where others were added
    std::vector<std::string> notes{};                 // "code: detail count", of what was changed about the query
    std::vector<std::string> ordered{};               // by the query's sort; empty for relevance
    std::map<std::string, std::vector<FacetValue>> facets{};
  };
  // `text` is what query.q says.
  Answer search(const Query& query, const TextQuery& text) const;

 private:
  struct Word {
    std::string folded{};
    std::string stem{};
  };
  struct Field {
    std::vector<Word> words{};
    std::string lang{};
    std::string stem_tag{};
    bool title = false;
  };
  struct Entry {
    Practice practice{};
    std::vector<Field> fields{};
    std::map<std::string, std::vector<std::string>> values{};  // by facet
  };
  struct Wanted;  // a word of a query
  using Matches = std::vector<bool>;

  struct Item;
  struct Found {
    Matches matches{};
    std::optional<Matches> with_all{};
    std::vector<std::string> notes{};
  };

  std::vector<Wanted> read(const Clause& clause, const std::string& lang) const;
  std::vector<Item> read(const TextQuery& text, const std::string& lang) const;
  std::uint32_t practices_with(const std::string& stem_tag, const std::string& stem, bool title) const;
  bool understand(std::vector<Item>& items, const Query& query) const;
  void look_up(Wanted& word, const Item& item, const Clause& clause, bool translate) const;
  void add_parts(Wanted& word) const;
  double similarity(const Entry& entry, const Wanted& word) const;
  Matches with_similar(const Wanted& word, double least) const;
  void name_concepts(Wanted& word) const;
  bool has_word(const Entry& entry, const Wanted& word, bool quoted) const;
  Matches with(const Clause& clause, const std::vector<Wanted>& words) const;
  bool is_found(const Wanted& word) const;
  std::vector<double> shares(const std::vector<Item*>& wanted) const;
  Matches with_best(const Matches& all, const std::vector<Item*>& wanted, const Matches& base) const;
  Found match_text(const TextQuery& text, const Query& query) const;
  bool passes(const Entry& entry, const Query& query, std::string_view but) const;
  std::vector<FacetValue> count(std::string_view facet, const Matches& matches, const Query& query) const;
  std::string label(std::string_view facet, const std::string& id, const std::string& lang) const;
  std::string make_label(std::string_view facet, const std::string& id, const std::string& lang) const;

  const Vocabulary& vocabulary_;
  std::vector<Entry> entries_;
  std::set<std::string> stem_tags_;
  std::map<std::string, std::uint32_t> dictionary_;  // folded word -> practices
  std::optional<NaiveSimilarWords> similar_;
};

}  // namespace gp
