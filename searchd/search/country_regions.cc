#include "searchd/search/country_regions.h"

#include <algorithm>
#include <array>

namespace gp {
namespace {

constexpr std::array<CountryRegion, 50> kCountries = {{
    {"AD", 39, "ES FR"},
    {"AL", 39, "GR ME MK XK"},
    {"AM", 145, "AZ GE TR"},
    {"AT", 155, "CH CZ DE HU IT LI SI SK"},
    {"AZ", 145, "AM GE RU TR"},
    {"BA", 39, "HR ME RS"},
    {"BE", 155, "DE FR LU NL"},
    {"BG", 151, "GR MK RO RS TR"},
    {"BY", 151, "LT LV PL RU UA"},
    {"CH", 155, "AT DE FR IT LI"},
    {"CY", 145, ""},
    {"CZ", 151, "AT DE PL SK"},
    {"DE", 155, "AT BE CH CZ DK FR LU NL PL"},
    {"DK", 154, "DE"},
    {"EE", 154, "LV RU"},
    {"ES", 39, "AD FR PT"},
    {"FI", 154, "NO RU SE"},
    {"FR", 155, "AD BE CH DE ES IT LU MC"},
    {"GB", 154, "IE"},
    {"GE", 145, "AM AZ RU TR"},
    {"GR", 39, "AL BG MK TR"},
    {"HR", 39, "BA HU ME RS SI"},
    {"HU", 151, "AT HR RO RS SI SK UA"},
    {"IE", 154, "GB"},
    {"IS", 154, ""},
    {"IT", 39, "AT CH FR SI SM VA"},
    {"LI", 155, "AT CH"},
    {"LT", 154, "BY LV PL RU"},
    {"LU", 155, "BE DE FR"},
    {"LV", 154, "BY EE LT RU"},
    {"MC", 155, "FR"},
    {"MD", 151, "RO UA"},
    {"ME", 39, "AL BA HR RS XK"},
    {"MK", 39, "AL BG GR RS XK"},
    {"MT", 39, ""},
    {"NL", 155, "BE DE"},
    {"NO", 154, "FI RU SE"},
    {"PL", 151, "BY CZ DE LT RU SK UA"},
    {"PT", 39, "ES"},
    {"RO", 151, "BG HU MD RS UA"},
    {"RS", 39, "BA BG HR HU ME MK RO XK"},
    {"RU", 151, "AZ BY EE FI GE LT LV NO PL UA"},
    {"SE", 154, "FI NO"},
    {"SI", 39, "AT HR HU IT"},
    {"SK", 151, "AT CZ HU PL UA"},
    {"SM", 39, "IT"},
    {"TR", 145, "AM AZ BG GE GR"},
    {"UA", 151, "BY HU MD PL RO RU SK"},
    {"VA", 39, "IT"},
    {"XK", 39, "AL ME MK RS"},
}};

constexpr std::array<std::string_view, 6> kWesternBalkans = {"AL", "BA", "ME", "MK", "RS", "XK"};

const CountryRegion* find(std::string_view country) {
  const auto* const found = std::ranges::lower_bound(kCountries, country, {}, &CountryRegion::country);
  return found != kCountries.end() && found->country == country ? found : nullptr;
}

bool in_western_balkans(std::string_view country) {
  return std::ranges::find(kWesternBalkans, country) != kWesternBalkans.end();
}

}  // namespace

std::span<const CountryRegion> country_regions() {
  return kCountries;
}

bool is_european_country(std::string_view country) {
  return find(country) != nullptr;
}

CountryRelation country_relation(std::string_view one, std::string_view other) {
  if (one == other) return CountryRelation::kSame;
  const CountryRegion* left = find(one);
  const CountryRegion* right = find(other);
  if (left == nullptr || right == nullptr) return CountryRelation::kOther;
  if (left->neighbours.find(other) != std::string_view::npos) return CountryRelation::kNeighbour;
  const bool same_part = left->m49 == right->m49 && in_western_balkans(one) == in_western_balkans(other);
  return same_part ? CountryRelation::kSamePart : CountryRelation::kOther;
}

}  // namespace gp
