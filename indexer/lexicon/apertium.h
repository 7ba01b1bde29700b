// Bilingual dictionaries of the machine translation system Apertium, for languages of which FreeDict has next to
// nothing. Debian installs them as finite-state transducers, one package (apertium-es-ro, ...) for each pair of
// languages; those we read and their licences are in the table of apertium.cc. The packages are optional.
//
// A transducer spells pairs of lemmas with their grammar, as "școală<n><f>" to "escuela<n><f>". Read are the pairs of
// nouns, verbs, adjectives and adverbs, each an entry; their order means nothing.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/lexicon/entry.h"

namespace gp {

// Those of the table that are in a folder as Debian's /usr/share/apertium, in order of the name.
std::vector<DictionaryFile> list_apertium(const std::string& folder);

// Shows the pairs of lemmas of a transducer's bytes. Throws std::runtime_error when they are none.
void read_transducers(std::string_view bytes, const std::function<void(const DictionaryEntry&)>& visit);

// The same for a file.
void read_apertium(const DictionaryFile& file, const std::function<void(const DictionaryEntry&)>& visit);

}  // namespace gp
