// Practices by how comparable their places are to the reader's. What matches is the search's own affair: total, notes
// and facets come from it as they are, only the order is another.
#include <algorithm>
#include <map>
#include <numeric>

#include "indexer/text/names.h"
#include "searchd/search/comparable.h"
#include "searchd/search/country_regions.h"
#include "searchd/search/facets.h"
#include "searchd/search/generation.h"
#include "searchd/search/nearby.h"
#include "searchd/search/place_names.h"
#include "searchd/search/retrieval.h"
#include "searchd/search/searcher.h"

namespace gp {
namespace {

constexpr std::size_t kExamples = 3;
constexpr std::size_t kMaxNamesakes = 4;

Labelled country_label(const std::string& code, const std::string& lang) {
  if (code.empty()) return {};
  return {.id = code, .label = country_name(code, lang)};
}

PlaceChoice choice_of(const Place& place, const std::string& lang) {
  return {.place = {.id = place.id, .label = label_for(place.pref_label, lang)},
          .country = country_label(place.country, lang),
          .population = place.population};
}

void check_country(const std::string& code, const Vocabulary& vocabulary) {
  if (code.empty() || is_european_country(code)) return;
  const bool has_places =
      std::ranges::any_of(vocabulary.places.concepts(), [&code](const Place& one) { return one.country == code; });
  if (!has_places) throw BadRequest("in", "'in' must be the code of a European country, such as 'AT'");
}

void understand(ComparableResult& result, const Generation& generation, const std::string& lang) {
  const OwnPlace& asked = result.asked;
  const Vocabulary& vocabulary = generation.vocabulary();
  check_country(asked.country, vocabulary);
  result.typed = asked.place;
  result.reader.country = asked.country;
  result.reader.population = asked.population;
  if (!asked.place.empty()) {
    const std::vector<const Place*> named = find_places(generation, asked.place, lang, asked.country);
    if (named.empty()) {
      result.unknown_place = true;
      const Place* near = vocabulary.places.find(vocabulary.places.nearest(asked.place));
      if (near != nullptr) result.nearest = choice_of(*near, lang);
    } else {
      const Place& place = *named.front();
      result.reader.place = place.id;
      result.reader.country = place.country;
      result.reader.region = place.region;
      if (!result.reader.population) result.reader.population = place.population;
      result.known = choice_of(place, lang);
      result.typed = name_that_finds(generation, place, lang);
      for (std::size_t i = 1; i < named.size() && i <= kMaxNamesakes; ++i) {
        result.namesakes.push_back(choice_of(*named[i], lang));
      }
    }
  }
  if (result.known.country.id.empty()) result.known.country = country_label(result.reader.country, lang);
  result.known.population = result.reader.population;
  result.compared = result.reader != Circumstances{};
  if (result.compared) result.reader.level = kReaderLevel;
}

Circumstances circumstances_of(const Generation& generation, std::uint32_t document) {
  static const std::size_t kCountry = facet_number("country");
  static const std::size_t kLevel = facet_number("level");
  const auto first = [&](std::size_t facet) {
    const FacetColumn& column = generation.columns().facets[facet];
    const auto values = column.of(document);
    return values.empty() ? std::string() : std::string(column.values[values.front()]);
  };
  Circumstances theirs{.country = first(kCountry), .level = first(kLevel)};
  if (const Place* place = place_of(generation, document)) {
    theirs.place = place->id;
    theirs.region = place->region;
    theirs.population = place->population;
  }
  return theirs;
}

// The documents of one page of `matches`; equally comparable ones newest first, so every page is of the same order.
std::vector<std::pair<std::uint32_t, Likeness>> likest(const Generation& generation, const DocSet& matches,
                                                       const Circumstances& reader, const Query& query) {
  std::vector<std::pair<std::uint32_t, Likeness>> all;
  for (const std::uint32_t document : generation.newest_first()) {
    if (matches.contains(document)) all.emplace_back(document, compare(reader, circumstances_of(generation, document)));
  }
  std::ranges::stable_sort(all,
                           [](const auto& one, const auto& other) { return comes_before(one.second, other.second); });
  const std::size_t first = std::min((query.page - 1) * query.per_page, all.size());
  const std::size_t last = std::min(first + query.per_page, all.size());
  return {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(last)};
}

// Among the places of practices by size: one of the small, one in the middle, one of the large.
std::vector<PlaceChoice> example_places(const Generation& generation, const std::string& lang) {
  std::vector<const Place*> places;
  for (const std::uint32_t document : generation.newest_first()) {
    const Place* place = place_of(generation, document);
    if (place != nullptr && place->population && std::ranges::find(places, place) == places.end()) {
      places.push_back(place);
    }
  }
  std::ranges::sort(places, [](const Place* one, const Place* other) {
    return std::pair(*one->population, std::string_view(one->id)) <
           std::pair(*other->population, std::string_view(other->id));
  });
  std::vector<PlaceChoice> examples;
  if (places.size() < kExamples) return examples;
  for (std::size_t i = 0; i < kExamples; ++i) {
    examples.push_back(choice_of(*places[(2 * i + 1) * places.size() / (2 * kExamples)], lang));
  }
  return examples;
}

}  // namespace

ComparableResult Searcher::comparable(const Query& query, const OwnPlace& own) const {
  const Generation& generation = *generation_;
  ComparableResult result;
  result.asked = own;
  understand(result, generation, query.lang);
  if (!result.compared) {
    result.found = search(query);
    return result;
  }
  result.found = search(query, [&](const DocSet& matches) {
    std::vector<Ranked> page;
    for (auto& [document, likeness] : likest(generation, matches, result.reader, query)) {
      page.push_back({.document = document, .score = likeness.score});
      result.likenesses.push_back(std::move(likeness));
    }
    return page;
  });
  return result;
}

PlaceChoices Searcher::place_choices(std::string_view lang_view) const {
  const std::string lang(lang_view);
  const Collation collation(lang);
  PlaceChoices choices;
  std::map<std::string, Labelled> countries;
  std::vector<std::pair<std::string, PlaceChoice>> places;
  for (const Place& place : generation_->vocabulary().places.concepts()) {
    auto [country, fresh] = countries.try_emplace(place.country);
    if (fresh) country->second = country_label(place.country, lang);
    PlaceChoice choice{.place = {.id = place.id, .label = label_for(place.pref_label, lang)},
                       .country = country->second,
                       .population = place.population};
    places.emplace_back(collation.key(choice.place.label) + place.id, std::move(choice));
  }
  std::ranges::sort(places, {}, [](const auto& one) -> const std::string& { return one.first; });
  for (auto& [key, choice] : places) choices.places.push_back(std::move(choice));
  for (auto& [code, country] : countries) {
    if (!code.empty()) choices.countries.push_back(std::move(country));
  }
  std::ranges::sort(choices.countries, {}, [&](const Labelled& one) { return collation.key(one.label) + one.id; });
  choices.examples = example_places(*generation_, lang);
  return choices;
}

}  // namespace gp
