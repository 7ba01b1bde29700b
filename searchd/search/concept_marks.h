// The labels of one concept as they may stand in texts.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace gp {

struct ConceptMarks {
  // stem tag -> labels, each as the stem marks of its words
  std::map<std::string, std::vector<std::vector<std::uint32_t>>, std::less<>> labels{};
};

}  // namespace gp
