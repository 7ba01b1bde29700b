#include "searchd/search/nearby.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "searchd/search/facets.h"
#include "searchd/search/generation.h"

namespace gp {
namespace {

constexpr double kEarthKilometres = 6371.0088;  // mean radius (IUGG)

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

}  // namespace

double kilometres_between(double latitude, double longitude, double other_latitude, double other_longitude) {
  const double up = std::sin(radians(other_latitude - latitude) / 2);
  const double along = std::sin(radians(other_longitude - longitude) / 2);
  const double square = up * up + std::cos(radians(latitude)) * std::cos(radians(other_latitude)) * along * along;
  return 2 * kEarthKilometres * std::asin(std::min(1.0, std::sqrt(square)));
}

bool has_coordinates(const Place& place) {
  return place.latitude != 0 || place.longitude != 0;
}

const Place* place_of(const Generation& generation, std::uint32_t document) {
  static const std::size_t kCity = facet_number("city");
  const FacetColumn& cities = generation.columns().facets[kCity];
  const auto values = cities.of(document);
  return values.empty() ? nullptr : generation.vocabulary().places.find(cities.values[values.front()]);
}

std::vector<Near> nearby(const Generation& generation, std::uint32_t document, const std::vector<std::uint32_t>& except,
                         std::size_t limit) {
  std::vector<Near> found;
  const Place* here = place_of(generation, document);
  if (here == nullptr) return found;
  for (const std::uint32_t other : generation.newest_first()) {
    if (other == document || std::ranges::find(except, other) != except.end()) continue;
    const Place* there = place_of(generation, other);
    if (there == here) {
      found.push_back({.document = other, .kilometres = 0, .same_town = true});
    } else if (there != nullptr && has_coordinates(*here) && has_coordinates(*there)) {
      const double kilometres = kilometres_between(here->latitude, here->longitude, there->latitude, there->longitude);
      if (kilometres <= kNearbyKilometres) found.push_back({.document = other, .kilometres = kilometres});
    }
  }
  std::ranges::stable_sort(found, [](const Near& one, const Near& other) {
    if (one.same_town != other.same_town) return one.same_town;
    return one.kilometres < other.kilometres;
  });
  if (found.size() > limit) found.resize(limit);
  return found;
}

}  // namespace gp
