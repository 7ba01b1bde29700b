// The data of the page that puts two to four practices side by side. Internal to render.
//
// A row is a fact; it differs when the facts themselves do, whatever the language they are told in: themes are compared
// by their ids and as a set, texts by their words.
#pragma once

#include "searchd/render/view.h"

namespace gp {

Data compare_page(View& view, const Comparison& comparison);

}  // namespace gp
