// What an editor sees beyond validity: texts that are thin, in another language than they say, copied, too private, or
// with figures that the original does not have. Everything it says is a warning: a case with one is indexed, and a
// person decides. `indexer check` runs it over the whole collection; `indexer update` does not.
#pragma once

#include <memory>
#include <string>

#include "indexer/practice/decode.h"
#include "indexer/practice/diagnostic.h"
#include "indexer/practice/vocabulary.h"

namespace gp {

// Not thread-safe.
class Editor {
 public:
  // `today` (2026-11-22) decides which reviews are overdue. `vocabulary` must outlive the editor.
  Editor(const Vocabulary& vocabulary, std::string today);
  ~Editor();

  // Judges one case. Cases that are withdrawn are passed over.
  void read(const Decoded& decoded, Diagnostics& diagnostics);

  // Judges the cases read against each other; call it when all have been.
  void compare(Diagnostics& diagnostics) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gp
