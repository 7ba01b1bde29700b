// /comparable and its API as the site answers them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/http/site_fixture.h"

namespace gp {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class ComparableSiteTest : public SiteFixture {
 protected:
  static void SetUpTestSuite() {
    publish({practice("graz-jobs").text("en", "Jobs in Graz").place("graz").level("city"),
             practice("vienna-jobs").text("en", "Jobs in Vienna").place("vienna").level("national"),
             practice("turin-homes").text("en", "Homes in Turin").place("turin").level("city"),
             practice("nowhere").text("en", "Jobs without a place")});
  }
};

TEST_F(ComparableSiteTest, PageIsInTheReadersLanguageWhateverIsKnownOfThePlace) {
  for (const char* target :
       {"/comparable", "/comparable?place=graz", "/comparable?place=tetovo", "/comparable?place=arlon",
        "/comparable?place=Nirgends", "/comparable?in=AT", "/comparable?population=180000",
        "/comparable?in=XK&population=90000&q=Jobs", "/comparable?place=&in=&population=&q="}) {
    const Response response = ask(target, {{"Accept-Language", "de"}});
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_EQ(response.header("Content-Language"), "de") << target;
    EXPECT_THAT(*response.body, HasSubstr("<html lang=\"de\"")) << target;
  }
}

TEST_F(ComparableSiteTest, SamePracticesOnThePageAndInTheApiInOneOrder) {
  const std::string parameters = "?place=Graz&q=Jobs";
  const json answer = api("/api/v1/comparable" + parameters);
  ASSERT_EQ(answer["total"], api("/api/v1/search?q=Jobs")["total"]);
  const std::string page = *ask("/comparable" + parameters).body;
  std::size_t before = 0;
  for (const json& hit : answer["hits"]) {
    const std::size_t at = page.find("href=\"" + hit["url"].get<std::string>() + "?q=Jobs\"");
    ASSERT_NE(at, std::string::npos) << hit["id"];
    EXPECT_GT(at, before) << hit["id"];
    before = at;
  }
  EXPECT_EQ(answer["hits"][0]["id"], "graz-jobs");
  EXPECT_EQ(answer["hits"][1]["id"], "vienna-jobs");
  EXPECT_TRUE(answer["hits"][0]["comparable"]["own_town"].get<bool>());
  EXPECT_EQ(answer["hits"][0]["comparable"]["score"], 1);
  EXPECT_EQ(answer["query"]["reader"]["place"], "graz");
}

TEST_F(ComparableSiteTest, UnknownPlaceIsANote) {
  const json answer = api("/api/v1/comparable?place=Grazz");
  EXPECT_EQ(answer["query"]["notes"][0]["code"], "unknown_place");
  EXPECT_TRUE(answer["query"]["reader"].is_null());
  EXPECT_TRUE(answer["hits"][0]["comparable"].is_null());
  EXPECT_EQ(answer["total"], 4);
}

TEST_F(ComparableSiteTest, ParameterThatCannotBeUnderstoodIsNamed) {
  const struct {
    const char* query;
    const char* parameter;
  } rows[] = {{"population=many", "population"},
              {"population=0", "population"},
              {"in=Austria", "in"},
              {"in=ZZ", "in"},
              {"place=a&place=b", "place"},
              {"city=nowhere&place=graz", "city"},
              {"x=1&place=graz", "x"},
              {"page=0&place=graz", "page"}};
  for (const auto& row : rows) {
    const Response response = ask(std::string("/api/v1/comparable?") + row.query);
    EXPECT_EQ(response.status, 400) << row.query;
    EXPECT_EQ(response.header("Content-Type"), "application/problem+json") << row.query;
    EXPECT_EQ(json::parse(*response.body)["parameter"], row.parameter) << row.query;
    EXPECT_EQ(ask(std::string("/comparable?") + row.query).status, 400) << row.query;
  }
  EXPECT_EQ(json::parse(*ask("/api/v1/comparable?q=Jobs").body)["parameter"], "place") << "nothing to compare with";
  EXPECT_EQ(ask("/search?place=graz").status, 400) << "a search takes no place";
}

TEST_F(ComparableSiteTest, ApiLinksToThePagesBeforeAndAfter) {
  const Response response = ask("/api/v1/comparable?place=graz&per_page=1&page=2");
  EXPECT_EQ(response.header("Link"),
            "</api/v1/comparable?per_page=1&place=graz>; rel=\"prev\", "
            "</api/v1/comparable?page=3&per_page=1&place=graz>; rel=\"next\"");
}

TEST_F(ComparableSiteTest, PracticeLeadsToTownsLikeItsOwnAndToWhatIsNear) {
  const std::string html = *ask("/practices/graz-jobs?lang=de").body;
  EXPECT_THAT(html, HasSubstr("href=\"/comparable?lang=de&amp;place=graz\""));
  EXPECT_THAT(html, testing::AnyOf(HasSubstr(">140 km<"), HasSubstr(">140\u00a0km<")));
  EXPECT_THAT(*ask("/practices/nowhere").body, Not(HasSubstr("nearby-title")));
}

}  // namespace
}  // namespace gp
