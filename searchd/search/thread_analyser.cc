#include "searchd/search/thread_analyser.h"

#include <map>
#include <string>

namespace gp {

Analyser& thread_analyser(std::string_view language) {
  thread_local std::map<std::string, Analyser, std::less<>> kept;
  auto it = kept.find(language);
  if (it == kept.end()) it = kept.emplace(std::string(language), Analyser(language)).first;
  return it->second;
}

std::string_view language_of_stem_tag(std::string_view stem_tag) {
  return stem_tag == "sh" ? "sr" : stem_tag;
}

}  // namespace gp
