// Where the words of a text stand. Private to the text library.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace gp {

struct WordRange {
  std::uint32_t begin = 0;  // bytes, half-open
  std::uint32_t end = 0;

  bool operator==(const WordRange&) const = default;
};

// Length in bytes of the separator of digits in one number that `utf8` starts with; 0: it starts with none.
std::size_t number_separator_at(std::string_view utf8);

// Not thread-safe; one per analyser.
class WordBreaker {
 public:
  WordBreaker();
  ~WordBreaker();

  // The words of `utf8`, which must be valid, in order, into `words`. A word contains its apostrophes ("dell'arte"),
  // the dots between single letters ("U.S.A") and the separators of one number ("1.300", "3,5").
  void split(std::string_view utf8, std::vector<WordRange>& words);

 private:
  struct Dictionary;
  void split_by_dictionary(std::string_view utf8, std::size_t begin, std::size_t end, std::vector<WordRange>& words);

  std::unique_ptr<Dictionary> dictionary_;  // made at the first text that needs it
};

}  // namespace gp
