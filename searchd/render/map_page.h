// The data of the map page, of the small map of the home page, and of the drawing under both. Internal to render.
#pragma once

#include "searchd/render/base_map.h"
#include "searchd/render/map_view.h"
#include "searchd/render/view.h"
#include "searchd/search/map_points.h"

namespace gp {

Data map_page(View& view, const SearchResult& result, const MapPoints& points, const MapView& map_view);
Data home_map(const View& view, const MapPoints& places);  // false: there is no place to show
Data base_map_data(const BaseMapDrawing& drawing);

// The link between the two forms of the same results.
Data show_as_map(const View& view, const Query& query);
Data show_as_list(const View& view, const Query& query);

}  // namespace gp
