// Reads all dictionaries and brings their words together: what dictionaries.h keeps.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/lexicon/entry.h"

namespace gp {

// The bytes of the compiled file, without its header: the same for the same dictionaries. Uses two threads; `warn` is
// called from this one only, at the end, with a sentence about each dictionary that is damaged and was left out.
std::string gather_dictionaries(const std::vector<DictionaryFile>& files, std::string_view key,
                                const std::function<void(const std::string&)>& warn);

}  // namespace gp
