// Which markers of a map have room for a name beside them.
#pragma once

#include <cstddef>
#include <vector>

namespace gp {

struct NamedMarker {
  double x = 0;  // of its middle, in pixels of the narrowest screen the map is for
  double y = 0;
  double radius = 0;
  std::size_t letters = 0;  // of its name; 0: it has none to show
};

enum class NameSide { kNone, kRight, kLeft };

// For each marker the side its name goes to, so that no name touches a marker, another name or the edge of a map
// `width` pixels wide. The first come first.
std::vector<NameSide> place_names(const std::vector<NamedMarker>& markers, double width);

}  // namespace gp
