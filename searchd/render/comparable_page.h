// The data of the page of practices by how comparable their towns are. Internal to render.
#pragma once

#include <string>

#include "searchd/render/view.h"
#include "searchd/search/comparable.h"

namespace gp {

// With the reader's language and nothing else of her search.
std::string comparable_url(const Query& reader, const OwnPlace& own);

Data comparable_page(View& view, const ComparableResult& result, const PlaceChoices& choices);

}  // namespace gp
