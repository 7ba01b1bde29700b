// Which part of the map of Europe a reader looks at.
#pragma once

#include <string>

#include "searchd/render/map_projection.h"

namespace gp {

inline constexpr int kMaxMapZoom = 4;  // each step shows half the width: 320 km at the last

struct MapView {
  int zoom = 0;                // 0..kMaxMapZoom; 0: the whole of Europe
  GeoPoint at = kMiddleOfMap;  // what is in the middle, as far as the frame allows

  bool operator==(const MapView&) const = default;
};

// The part shown, in map units; never reaches over the frame.
struct ViewBox {
  double x = 0;
  double y = 0;
  double width = kMapWidth;
  double height = kMapHeight;

  MapPoint middle() const { return {.x = x + width / 2, .y = y + height / 2}; }
  bool contains(const MapPoint& point) const {
    return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
  }
  bool operator==(const ViewBox&) const = default;
};

ViewBox view_box(const MapView& view);

// The view with its middle at `middle`, as an address can say it: to a hundredth of a degree.
MapView view_of(int zoom, const MapPoint& middle);

// "zoom=2&at=45.07,7.69"; empty for the whole of Europe.
std::string to_parameters(const MapView& view);

}  // namespace gp
