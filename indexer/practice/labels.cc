// Which label a reader gets, and Serbian in its two alphabets. The thirty letters correspond one to one, so Cyrillic is
// what is stored and Latin is computed. The two Montenegrin letters С́ and З́ have no code points of their own: they are
// С and З with a combining acute, which stays behind the Latin letter and composes with it to Ś and Ź.
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "indexer/practice/characters.h"
#include "indexer/practice/vocabulary.h"

namespace gp {
namespace {

struct Letter {
  char32_t cyrillic;
  std::string_view latin;
};

// Capitals, by code point. The small letter is the capital's in both alphabets.
constexpr std::array<Letter, 30> kLetters{{
    {U'Ђ', "Đ"}, {U'Ј', "J"}, {U'Љ', "LJ"}, {U'Њ', "NJ"}, {U'Ћ', "Ć"}, {U'Џ', "DŽ"}, {U'А', "A"}, {U'Б', "B"},
    {U'В', "V"}, {U'Г', "G"}, {U'Д', "D"},  {U'Е', "E"},  {U'Ж', "Ž"}, {U'З', "Z"},  {U'И', "I"}, {U'К', "K"},
    {U'Л', "L"}, {U'М', "M"}, {U'Н', "N"},  {U'О', "O"},  {U'П', "P"}, {U'Р', "R"},  {U'С', "S"}, {U'Т', "T"},
    {U'У', "U"}, {U'Ф', "F"}, {U'Х', "H"},  {U'Ц', "C"},  {U'Ч', "Č"}, {U'Ш', "Š"},
}};

bool is_upper(char32_t c) {
  return u_isupper(static_cast<UChar32>(c)) != 0;
}
bool is_lower(char32_t c) {
  return u_islower(static_cast<UChar32>(c)) != 0;
}

std::u32string code_points(std::string_view utf8) {
  std::u32string result;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  for (std::size_t offset = 0; offset < utf8.size();) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, offset, utf8.size(), c);
    result += static_cast<char32_t>(c);
  }
  return result;
}

void append(char32_t c, std::string& utf8) {
  std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(c));
  utf8.append(reinterpret_cast<const char*>(bytes.data()), length);
}

char32_t lower(char32_t c) {
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

// Whether the letter at `i`, a capital, stands in a word of capitals.
bool in_capitals(const std::u32string& text, std::size_t i) {
  if (i + 1 < text.size() && is_upper(text[i + 1])) return true;
  const bool followed = i + 1 < text.size() && is_lower(text[i + 1]);
  return !followed && i > 0 && is_upper(text[i - 1]);
}

// "LJ" as it is written for the letter at `i`: LJ, Lj or lj.
void append_latin(std::string_view latin, const std::u32string& text, std::size_t i, std::string& out) {
  const bool capital = is_upper(text[i]);
  bool first = true;
  for (const char32_t c : code_points(latin)) {
    append(capital && (std::exchange(first, false) || in_capitals(text, i)) ? c : lower(c), out);
  }
}

const std::string* find(const std::map<std::string, std::string>& labels, const std::string& tag) {
  const auto found = labels.find(tag);
  return found == labels.end() || found->second.empty() ? nullptr : &found->second;
}

}  // namespace

std::string serbian_to_latin(std::string_view utf8) {
  const std::u32string text = code_points(utf8);
  std::string latin;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t capital = static_cast<char32_t>(u_toupper(static_cast<UChar32>(text[i])));
    const auto letter = std::ranges::lower_bound(kLetters, capital, {}, &Letter::cyrillic);
    if (letter != kLetters.end() && letter->cyrillic == capital) {
      append_latin(letter->latin, text, i, latin);
    } else {
      append(text[i], latin);
    }
  }
  return to_nfc(latin);
}

std::string label_for(const std::map<std::string, std::string>& labels, std::string_view lang) {
  const std::string tag(lang);
  const std::string bare = tag.substr(0, tag.find('-'));
  const auto serbian_in_latin = [&labels]() {
    const std::string* serbian = find(labels, "sr");
    return serbian == nullptr ? std::string() : serbian_to_latin(*serbian);
  };

  if (const std::string* label = find(labels, tag)) return *label;
  if (tag.starts_with("sr-Latn")) {
    if (std::string label = serbian_in_latin(); !label.empty()) return label;
  }
  if (const std::string* label = find(labels, bare)) return *label;
  if (bare == "bs" || bare == "cnr" || bare == "hr") {
    for (const char* neighbour : {"bs", "cnr", "hr"}) {
      if (const std::string* label = find(labels, neighbour)) return *label;
    }
    if (std::string label = serbian_in_latin(); !label.empty()) return label;
  }
  if (const std::string* label = find(labels, "en")) return *label;
  for (const auto& [language, label] : labels) {
    if (!label.empty()) return label;
  }
  return "";
}

}  // namespace gp
