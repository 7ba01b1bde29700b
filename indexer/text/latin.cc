#include "indexer/text/latin.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "indexer/text/fold.h"

namespace gp {
namespace {

constexpr char kBetweenWords = '\n';  // no script's letter, so the transliterator leaves it alone

bool is_plain(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

std::string transliterated(const std::string& utf8) {
  // Making one takes milliseconds.
  thread_local const std::unique_ptr<icu::Transliterator> to_ascii = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    check_icu(status, "making the transliterator");
    return made;
  }();
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  to_ascii->transliterate(text);
  std::string result;
  text.toUTF8String(result);
  return result;
}

}  // namespace

std::vector<std::string> to_latin(const std::vector<std::string_view>& folded_words) {
  std::vector<std::string> latin(folded_words.size());
  std::string foreign;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < folded_words.size(); ++i) {
    if (is_plain(folded_words[i])) {
      latin[i] = folded_words[i];
    } else {
      foreign.append(folded_words[i]).push_back(kBetweenWords);
      places.push_back(i);
    }
  }
  if (places.empty()) return latin;
  std::size_t at = 0;
  for (const char c : transliterated(foreign)) {
    if (c == kBetweenWords) {
      if (++at == places.size()) break;
    } else if (is_plain({&c, 1})) {
      latin[places[at]] += c;
    }
  }
  return latin;
}

}  // namespace gp
