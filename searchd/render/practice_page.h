// The data of a practice's page and of the error pages. Internal to render.
#pragma once

#include "searchd/render/view.h"

namespace gp {

Data practice_page(View& view, const PracticeView& shown);
Data error_page(View& view, int status, const std::string& detail);

}  // namespace gp
