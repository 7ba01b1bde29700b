// Whether a practice makes sense: known concepts, dates that exist, sections in their order.
#pragma once

#include "indexer/practice/decode.h"
#include "indexer/practice/diagnostic.h"
#include "indexer/practice/vocabulary.h"

namespace gp {

// Reports what is wrong with `decoded` and drops what is named twice in lists of ids. With `complete` false some file
// of the case could not be read, and nothing is said to be missing. A scheme without concepts accepts any id: its file
// is missing or useless, which read_vocabulary has said or has allowed.
void validate(Decoded& decoded, const Vocabulary& vocabulary, bool complete, Diagnostics& diagnostics);

}  // namespace gp
