// Everything that a published index file holds, so that two of them can be compared: an index that was updated step by
// step must hold what a fresh one holds.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace gp {

// By id of the practice, independent of document numbers: digests of its record, of its terms with their positions, and
// of the postings that lead to it. Throws what reading a damaged file throws.
nlohmann::json searchable_content(const std::string& index_file);

}  // namespace gp
