#include "searchd/search/compound.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gp {
namespace {

constexpr std::size_t kShortestPart = 4;
constexpr std::size_t kLongestWord = 64;
constexpr std::string_view kLinks[] = {"", "s", "es", "n", "en", "e", "er", "ens"};

// The cost of one more part is more than any frequency can make up for.
constexpr double kPart = 1000;

struct Part {
  double cost = std::numeric_limits<double>::infinity();  // of the word from here on
  const WordEntry* word = nullptr;
  std::size_t next = 0;
};

const WordEntry* find(std::string_view word, const std::vector<WordEntry>& dictionary) {
  const auto found = std::ranges::lower_bound(dictionary, word, {}, &WordEntry::word);
  return found != dictionary.end() && found->word == word ? &*found : nullptr;
}

}  // namespace

std::vector<std::string_view> split_compound(std::string_view folded, const std::vector<WordEntry>& dictionary) {
  const std::size_t size = folded.size();
  if (size < 2 * kShortestPart || size > kLongestWord) return {};
  if (!std::ranges::all_of(folded, [](char c) { return c >= 'a' && c <= 'z'; })) return {};
  std::vector<Part> best(size + 1);
  best[size].cost = 0;
  for (std::size_t begin = size - kShortestPart + 1; begin-- > 0;) {
    for (std::size_t end = begin + kShortestPart; end <= size; ++end) {
      if (std::isinf(best[end].cost) || (begin == 0 && end == size)) continue;
      for (const std::string_view link : kLinks) {
        std::string_view part = folded.substr(begin, end - begin);
        if (part.size() < kShortestPart + link.size() || !part.ends_with(link)) continue;
        part.remove_suffix(link.size());
        const WordEntry* word = find(part, dictionary);
        if (word == nullptr) continue;
        const double cost = best[end].cost + kPart - std::log(1 + word->practices);
        if (cost < best[begin].cost) best[begin] = {.cost = cost, .word = word, .next = end};
      }
    }
  }
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < size && best[at].word != nullptr; at = best[at].next) {
    parts.push_back(best[at].word->word);
  }
  return parts;
}

}  // namespace gp
