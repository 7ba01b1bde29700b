// What makes one place comparable to another, and that the order of practices is that and nothing else.
#include "searchd/search/comparable.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/region.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <sstream>

#include "searchd/search/country_regions.h"
#include "searchd/search/place_names.h"
#include "tests/support/test_index.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;

// --- countries

std::vector<std::string> neighbours(const CountryRegion& one) {
  std::istringstream words{std::string(one.neighbours)};
  return {std::istream_iterator<std::string>(words), {}};
}

TEST(CountryRegions, ATableByCodeWhoseBordersHaveTwoSides) {
  EXPECT_TRUE(std::ranges::is_sorted(country_regions(), {}, &CountryRegion::country));
  for (const CountryRegion& one : country_regions()) {
    for (const std::string& other : neighbours(one)) {
      EXPECT_EQ(country_relation(one.country, other), CountryRelation::kNeighbour) << one.country << ' ' << other;
      EXPECT_EQ(country_relation(other, one.country), CountryRelation::kNeighbour) << other << ' ' << one.country;
    }
  }
}

TEST(CountryRegions, PartsAreTheSubregionsOfTheUnitedNationsAsIcuHasThem) {
  for (const CountryRegion& one : country_regions()) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Region* country = icu::Region::getInstance(std::string(one.country).c_str(), status);
    ASSERT_TRUE(U_SUCCESS(status)) << one.country;
    const icu::Region* part = country->getContainingRegion(URGN_SUBCONTINENT);
    ASSERT_NE(part, nullptr) << one.country;
    EXPECT_EQ(part->getNumericCode(), one.m49) << one.country;
  }
}

TEST(CountryRegions, RelationIsTheSameFromBothSides) {
  for (const CountryRegion& one : country_regions()) {
    for (const CountryRegion& other : country_regions()) {
      EXPECT_EQ(country_relation(one.country, other.country), country_relation(other.country, one.country));
    }
  }
  EXPECT_EQ(country_relation("AT", "AT"), CountryRelation::kSame);
  EXPECT_EQ(country_relation("AT", "SI"), CountryRelation::kNeighbour);
  EXPECT_EQ(country_relation("AT", "FR"), CountryRelation::kSamePart);
  EXPECT_EQ(country_relation("AL", "BA"), CountryRelation::kSamePart);
  EXPECT_EQ(country_relation("ES", "RS"), CountryRelation::kOther) << "the Western Balkans are a part of their own";
  EXPECT_EQ(country_relation("ES", "XX"), CountryRelation::kOther);
}

// --- two places

Circumstances reader_of_graz() {
  return {.place = "graz", .country = "AT", .region = "Styria", .population = 295424, .level = "city"};
}

Circumstances some_place(Random& random) {
  static const std::vector<std::string> kCountries = {"AT", "SI", "FR", "GR", "RS", ""};
  static const std::vector<std::string> kRegions = {"Styria", "Elsewhere", ""};
  static const std::vector<std::string> kLevels = {"city", "region", "ngo", "national", "unheard-of", ""};
  Circumstances place;
  place.country = kCountries[random.below(kCountries.size())];
  place.region = kRegions[random.below(kRegions.size())];
  place.level = kLevels[random.below(kLevels.size())];
  if (random.below(4) != 0) place.population = static_cast<long long>(1 + random.below(3'000'000));
  return place;
}

std::optional<double> similarity_of(const Likeness& comparison, const std::string& criterion) {
  for (const Criterion& one : comparison.criteria) {
    if (one.id == criterion) return one.similarity;
  }
  return std::nullopt;
}

TEST(Comparing, PopulationCountsByOrdersOfMagnitudeFromBothSides) {
  EXPECT_DOUBLE_EQ(population_similarity(180'000, 180'000), 1);
  EXPECT_NEAR(population_similarity(100'000, 10'000), 0, 1e-9);
  EXPECT_EQ(population_similarity(1, 100'000'000), 0);
  EXPECT_NEAR(population_similarity(100'000, 200'000), 1 - std::log10(2), 1e-9);
  Random random(1);
  for (int i = 0; i < 1000; ++i) {
    const auto one = static_cast<long long>(1 + random.below(5'000'000));
    const auto other = static_cast<long long>(1 + random.below(5'000'000));
    EXPECT_EQ(population_similarity(one, other), population_similarity(other, one));
  }
}

TEST(Comparing, NearerPopulationNeverScoresLowerAllElseEqual) {
  Random random(2);
  const Circumstances reader = reader_of_graz();
  const auto steps = [&](long long population) {
    return std::abs(std::log(static_cast<double>(population) / static_cast<double>(*reader.population)));
  };
  for (int i = 0; i < 2000; ++i) {
    Circumstances near = some_place(random);
    Circumstances far = near;
    near.population = static_cast<long long>(1 + random.below(3'000'000));
    far.population = static_cast<long long>(1 + random.below(3'000'000));
    if (steps(*near.population) > steps(*far.population)) std::swap(near.population, far.population);
    EXPECT_GE(compare(reader, near).score, compare(reader, far).score) << *near.population << ' ' << *far.population;
  }
}

TEST(Comparing, SameCountryNeverScoresLowerAllElseEqual) {
  Random random(3);
  const Circumstances reader = reader_of_graz();
  for (int i = 0; i < 2000; ++i) {
    Circumstances other = some_place(random);
    if (other.country.empty()) continue;
    Circumstances same = other;
    same.country = reader.country;
    EXPECT_GE(compare(reader, same).score, compare(reader, other).score);
  }
}

TEST(Comparing, ScoreIsTheMeanOfWhatIsKnown) {
  Random random(4);
  const std::map<std::string, double> weights = {{"population", kPopulationWeight},
                                                 {"country", kCountryWeight},
                                                 {"region", kRegionWeight},
                                                 {"level", kLevelWeight}};
  for (int i = 0; i < 2000; ++i) {
    const Likeness comparison = compare(reader_of_graz(), some_place(random));
    ASSERT_EQ(comparison.criteria.size(), 4U);
    double sum = 0;
    double weight = 0;
    for (const Criterion& one : comparison.criteria) {
      EXPECT_EQ(one.similarity.has_value(), one.relation != "unknown");
      if (!one.similarity) continue;
      EXPECT_THAT(*one.similarity, testing::AllOf(testing::Ge(0), testing::Le(1)));
      sum += weights.at(one.id) * *one.similarity;
      weight += weights.at(one.id);
    }
    EXPECT_NEAR(comparison.score, weight > 0 ? sum / weight : 0, 1e-12);
    EXPECT_EQ(comparison.sound, weight >= 4.5);
  }
}

TEST(Comparing, UnknownIsLeftOutAndNotGuessed) {
  const Circumstances unknown_size{.country = "AT", .region = "Styria", .level = "city"};
  const Likeness comparison = compare(reader_of_graz(), unknown_size);
  EXPECT_EQ(similarity_of(comparison, "population"), std::nullopt);
  EXPECT_EQ(comparison.score, 1);
  EXPECT_TRUE(comparison.sound);
  const Likeness nothing = compare(reader_of_graz(), {});
  EXPECT_EQ(nothing.score, 0);
  EXPECT_FALSE(nothing.sound);
  Circumstances zero = unknown_size;
  zero.population = 0;
  EXPECT_EQ(similarity_of(compare(reader_of_graz(), zero), "population"), std::nullopt);
}

TEST(Comparing, WhatTheReaderDidNotSayIsNotAsked) {
  const Likeness comparison = compare({.population = 100'000, .level = "city"}, reader_of_graz());
  ASSERT_EQ(comparison.criteria.size(), 2U);
  EXPECT_EQ(comparison.criteria[0].id, "population");
  EXPECT_EQ(comparison.criteria[1].id, "level");
}

TEST(Comparing, MunicipalityComesBeforeWhatNeedsAPartnerAndThatBeforeTheState) {
  Circumstances theirs = reader_of_graz();
  theirs.place = "vienna";
  std::map<std::string, double> score;
  for (const char* level : {"city", "region", "ngo", "national"}) {
    theirs.level = level;
    score[level] = compare(reader_of_graz(), theirs).score;
  }
  EXPECT_GT(score["city"], score["region"]);
  EXPECT_EQ(score["region"], score["ngo"]);
  EXPECT_GT(score["ngo"], score["national"]);
  theirs.level = "unheard-of";
  EXPECT_EQ(similarity_of(compare(reader_of_graz(), theirs), "level"), std::nullopt);
}

TEST(Comparing, RegionOfTheSameNameInAnotherCountryIsAnother) {
  Circumstances reader{.country = "BE", .region = "Luxembourg"};
  EXPECT_EQ(similarity_of(compare(reader, {.country = "BE", .region = "Luxembourg"}), "region"), 1);
  EXPECT_EQ(similarity_of(compare(reader, {.country = "LU", .region = "Luxembourg"}), "region"), 0);
}

TEST(Comparing, OrderIsOneThatSortingMayRelyOn) {
  Random random(5);
  std::vector<Likeness> all;
  for (int i = 0; i < 60; ++i) all.push_back(compare(reader_of_graz(), some_place(random)));
  for (const Likeness& one : all) {
    EXPECT_FALSE(comes_before(one, one));
    for (const Likeness& other : all) {
      EXPECT_FALSE(comes_before(one, other) && comes_before(other, one));
      for (const Likeness& third : all) {
        EXPECT_TRUE(!comes_before(one, other) || !comes_before(other, third) || comes_before(one, third));
      }
    }
  }
}

// --- the address

OwnPlace parsed(std::string_view query_string) {
  Parameters parameters = parse_query_string(query_string);
  return take_own_place(parameters);
}

std::string wrong(std::string_view query_string) {
  try {
    parsed(query_string);
  } catch (const BadRequest& error) {
    return error.parameter;
  }
  return "";
}

TEST(OwnPlace, IsTakenOutOfTheParametersAndTheRestIsASearch) {
  Parameters parameters = parse_query_string("q=a&place=+Graz+&theme=housing&in=AT&population=180000&lang=de");
  const OwnPlace own = take_own_place(parameters);
  EXPECT_EQ(own, (OwnPlace{.place = "Graz", .country = "AT", .population = 180'000}));
  EXPECT_EQ(to_query_string(parse_query(parameters, "en")), "q=a&theme=housing&lang=de");
  EXPECT_EQ(to_query_string(own), "place=Graz&in=AT&population=180000");
  EXPECT_EQ(parsed(to_query_string(own)), own);
  EXPECT_TRUE(parsed("place=&in=&population=").empty()) << "as an empty form sends it";
}

TEST(OwnPlace, WhatCannotBeUnderstoodIsNamed) {
  for (const char* population :
       {"0", "-1", "1.000", "1,000", "180 000", "1e5", "many", "100000001", "9999999999999999999"}) {
    EXPECT_EQ(wrong(std::string("population=") + population), "population") << population;
  }
  for (const char* country : {"at", "AUT", "A", "1A", "Austria"}) {
    EXPECT_EQ(wrong(std::string("in=") + country), "in") << country;
  }
  EXPECT_EQ(wrong("place=" + std::string(201, 'a')), "place");
  EXPECT_EQ(wrong("place=a&place=b"), "place");
  EXPECT_EQ(wrong("in=AT&in=AT"), "in");
}

// --- practices

class ComparableTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::vector<Practice> all;
    const std::vector<std::string> places = {"graz",   "turin",  "lyon",     "belgrade",
                                             "vienna", "tetovo", "novi-sad", "arlon"};
    const std::vector<std::string> levels = {"city", "region", "ngo", "national", ""};
    const std::vector<std::string> themes = {"housing", "education", "health"};
    for (std::size_t i = 0; i < 60; ++i) {
      TestPractice one = practice("case-" + std::to_string(i));
      one.text("en", i % 2 == 0 ? "A bus for pupils" : "A choir of children", "Summary " + std::to_string(i))
          .place(places[i % places.size()])
          .theme(themes[i % themes.size()])
          .added("2026-0" + std::to_string(1 + i % 9) + "-01");
      if (!levels[i % levels.size()].empty()) one.level(levels[i % levels.size()]);
      all.push_back(one);
    }
    index_ = new TestIndex(all);
  }
  static void TearDownTestSuite() {
    delete index_;
    index_ = nullptr;
  }

  static ComparableResult ask(std::string_view query_string, std::string_view lang = "en") {
    Parameters parameters = parse_query_string(query_string);
    const OwnPlace own = take_own_place(parameters);
    return index_->searcher().comparable(parse_query(parameters, lang), own);
  }
  static std::string place_of(std::string_view name, std::string_view lang = "en") {
    return ask("place=" + percent_encode(name), lang).reader.place;
  }

  static inline TestIndex* index_ = nullptr;
};

TEST_F(ComparableTest, FindsTheVeryPracticesThatTheSearchFinds) {
  for (const char* search : {"", "q=bus", "q=choir&theme=housing", "theme=health&level=city", "q=zzyzx",
                             "country=AT&from=2000", "q=bsu", "city=arlon&q=bus"}) {
    const std::string query = search;
    const SearchResult found = index_->search(query + "&per_page=100");
    for (const char* own : {"place=graz", "in=SK&population=50000", "population=1"}) {
      const ComparableResult result = ask(query + "&per_page=100&" + own);
      EXPECT_EQ(result.found.total, found.total) << query;
      EXPECT_THAT(ids(result.found), testing::UnorderedElementsAreArray(ids(found))) << query;
      EXPECT_EQ(note_codes(result.found), note_codes(found)) << query;
      EXPECT_EQ(result.likenesses.size(), result.found.hits.size());
    }
  }
}

TEST_F(ComparableTest, OrderIsThatOfANaiveSort) {
  for (const char* own :
       {"place=graz", "place=tetovo", "place=arlon", "in=RS&population=100000", "in=FR", "population=600000"}) {
    const ComparableResult result = ask(std::string("per_page=100&") + own);
    // Newest first, then again and again the better one of two neighbours to the front.
    std::vector<std::pair<std::string, Likeness>> naive;
    for (const std::string& id : ids(index_->search("per_page=100"))) {
      const auto at = std::ranges::find(result.found.hits, id, &Hit::id) - result.found.hits.begin();
      naive.emplace_back(id, compare(result.reader, result.likenesses.at(static_cast<std::size_t>(at)).theirs));
    }
    for (std::size_t round = 0; round < naive.size(); ++round) {
      for (std::size_t i = 1; i < naive.size(); ++i) {
        const Likeness& one = naive[i - 1].second;
        const Likeness& other = naive[i].second;
        const auto order = [](const Likeness& of) { return std::tuple(!of.own_town, !of.sound, -of.score); };
        if (order(other) < order(one)) std::swap(naive[i - 1], naive[i]);
      }
    }
    std::vector<std::string> expected;
    for (const auto& [id, comparison] : naive) expected.push_back(id);
    EXPECT_EQ(ids(result.found), expected) << own;
  }
}

TEST_F(ComparableTest, PagesAreCutFromOneOrder) {
  const std::vector<std::string> all = ids(ask("place=graz&per_page=100").found);
  std::vector<std::string> pages;
  for (int page = 1; page <= 9; ++page) {
    const ComparableResult one = ask("place=graz&per_page=7&page=" + std::to_string(page));
    EXPECT_EQ(one.found.total, all.size());
    for (const std::string& id : ids(one.found)) pages.push_back(id);
  }
  EXPECT_EQ(pages, all);
  EXPECT_THAT(ask("place=graz&page=1000").found.hits, IsEmpty());
}

TEST_F(ComparableTest, PracticesOfTheReadersOwnTownComeFirst) {
  const ComparableResult result = ask("place=novi-sad&per_page=100");
  bool own = true;
  for (const Likeness& one : result.likenesses) {
    EXPECT_FALSE(one.own_town && !own) << "an own one after another's";
    own = one.own_town;
  }
  EXPECT_TRUE(result.likenesses.front().own_town);
  EXPECT_EQ(result.likenesses.front().theirs.place, "novi-sad");
}

TEST_F(ComparableTest, WhatSaysLittleStandsBehind) {
  const ComparableResult result = ask("population=100000&per_page=100");
  bool sound = true;
  for (const Likeness& one : result.likenesses) {
    EXPECT_FALSE(one.sound && !sound);
    sound = one.sound;
  }
  EXPECT_FALSE(sound) << "practices of Tetovo, whose size is not known";
}

TEST_F(ComparableTest, WordsAndFiltersDecideWhatIsListedNotWhere) {
  const std::vector<std::string> all = ids(ask("place=lyon&per_page=100").found);
  const std::vector<std::string> some = ids(ask("place=lyon&per_page=100&q=bus&theme=housing&sort=title").found);
  ASSERT_GT(some.size(), 3U);
  std::vector<std::string> expected;
  std::ranges::copy_if(all, std::back_inserter(expected),
                       [&](const std::string& id) { return std::ranges::find(some, id) != some.end(); });
  EXPECT_EQ(some, expected);
}

TEST_F(ComparableTest, PlaceIsKnownByItsNamesInAnyScriptCaseAndAccent) {
  for (const char* name : {"graz", "Graz", "GRAZ", "Грац", "грац", "Grac", "Grác", " Graz "})
    EXPECT_EQ(place_of(name), "graz") << name;
  for (const char* name : {"Wien", "Vienne", "Beč", "bec", "Bécs", "Відень", "відень"})
    EXPECT_EQ(place_of(name), "vienna") << name;
  for (const char* name : {"Нови Сад", "novi sad", "Novi-Sad", "Neusatz"})
    EXPECT_EQ(place_of(name), "novi-sad") << name;
  for (const char* lang : {"en", "sr", "de", "und", "el"}) EXPECT_EQ(place_of("Торино", lang), "turin") << lang;
}

TEST_F(ComparableTest, KnownPlaceBringsItsCountryRegionAndPopulation) {
  const Circumstances graz = ask("place=Graz").reader;
  EXPECT_EQ(graz, reader_of_graz());
  EXPECT_EQ(ask("place=Graz&population=1000").reader.population, 1000);
  EXPECT_EQ(ask("place=tetovo").reader.population, std::nullopt);
  EXPECT_EQ(ask("place=arlon&population=30000").reader.country, "BE");
}

TEST_F(ComparableTest, UnknownPlaceIsNoErrorAndANameLikeItIsOffered) {
  const ComparableResult result = ask("place=Grazz&lang=de");
  EXPECT_TRUE(result.unknown_place);
  EXPECT_FALSE(result.compared);
  ASSERT_TRUE(result.nearest.has_value());
  EXPECT_EQ(result.nearest->place.id, "graz");
  EXPECT_EQ(result.nearest->country.label, "Österreich");
  EXPECT_EQ(result.found.total, index_->search("").total);
  EXPECT_FALSE(ask("place=Qqqqqqqq").nearest.has_value());
  const ComparableResult by_country = ask("place=Qqqqqqqq&in=AT&population=9000");
  EXPECT_TRUE(by_country.unknown_place);
  EXPECT_TRUE(by_country.compared);
  EXPECT_EQ(by_country.reader, (Circumstances{.country = "AT", .population = 9000, .level = "city"}));
  EXPECT_TRUE(ask("place=Graz&in=FR").unknown_place) << "there is none in France";
  for (const char* name : {"%", "'", "-", "…", "\xf0\x9f\x98\x80"})
    EXPECT_TRUE(ask("place=" + percent_encode(name)).unknown_place);
}

TEST_F(ComparableTest, CountryThereIsNotIsNamed) {
  EXPECT_NO_THROW(ask("in=IS"));
  try {
    ask("in=ZZ");
    FAIL() << "ZZ is no country";
  } catch (const BadRequest& error) {
    EXPECT_EQ(error.parameter, "in");
  }
}

TEST_F(ComparableTest, NameInTheFieldLeadsBackToThePlaceInEveryLanguage) {
  for (const char* lang : {"en", "de", "fr", "it", "sr", "sr-Latn", "hu", "el", "uk"}) {
    for (const PlaceChoice& choice : index_->searcher().place_choices(lang).places) {
      const ComparableResult result = ask("place=" + choice.place.id, lang);
      EXPECT_EQ(place_of(result.typed, lang), choice.place.id) << lang << ' ' << result.typed;
    }
  }
}

TEST_F(ComparableTest, ChoicesAreSortedAsTheReaderSorts) {
  const PlaceChoices choices = index_->searcher().place_choices("de");
  std::vector<std::string> countries;
  for (const Labelled& one : choices.countries) countries.push_back(one.label);
  EXPECT_THAT(countries, ElementsAre("Belgien", "Frankreich", "Italien", "Nordmazedonien", "Österreich", "Serbien"));
  std::vector<std::string> places;
  for (const PlaceChoice& one : choices.places) places.push_back(one.place.label);
  EXPECT_THAT(places, ElementsAre("Arlon", "Belgrad", "Graz", "Lyon", "Neusatz", "Tetovo", "Turin", "Wien"));
  ASSERT_EQ(choices.examples.size(), 3U);
  EXPECT_LT(choices.examples[0].population, choices.examples[1].population);
  EXPECT_LT(choices.examples[1].population, choices.examples[2].population);
}

TEST_F(ComparableTest, WithoutAPlaceItIsTheSearch) {
  const ComparableResult result = ask("q=bus");
  EXPECT_FALSE(result.compared);
  EXPECT_EQ(ids(result.found), ids(index_->search("q=bus")));
  EXPECT_THAT(result.likenesses, IsEmpty());
}

TEST(Comparable, EmptyCollectionHasNothingToCompare) {
  const TestIndex index;
  const ComparableResult result = index.searcher().comparable(parse_query({}, "en"), {.place = "graz"});
  EXPECT_EQ(result.found.total, 0U);
  EXPECT_THAT(index.searcher().place_choices("en").examples, IsEmpty());
}

}  // namespace
}  // namespace gp
