// The map over HTTP: its parameters, the drawing under it, GeoJSON, the small map of the home page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/http/site_fixture.h"

namespace gp {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class MapTest : public SiteFixture {
 protected:
  static void SetUpTestSuite() {
    publish({practice("graz-jobs").text("en", "Jobs for Roma").place("graz").theme("employment"),
             practice("turin-homes").text("en", "Homes in Turin").place("turin").theme("housing"),
             practice("turin-jobs").text("it", "Lavoro per tutti").place("turin").theme("employment"),
             practice("placeless").text("en", "Jobs anywhere").theme("employment")});
  }
};

TEST_F(MapTest, PageIsHtmlInTheReadersLanguage) {
  const Response response = ask("/map?theme=employment&zoom=2&at=47.07,15.44", {{"Accept-Language", "de"}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("Content-Language"), "de");
  EXPECT_THAT(*response.body, HasSubstr("Graz, Österreich: 1 Praxisbeispiel"));
  EXPECT_THAT(*response.body, HasSubstr("3 Praxisbeispiele"));
  for (const char* inline_code : {" style=\"", "<style", " onclick", "javascript:"}) {
    EXPECT_THAT(*response.body, Not(HasSubstr(inline_code)));
  }
}

TEST_F(MapTest, WrongParametersAreNamed) {
  const struct {
    const char* target;
    const char* named;
  } rows[] = {{"/map?zoom=5", "zoom"},
              {"/map?zoom=-1", "zoom"},
              {"/map?zoom=1.5", "zoom"},
              {"/map?zoom=1&zoom=1", "zoom"},
              {"/map?at=45", "at"},
              {"/map?at=91,0", "at"},
              {"/map?at=0,181", "at"},
              {"/map?at=nan,nan", "at"},
              {"/map?at=inf,0", "at"},
              {"/map?at=45,9,1", "at"},
              {"/map?at=45,%209", "at"},
              {"/map?at=a,b", "at"},
              {"/map?theme=x", "theme"},
              {"/map?nonsense=1", "nonsense"},
              {"/map?page=x", "page"},
              {"/map.geojson?zoom=1", "zoom"},
              {"/map.geojson?city=x", "city"},
              {"/map.svg?detail=3", "detail"},
              {"/map.svg?x=1", "x"}};
  for (const auto& row : rows) {
    const Response response = ask(row.target);
    EXPECT_EQ(response.status, 400) << row.target;
    EXPECT_THAT(*response.body, HasSubstr(row.named)) << row.target;
  }
  for (const char* target : {"/map?zoom=&at=", "/map?at=45,9", "/map?zoom=4&at=-90,180", "/map?zoom=4&at=1e-300,1"}) {
    EXPECT_EQ(ask(target).status, 200) << target;
  }
}

TEST_F(MapTest, DrawingIsAnImageThatMayBeKeptAndCanDoNothing) {
  for (const char* target : {"/map.svg", "/map.svg?detail=1", "/map.svg?detail=2"}) {
    const Response response = ask(target);
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_EQ(response.header("Content-Type"), "image/svg+xml");
    EXPECT_EQ(response.header("Cache-Control"), "public, max-age=86400");
    EXPECT_THAT(std::string(response.header("Content-Security-Policy")), HasSubstr("default-src 'none'"));
    EXPECT_THAT(std::string(response.header("Content-Security-Policy")), Not(HasSubstr("script-src")));
    const std::string etag(response.header("ETag"));
    EXPECT_EQ(ask(target, {{"If-None-Match", etag}}).status, 304);
  }
  EXPECT_LT(ask("/map.svg", {{"Accept-Encoding", "gzip"}}).body->size(), 25'000U);
  EXPECT_LT(ask("/map.svg").body->size(), ask("/map.svg?detail=2").body->size());
}

TEST_F(MapTest, GeoJsonIsTheWholeResultForAnySite) {
  const Response response = ask("/map.geojson?theme=employment&per_page=1");
  EXPECT_EQ(response.header("Content-Type"), "application/geo+json");
  EXPECT_EQ(response.header("Access-Control-Allow-Origin"), "*");
  const json collection = json::parse(*response.body);
  EXPECT_EQ(collection["total"], 3);
  std::vector<std::string> ids;
  for (const json& feature : collection["features"]) {
    for (const json& one : feature["properties"]["practices"]) ids.push_back(one["id"]);
  }
  EXPECT_THAT(ids, testing::UnorderedElementsAre("graz-jobs", "turin-jobs", "placeless"));
}

TEST_F(MapTest, TotalsAreThoseOfTheSearch) {
  for (const std::string query :
       {"", "q=Jobs", "q=Lavoro&lang=it", "theme=housing", "city=turin&q=Turin", "q=xyzzyxyzzy"}) {
    EXPECT_EQ(json::parse(*ask("/map.geojson?" + query).body)["total"],
              json::parse(*ask("/api/v1/search?" + query).body)["total"])
        << query;
  }
}

TEST_F(MapTest, HomePageHasASmallMapAndTheSearchALinkToTheLargeOne) {
  EXPECT_THAT(*ask("/").body, HasSubstr("<a class=\"home-map\" href=\"/map\">"));
  EXPECT_THAT(*ask("/search?q=Jobs&lang=en").body, HasSubstr("href=\"/map?q=Jobs&amp;lang=en\">Show on a map"));
  EXPECT_THAT(*ask("/map?q=Jobs&lang=en").body, HasSubstr("href=\"/search?q=Jobs&amp;lang=en\">Show as a list"));
}

}  // namespace
}  // namespace gp
