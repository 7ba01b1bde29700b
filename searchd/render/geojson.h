// Results by place as GeoJSON (RFC 7946).
#pragma once

#include <string>

#include "searchd/search/map_points.h"

namespace gp {

// A FeatureCollection with one Feature a place; one that has no known position has no geometry. `base_url`: for the
// addresses of the practices.
std::string geojson(const MapPoints& points, const std::string& base_url);

}  // namespace gp
