// What a good case has: a summary of the right length, all its sections with something in them, sources with a
// publisher, evidence that says what it rests on, a review that is not overdue.
#pragma once

#include <string>

#include "indexer/practice/decode.h"
#include "indexer/practice/diagnostic.h"
#include "indexer/practice/vocabulary.h"

namespace gp {

// Overdue is a review of more than 24 months before `today` (2026-11-22).
void check_form(const Decoded& decoded, const Vocabulary& vocabulary, const std::string& today,
                Diagnostics& diagnostics);

}  // namespace gp
