#include "searchd/render/map_view.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gp {
namespace {

double to_hundredth(double value) {
  return std::round(value * 100) / 100;
}

std::string with_two_digits(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, 2).ptr};
}

}  // namespace

ViewBox view_box(const MapView& view) {
  const double part = std::ldexp(1, -view.zoom);
  ViewBox box{.width = kMapWidth * part, .height = kMapHeight * part};
  const MapPoint middle = project(view.at);
  box.x = std::clamp(middle.x - box.width / 2, 0.0, kMapWidth - box.width);
  box.y = std::clamp(middle.y - box.height / 2, 0.0, kMapHeight - box.height);
  return box;
}

MapView view_of(int zoom, const MapPoint& middle) {
  const GeoPoint at = unproject(middle);
  return {.zoom = zoom, .at = {.latitude = to_hundredth(at.latitude), .longitude = to_hundredth(at.longitude)}};
}

std::string to_parameters(const MapView& view) {
  if (view.zoom == 0) return {};
  const std::string text = "zoom=" + std::to_string(view.zoom);
  return text + "&at=" + with_two_digits(view.at.latitude) + "," + with_two_digits(view.at.longitude);
}

}  // namespace gp
