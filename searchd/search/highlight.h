// Where the words of a query stand in a practice's texts, and the piece of text that shows them best. Reads the word
// marks made at indexing time: one pass over numbers, no second analysis.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/record.h"
#include "searchd/search/result.h"
#include "searchd/search/retrieval.h"

namespace gp {

enum class Field { kTitle, kSummary, kBody };

// One occurrence of a word of the query.
struct Occurrence {
  std::size_t word = 0;   // index into the words given to the highlighter
  std::size_t token = 0;  // index into the marks of the field
};

// What one text has of the query. Word sets are bit masks; at most 64 words count.
struct TextMatch {
  std::uint64_t words = 0;
  std::vector<Occurrence> title{};
  std::vector<Occurrence> summary{};
  std::vector<Occurrence> body{};

  const std::vector<Occurrence>& in(Field field) const {
    return field == Field::kTitle ? title : field == Field::kSummary ? summary : body;
  }
};

// The field of a text.
const MarkedText& field_of(const TextRecord& text, Field field);

class Highlighter {
 public:
  // `words` must outlive the highlighter. Not thread-safe: one per request.
  explicit Highlighter(const std::vector<MatchedWord>& words) : words_(words) {}

  TextMatch match(const TextRecord& text);

  // The whole text in fragments.
  static std::vector<Fragment> mark_all(const MarkedText& text, const std::vector<Occurrence>& occurrences);

  // About kSnippetBytes of the text with as many different words of the query as possible, starting at a sentence where
  // one starts near; from the beginning if there is no occurrence. "…" where the text goes on.
  static std::vector<Fragment> snippet(const MarkedText& text, const std::vector<Occurrence>& occurrences);

 private:
  // The marks to look for in texts of one stem tag. `seen` is a Bloom filter of one hash: most words of a text are
  // dismissed by one bit.
  struct Wanted {
    std::vector<std::pair<std::uint32_t, std::size_t>> words{};  // word mark, word of the query; sorted
    std::vector<std::pair<std::uint32_t, std::size_t>> stems{};  // stem mark, word of the query; sorted
    // stem marks that stand beside each other, word of the query; sorted by the first mark
    std::vector<std::pair<const std::vector<std::uint32_t>*, std::size_t>> labels{};
    std::array<std::uint64_t, 64> seen{};
  };
  const Wanted& wanted(std::string_view stem_tag);
  static void scan_labels(const MarkedText& text, std::size_t token, const Wanted& wanted, std::vector<Occurrence>& out,
                          std::uint64_t& mask);
  static void scan(const MarkedText& text, const Wanted& wanted, std::vector<Occurrence>& out, std::uint64_t& mask);

  const std::vector<MatchedWord>& words_;
  std::map<std::string, Wanted, std::less<>> wanted_;
};

inline constexpr std::size_t kSnippetBytes = 260;

}  // namespace gp
