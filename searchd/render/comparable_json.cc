#include "searchd/render/comparable_json.h"

#include <nlohmann/json.hpp>

#include "searchd/render/json.h"

namespace gp {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return text;
}

template <class Number>
Json or_null(const std::optional<Number>& number) {
  if (!number) return nullptr;
  return *number;
}

// What is compared, as far as known.
Json value_of(const Circumstances& place, const std::string& criterion) {
  if (criterion == "population") return or_null(place.population);
  if (criterion == "country") return or_null(place.country);
  if (criterion == "region") return or_null(place.region);
  return or_null(place.level);
}

Json to_json(const Likeness& comparison) {
  Json criteria = Json::array();
  for (const Criterion& criterion : comparison.criteria) {
    criteria.push_back({{"id", criterion.id},
                        {"value", value_of(comparison.theirs, criterion.id)},
                        {"similarity", or_null(criterion.similarity)},
                        {"relation", criterion.relation}});
  }
  return {{"score", comparison.score}, {"own_town", comparison.own_town}, {"criteria", std::move(criteria)}};
}

Json to_json(const ComparableResult& result) {
  const Circumstances& reader = result.reader;
  return {{"place", or_null(reader.place)},
          {"country", or_null(reader.country)},
          {"region", or_null(reader.region)},
          {"population", or_null(reader.population)},
          {"level", or_null(reader.level)}};
}

}  // namespace

std::string comparable_json(const ComparableResult& result) {
  // The search's own writer knows how a hit is written; this answer is asked for too seldom to be worth a second one.
  Json json = Json::parse(search_json(result.found));
  json["query"]["reader"] = result.compared ? to_json(result) : Json(nullptr);
  if (result.unknown_place) {
    json["query"]["notes"].push_back({{"code", "unknown_place"}, {"detail", result.asked.place}, {"count", 0}});
  }
  for (std::size_t i = 0; i < json["hits"].size(); ++i) {
    json["hits"][i]["comparable"] = i < result.likenesses.size() ? to_json(result.likenesses[i]) : Json(nullptr);
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace gp
