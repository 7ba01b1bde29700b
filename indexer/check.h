// `indexer check`: everything that can be said about a source without writing anything.
#pragma once

#include <cstddef>
#include <string>

#include "indexer/practice/diagnostic.h"

namespace gp {

struct CheckSummary {
  std::size_t practices = 0;
  std::size_t texts = 0;
};

// Validates a corpus folder or JSON Lines file and looks it through as an editor does (editor/editor.h). `today`
// (2026-11-22) decides which reviews are overdue. Throws std::system_error when `source` cannot be read.
CheckSummary check_corpus(const std::string& source, const std::string& today, Diagnostics& diagnostics);

}  // namespace gp
