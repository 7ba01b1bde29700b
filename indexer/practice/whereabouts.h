// Where in its files each value of a case stands.
#pragma once

#include <map>
#include <string>

#include "indexer/practice/diagnostic.h"

namespace gp {

// By its path in the case ("themes/0", "texts/en/title"), for checks made after decoding.
class Whereabouts {
 public:
  void put(const std::string& path, Location where) { known_.insert_or_assign(path, std::move(where)); }
  Location at(std::string path) const;  // of the path, or of the nearest path around it

  // A line of a text's body, counted from 0. A body in JSON stands on one line of its file, whatever lines it has.
  Location in_body(const std::string& language, std::size_t line) const;

 private:
  std::map<std::string, Location> known_;
};

}  // namespace gp
