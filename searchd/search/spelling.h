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

// The word of `dictionary` a reader most likely meant by `word` (folded): within one edit up to seven letters, two from
// eight; the nearest, then the most frequent. Empty when there is none, and for words under four letters or with
// digits, which are never corrected.
std::string nearest_word(std::string_view word, const std::vector<WordEntry>& dictionary);

// Whether `text` begins, a mistyped letter or two aside, with `typed` (both folded): the same bounds as above.
bool begins_nearly(std::string_view text, std::string_view typed);

}  // namespace gp
