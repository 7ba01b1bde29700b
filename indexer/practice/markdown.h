// A text file: front matter in YAML between two --- lines, then Markdown.
#pragma once

#include <optional>
#include <string_view>

#include "indexer/practice/diagnostic.h"
#include "indexer/practice/tree.h"

namespace gp {

// The keys of the front matter, and the rest under "body": what JSON Lines has under a language. Nothing, and an error,
// when the front matter cannot be read. `text` has passed to_clean_utf8.
std::optional<Tree> read_markdown(std::string_view text, std::string_view file, Diagnostics& diagnostics);

}  // namespace gp
