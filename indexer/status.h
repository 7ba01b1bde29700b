// What an index holds, in words, as JSON and as Markdown.
#pragma once

#include <string>

namespace gp {

// All throw std::system_error, CorruptIndex or WrongSchema when there is no index that can be read in `folder`.
std::string status_text(const std::string& folder);
std::string status_json(const std::string& folder);

// The collection and its vocabulary as Markdown tables, for corpus/README.md.
std::string status_markdown(const std::string& folder);

}  // namespace gp
