// The light stem of Latvian: case endings of nouns and adjectives, after the light version that Lucene has of Karlis
// Kreslins' "A stemming algorithm for Latvian" (1996), but on folded words, so that nobody needs a Latvian keyboard.
// Folding does most of its work on palatalised stems too: brālis, brāļa.
#pragma once

#include <string_view>

namespace gp {

// `folded` without its ending; what is left has three letters or more.
std::string_view latvian_stem(std::string_view folded);

}  // namespace gp
