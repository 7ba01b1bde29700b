#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "searchd/render/base_map.h"
#include "searchd/render/geojson.h"
#include "searchd/render/map_view.h"
#include "tests/unit/render/html.h"
#include "tests/unit/render/samples.h"

namespace gp {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

PlacePractices place(const std::string& id, const std::string& label, Labelled country, double latitude,
                     double longitude, std::size_t count) {
  PlacePractices made{.place = {id, label},
                      .country = std::move(country),
                      .located = latitude != 0,
                      .latitude = latitude,
                      .longitude = longitude};
  for (std::size_t i = 1; i <= count; ++i) {
    made.practices.push_back({id + "-" + std::to_string(i), label + " " + std::to_string(i), i == 1 ? "en" : "it"});
  }
  return made;
}

// Turin and Milan are one marker from afar; Oslo and Pristina stand alone; one place nobody knows.
MapPoints some_points() {
  MapPoints points;
  points.places = {place("milan", "Milan", {"IT", "Italy"}, 45.46, 9.19, 1),
                   place("turin", "Turin", {"IT", "Italy"}, 45.07, 7.69, 3),
                   place("pristina", "Pristina", {"XK", "Kosovo*"}, 42.66, 21.16, 1),
                   place("oslo", "Oslo", {"NO", "Norway"}, 59.91, 10.75, 2),
                   place("nowhere", "Nowhere", {"FR", "France"}, 0, 0, 1)};
  points.total = 8;
  return points;
}

std::string map_html(const MapPoints& points, const MapView& view = {}, SearchResult result = result_of("", 8),
                     const std::string& lang = "en") {
  result.query.lang = lang;
  return pages().map(result, points, view, context(lang, "/map"));
}

// The names of the markers of one set.
std::vector<std::string> markers(const std::string& html, const std::string& set) {
  std::vector<std::string> names;
  for (const Tag& link : tags_of(between(html, "<g class=\"markers markers-" + set + "\">", "</g>"), "a")) {
    names.push_back(link.get("aria-label"));
  }
  return names;
}

std::string marker_url(const std::string& html, const std::string& name) {
  for (const Tag& link : tags_of(html, "a")) {
    if (link.get("aria-label") == name) return link.get("href");
  }
  return "no marker " + name;
}

TEST(MapPage, PlacesAndGroupsOfPlacesAreNamedLinks) {
  const std::string html = map_html(some_points());
  const std::string group = "Turin and Milan: 4 practices. Zoom in";
  EXPECT_THAT(markers(html, "wide"), ElementsAre(group, "Pristina, Kosovo*: 1 practice", "Oslo, Norway: 2 practices"));
  EXPECT_EQ(marker_url(html, "Oslo, Norway: 2 practices"), "/search?city=oslo");
  EXPECT_THAT(marker_url(html, group), HasSubstr("/map?zoom=")) << "to where they are two";
  EXPECT_THAT(text_of(between(html, "class=\"map-shown\"", "</p>")), HasSubstr("7 practices in 4 places, 3 countries"));
}

TEST(MapPage, GroupLeadsToAStepOfZoomThatShowsItsPlacesApart) {
  const std::string url = marker_url(map_html(some_points()), "Turin and Milan: 4 practices. Zoom in");
  const int zoom = url[url.find("zoom=") + 5] - '0';
  const std::string at = url.substr(url.find("at=") + 3);
  const std::string html =
      map_html(some_points(), {.zoom = zoom, .at = {std::stod(at), std::stod(at.substr(at.find(',') + 1))}});
  EXPECT_THAT(markers(html, "wide"), ElementsAre("Milan, Italy: 1 practice", "Turin, Italy: 3 practices"));
}

TEST(MapPage, PlacesThatNoZoomTellsApartLeadToTheirList) {
  MapPoints points = some_points();
  points.places[0].latitude = 45.07;
  points.places[0].longitude = 7.70;
  EXPECT_EQ(marker_url(map_html(points), "Turin and Milan: 4 practices. Show as a list"),
            "/search?city=milan&amp;city=turin");
}

TEST(MapPage, LinksKeepTheSearch) {
  SearchResult result = rich_result();  // words, a theme, years, 5 a page
  const std::string html = map_html(some_points(), {.zoom = 1, .at = {55, 10}}, result);
  EXPECT_EQ(marker_url(html, "Oslo, Norway: 2 practices"),
            "/search?q=camp%20%22flats%22&amp;theme=housing&amp;city=oslo&amp;from=2010&amp;per_page=5");
  EXPECT_THAT(html, HasSubstr("id=\"show-as\" href=\"/search?q=camp%20%22flats%22&amp;theme=housing&amp;from=2010&amp;"
                              "per_page=5\">Show as a list"));
  EXPECT_THAT(html, HasSubstr("id=\"map-whole\" href=\"/map?q=camp%20%22flats%22&amp;theme=housing&amp;from=2010&amp;"
                              "per_page=5\""));
  const std::string chips = between(html, "<div class=\"chips\">", "</div>");
  for (const Tag& link : tags_of(chips, "a")) {
    EXPECT_THAT(link.get("href"), AllOf(HasSubstr("/map?"), HasSubstr("&amp;zoom=1&amp;at=55.00,10.00")));
  }
  EXPECT_THAT(html, HasSubstr("<form class=\"filters-body\" id=\"search-form\" action=\"/map\""));
  EXPECT_THAT(html, HasSubstr("type=\"hidden\" name=\"zoom\" value=\"1\" data-of-page"));
  EXPECT_THAT(search_page(result), HasSubstr("id=\"show-as\" href=\"/map?q=camp"));
  EXPECT_THAT(search_page(result), HasSubstr("action=\"/search\""));
}

TEST(MapPage, WhatIsNotPossibleIsNoLink) {
  const std::string whole = map_html(some_points());
  for (const char* control : {"zoom_out", "whole", "west", "north", "south", "east"}) {
    EXPECT_THAT(whole, HasSubstr("id=\"map-" + std::string(control) + "\" role=\"link\" aria-disabled=\"true\""));
  }
  EXPECT_THAT(whole, HasSubstr("id=\"map-zoom_in\" href=\"/map?zoom=1&amp;at="));
  const std::string nearest = map_html(some_points(), {.zoom = kMaxMapZoom, .at = {45, 8}});
  EXPECT_THAT(nearest, HasSubstr("id=\"map-zoom_in\" role=\"link\" aria-disabled=\"true\""));
  EXPECT_THAT(nearest, HasSubstr("id=\"map-west\" href=\"/map?zoom=4&amp;at="));
}

TEST(MapPage, ListHasAllThatTheMapHasAndWhatItHasNot) {
  for (const MapView& view : {MapView{}, MapView{.zoom = 4, .at = {71, 25}}}) {
    const std::string html = map_html(some_points(), view);
    const std::string list = between(html, "<section class=\"map-list\"", "<footer");
    for (const PlacePractices& one : some_points().places) {
      for (const PlacePractice& practice : one.practices) {
        EXPECT_THAT(list, HasSubstr("href=\"/practices/" + practice.id + "\"" +
                                    (practice.lang == "en" ? "" : " lang=\"it\"") + ">" + practice.title));
      }
    }
    EXPECT_THAT(text_of(list), HasSubstr("Kosovo* 1 practice"));
    EXPECT_THAT(text_of(between(html, "<div class=\"map-off\">", "</div>")),
                HasSubstr("1 practice is not on the map, because the position of its place is not known: Nowhere 1"));
  }
}

TEST(MapPage, VeryLongListNamesThePlacesOnly) {
  MapPoints points = some_points();
  points.places[1] = place("turin", "Turin", {"IT", "Italy"}, 45.07, 7.69, 1200);
  points.total = 1205;
  const std::string list = between(map_html(points), "<section class=\"map-list\"", "<footer");
  EXPECT_THAT(list, Not(HasSubstr("/practices/turin-1")));
  EXPECT_THAT(text_of(list), HasSubstr("Turin, 1,200 practices"));
}

TEST(MapPage, WithoutAResultSaysWhatToTryAndHasNoMap) {
  const std::string html = map_html({}, {}, result_of("xyzzy", 0));
  EXPECT_THAT(html, Not(HasSubstr("class=\"map-frame\"")));
  EXPECT_THAT(html, Not(HasSubstr("class=\"map-list\"")));
  EXPECT_THAT(html, HasSubstr("class=\"empty\""));
}

TEST(MapPage, IsWellFormedInEachLanguage) {
  for (const char* lang : {"en", "de", "fr"}) {
    for (const int zoom : {0, 2}) {
      const std::string html = map_html(some_points(), {.zoom = zoom, .at = {45, 9}}, rich_result(), lang);
      EXPECT_EQ(unbalanced(html), "") << lang;
      EXPECT_EQ(tags_of(html, "h1").size(), 1u);
      EXPECT_EQ(count(html, "id=\"results\""), 1u);
      EXPECT_THAT(html, Not(HasSubstr(" style=\"")));
      EXPECT_THAT(html, HasSubstr("src=\"/static/map.js?v=1\""));
      EXPECT_EQ(count(html, "id=\"town-turin\""), 1u);
    }
  }
}

TEST(MapPage, MarkupInDataStaysText) {
  const std::string evil = "\"><script>alert(1)</script>&'";
  MapPoints points = some_points();
  for (PlacePractices& one : points.places) {
    one.place = one.country = {evil, evil};
    for (PlacePractice& practice : one.practices) practice = {evil, evil, evil};
  }
  SearchResult result = rich_result();
  result.query.q = evil;
  for (const std::string& html : {map_html(points, {}, result), pages().home(result, context("en", "/"), points)}) {
    EXPECT_THAT(html, Not(HasSubstr("<script>")));
    EXPECT_EQ(unbalanced(html), "");
  }
}

TEST(MapPage, OnlyTheMapOfEverythingIsForSearchEngines) {
  EXPECT_THAT(map_html(some_points()), HasSubstr("rel=\"canonical\" href=\"https://example.org/map\""));
  EXPECT_THAT(map_html(some_points(), {.zoom = 1}), Not(HasSubstr("rel=\"alternate\"")));
  EXPECT_THAT(map_html(some_points(), {}, rich_result()), Not(HasSubstr("rel=\"alternate\"")));
}

TEST(HomeMap, HasADotForEachPlaceThatIsSomewhere) {
  const std::string home = pages().home(result_of("", 8), context("en", "/"), some_points());
  const std::string map = between(home, "<a class=\"home-map\"", "</a>");
  EXPECT_THAT(map, HasSubstr("href=\"/map\""));
  EXPECT_THAT(map, HasSubstr("aria-label=\"Map of Europe with a dot for each of 4 places\""));
  EXPECT_EQ(count(between(map, "<path d=\"", "\""), "h0"), 4u);
  EXPECT_THAT(pages().home(result_of("", 8), context("en", "/")), Not(HasSubstr("home-map")));
}

TEST(BaseMapDocument, IsAnSvgOfItsOwn) {
  const std::string svg =
      pages().base_map({.scale = .5, .border_width = 1, .land = "M1 2l3 4z", .borders = "M5 6l7 8"});
  EXPECT_THAT(svg, ::testing::StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 808\">"));
  EXPECT_EQ(unbalanced(svg), "");
  EXPECT_THAT(svg, AllOf(HasSubstr("scale(0.5)"), HasSubstr("d=\"M1 2l3 4z\""), HasSubstr("stroke-width=\"2\"")));
}

TEST(GeoJson, HasAFeatureForEachPlace) {
  const auto json = nlohmann::json::parse(geojson(some_points(), "https://example.org"));
  EXPECT_EQ(json["type"], "FeatureCollection");
  EXPECT_EQ(json["total"], 8);
  ASSERT_EQ(json["features"].size(), 5U);
  const auto& turin = json["features"][1];
  EXPECT_EQ(turin["type"], "Feature");
  EXPECT_EQ(turin["id"], "turin");
  EXPECT_EQ(turin["geometry"], (nlohmann::json{{"type", "Point"}, {"coordinates", {7.69, 45.07}}}))
      << "longitude first";
  EXPECT_EQ(turin["properties"]["country"]["label"], "Italy");
  EXPECT_EQ(turin["properties"]["count"], 3);
  EXPECT_EQ(turin["properties"]["practices"][2]["url"], "https://example.org/practices/turin-3");
  EXPECT_TRUE(json["features"][4]["geometry"].is_null()) << "nobody knows where it is";
}

}  // namespace
}  // namespace gp
