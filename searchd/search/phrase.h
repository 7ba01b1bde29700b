// Whether words stand beside each other in a practice. Read from the word marks of its record and not from positions in
// Xapian: without them indexing takes two thirds of the time and the index two thirds of the space, and a scan of the
// marks (four bytes a word) costs less than Xapian's position lists do.
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
  struct Word {
    std::string folded{};
    std::uint32_t mark = 0;
  };
  const std::vector<Word>& words_in(const TextRecord& text);
  static bool stands_in(const MarkedText& field, const std::vector<Word>& words, std::string_view lang);

  std::string phrase_;
  bool title_only_;
  std::map<std::string, std::vector<Word>, std::less<>> words_;  // the phrase as each language analyses it
};

}  // namespace gp
