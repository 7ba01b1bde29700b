// A practice from the tree of its files and back: the one place that knows the keys. It judges the shape only (types,
// words of enumerations); whether the values make sense is for validate.h.
#pragma once

#include "indexer/practice/diagnostic.h"
#include "indexer/practice/practice.h"
#include "indexer/practice/tree.h"
#include "indexer/practice/whereabouts.h"

namespace gp {

struct Decoded {
  Practice practice{};
  Whereabouts where{};
};

// `root` has the keys of a line of JSON Lines.
Decoded decode(const Tree& root, Diagnostics& diagnostics);
Tree encode(const Practice& practice);

}  // namespace gp
