#include "searchd/search/deadline.h"

namespace gp {

SearchTimeout::SearchTimeout() : std::runtime_error("the search took too long; try again, or ask for less") {}

Deadline::Deadline(Clock::duration time) : end_(Clock::now() + time) {}

void Deadline::check() const {
  if (end_ != Clock::time_point::max() && Clock::now() >= end_) throw SearchTimeout();
}

}  // namespace gp
