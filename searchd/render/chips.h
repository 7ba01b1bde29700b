// The filters of a search as chips, each with a link to the same page without it. Internal to render.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "searchd/render/view.h"

namespace gp {

std::size_t filter_count(const Query& query);  // years count as one
Query without_filters(Query query);            // its first page

// `label_of(facet, id)` is what a value is called. `false` where there is no filter.
Data chips(const View& view, const Query& query,
           const std::function<std::string(const std::string&, const std::string&)>& label_of);

}  // namespace gp
