// Optimal string alignment distance in three rows. Before the table is filled, the difference in length rules out most
// candidates: a vocabulary has thousands of labels, and only a handful are of the right length.
#include "indexer/practice/nearest.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace gp {
namespace {

// Longer words are not typing errors; the bound keeps the table small.
constexpr std::size_t kLongestWord = 80;

std::u32string folded(std::string_view utf8) {
  std::u32string result;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  for (std::size_t offset = 0; offset < utf8.size() && result.size() <= kLongestWord;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, offset, utf8.size(), c);
    result += static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT));
  }
  return result;
}

std::size_t distance(const std::u32string& a, const std::u32string& b) {
  using Row = std::array<std::size_t, kLongestWord + 2>;
  Row before{};
  Row previous{};
  Row row{};
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({previous[j] + 1, row[j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = previous;
    previous = row;
  }
  return previous[b.size()];
}

}  // namespace

Nearest::Nearest(std::string_view wrong) : wrong_(folded(wrong)), near_(std::max<std::size_t>(1, wrong_.size() / 3)) {}

void Nearest::offer(std::string_view candidate, std::string_view answer) {
  if (wrong_.empty() || wrong_.size() > kLongestWord || (found_ && near_ == 0)) return;
  const std::u32string other = folded(candidate);
  const std::size_t shorter = std::min(wrong_.size(), other.size());
  if (other.size() > kLongestWord || shorter + near_ < std::max(wrong_.size(), other.size())) return;
  const std::size_t steps = distance(wrong_, other);
  // Nothing in common is not near, however short the word.
  if (steps > near_ || (found_ && steps == near_) || steps >= wrong_.size()) return;
  near_ = steps;
  found_ = true;
  answer_ = answer;
}

}  // namespace gp
