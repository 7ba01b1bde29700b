// Compounds taken apart by the words of the collection: woonwagen + standplaats(en), Schul + abbrecher + quote.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/meta.h"

namespace gp {

// The words of `dictionary`, which is sorted by bytes, that `folded` is put together of: two or more, of four letters
// or more each, with or without the letters that German, Dutch and the Scandinavian languages put between or behind
// them; as few as can be, then the more frequent ones. Empty when there are none, and for words with other letters than
// a to z: what is put together is written in Latin.
std::vector<std::string_view> split_compound(std::string_view folded, const std::vector<WordEntry>& dictionary);

}  // namespace gp
