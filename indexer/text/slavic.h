// Case endings of short Slavic nouns. The first five letters of a word are stem enough where its stem is as long; short
// ones (byt, ром) keep parts of their endings in them: bytech, ромів. On folded words, Latin or Cyrillic.
#pragma once

#include <string_view>

namespace gp {

// `folded` without an ending of several letters, if three or four letters are left; else all of it.
std::string_view without_slavic_ending(std::string_view folded);

}  // namespace gp
