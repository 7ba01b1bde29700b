// Analysers for queries. They are costly to make and serve one thread, so each thread keeps its own.
#pragma once

#include <string_view>

#include "indexer/text/analyser.h"

namespace gp {

// This thread's analyser for a BCP 47 tag. The reference stays good as long as the thread lives; tokens, as always,
// only until the next call of analyse().
Analyser& thread_analyser(std::string_view language);

// A language of a stem tag: most tags are the name of one of the languages that share them.
std::string_view language_of_stem_tag(std::string_view stem_tag);

}  // namespace gp
