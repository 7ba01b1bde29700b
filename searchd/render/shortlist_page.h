// The data of the shortlist: a briefing on what a reader picked, to read, to compare and to print. Internal to render.
#pragma once

#include "searchd/render/view.h"

namespace gp {

Data shortlist_page(View& view, const Shortlist& list);

}  // namespace gp
