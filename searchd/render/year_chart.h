// How many practices of a search were active in which year, as the bars of a small chart. Internal to render.
#pragma once

#include <vector>

#include "searchd/render/view.h"

namespace gp {

// `false` where there is nothing to draw: fewer than two years, or no practice in any.
Data year_chart(const View& view, const std::vector<YearCount>& years);

}  // namespace gp
