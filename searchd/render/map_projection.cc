// Formulas: John P. Snyder, Map Projections: A Working Manual (1987), pages 185 and 187, for the sphere. The radius is
// that of the sphere with the surface of the ellipsoid GRS 80, so areas are right; positions are within 10 km of
// EPSG:3035.
#include "searchd/render/map_projection.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gp {
namespace {

constexpr double kRadius = 6'371'007.2;  // metres
constexpr double kFalseEast = 4'321'000;
constexpr double kFalseNorth = 3'210'000;
constexpr double kDegree = std::numbers::pi / 180;
constexpr double kMiddleLatitude = 52 * kDegree;
constexpr double kMiddleLongitude = 10 * kDegree;

}  // namespace

MapPoint project(const GeoPoint& point) {
  const double latitude = point.latitude * kDegree;
  const double longitude = point.longitude * kDegree - kMiddleLongitude;
  const double sin0 = std::sin(kMiddleLatitude);
  const double cos0 = std::cos(kMiddleLatitude);
  const double along = std::cos(latitude) * std::cos(longitude);
  const double cosine = sin0 * std::sin(latitude) + cos0 * along;  // of the angle to the centre
  const double scale = kRadius * std::sqrt(2 / std::max(1 + cosine, 1e-9));
  const double east = kFalseEast + scale * std::cos(latitude) * std::sin(longitude);
  const double north = kFalseNorth + scale * (cos0 * std::sin(latitude) - sin0 * along);
  return {.x = (east - kFrameEast) / kMetresPerUnit, .y = (kFrameNorth - north) / kMetresPerUnit};
}

GeoPoint unproject(const MapPoint& point) {
  const double x = point.x * kMetresPerUnit + kFrameEast - kFalseEast;
  const double y = kFrameNorth - point.y * kMetresPerUnit - kFalseNorth;
  const double distance = std::hypot(x, y);
  if (distance == 0) return {.latitude = kMiddleLatitude / kDegree, .longitude = kMiddleLongitude / kDegree};
  const double angle = 2 * std::asin(std::min(1.0, distance / (2 * kRadius)));
  const double sin0 = std::sin(kMiddleLatitude);
  const double cos0 = std::cos(kMiddleLatitude);
  const double latitude =
      std::asin(std::clamp(std::cos(angle) * sin0 + y * std::sin(angle) * cos0 / distance, -1.0, 1.0));
  const double longitude = kMiddleLongitude + std::atan2(x * std::sin(angle), distance * cos0 * std::cos(angle) -
                                                                                  y * sin0 * std::sin(angle));
  return {.latitude = latitude / kDegree, .longitude = longitude / kDegree};
}

}  // namespace gp
