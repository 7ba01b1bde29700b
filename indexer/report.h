// Diagnostics as people and machines read them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <ostream>
#include <string>

#include "indexer/practice/diagnostic.h"

namespace gp {

// One line each: "file:line: what is wrong; what to write instead".
void write_text(const Diagnostics& diagnostics, std::ostream& out);

// Workflow commands that a code forge shows beside the line they are about
// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
void write_github(const Diagnostics& diagnostics, std::ostream& out);

// {"errors": n, "warnings": n, "problems": [{"severity", "file", "line", "what", "remedy"}]}
nlohmann::ordered_json to_json(const Diagnostics& diagnostics);

// "1 text", "2 texts"
std::string plural(std::size_t count, const std::string& noun);

}  // namespace gp
