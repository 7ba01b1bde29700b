#include "searchd/search/map_points.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/test_index.h"

namespace gp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "Italy/Turin 45.07,7.69: title (lang), ..."
std::vector<std::string> dump(const MapPoints& points) {
  std::vector<std::string> lines;
  for (const PlacePractices& place : points.places) {
    std::string line = place.country.label + '/' + place.place.label + (place.located ? ":" : " nowhere:");
    for (const PlacePractice& practice : place.practices) {
      line += ' ' + practice.id + " (" + practice.title + ", " + practice.lang + ')';
    }
    lines.push_back(line);
  }
  return lines;
}

class MapPointsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    index_ = new TestIndex({
        practice("b").text("en", "Beta school").place("vienna").theme("education"),
        practice("a").text("en", "Alpha").text("de", "Zett").place("vienna").theme("housing"),
        practice("c").text("fr", "Gamma").place("turin").theme("housing"),
        practice("d").text("en", "Delta school").place("graz").theme("housing"),
        practice("e").text("en", "Epsilon"),
    });
  }
  static void TearDownTestSuite() {
    delete index_;
    index_ = nullptr;
  }
  static MapPoints points(const std::string& address, std::size_t most_titled = kAllTitled) {
    return index_->searcher().points(parse_query(parse_query_string(address), "en"), most_titled);
  }

  static TestIndex* index_;
};
TestIndex* MapPointsTest::index_ = nullptr;

TEST_F(MapPointsTest, PracticesStandByCountryPlaceAndTitleInTheReadersLanguage) {
  EXPECT_THAT(dump(points("")),
              ElementsAre("Austria/Graz: d (Delta school, en)", "Austria/Vienna: a (Alpha, en) b (Beta school, en)",
                          "Italy/Turin: c (Gamma, fr)", "/ nowhere: e (Epsilon, en)"));
  EXPECT_THAT(dump(points("lang=de")),
              ElementsAre("Italien/Turin: c (Gamma, fr)", "Österreich/Graz: d (Delta school, en)",
                          "Österreich/Wien: b (Beta school, en) a (Zett, de)", "/ nowhere: e (Epsilon, en)"));
}

TEST_F(MapPointsTest, OnlyWhatTheSearchFindsIsThereAllPagesOfIt) {
  EXPECT_EQ(points("per_page=1&page=2").total, 5U);
  EXPECT_THAT(dump(points("q=school")),
              ElementsAre("Austria/Graz: d (Delta school, en)", "Austria/Vienna: b (Beta school, en)"));
  EXPECT_THAT(dump(points("theme=housing&country=AT&country=IT&q=school")),
              ElementsAre("Austria/Graz: d (Delta school, en)"));
  EXPECT_THAT(dump(points("q=xyzzyxyzzy")), IsEmpty());
}

TEST_F(MapPointsTest, MorePracticesThanAPageNamesHaveNoTitles) {
  EXPECT_THAT(dump(points("q=school", 2)),
              ElementsAre("Austria/Graz: d (Delta school, en)", "Austria/Vienna: b (Beta school, en)"));
  EXPECT_THAT(dump(points("q=school", 1)), ElementsAre("Austria/Graz: d (, )", "Austria/Vienna: b (, )"));
}

TEST_F(MapPointsTest, PositionsAreThoseOfTheVocabulary) {
  for (const PlacePractices& place : points("").places) {
    const Place* known = index_->generation()->vocabulary().places.find(place.place.id);
    if (!place.located) continue;
    ASSERT_NE(known, nullptr);
    EXPECT_EQ(place.latitude, known->latitude);
    EXPECT_EQ(place.longitude, known->longitude);
  }
}

TEST_F(MapPointsTest, FilterThatTheCollectionLacksIsABadRequest) {
  EXPECT_THROW(points("theme=nonsense"), BadRequest);
}

}  // namespace
}  // namespace gp
