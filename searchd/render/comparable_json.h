// Practices by comparability as JSON: a search's answer, and with each hit how it compares.
#pragma once

#include <string>

#include "searchd/search/comparable.h"

namespace gp {

std::string comparable_json(const ComparableResult& result);

}  // namespace gp
