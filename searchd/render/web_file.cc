#include "searchd/render/web_file.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace gp {

std::string read_web_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file || !content) throw std::runtime_error(path + ": cannot be read");
  return std::move(content).str();
}

}  // namespace gp
