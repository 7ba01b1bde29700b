// Where things stand on the map: projection, the part shown, clusters, names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "searchd/render/map_clusters.h"
#include "searchd/render/map_names.h"
#include "searchd/render/map_projection.h"
#include "searchd/render/map_view.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

// Metres of EPSG:3035.
double east(const MapPoint& point) {
  return kFrameEast + point.x * kMetresPerUnit;
}
double north(const MapPoint& point) {
  return kFrameNorth - point.y * kMetresPerUnit;
}

// --- projection

TEST(MapProjection, AgreesWithEpsg3035WithinHalfAPercentOfTheMap) {
  // As the guidance note 7-2 of the EPSG registry has them, on the ellipsoid.
  const struct {
    GeoPoint at;
    double east;
    double north;
  } rows[] = {{{52, 10}, 4321000, 3210000}, {{50, 5}, 3962799.45, 2999718.85}};
  for (const auto& row : rows) {
    const MapPoint point = project(row.at);
    EXPECT_NEAR(east(point), row.east, .005 * kMapWidth * kMetresPerUnit);
    EXPECT_NEAR(north(point), row.north, .005 * kMapWidth * kMetresPerUnit);
    EXPECT_NEAR(east(point), row.east, 2000);
    EXPECT_NEAR(north(point), row.north, 2000);
  }
}

TEST(MapProjection, KeepsAreas) {
  // A degree by a degree is as large on the map as on the sphere, wherever it is.
  const double degree = std::acos(-1.0) / 180;
  for (const GeoPoint corner : {GeoPoint{36, -9}, GeoPoint{52, 10}, GeoPoint{64, -22}, GeoPoint{40, 49}}) {
    const MapPoint a = project(corner);
    const MapPoint b = project({corner.latitude, corner.longitude + 1});
    const MapPoint c = project({corner.latitude + 1, corner.longitude + 1});
    const MapPoint d = project({corner.latitude + 1, corner.longitude});
    const double area = std::abs((a.x * b.y - b.x * a.y) + (b.x * c.y - c.x * b.y) + (c.x * d.y - d.x * c.y) +
                                 (d.x * a.y - a.x * d.y)) /
                        2 * kMetresPerUnit * kMetresPerUnit;
    const double sphere = 6371007.2 * 6371007.2 * degree *
                          (std::sin((corner.latitude + 1) * degree) - std::sin(corner.latitude * degree));
    EXPECT_NEAR(area / sphere, 1, .001);
  }
}

TEST(MapProjection, EuropeIsInTheFrameAndItsNeighboursAreWhereTheyShould) {
  const ViewBox frame;
  const struct {
    const char* place;
    GeoPoint at;
  } inside[] = {{"Reykjavík", {64.1, -21.9}}, {"Nordkapp", {71.2, 25.8}}, {"Lisbon", {38.7, -9.1}},
                {"Valletta", {35.9, 14.5}},   {"Nicosia", {35.2, 33.4}},  {"Baku", {40.4, 49.9}},
                {"Hakkari", {37.6, 43.7}}};
  for (const auto& row : inside) EXPECT_TRUE(frame.contains(project(row.at))) << row.place;
  EXPECT_FALSE(frame.contains(project({28.1, -15.4}))) << "Las Palmas";
  EXPECT_LT(project({48.2, 16.4}).x, project({47.5, 19.0}).x) << "Vienna is west of Budapest";
  EXPECT_LT(project({59.9, 10.7}).y, project({41.9, 12.5}).y) << "Oslo is north of Rome";
  EXPECT_NEAR(project(kMiddleOfMap).x, kMapWidth / 2, .01);
  EXPECT_NEAR(project(kMiddleOfMap).y, kMapHeight / 2, .01);
}

TEST(MapProjection, InverseLeadsBack) {
  Random random(3);
  for (int i = 0; i < 1000; ++i) {
    const GeoPoint point{static_cast<double>(random.between(3400, 7200)) / 100,
                         static_cast<double>(random.below(7500)) / 100 - 25};
    const GeoPoint back = unproject(project(point));
    ASSERT_NEAR(back.latitude, point.latitude, 1e-9);
    ASSERT_NEAR(back.longitude, point.longitude, 1e-9);
  }
  EXPECT_EQ(unproject(project({52, 10})).latitude, 52);
}

// --- the part shown

TEST(MapView, StaysWithinTheFrame) {
  Random random(4);
  for (int i = 0; i < 2000; ++i) {
    const MapView view{
        .zoom = static_cast<int>(random.below(kMaxMapZoom + 1)),
        .at = {static_cast<double>(random.below(181)) - 90, static_cast<double>(random.below(361)) - 180}};
    const ViewBox box = view_box(view);
    ASSERT_GE(box.x, 0);
    ASSERT_GE(box.y, 0);
    ASSERT_LE(box.x + box.width, kMapWidth + 1e-9);
    ASSERT_LE(box.y + box.height, kMapHeight + 1e-9);
    ASSERT_DOUBLE_EQ(box.width * (1 << view.zoom), kMapWidth);
  }
  EXPECT_EQ(view_box({}), ViewBox{});
}

TEST(MapView, AddressLeadsToTheSamePlace) {
  EXPECT_EQ(to_parameters({}), "");
  EXPECT_EQ(to_parameters({.zoom = 2, .at = {45.07, -7.69}}), "zoom=2&at=45.07,-7.69");
  const MapPoint middle{.x = 400, .y = 500};
  const ViewBox box = view_box(view_of(3, middle));
  EXPECT_NEAR(box.middle().x, middle.x, .3) << "a hundredth of a degree is a kilometre";
  EXPECT_NEAR(box.middle().y, middle.y, .3);
}

// --- clusters

std::vector<WeightedPoint> random_points(Random& random, std::size_t count) {
  std::vector<WeightedPoint> points;
  for (std::size_t i = 0; i < count; ++i) {
    points.push_back({.at = {.x = static_cast<double>(random.below(1000)), .y = static_cast<double>(random.below(808))},
                      .weight = static_cast<double>(random.between(1, 9))});
    if (random.one_in(10)) points.back().at = points[random.below(points.size())].at;
  }
  return points;
}

TEST(MapClusters, EachPlaceIsInOneClusterWeightsAddUpAndNoTwoCentresAreTooNear) {
  Random random(5);
  for (int round = 0; round < 200; ++round) {
    const std::vector<WeightedPoint> points = random_points(random, random.below(120));
    const double limit = static_cast<double>(random.between(1, 120));
    const std::vector<Cluster> clusters = cluster(points, limit);
    std::set<std::size_t> seen;
    for (const Cluster& one : clusters) {
      ASSERT_TRUE(std::ranges::is_sorted(one.places));
      double weight = 0;
      MapPoint sum;
      for (const std::size_t place : one.places) {
        ASSERT_TRUE(seen.insert(place).second) << "in two clusters";
        weight += points[place].weight;
        sum.x += points[place].at.x * points[place].weight;
        sum.y += points[place].at.y * points[place].weight;
      }
      ASSERT_DOUBLE_EQ(one.weight, weight);
      ASSERT_NEAR(one.centre.x, sum.x / weight, 1e-6);
      ASSERT_NEAR(one.centre.y, sum.y / weight, 1e-6);
    }
    ASSERT_EQ(seen.size(), points.size());
    for (std::size_t a = 0; a < clusters.size(); ++a) {
      for (std::size_t b = a + 1; b < clusters.size(); ++b) {
        ASSERT_GE(std::hypot(clusters[a].centre.x - clusters[b].centre.x, clusters[a].centre.y - clusters[b].centre.y),
                  limit);
        ASSERT_LT(clusters[a].places.front(), clusters[b].places.front());
      }
    }
  }
}

// The same without any bookkeeping: the nearest two of all, again and again.
std::vector<std::vector<std::size_t>> naive_clusters(const std::vector<WeightedPoint>& points, double limit) {
  std::vector<Cluster> all;
  for (std::size_t i = 0; i < points.size(); ++i) all.push_back({points[i].at, points[i].weight, {i}});
  for (;;) {
    std::size_t best_a = 0;
    std::size_t best_b = 0;
    double least = limit;
    for (std::size_t a = 0; a < all.size(); ++a) {
      for (std::size_t b = a + 1; b < all.size(); ++b) {
        const double apart = std::hypot(all[a].centre.x - all[b].centre.x, all[a].centre.y - all[b].centre.y);
        if (apart >= least) continue;
        least = apart;
        best_a = a;
        best_b = b;
      }
    }
    if (best_a == best_b) break;
    Cluster& into = all[best_a];
    const Cluster from = all[best_b];
    const double weight = into.weight + from.weight;
    into.centre.x = (into.centre.x * into.weight + from.centre.x * from.weight) / weight;
    into.centre.y = (into.centre.y * into.weight + from.centre.y * from.weight) / weight;
    into.weight = weight;
    into.places.insert(into.places.end(), from.places.begin(), from.places.end());
    std::ranges::sort(into.places);
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(best_b));
  }
  std::vector<std::vector<std::size_t>> places;
  for (const Cluster& one : all) places.push_back(one.places);
  return places;
}

TEST(MapClusters, AreThoseOfLookingAtAllPairsEachTime) {
  Random random(6);
  for (int round = 0; round < 100; ++round) {
    const std::vector<WeightedPoint> points = random_points(random, random.below(60));
    const double limit = static_cast<double>(random.between(10, 150));
    std::vector<std::vector<std::size_t>> places;
    for (const Cluster& one : cluster(points, limit)) places.push_back(one.places);
    ASSERT_EQ(places, naive_clusters(points, limit));
  }
}

// --- names

TEST(MapNames, GoWhereThereIsRoom) {
  EXPECT_THAT(place_names({{.x = 100, .y = 100, .radius = 12, .letters = 5}}, 560),
              testing::ElementsAre(NameSide::kRight));
  EXPECT_THAT(place_names({{.x = 550, .y = 100, .radius = 12, .letters = 5}}, 560),
              testing::ElementsAre(NameSide::kLeft));
  EXPECT_THAT(place_names({{.x = 100, .y = 100, .radius = 12}}, 560), testing::ElementsAre(NameSide::kNone));
  EXPECT_THAT(place_names({{.x = 100, .y = 100, .radius = 12, .letters = 5}, {.x = 140, .y = 100, .radius = 12}}, 560),
              testing::ElementsAre(NameSide::kLeft, NameSide::kNone));
  EXPECT_THAT(place_names({{.x = 60, .y = 100, .radius = 12, .letters = 9}, {.x = 100, .y = 100, .radius = 12}}, 560),
              testing::ElementsAre(NameSide::kNone, NameSide::kNone));
}

}  // namespace
}  // namespace gp
