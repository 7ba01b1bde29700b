// All matches of a query by place, for maps: plain data like result.h.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "searchd/search/result.h"

namespace gp {

struct PlacePractice {
  std::string id{};
  std::string title{};  // empty where there are too many to name them
  std::string lang{};   // of the title
};

struct PlacePractices {
  Labelled place{};  // empty: those without a place
  Labelled country{};
  bool located = false;  // the place has coordinates
  double latitude = 0;   // degrees, WGS 84
  double longitude = 0;
  std::vector<PlacePractice> practices{};  // by title
};

struct MapPoints {
  std::vector<PlacePractices> places{};  // by country, then place, as the reader's language sorts; without a place last
  std::size_t total = 0;                 // practices; the total of the same search
  std::string generation{};
};

inline constexpr std::size_t kMostTitled = 1000;  // practices that a page names; of more, it names the towns
inline constexpr std::size_t kAllTitled = std::numeric_limits<std::size_t>::max();

}  // namespace gp
