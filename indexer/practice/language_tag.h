// Language tags: BCP 47, in canonical form, so that a text has one name only ("sr-Latn", never "sr-latn" or
// "srp-Latn").
#pragma once

#include <string>
#include <string_view>

namespace gp {

// Well-formed, canonical, and beginning with a language of two (registered) or three letters.
bool is_language_tag(std::string_view tag);

// What the writer of `wrong` probably meant: "EN" -> "en", "deutsch" and "German" -> "de"; empty when there is no
// guess.
std::string suggested_language_tag(std::string_view wrong);

}  // namespace gp
