// The values of one facet as check boxes: the most frequent in plain sight, the others behind "n more", narrower values
// under the wider one. Internal to render.
#pragma once

#include <string_view>
#include <vector>

#include "searchd/render/view.h"

namespace gp {

Data facet_list(View& view, std::string_view name, const std::vector<FacetValue>& values);

// Those that have no wider value in the list.
std::vector<FacetValue> top_values(const std::vector<FacetValue>& values);

}  // namespace gp
