// Places that would stand on each other, taken together.
#pragma once

#include <cstddef>
#include <vector>

#include "searchd/render/map_projection.h"

namespace gp {

struct Cluster {
  MapPoint centre{};                  // the mean of its places, weighted
  double weight = 0;                  // theirs together
  std::vector<std::size_t> places{};  // positions in what was given, ascending
};

struct WeightedPoint {
  MapPoint at{};
  double weight = 1;  // more than 0
};

// Every point is in exactly one cluster, and no two centres are nearer to each other than `limit` units. The nearest
// two are taken together first. In order of their first points. Some n^2 steps.
std::vector<Cluster> cluster(const std::vector<WeightedPoint>& points, double limit);

}  // namespace gp
