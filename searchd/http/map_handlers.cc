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

// The value of a parameter that may be given once, taken out. An empty one is one not given, as forms send it.
std::string taken(Parameters& parameters, std::string_view name) {
  const auto is_it = [&](const auto& parameter) { return parameter.first == name; };
  const auto found = std::ranges::find_if(parameters, is_it);
  if (found == parameters.end()) return {};
  std::string value = std::move(found->second);
  parameters.erase(found);
  if (std::ranges::any_of(parameters, is_it)) {
    throw BadRequest(std::string(name), "'" + std::string(name) + "' is given more than once");
  }
  return value;
}

std::string file_of(int detail) {
  return "base-map-" + std::to_string(detail) + ".svg";
}

}  // namespace

MapView take_map_view(Parameters& parameters) {
  MapView view;
  if (const std::string zoom = taken(parameters, "zoom"); !zoom.empty()) {
    view.zoom = whole_number("zoom", zoom, kMaxMapZoom);
  }
  if (const std::string at = taken(parameters, "at"); !at.empty()) view.at = position("at", at);
  return view;
}

Document map_document(const Question& asked) {
  Parameters parameters = asked.parameters;
  const MapView view = take_map_view(parameters);
  Query query = parse_query(parameters, asked.default_lang);
  query.page = 1;  // a map has one
  const PageContext context = page_context(asked.searcher, asked.pages, asked.base_url, "/map", query.lang);
  Document page{"text/html; charset=utf-8",
                asked.pages.map(asked.searcher.search(query), asked.searcher.points(query), view, context)};
  page.language = context.ui_lang;
  return page;
}

Document map_geojson_document(const Question& asked) {
  const Query query = parse_query(asked.parameters, asked.default_lang);
  return {"application/geo+json", geojson(asked.searcher.points(query), asked.base_url)};
}

void add_base_map(StaticFiles& files, const PageRenderer& pages, const std::string& web_folder) {
  const BaseMap map = BaseMap::read(web_folder);
  for (int detail = 0; detail < kMapDetails; ++detail) {
    files.add(file_of(detail), "image/svg+xml", pages.base_map(map.draw(detail)));
  }
}

std::string base_map_file(const Parameters& parameters) {
  Parameters rest = parameters;
  const std::string detail = taken(rest, "detail");
  if (!rest.empty()) throw BadRequest(rest.front().first, "there is no parameter '" + rest.front().first + "' here");
  return file_of(detail.empty() ? 0 : whole_number("detail", detail, kMapDetails - 1));
}

}  // namespace gp
