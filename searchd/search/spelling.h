// Words of the collection near a word that is not in it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/meta.h"

namespace gp {

// Optimal string alignment distance (insert, delete, replace, swap neighbours) in code points, or `limit` + 1 when it
// is more. Bounded, so a scan of a whole dictionary costs little.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit);

// A dictionary, and of each word which letters it has, so that most are passed over at a glance. Immutable; for any
// number of threads.
class Spelling {
 public:
  explicit Spelling(const std::vector<WordEntry>& dictionary);  // which must outlive it

  // The word a reader most likely meant by `word` (folded): within one edit up to seven letters, two from eight; the
  // nearest, then the most frequent, then the first. Empty when there is none, and for words under four letters or with
  // digits, which are never corrected.
  std::string nearest(std::string_view word) const;

 private:
  struct Look {
    std::uint64_t letters = 0;  // a bit for each that the word has; some share one
    std::size_t size = 0;       // in code points
  };
  static Look look_of(std::u32string_view letters);

  const std::vector<WordEntry>& dictionary_;
  std::vector<Look> looks_{};
};

// Whether `text` begins, a mistyped letter or two aside, with `typed` (both folded): the same bounds as above.
bool begins_nearly(std::string_view text, std::string_view typed);

}  // namespace gp
