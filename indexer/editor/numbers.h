// Numbers of a translation that its original does not have: the commonest mistake that a reader cannot see.
#pragma once

#include "indexer/practice/decode.h"
#include "indexer/practice/diagnostic.h"
#include "indexer/text/analysers.h"

namespace gp {

// The original is the text marked so (in the case's original language, if several are). Small numbers are passed over,
// because one language writes them in words and another in digits; so are thousands and millions of a number that the
// original has (1.5 million is 1 500 000).
void check_numbers(const Decoded& decoded, Analysers& analysers, Diagnostics& diagnostics);

}  // namespace gp
