// The coasts and borders of Europe as SVG paths, made from Natural Earth's countries as the npm package world-atlas has
// them: a TopoJSON file (https://github.com/topojson/topojson-specification).
//
// Land is one shape and borders are lines of their own, so that a border can be left out, and a coast is drawn once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searchd/render/map_projection.h"

namespace gp {

// What a drawing of the map shows. Coordinates in the paths are whole numbers; times `scale` they are map units.
struct BaseMapDrawing {
  double scale = 1;
  double border_width = 1;  // map units
  std::string land{};       // closed shapes, for the fill rule "evenodd"
  std::string borders{};    // lines between countries
};

// How fine: 0 for the whole of Europe, then for the steps of zoom, see detail_of_zoom().
inline constexpr int kMapDetails = 3;
int detail_of_zoom(int zoom);

class BaseMap {
 public:
  // Throws std::runtime_error for what is no topology with the objects `countries` and `land`.
  explicit BaseMap(std::string_view topojson);

  // `web_folder`/node_modules/world-atlas/countries-50m.json. Throws std::runtime_error naming the file where it is
  // missing or broken.
  static BaseMap read(const std::string& web_folder);

  BaseMapDrawing draw(int detail) const;

 private:
  std::vector<std::vector<MapPoint>> arcs_;
  std::vector<std::vector<int>> rings_;  // of land: arcs, ~i for one to be walked backwards
  std::vector<int> borders_;             // arcs
};

}  // namespace gp
