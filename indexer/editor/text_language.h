// Whether a text is in the language its file says, by Compact Language Detector 2
// (https://github.com/CLD2Owners/cld2): a text saved under the wrong name is searched with the wrong stems and shown to
// the wrong readers.
#pragma once

#include <string>
#include <string_view>

#include "indexer/practice/decode.h"
#include "indexer/practice/diagnostic.h"

namespace gp {

// The language of `utf8` as a BCP 47 tag; empty when the text is too short or too mixed to tell.
std::string detected_language(std::string_view utf8);

// Languages that are written alike count as one (hr, bs, cnr and sr-Latn), and so do both scripts of Serbian but for
// the script: a text in `sr` is in Cyrillic, one in `sr-Latn` in Latin letters.
void check_text_languages(const Decoded& decoded, Diagnostics& diagnostics);

}  // namespace gp
