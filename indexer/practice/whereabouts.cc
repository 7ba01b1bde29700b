#include "indexer/practice/whereabouts.h"

namespace gp {

Location Whereabouts::at(std::string path) const {
  for (;;) {
    if (const auto found = known_.find(path); found != known_.end()) return found->second;
    if (path.empty()) return {};
    const std::size_t parent = path.rfind('/');
    path.resize(parent == std::string::npos ? 0 : parent);
  }
}

Location Whereabouts::in_body(const std::string& language, std::size_t line) const {
  Location where = at("texts/" + language + "/body");
  if (where != at("")) where.line += line;
  return where;
}

}  // namespace gp
