// The data of the gap map: themes by countries, evidence, decades, groups or levels. Internal to render.
#pragma once

#include <string>

#include "searchd/render/view.h"
#include "searchd/search/gap_table.h"

namespace gp {

// The gap map of a search, as a link from its results leads to it.
std::string gaps_url(const Query& query);

Data gaps_page(View& view, const GapTable& table);

}  // namespace gp
