// What the routes of the map answer.
#pragma once

#include <string>

#include "searchd/http/handlers.h"
#include "searchd/render/map_view.h"

namespace gp {

class StaticFiles;

// Takes `zoom` and `at` out of the parameters. Throws BadRequest naming the one that is wrong.
MapView take_map_view(Parameters& parameters);

Document map_document(const Question& asked);
Document map_geojson_document(const Question& asked);

// Draws the base map from `web_folder`/node_modules once, in each detail, and adds it to the files by the names of
// base_map_file(). Throws std::runtime_error naming what is missing.
void add_base_map(StaticFiles& files, const PageRenderer& pages, const std::string& web_folder);

// The file behind /map.svg?detail=N. Throws BadRequest.
std::string base_map_file(const Parameters& parameters);

}  // namespace gp
