// The bilingual dictionaries of FreeDict in the form that dictd serves and Debian installs (dict-freedict-*): for each
// pair of languages an index (`headword TAB offset TAB size`, numbers in base 64) and a text, compressed with dictzip,
// which any reader of gzip reads.
//
// An entry is text for people: a line with the headword, pronunciation and grammar, then the translations, in one line
// or numbered. What else stands there is left out: grammar, labels, notes, synonyms, examples, and the definitions in
// the source language with which FreeDict+WikDict follows each translation.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/lexicon/entry.h"

namespace gp {

// One of a dictionary's two languages must be among these: every other pair is reached through them.
inline constexpr auto kHubLanguages = std::to_array<std::string_view>({"en", "de", "fr"});

// The dictionaries of a folder whose two languages we know, one of them a hub, in order of the name. A folder that is
// not there has none.
std::vector<DictionaryFile> list_dictionaries(const std::string& folder);

// Reads an entry as the dictionary's text has it. Any bytes are an entry, though perhaps one without translations.
DictionaryEntry parse_entry(std::string_view text);

// Shows every entry that has a headword and a translation, in the order of the text; several entries may have the
// same headword. Strings that are not UTF-8 are left out. Throws std::runtime_error, naming the file, when one cannot
// be read or is damaged; what was shown before stays shown.
void read_dictionary(const DictionaryFile& file, const std::function<void(const DictionaryEntry&)>& visit);

}  // namespace gp
