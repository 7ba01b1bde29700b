#include "searchd/render/base_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "tests/support/temp_folder.h"

namespace gp {
namespace {

using ::testing::HasSubstr;

// Two countries side by side, each four degrees wide, with one arc between them (0) that the eastern one walks
// backwards, and an island. Quantised to tenths of a degree from 40 N 0 E: as deltas, so the third point of arc 0 is 4
// degrees up.
std::string topology(const std::string& west = "West", const std::string& east = "East") {
  return R"({"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[0,40]},
    "arcs":[[[80,60],[0,20],[0,20]],
            [[80,100],[-40,0],[0,-40],[40,0]],
            [[80,100],[40,0],[0,-40],[-40,0]],
            [[200,60],[20,0],[0,20],[-20,0],[0,-20]]],
    "objects":{
      "countries":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","arcs":[[0,1]],"id":"1","properties":{"name":")" +
         west + R"("}},
        {"type":"MultiPolygon","arcs":[[[-1,2]],[[3]]],"id":"2","properties":{"name":")" +
         east + R"("}},
        {"type":null}]},
      "land":{"type":"GeometryCollection","geometries":[{"type":"MultiPolygon","arcs":[[[1,-3]],[[3]]]}]}}})";
}

// The points of a path, in map units.
std::vector<std::vector<MapPoint>> points_of(const std::string& path, double scale) {
  std::vector<std::vector<MapPoint>> lines;
  std::string spaced;
  for (const char c : path) {
    if (c == '-') spaced += ' ';
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
      spaced += ' ';
      spaced += c;
      spaced += ' ';
    } else {
      spaced += c;
    }
  }
  std::istringstream words(spaced);
  bool absolute = false;
  for (std::string word; words >> word;) {
    if (word == "M") lines.emplace_back();
    if (word == "M" || word == "l") absolute = word == "M";
    if (std::isalpha(static_cast<unsigned char>(word[0])) != 0) continue;
    std::string down;
    words >> down;
    MapPoint point{.x = std::stod(word) * scale, .y = std::stod(down) * scale};
    if (!absolute) point = {.x = point.x + lines.back().back().x, .y = point.y + lines.back().back().y};
    lines.back().push_back(point);
  }
  return lines;
}

bool has_point(const std::vector<MapPoint>& line, const GeoPoint& at, double within) {
  const MapPoint wanted = project(at);
  for (const MapPoint& point : line) {
    if (std::hypot(point.x - wanted.x, point.y - wanted.y) <= within) return true;
  }
  return false;
}

double area(const std::vector<MapPoint>& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const MapPoint& next = ring[(i + 1) % ring.size()];
    twice += ring[i].x * next.y - next.x * ring[i].y;
  }
  return std::abs(twice) / 2;
}

TEST(BaseMapTest, ArcsAreDecodedFromTheirDeltasAndPutTogetherToRings) {
  const BaseMapDrawing drawing = BaseMap(topology()).draw(kMapDetails - 1);
  const auto land = points_of(drawing.land, drawing.scale);
  ASSERT_EQ(land.size(), 2U);
  for (const GeoPoint& corner : {GeoPoint{46, 4}, GeoPoint{50, 4}, GeoPoint{50, 12}, GeoPoint{46, 12}}) {
    EXPECT_TRUE(has_point(land[0], corner, drawing.scale)) << corner.latitude << ' ' << corner.longitude;
  }
  const double square = area(
      {project({46, 4}), project({50, 4}), project({50, 8}), project({50, 12}), project({46, 12}), project({46, 8})});
  EXPECT_NEAR(area(land[0]) / square, 1, .01) << "an arc the wrong way round would cross the ring";
  for (const GeoPoint& corner : {GeoPoint{46, 20}, GeoPoint{46, 22}, GeoPoint{48, 22}, GeoPoint{48, 20}}) {
    EXPECT_TRUE(has_point(land[1], corner, drawing.scale)) << corner.latitude << ' ' << corner.longitude;
  }
}

TEST(BaseMapTest, BordersAreTheArcsOfTwoCountries) {
  const BaseMapDrawing drawing = BaseMap(topology()).draw(kMapDetails - 1);
  const auto borders = points_of(drawing.borders, drawing.scale);
  ASSERT_EQ(borders.size(), 1U);
  EXPECT_TRUE(has_point(borders[0], {46, 8}, drawing.scale));
  EXPECT_TRUE(has_point(borders[0], {50, 8}, drawing.scale));
  EXPECT_FALSE(has_point(borders[0], {50, 4}, drawing.scale));
}

TEST(BaseMapTest, LineWithinCyprusIsNoBorder) {
  EXPECT_EQ(BaseMap(topology("Cyprus", "N. Cyprus")).draw(0).borders, "");
  EXPECT_NE(BaseMap(topology("Russia", "Ukraine")).draw(0).borders, "") << "only Crimea's is none";
}

TEST(BaseMapTest, LandBeyondTheFrameIsCutOff) {
  // A ring around the northern hemisphere's far side reaches over every edge.
  const std::string far = R"({"type":"Topology","arcs":[[[-60,20],[90,20],[90,80],[-60,80],[-60,20]]],
    "objects":{"countries":{"type":"GeometryCollection","geometries":[]},"land":{"type":"Polygon","arcs":[[0]]}}})";
  const BaseMapDrawing drawing = BaseMap(far).draw(0);
  const auto land = points_of(drawing.land, drawing.scale);
  ASSERT_EQ(land.size(), 1U);
  for (const MapPoint& point : land[0]) {
    EXPECT_GE(point.x, -20);
    EXPECT_LE(point.x, kMapWidth + 20);
    EXPECT_GE(point.y, -20);
    EXPECT_LE(point.y, kMapHeight + 20);
  }
}

TEST(BaseMapTest, WhatIsNoTopologyIsSaidToBeNone) {
  for (
      const char* wrong :
      {"", "[]", "{}", R"({"type":"FeatureCollection","features":[]})",
       R"({"type":"Topology","arcs":[],"objects":{"land":{"type":"Polygon","arcs":[[7]]},"countries":{"geometries":[]}}})",
       R"({"type":"Topology","arcs":[[[1]]],"objects":{}})"}) {
    EXPECT_THROW(BaseMap{wrong}, std::runtime_error) << wrong;
  }
}

TEST(BaseMapTest, MissingFileIsNamedWithTheRemedy) {
  const TempFolder web;
  try {
    BaseMap::read(web.path());
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr(web.path() + "/node_modules/world-atlas/countries-50m.json"));
    EXPECT_THAT(error.what(), HasSubstr("script/setup"));
  }
}

TEST(BaseMapTest, StepsOfZoomGetFinerDrawings) {
  EXPECT_EQ(detail_of_zoom(0), 0);
  EXPECT_EQ(detail_of_zoom(1), 1);
  EXPECT_EQ(detail_of_zoom(2), 1);
  EXPECT_EQ(detail_of_zoom(4), 2);
}

}  // namespace
}  // namespace gp
