// One analyser per language, made when it is first asked for: making one costs about as much as analysing a page.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "indexer/text/analyser.h"

namespace gp {

// Not thread-safe, as analysers are not.
class Analysers {
 public:
  Analyser& of(std::string_view language) {
    const auto known = by_language_.find(language);
    return known != by_language_.end() ? known->second
                                       : by_language_.emplace(language, Analyser(language)).first->second;
  }

 private:
  std::map<std::string, Analyser, std::less<>> by_language_;
};

}  // namespace gp
