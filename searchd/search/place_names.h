// Which places of the vocabulary a name stands for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/practice/vocabulary.h"

namespace gp {

class Generation;

// The places that `typed` names: by id, or by a label in any language and script, hidden ones too, whatever its case,
// accents and hyphens. `country` (ISO code; empty: any) narrows them. The likeliest first: the id, what a reader of
// `lang` is shown, other preferred labels, other names, hidden ones; among equals the larger place. Empty: unknown.
std::vector<const Place*> find_places(const Generation& generation, std::string_view typed, const std::string& lang,
                                      std::string_view country);

// What a field for a place's name shall hold so that it leads back to the place: its label for a reader of `lang`, or
// its id where that label stands for another place first.
std::string name_that_finds(const Generation& generation, const Place& place, const std::string& lang);

}  // namespace gp
