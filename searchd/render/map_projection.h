// Where a place stands on the map of Europe: the Lambert azimuthal equal-area projection of ETRS89-LAEA Europe
// (EPSG:3035), on the sphere, cut to a frame from Iceland to the Caspian Sea and from the North Cape to Cyprus.
#pragma once

namespace gp {

// Degrees, WGS 84.
struct GeoPoint {
  double latitude = 0;
  double longitude = 0;

  bool operator==(const GeoPoint&) const = default;
};

// Units of the map: x to the east, y to the south, from the north-western corner of the frame.
struct MapPoint {
  double x = 0;
  double y = 0;

  bool operator==(const MapPoint&) const = default;
};

inline constexpr double kMapWidth = 1000;
inline constexpr double kMapHeight = 808;
inline constexpr double kMetresPerUnit = 5150;

// The frame's north-western corner, metres of EPSG:3035.
inline constexpr double kFrameEast = 2'500'000;
inline constexpr double kFrameNorth = 5'490'000;

// The middle of the frame.
inline constexpr GeoPoint kMiddleOfMap{.latitude = 53.25816, .longitude = 21.38887};

// Points outside the frame have units outside it. Only the antipode of the centre, in the Pacific, has none that mean
// anything.
MapPoint project(const GeoPoint& point);

// The inverse, for points less than a quarter of the globe from the centre.
GeoPoint unproject(const MapPoint& point);

}  // namespace gp
