// Whether words stand beside each other in a practice. Read from the word marks of its record and not from positions in
// Xapian: without them indexing takes two thirds of the time and the index two thirds of the space, and a scan of the
// marks (a number a word) costs less than Xapian's position lists do.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/record.h"

namespace gp {

// Not thread-safe: one per request.
class PhraseFinder {
 public:
  // `phrase` as typed. `title_only`: it must stand in a title; otherwise in any one field of any one text.
  PhraseFinder(std::string_view phrase, bool title_only) : phrase_(phrase), title_only_(title_only) {}

  bool found_in(const Record& record);

 private:
  // Marks of the phrase's words, as the text's language folds them.
  const std::vector<std::uint32_t>& words_in(const TextRecord& text);
  static bool stands_in(const MarkedText& field, const std::vector<std::uint32_t>& words);

  std::string phrase_;
  bool title_only_;
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> words_;
};

}  // namespace gp
