// "Cities like mine": how far what a place did can be carried over to the reader's own, by four criteria that are all
// shown. Pure functions; Searcher::comparable applies them to the practices that a search finds.
//
//   criterion    weight  similarity, 0 to 1
//   population   3       by orders of magnitude: equal is 1, ten times as many or a tenth is 0; what a town hall can
//                        do, and how near it is to the people, goes with its size in proportion, not in numbers
//   country      3       the same 1, a neighbour by land or the same part of Europe 0.5 (country_regions.h), else 0:
//                        law, competences and funds are a country's
//   level        2       who runs it, for a municipality: another municipality 1; a region or a civil-society
//                        organisation 0.5, since it needs a partner; a national programme 0, since it needs the state
//   region       1       the same region of the same country 1, else 0: the same authority above both
//
// The score is the mean of the similarities by weight. A criterion the reader did not give is not asked; one that is
// not known of a practice's place is shown as unknown and left out of the mean: nothing is guessed. A comparison that
// rests on less than half of the weight asked for says little, so it stands behind the others. Practices of the
// reader's own town come first, whatever their score.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/search/query.h"
#include "searchd/search/result.h"

namespace gp {

inline constexpr double kPopulationWeight = 3;
inline constexpr double kCountryWeight = 3;
inline constexpr double kLevelWeight = 2;
inline constexpr double kRegionWeight = 1;

inline constexpr double kAboutTheSame = 0.9;  // similarity from where a criterion is called the same: a quarter more
inline constexpr double kSimilar = 0.5;       // and from where similar: up to three times as many inhabitants
inline constexpr double kSoundShare = 0.5;    // of the weight asked for, so that a comparison says something

inline constexpr long long kMaxPopulation = 100'000'000;
inline constexpr std::size_t kMaxPlaceBytes = 200;

// Who a reader is who does not say: the site is for town halls.
inline constexpr std::string_view kReaderLevel = "city";

// What matters of a place, the reader's or a practice's. Empty: not known.
struct Circumstances {
  std::string place{};    // id in the vocabulary
  std::string country{};  // ISO 3166-1 alpha-2, XK for Kosovo*
  std::string region{};
  std::optional<long long> population{};
  std::string level{};  // id in the vocabulary: who runs the practice

  bool operator==(const Circumstances&) const = default;
};

struct Criterion {
  std::string id{};        // population, country, region, level
  std::string relation{};  // same, similar, other, unknown; of countries neighbour and part instead of similar
  std::optional<double> similarity{};

  bool operator==(const Criterion&) const = default;
};

struct Likeness {
  Circumstances theirs{};
  std::vector<Criterion> criteria{};  // those asked for, in the order above but region before level
  double score = 0;                   // 0 to 1; 0 also where nothing is known
  bool sound = false;                 // rests on enough of the weight asked for
  bool own_town = false;

  bool operator==(const Likeness&) const = default;
};

double population_similarity(long long one, long long other);  // both above 0
Likeness compare(const Circumstances& reader, const Circumstances& theirs);
bool comes_before(const Likeness& one, const Likeness& other);

// What the reader says of her place in the address: a name or id of the vocabulary, or a country and a number of
// inhabitants; a number beside a place counts instead of the one that the vocabulary has.
struct OwnPlace {
  std::string place{};    // `place`, as typed, trimmed
  std::string country{};  // `in`
  std::optional<long long> population{};

  bool empty() const { return place.empty() && country.empty() && !population; }
  bool operator==(const OwnPlace&) const = default;
};

// Takes `place`, `in` and `population` out of `parameters`, so that the rest is a Query's. Empty ones count as not
// given, a form sends them too. Throws BadRequest naming the parameter.
OwnPlace take_own_place(Parameters& parameters);

// The inverse, without '?'.
std::string to_query_string(const OwnPlace& own);

// A place to choose. Labels in the reader's language.
struct PlaceChoice {
  Labelled place{};
  Labelled country{};
  std::optional<long long> population{};
};

struct PlaceChoices {
  std::vector<PlaceChoice> places{};    // in the order of the reader's alphabet
  std::vector<Labelled> countries{};    // those of the places, likewise
  std::vector<PlaceChoice> examples{};  // a small, a middling and a large place that have practices
};

struct ComparableResult {
  OwnPlace asked{};
  std::string typed{};   // `place` as the form shall have it: the name in the reader's language where that leads back
  SearchResult found{};  // as the search with these parameters, but its hits by comparability where `compared`
  bool compared = false;
  Circumstances reader{};                // what was made of `asked`
  PlaceChoice known{};                   // the reader's place and country with their labels, as far as known
  std::vector<Likeness> likenesses{};    // of found.hits
  std::vector<PlaceChoice> namesakes{};  // other places with the name that was typed
  bool unknown_place = false;            // `place` is no name that the vocabulary has
  std::optional<PlaceChoice> nearest{};  // one with a name like it
};

}  // namespace gp
