#include "searchd/http/map_handlers.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "searchd/http/static_files.h"
#include "searchd/render/base_map.h"
#include "searchd/render/geojson.h"
#include "searchd/render/page.h"

namespace gp {
namespace {

template <class Number>
std::optional<Number> parsed(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

int whole_number(const std::string& name, const std::string& value, int most) {
  const std::optional<int> number = parsed<int>(value);
  if (!number || *number < 0 || *number > most) {
    throw BadRequest(name, "'" + name + "' must be a whole number from 0 to " + std::to_string(most));
  }
  return *number;
}

GeoPoint position(const std::string& name, std::string_view value) {
  const std::size_t comma = std::min(value.find(','), value.size());
  const std::optional<double> latitude = parsed<double>(value.substr(0, comma));
  const std::optional<double> longitude = parsed<double>(value.substr(std::min(comma + 1, value.size())));
  // What is not a number is not within bounds either.
  if (!latitude || !longitude || !(std::abs(*latitude) <= 90) || !(std::abs(*longitude) <= 180)) {
    throw BadRequest(name, "'" + name + "' must be latitude and longitude in degrees, such as 45.07,7.69");
  }
  return {.latitude = *latitude, .longitude = *longitude};
}

std::string file_of(int detail) {
  return "base-map-" + std::to_string(detail) + ".svg";
}

}  // namespace

MapView take_map_view(Parameters& parameters) {
  MapView view;
  if (const std::string zoom = take_parameter(parameters, "zoom"); !zoom.empty()) {
    view.zoom = whole_number("zoom", zoom, kMaxMapZoom);
  }
  if (const std::string at = take_parameter(parameters, "at"); !at.empty()) view.at = position("at", at);
  return view;
}

Document map_document(const Question& asked) {
  Parameters parameters = asked.parameters;
  const MapView view = take_map_view(parameters);
  const Query query = first_page(parse_query(parameters, asked.default_lang));
  const PageContext context = page_context(asked.searcher, asked.pages, asked.base_url, "/map", query.lang);
  Document page{"text/html; charset=utf-8", asked.pages.map(asked.searcher.search(query),
                                                            asked.searcher.points(query, kMostTitled), view, context)};
  page.language = context.ui_lang;
  return page;
}

Document map_geojson_document(const Question& asked) {
  const Query query = parse_query(asked.parameters, asked.default_lang);
  return {"application/geo+json", geojson(asked.searcher.points(query, kAllTitled), asked.base_url)};
}

void add_base_map(StaticFiles& files, const PageRenderer& pages, const std::string& web_folder) {
  const BaseMap map = BaseMap::read(web_folder);
  for (int detail = 0; detail < kMapDetails; ++detail) {
    files.add(file_of(detail), "image/svg+xml", pages.base_map(map.draw(detail)));
  }
}

std::string base_map_file(const Parameters& parameters) {
  Parameters rest = parameters;
  const std::string detail = take_parameter(rest, "detail");
  if (!rest.empty()) throw BadRequest(rest.front().first, "there is no parameter '" + rest.front().first + "' here");
  return file_of(detail.empty() ? 0 : whole_number("detail", detail, kMapDetails - 1));
}

}  // namespace gp
