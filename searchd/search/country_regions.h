// How near two countries are to each other, for the question whether a practice can be carried over: the same country,
// a neighbour by land, the same part of Europe, or another.
//
// The parts are the sub-regions of the United Nations' standard M49 (https://unstats.un.org/unsd/methodology/m49/):
// Northern, Western, Southern and Eastern Europe and Western Asia, for the member states of the Council of Europe and
// the countries among them. One part is taken out of Southern Europe: the Western Balkans, as the European Union uses
// the word (Albania, Bosnia and Herzegovina, Kosovo*, Montenegro, North Macedonia, Serbia). They have the same funds,
// reforms and progress reports, which they do not share with Spain. Neighbours are those with a border on land.
#pragma once

#include <span>
#include <string_view>

namespace gp {

enum class CountryRelation { kSame, kNeighbour, kSamePart, kOther };

struct CountryRegion {
  std::string_view country{};  // ISO 3166-1 alpha-2; XK for Kosovo*
  int m49 = 0;  // sub-region: 154 Northern, 155 Western, 39 Southern, 151 Eastern Europe, 145 Western Asia
  std::string_view neighbours{};  // by land, separated by spaces
};

// All of them, by code.
std::span<const CountryRegion> country_regions();

bool is_european_country(std::string_view country);
CountryRelation country_relation(std::string_view one, std::string_view other);  // of codes as they are in the table

}  // namespace gp
