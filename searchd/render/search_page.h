// The data of the search page and of the home page. Internal to render.
#pragma once

#include "searchd/render/view.h"

namespace gp {

Data search_page(View& view, const SearchResult& result);
Data home_page(View& view, const SearchResult& everything);

}  // namespace gp
