// All matches of a query by place, for maps: plain data like result.h.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "searchd/search/query.h"
#include "searchd/search/result.h"

namespace gp {

class Generation;

struct PlacePractice {
  std::string id{};
  std::string title{};
  std::string lang{};  // of the title
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

// Page, order and size of the page do not matter. Throws BadRequest for a filter value the index does not have.
MapPoints map_points(const Query& query, const Generation& generation);

}  // namespace gp
