#include "searchd/render/geojson.h"

#include <nlohmann/json.hpp>

namespace gp {
namespace {

// Keys keep their order: people read these answers too.
using Json = nlohmann::ordered_json;

Json feature(const PlacePractices& place, const std::string& base_url) {
  Json practices = Json::array();
  for (const PlacePractice& practice : place.practices) {
    practices.push_back({{"id", practice.id},
                         {"title", practice.title},
                         {"lang", practice.lang},
                         {"url", base_url + "/practices/" + practice.id}});
  }
  Json one = {{"type", "Feature"}};
  if (!place.place.id.empty()) one["id"] = place.place.id;
  one["geometry"] = nullptr;
  if (place.located) one["geometry"] = {{"type", "Point"}, {"coordinates", {place.longitude, place.latitude}}};
  const auto labelled = [](const Labelled& label) {
    return label.id.empty() ? Json(nullptr) : Json{{"id", label.id}, {"label", label.label}};
  };
  one["properties"] = {{"id", place.place.id.empty() ? Json(nullptr) : Json(place.place.id)},
                       {"label", place.place.label},
                       {"country", labelled(place.country)},
                       {"count", place.practices.size()},
                       {"practices", std::move(practices)}};
  return one;
}

}  // namespace

std::string geojson(const MapPoints& points, const std::string& base_url) {
  Json features = Json::array();
  for (const PlacePractices& place : points.places) features.push_back(feature(place, base_url));
  // Members beyond the standard's are allowed (section 6.1).
  const Json collection = {{"type", "FeatureCollection"},
                           {"total", points.total},
                           {"generation", points.generation},
                           {"features", std::move(features)}};
  return collection.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace gp
