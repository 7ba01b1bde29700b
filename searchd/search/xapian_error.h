// Xapian::Error is not a std::exception; past this library it shall be one.
#pragma once

#include <xapian.h>

#include <stdexcept>

namespace gp {

// What `work` returns. Throws std::runtime_error for a Xapian::Error, and what else `work` throws.
template <class Work>
auto with_xapian(Work work) {
  try {
    return work();
  } catch (const Xapian::Error& error) {
    throw std::runtime_error(error.get_description());
  }
}

}  // namespace gp
