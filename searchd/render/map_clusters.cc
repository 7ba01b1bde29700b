// Each cluster knows the nearest of those behind it, so that a step looks through n pairs and not n^2. Taking two
// together moves their centre: who had one of them as the nearest looks again.
#include "searchd/render/map_clusters.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace gp {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

struct Member {
  Cluster cluster{};
  std::size_t nearest = kNone;  // a later one
  double distance = std::numeric_limits<double>::infinity();
  bool gone = false;
};

double distance(const Member& a, const Member& b) {
  return std::hypot(a.cluster.centre.x - b.cluster.centre.x, a.cluster.centre.y - b.cluster.centre.y);
}

void find_nearest(std::vector<Member>& all, std::size_t of) {
  Member& one = all[of];
  one.nearest = kNone;
  one.distance = std::numeric_limits<double>::infinity();
  for (std::size_t other = of + 1; other < all.size(); ++other) {
    if (all[other].gone) continue;
    const double apart = distance(one, all[other]);
    if (apart >= one.distance) continue;
    one.distance = apart;
    one.nearest = other;
  }
}

void take_together(Cluster& into, Cluster& from) {
  const double weight = into.weight + from.weight;
  into.centre.x = (into.centre.x * into.weight + from.centre.x * from.weight) / weight;
  into.centre.y = (into.centre.y * into.weight + from.centre.y * from.weight) / weight;
  into.weight = weight;
  std::vector<std::size_t> places;
  std::ranges::merge(into.places, from.places, std::back_inserter(places));
  into.places = std::move(places);
}

}  // namespace

std::vector<Cluster> cluster(const std::vector<WeightedPoint>& points, double limit) {
  std::vector<Member> all;
  for (std::size_t i = 0; i < points.size(); ++i) {
    all.push_back({.cluster = {.centre = points[i].at, .weight = points[i].weight, .places = {i}}});
  }
  for (std::size_t i = 0; i < all.size(); ++i) find_nearest(all, i);
  for (;;) {
    std::size_t first = kNone;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!all[i].gone && all[i].distance < limit && (first == kNone || all[i].distance < all[first].distance))
        first = i;
    }
    if (first == kNone) break;
    const std::size_t second = all[first].nearest;
    take_together(all[first].cluster, all[second].cluster);
    all[second].gone = true;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].gone) continue;
      const bool changed = i == first || all[i].nearest == first || all[i].nearest == second;
      if (changed) {
        find_nearest(all, i);
      } else if (i < first && distance(all[i], all[first]) < all[i].distance) {
        all[i].distance = distance(all[i], all[first]);
        all[i].nearest = first;
      }
    }
  }
  std::vector<Cluster> clusters;
  for (Member& one : all) {
    if (!one.gone) clusters.push_back(std::move(one.cluster));
  }
  return clusters;
}

}  // namespace gp
