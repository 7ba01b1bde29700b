#include "searchd/search/map_points.h"

#include <limits>
#include <map>
#include <utility>

#include "searchd/search/facets.h"
#include "searchd/search/generation.h"
#include "searchd/search/nearby.h"
#include "searchd/search/retrieval.h"
#include "searchd/search/searcher.h"

namespace gp {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();  // sorts last

std::uint32_t first_value(const FacetColumn& column, std::uint32_t document) {
  const auto values = column.of(document);
  return values.empty() ? kNone : std::uint32_t{values.front()};
}

Labelled labelled(const Generation& generation, const FacetLabels& labels, std::size_t facet, std::uint32_t value) {
  if (value == kNone) return {};
  return {.id = std::string(generation.columns().facets[facet].values[value]), .label = labels.label[facet][value]};
}

void locate(PlacePractices& place, const Vocabulary& vocabulary) {
  const Place* known = vocabulary.places.find(place.place.id);
  if (known == nullptr || !has_coordinates(*known)) return;
  place.located = true;
  place.latitude = known->latitude;
  place.longitude = known->longitude;
}

}  // namespace

MapPoints Searcher::points(const Query& query, std::size_t most_titled) const {
  const Generation& generation = *generation_;
  const std::size_t city = facet_number("city");
  const std::size_t country = facet_number("country");
  const auto labels = generation.labels(query.lang);
  const auto rank = [&labels](std::size_t facet, std::uint32_t value) {
    return value == kNone ? kNone : labels->rank[facet][value];
  };
  const Filters filters(query, generation);
  const DocSet matches = filters.apply(retrieve(query, generation, deadline_).matches, kFacetNames.size());
  MapPoints points;
  points.generation = generation.meta().generation;
  points.total = matches.count();
  const bool titled = points.total <= most_titled;
  std::map<std::pair<std::uint32_t, std::uint32_t>, PlacePractices> by_place;  // ranks of country and city
  for (const std::uint32_t document : *generation.by_title(query.lang)) {
    if (!matches.contains(document)) continue;
    const std::uint32_t city_value = first_value(generation.columns().facets[city], document);
    const std::uint32_t country_value = first_value(generation.columns().facets[country], document);
    PlacePractices& place = by_place[{rank(country, country_value), rank(city, city_value)}];
    if (place.practices.empty()) {
      place.place = labelled(generation, *labels, city, city_value);
      place.country = labelled(generation, *labels, country, country_value);
      locate(place, generation.vocabulary());
    }
    PlacePractice& practice = place.practices.emplace_back();
    practice.id = generation.id(document);
    if (!titled) continue;
    const Record record = generation.record(document);
    const TextRecord& text = record.texts[Generation::text_for(record, query.lang)];
    practice.title = text.title.text;
    practice.lang = text.lang;
  }
  for (auto& [ranks, place] : by_place) points.places.push_back(std::move(place));
  return points;
}

}  // namespace gp
