// What an index holds, in words and as JSON.
#pragma once

#include <string>

namespace gp {

// Both throw std::system_error, CorruptIndex or WrongSchema when there is no index that can be read in `folder`.
std::string status_text(const std::string& folder);
std::string status_json(const std::string& folder);

}  // namespace gp
