// From arcs to paths: decode and project each arc once; per drawing leave out the points that nobody could see (Douglas
// and Peucker 1973), arc by arc, so that neighbours keep their common line; put rings together from their arcs; clip
// them to the frame (Sutherland and Hodgman 1974); write them as whole numbers, each relative to the one before.
#include "searchd/render/base_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <utility>

namespace gp {
namespace {

using Json = nlohmann::json;
using Line = std::vector<MapPoint>;

constexpr double kMargin = 12;  // units around the frame, so that the clipped edges are out of sight

struct Detail {
  double tolerance;  // units; a map is some 900 pixels wide, at zoom 0 a unit each
  double grid;       // units
  double smallest;   // units; what is smaller in both directions is left out
  double border;     // units
};
constexpr std::array<Detail, kMapDetails> kDetails = {{{.5, .2, 2, 1}, {.12, .05, .3, .4}, {.02, .02, 0, .12}}};

// --- TopoJSON

// Section 2.1.3: with a transform, positions are whole numbers, each but the first of an arc the difference to the one
// before; without, they are longitude and latitude.
std::vector<Line> decode_arcs(const Json& topology) {
  double scale[2] = {1, 1};
  double translate[2] = {0, 0};
  const bool quantised = topology.contains("transform");
  for (std::size_t i = 0; quantised && i < 2; ++i) {
    scale[i] = topology.at("transform").at("scale").at(i).get<double>();
    translate[i] = topology.at("transform").at("translate").at(i).get<double>();
  }
  std::vector<Line> arcs;
  for (const Json& arc : topology.at("arcs")) {
    Line& line = arcs.emplace_back();
    double x = 0;
    double y = 0;
    for (const Json& position : arc) {
      x = position.at(0).get<double>() + (quantised ? x : 0);
      y = position.at(1).get<double>() + (quantised ? y : 0);
      line.push_back(project({.latitude = y * scale[1] + translate[1], .longitude = x * scale[0] + translate[0]}));
    }
  }
  return arcs;
}

// Calls `visit(arcs)` for each ring of a geometry, whatever its depth.
template <class Visit>
void each_ring(const Json& geometry, const Visit& visit) {
  if (geometry.at("type").is_null()) return;  // a country without a shape
  const auto type = geometry.at("type").get<std::string>();
  if (type == "GeometryCollection") {
    for (const Json& one : geometry.at("geometries")) each_ring(one, visit);
  } else if (type == "Polygon") {
    for (const Json& ring : geometry.at("arcs")) visit(ring.get<std::vector<int>>());
  } else if (type == "MultiPolygon") {
    for (const Json& polygon : geometry.at("arcs")) {
      for (const Json& ring : polygon) visit(ring.get<std::vector<int>>());
    }
  }
}

std::size_t arc_number(int reference) {
  return static_cast<std::size_t>(reference < 0 ? ~reference : reference);
}

std::string name_of(const Json& country) {
  const auto properties = country.find("properties");
  return properties == country.end() ? std::string() : properties->value("name", "");
}

// Lines of control that the Council of Europe does not take for borders, though Natural Earth draws what it finds on
// the ground: within Cyprus, and between Crimea and the rest of Ukraine.
bool is_no_border(const std::set<std::string>& countries, const Line& arc) {
  if (countries == std::set<std::string>{"Cyprus", "N. Cyprus"}) return true;
  if (countries != std::set<std::string>{"Russia", "Ukraine"}) return false;
  return std::ranges::all_of(arc, [](const MapPoint& point) {
    const GeoPoint at = unproject(point);
    return at.latitude > 45 && at.latitude < 46.6 && at.longitude > 33 && at.longitude < 36;
  });
}

// --- geometry

double square(double value) {
  return value * value;
}

// The square of the distance from a point to the stretch from `a` to `b`.
double distance_squared(const MapPoint& point, const MapPoint& a, const MapPoint& b) {
  const double length = square(b.x - a.x) + square(b.y - a.y);
  double at = 0;
  if (length > 0) at = std::clamp(((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length, 0.0, 1.0);
  return square(point.x - a.x - at * (b.x - a.x)) + square(point.y - a.y - at * (b.y - a.y));
}

// The line without the points that are nearer than `tolerance` to what is left; the ends stay.
Line simplified(const Line& line, double tolerance) {
  if (line.size() < 3) return line;
  std::vector<bool> kept(line.size(), false);
  kept.front() = kept.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open = {{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    std::size_t farthest = first;
    double most = square(tolerance);
    for (std::size_t i = first + 1; i < last; ++i) {
      const double distance = distance_squared(line[i], line[first], line[last]);
      if (distance <= most) continue;
      most = distance;
      farthest = i;
    }
    if (farthest == first) continue;
    kept[farthest] = true;
    open.emplace_back(first, farthest);
    open.emplace_back(farthest, last);
  }
  Line result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (kept[i]) result.push_back(line[i]);
  }
  return result;
}

struct Edge {
  double MapPoint::*axis;
  double limit;
  double sign;  // inside: sign * (value - limit) >= 0
};
constexpr std::array<Edge, 4> kEdges = {{{&MapPoint::x, -kMargin, 1},
                                         {&MapPoint::x, kMapWidth + kMargin, -1},
                                         {&MapPoint::y, -kMargin, 1},
                                         {&MapPoint::y, kMapHeight + kMargin, -1}}};

double depth(const Edge& edge, const MapPoint& point) {
  return edge.sign * (point.*edge.axis - edge.limit);
}

bool is_inside(const MapPoint& point) {
  return std::ranges::all_of(kEdges, [&](const Edge& edge) { return depth(edge, point) >= 0; });
}

Line clipped_ring(Line ring) {
  for (const Edge& edge : kEdges) {
    Line inside;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const MapPoint& from = ring[i == 0 ? ring.size() - 1 : i - 1];
      const MapPoint& to = ring[i];
      const double before = depth(edge, from);
      const double after = depth(edge, to);
      if ((before < 0) != (after < 0)) {
        const double at = before / (before - after);
        inside.push_back({.x = from.x + at * (to.x - from.x), .y = from.y + at * (to.y - from.y)});
      }
      if (after >= 0) inside.push_back(to);
    }
    ring = std::move(inside);
  }
  return ring;
}

// The stretches of a line that touch the frame.
std::vector<Line> clipped_line(const Line& line) {
  std::vector<Line> parts;
  Line part;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (is_inside(line[i]) || is_inside(line[i + 1])) {
      if (part.empty()) part.push_back(line[i]);
      part.push_back(line[i + 1]);
    } else if (!part.empty()) {
      parts.push_back(std::exchange(part, {}));
    }
  }
  if (!part.empty()) parts.push_back(std::move(part));
  return parts;
}

bool is_smaller(const Line& ring, double size) {
  const auto [west, east] = std::ranges::minmax(ring, {}, &MapPoint::x);
  const auto [north, south] = std::ranges::minmax(ring, {}, &MapPoint::y);
  return east.x - west.x < size && south.y - north.y < size;
}

void write_path(std::string& path, const Line& line, double grid, bool closed) {
  std::int64_t x = 0;
  std::int64_t y = 0;
  std::size_t written = 0;
  for (const MapPoint& point : line) {
    const auto to_x = static_cast<std::int64_t>(std::llround(point.x / grid));
    const auto to_y = static_cast<std::int64_t>(std::llround(point.y / grid));
    if (written > 0 && to_x == x && to_y == y) continue;
    if (written < 2) path += written == 0 ? 'M' : 'l';
    if (written > 1 && to_x >= x) path += ' ';
    path += std::to_string(written == 0 ? to_x : to_x - x);
    const std::int64_t down = written == 0 ? to_y : to_y - y;
    if (down >= 0) path += ' ';
    path += std::to_string(down);
    x = to_x;
    y = to_y;
    ++written;
  }
  if (closed && written > 0) path += 'z';
}

}  // namespace

int detail_of_zoom(int zoom) {
  return std::clamp((zoom + 1) / 2, 0, kMapDetails - 1);
}

BaseMap::BaseMap(std::string_view topojson) {
  try {
    const Json topology = Json::parse(topojson);
    if (topology.at("type") != "Topology") throw std::runtime_error("it is no topology");
    arcs_ = decode_arcs(topology);
    const auto check = [this](const std::vector<int>& ring) {
      for (const int arc : ring) {
        if (arc_number(arc) >= arcs_.size()) throw std::runtime_error("an arc is missing");
      }
    };
    each_ring(topology.at("objects").at("land"), [&](std::vector<int> ring) {
      check(ring);
      rings_.push_back(std::move(ring));
    });
    std::map<std::size_t, std::set<std::string>> countries_of;
    for (const Json& country : topology.at("objects").at("countries").at("geometries")) {
      each_ring(country, [&](const std::vector<int>& ring) {
        check(ring);
        for (const int arc : ring) countries_of[arc_number(arc)].insert(name_of(country));
      });
    }
    for (const auto& [arc, countries] : countries_of) {
      if (countries.size() > 1 && !is_no_border(countries, arcs_[arc])) borders_.push_back(static_cast<int>(arc));
    }
  } catch (const Json::exception& error) {
    throw std::runtime_error(std::string("it is not TopoJSON: ") + error.what());
  }
}

BaseMap BaseMap::read(const std::string& web_folder) {
  const std::string path = web_folder + "/node_modules/world-atlas/countries-50m.json";
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(path + " is missing: the coasts of the map; script/setup installs it");
  const std::string topojson{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  try {
    return BaseMap(topojson);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(path + ": " + error.what() + "; script/setup installs it anew once it is deleted");
  }
}

BaseMapDrawing BaseMap::draw(int detail) const {
  const Detail& wanted = kDetails.at(static_cast<std::size_t>(detail));
  BaseMapDrawing drawing;
  drawing.scale = wanted.grid;
  drawing.border_width = wanted.border;
  std::vector<Line> arcs;
  for (const Line& arc : arcs_) arcs.push_back(simplified(arc, wanted.tolerance));
  for (const std::vector<int>& references : rings_) {
    Line ring;
    for (const int reference : references) {
      const Line& arc = arcs[arc_number(reference)];
      // The first point of an arc is the last of the one before.
      if (!ring.empty()) ring.pop_back();
      if (reference < 0) {
        ring.insert(ring.end(), arc.rbegin(), arc.rend());
      } else {
        ring.insert(ring.end(), arc.begin(), arc.end());
      }
    }
    if (!ring.empty()) ring.pop_back();  // the first again
    ring = clipped_ring(std::move(ring));
    if (ring.size() < 3 || is_smaller(ring, wanted.smallest)) continue;
    write_path(drawing.land, ring, wanted.grid, true);
  }
  for (const int border : borders_) {
    for (const Line& part : clipped_line(arcs[static_cast<std::size_t>(border)])) {
      write_path(drawing.borders, part, wanted.grid, false);
    }
  }
  return drawing;
}

}  // namespace gp
