#include "searchd/render/map_names.h"

#include <algorithm>

namespace gp {
namespace {

// Generous, since the letters and the reader's font are not known here.
constexpr double kLetter = 8.5;
constexpr double kHalfLine = 11;
constexpr double kGap = 6;

struct Box {
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;

  bool touches(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

Box box_of(const NamedMarker& marker) {
  return {.left = marker.x - marker.radius,
          .right = marker.x + marker.radius,
          .top = marker.y - marker.radius,
          .bottom = marker.y + marker.radius};
}

Box name_box(const NamedMarker& marker, NameSide side) {
  const double length = kGap + kLetter * static_cast<double>(marker.letters);
  Box box{.top = marker.y - kHalfLine, .bottom = marker.y + kHalfLine};
  box.left = side == NameSide::kRight ? marker.x + marker.radius : marker.x - marker.radius - length;
  box.right = box.left + length;
  return box;
}

}  // namespace

std::vector<NameSide> place_names(const std::vector<NamedMarker>& markers, double width) {
  std::vector<Box> taken;
  taken.reserve(2 * markers.size());
  for (const NamedMarker& marker : markers) taken.push_back(box_of(marker));
  std::vector<NameSide> sides(markers.size(), NameSide::kNone);
  for (std::size_t i = 0; i < markers.size(); ++i) {
    if (markers[i].letters == 0) continue;
    for (const NameSide side : {NameSide::kRight, NameSide::kLeft}) {
      const Box box = name_box(markers[i], side);
      const bool free = std::ranges::none_of(taken, [&](const Box& other) { return box.touches(other); });
      if (!free || box.left < 0 || box.right > width) continue;
      taken.push_back(box);
      sides[i] = side;
      break;
    }
  }
  return sides;
}

}  // namespace gp
