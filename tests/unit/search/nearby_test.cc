// Which practices are near another: by distance, and never one that is not.
#include "searchd/search/nearby.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/support/test_index.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> near(const TestIndex& index, std::string_view id) {
  std::vector<std::string> all;
  for (const NearbyPractice& one : index.searcher().practice(id, "en").nearby) {
    all.push_back(one.hit.id + (one.same_town ? " here" : ""));
  }
  return all;
}

TEST(Distance, IsThatOfTheGreatCircle) {
  EXPECT_NEAR(kilometres_between(47.07, 15.44, 48.2, 16.37), 143, 1.5);  // Graz, Vienna
  EXPECT_NEAR(kilometres_between(45.07, 7.69, 45.76, 4.84), 236, 2);     // Turin, Lyon
  EXPECT_NEAR(kilometres_between(0, 179, 0, -179), 222.4, 0.5) << "over the date line";
  EXPECT_NEAR(kilometres_between(90, 0, -90, 0), 20015, 1);
  EXPECT_EQ(kilometres_between(47, 15, 47, 15), 0);
}

TEST(Distance, AgreesWithTheLawOfCosines) {
  Random random(6);
  const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
  for (int i = 0; i < 1000; ++i) {
    const double a = static_cast<double>(random.below(160)) - 80;
    const double b = static_cast<double>(random.below(160)) - 80;
    const double c = static_cast<double>(random.below(360)) - 180;
    const double cosine = std::sin(radians(a)) * std::sin(radians(b)) +
                          std::cos(radians(a)) * std::cos(radians(b)) * std::cos(radians(c));
    EXPECT_NEAR(kilometres_between(a, 0, b, c), 6371.0088 * std::acos(std::clamp(cosine, -1.0, 1.0)), 0.5);
    EXPECT_EQ(kilometres_between(a, 0, b, c), kilometres_between(b, c, a, 0));
  }
}

TEST(Nearby, SameTownFirstThenByDistanceAndNothingFar) {
  const TestIndex index({practice("belgrade").place("belgrade"), practice("novi-sad").place("novi-sad"),
                         practice("other").place("belgrade"), practice("graz").place("graz"),
                         practice("vienna").place("vienna"), practice("tetovo").place("tetovo")});
  EXPECT_THAT(near(index, "belgrade"), ElementsAre("other here", "novi-sad")) << "Tetovo is 314 km away";
  EXPECT_THAT(near(index, "graz"), ElementsAre("vienna"));
  EXPECT_THAT(near(index, "tetovo"), IsEmpty());
}

TEST(Nearby, PlaceWithoutCoordinatesIsNearItselfOnly) {
  const TestIndex index({practice("one").place("arlon"), practice("two").place("arlon"), practice("lyon").place("lyon"),
                         practice("turin").place("turin"), practice("nowhere")});
  EXPECT_THAT(near(index, "one"), ElementsAre("two here"));
  EXPECT_THAT(near(index, "lyon"), ElementsAre("turin"));
  EXPECT_THAT(near(index, "nowhere"), IsEmpty());
}

TEST(Nearby, AtMostFourAndNoneThatIsRelatedAnyway) {
  std::vector<Practice> all = {practice("graz").place("graz").related("one")};
  for (const char* id : {"one", "two", "three", "four", "five", "six"}) all.push_back(practice(id).place("graz"));
  const TestIndex index(all);
  const std::vector<std::string> found = near(index, "graz");
  EXPECT_EQ(found.size(), 4U);
  EXPECT_THAT(found, testing::Not(testing::Contains("one here")));
  EXPECT_THAT(found, testing::Not(testing::Contains("graz here")));
}

}  // namespace
}  // namespace gp
