// A file of the web folder.
#pragma once

#include <string>

namespace gp {

// Its bytes. Throws std::runtime_error naming the file when it cannot be read.
std::string read_web_file(const std::string& path);

}  // namespace gp
