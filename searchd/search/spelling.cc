#include "searchd/search/spelling.h"

#include <algorithm>
#include <array>
#include <bit>

namespace gp {
namespace {

constexpr std::size_t kMinLetters = 4;
constexpr std::size_t kTwoEditsFrom = 8;
constexpr std::size_t kMaxLetters = 64;

using Letters = std::array<char32_t, kMaxLetters>;

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

// `utf8` is valid: it comes from the analyser.
std::size_t decode(std::string_view utf8, Letters& out) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < utf8.size() && size < kMaxLetters;) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) {
      point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    }
    out[size++] = point;
    i += length;
  }
  return size;
}

}  // namespace

std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit || b.size() > kMaxLetters) return limit + 1;
  // Three rows of the dynamic programme: the swap looks back two.
  std::array<std::array<std::size_t, kMaxLetters + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& two_above = rows[(i + 1) % 3];
    row[0] = i;
    std::size_t best = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], two_above[j - 2] + 1);
      best = std::min(best, row[j]);
    }
    if (best > limit) return limit + 1;
  }
  return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

Spelling::Spelling(const std::vector<WordEntry>& dictionary) : dictionary_(dictionary) {
  looks_.reserve(dictionary.size());
  Letters letters{};
  for (const WordEntry& entry : dictionary) looks_.push_back(look_of({letters.data(), decode(entry.word, letters)}));
}

std::string Spelling::nearest(std::string_view word) const {
  if (has_digit(word)) return {};
  Letters letters{};
  const std::u32string_view wanted(letters.data(), decode(word, letters));
  if (wanted.size() < kMinLetters) return {};
  const Look look = look_of(wanted);
  std::size_t limit = wanted.size() >= kTwoEditsFrom ? 2 : 1;
  const WordEntry* best = nullptr;
  std::size_t best_distance = limit + 1;
  Letters other{};
  for (std::size_t i = 0; i < looks_.size(); ++i) {
    // An edit takes away one letter, puts in one, or both.
    if (static_cast<std::size_t>(std::popcount(looks_[i].letters ^ look.letters)) > 2 * limit) continue;
    if (looks_[i].size + limit < look.size || looks_[i].size > look.size + limit) continue;
    const WordEntry& entry = dictionary_[i];
    const std::size_t distance = edit_distance(wanted, {other.data(), decode(entry.word, other)}, limit);
    if (distance > limit) continue;
    if (best == nullptr || distance < best_distance ||
        (distance == best_distance && entry.practices > best->practices)) {
      best = &entry;
      best_distance = distance;
      limit = distance;
    }
  }
  return best == nullptr ? std::string() : std::string(best->word);
}

Spelling::Look Spelling::look_of(std::u32string_view letters) {
  Look look{.size = letters.size()};
  for (const char32_t letter : letters) look.letters |= std::uint64_t{1} << letter % 64;
  return look;
}

bool begins_nearly(std::string_view text, std::string_view typed) {
  if (has_digit(typed)) return false;
  Letters wanted_letters{};
  Letters letters{};
  const std::u32string_view wanted(wanted_letters.data(), decode(typed, wanted_letters));
  if (wanted.size() < kMinLetters) return false;
  const std::u32string_view whole(letters.data(), decode(text, letters));
  const std::size_t limit = wanted.size() >= kTwoEditsFrom ? 2 : 1;
  for (std::size_t size = wanted.size() - limit; size <= wanted.size() + limit; ++size) {
    if (edit_distance(wanted, whole.substr(0, size), limit) <= limit) return true;
    if (size >= whole.size()) break;
  }
  return false;
}

}  // namespace gp
