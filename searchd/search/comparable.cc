#include "searchd/search/comparable.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "indexer/practice/characters.h"
#include "searchd/search/country_regions.h"

namespace gp {
namespace {

constexpr double kPartly = 0.5;

// What each level of the vocabulary is to a municipality; others are not known.
std::optional<double> level_similarity(const std::string& reader, const std::string& theirs) {
  if (reader == theirs) return 1;
  if (reader != kReaderLevel) return 0;
  if (theirs == "region" || theirs == "ngo") return kPartly;
  if (theirs == "national") return 0;
  return std::nullopt;
}

std::string word_for(const std::optional<double>& similarity) {
  if (!similarity) return "unknown";
  if (*similarity >= kAboutTheSame) return "same";
  return *similarity >= kSimilar ? "similar" : "other";
}

Criterion unknown(std::string id) {
  return {.id = std::move(id), .relation = "unknown"};
}

Criterion of_population(long long reader, const std::optional<long long>& theirs) {
  if (!theirs || *theirs <= 0) return unknown("population");
  const double similarity = population_similarity(reader, *theirs);
  return {.id = "population", .relation = word_for(similarity), .similarity = similarity};
}

Criterion of_country(const std::string& reader, const std::string& theirs) {
  if (theirs.empty()) return unknown("country");
  switch (country_relation(reader, theirs)) {
    case CountryRelation::kSame:
      return {.id = "country", .relation = "same", .similarity = 1};
    case CountryRelation::kNeighbour:
      return {.id = "country", .relation = "neighbour", .similarity = kPartly};
    case CountryRelation::kSamePart:
      return {.id = "country", .relation = "part", .similarity = kPartly};
    case CountryRelation::kOther:
      break;
  }
  return {.id = "country", .relation = "other", .similarity = 0};
}

Criterion of_region(const Circumstances& reader, const Circumstances& theirs) {
  if (theirs.region.empty() || theirs.country.empty()) return unknown("region");
  const bool same = reader.country == theirs.country && reader.region == theirs.region;
  return {.id = "region", .relation = same ? "same" : "other", .similarity = same ? 1 : 0};
}

Criterion of_level(const std::string& reader, const std::string& theirs) {
  if (theirs.empty()) return unknown("level");
  const std::optional<double> similarity = level_similarity(reader, theirs);
  return {.id = "level", .relation = word_for(similarity), .similarity = similarity};
}

long long number_of_inhabitants(const std::string& value) {
  long long number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size() || number < 1 || number > kMaxPopulation) {
    throw BadRequest("population", "'population' must be a whole number from 1 to " + std::to_string(kMaxPopulation) +
                                       ", without separators");
  }
  return number;
}

std::string country_code(const std::string& value) {
  const bool two_capitals =
      value.size() == 2 && std::ranges::all_of(value, [](char letter) { return letter >= 'A' && letter <= 'Z'; });
  if (!two_capitals) throw BadRequest("in", "'in' must be the code of a country in capitals, such as 'AT'");
  return value;
}

}  // namespace

double population_similarity(long long one, long long other) {
  const double magnitudes =
      std::log10(static_cast<double>(std::max(one, other))) - std::log10(static_cast<double>(std::min(one, other)));
  return std::max(0.0, 1 - magnitudes);
}

Likeness compare(const Circumstances& reader, const Circumstances& theirs) {
  Likeness result;
  result.theirs = theirs;
  result.own_town = !reader.place.empty() && reader.place == theirs.place;
  double asked = 0;
  double known = 0;
  double sum = 0;
  const auto add = [&](Criterion criterion, double weight) {
    asked += weight;
    if (criterion.similarity) {
      known += weight;
      sum += weight * *criterion.similarity;
    }
    result.criteria.push_back(std::move(criterion));
  };
  if (reader.population) add(of_population(*reader.population, theirs.population), kPopulationWeight);
  if (!reader.country.empty()) add(of_country(reader.country, theirs.country), kCountryWeight);
  if (!reader.region.empty()) add(of_region(reader, theirs), kRegionWeight);
  if (!reader.level.empty()) add(of_level(reader.level, theirs.level), kLevelWeight);
  if (known > 0) result.score = sum / known;
  result.sound = known > 0 && known >= kSoundShare * asked;
  return result;
}

bool comes_before(const Likeness& one, const Likeness& other) {
  if (one.own_town != other.own_town) return one.own_town;
  if (one.sound != other.sound) return one.sound;
  return one.score > other.score;
}

OwnPlace take_own_place(Parameters& parameters) {
  OwnPlace own;
  own.place = to_line(take_parameter(parameters, "place"));
  if (own.place.size() > kMaxPlaceBytes) throw BadRequest("place", "'place' is too long for the name of a place");
  if (const std::string code = to_line(take_parameter(parameters, "in")); !code.empty()) {
    own.country = country_code(code);
  }
  if (const std::string number = to_line(take_parameter(parameters, "population")); !number.empty()) {
    own.population = number_of_inhabitants(number);
  }
  return own;
}

std::string to_query_string(const OwnPlace& own) {
  std::string text;
  const auto add = [&text](std::string_view name, std::string_view value) {
    if (!text.empty()) text += '&';
    text.append(name).append("=").append(percent_encode(value));
  };
  if (!own.place.empty()) add("place", own.place);
  if (!own.country.empty()) add("in", own.country);
  if (own.population) add("population", std::to_string(*own.population));
  return text;
}

}  // namespace gp
