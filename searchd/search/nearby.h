// The practices whose places are nearest to one practice's, for a visit or a call to a neighbour.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gp {

class Generation;
struct Place;

inline constexpr std::size_t kNearbyOnPage = 4;
inline constexpr double kNearbyKilometres = 300;  // a day's journey there and back

// Great-circle distance in kilometres between two points in degrees, by the haversine formula on a sphere.
double kilometres_between(double latitude, double longitude, double other_latitude, double other_longitude);

bool has_coordinates(const Place& place);

struct Near {
  std::uint32_t document = 0;
  double kilometres = 0;
  bool same_town = false;  // the same place, whether its coordinates are known or not
};

// Those of the same place first, then by distance, newest first among equals; at most `limit`, none further than
// kNearbyKilometres. Left out: the document itself, those of `except`, and those of which the distance is not known.
std::vector<Near> nearby(const Generation& generation, std::uint32_t document, const std::vector<std::uint32_t>& except,
                         std::size_t limit);

// The place of a document; null: none, or not in the vocabulary.
const Place* place_of(const Generation& generation, std::uint32_t document);

}  // namespace gp
