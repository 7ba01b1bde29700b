// The data of the search page and of the home page. Internal to render.
#pragma once

#include "searchd/render/view.h"
#include "searchd/search/map_points.h"

namespace gp {

Data search_page(View& view, const SearchResult& result);
Data home_page(View& view, const SearchResult& everything, const MapPoints& places);

// What every page of results has: heading, notes, chosen filters, facets, and what to try where nothing is found. Their
// links and the form stay on that page.
void add_search_state(Data& page, View& view, const SearchResult& result);

// Nothing was asked for: such a page is for search engines too.
bool is_plain_search(const Query& query);

}  // namespace gp
