// What the tests of the text library read at a glance: the words or stems of a text as a list of strings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/analyser.h"

namespace gp {

inline std::vector<std::string> words(std::string_view language, std::string_view text) {
  Analyser analyser(language);
  std::vector<std::string> result;
  for (const Token& token : analyser.analyse(text)) result.emplace_back(token.word);
  return result;
}

inline std::vector<std::string> stems(std::string_view language, std::string_view text) {
  Analyser analyser(language);
  std::vector<std::string> result;
  for (const Token& token : analyser.analyse(text)) result.emplace_back(token.stem);
  return result;
}

// The bytes of the text that each token stands for.
inline std::vector<std::string> marked(std::string_view language, std::string_view text) {
  Analyser analyser(language);
  std::vector<std::string> result;
  for (const Token& token : analyser.analyse(text))
    result.emplace_back(text.substr(token.begin, token.end - token.begin));
  return result;
}

// UTF-8 of one code point.
inline std::string encoded(char32_t c) {
  const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | (c >> 6)), byte(0x80 | (c & 0x3F))};
  if (c < 0x10000) return {byte(0xE0 | (c >> 12)), byte(0x80 | ((c >> 6) & 0x3F)), byte(0x80 | (c & 0x3F))};
  return {byte(0xF0 | (c >> 18)), byte(0x80 | ((c >> 12) & 0x3F)), byte(0x80 | ((c >> 6) & 0x3F)),
          byte(0x80 | (c & 0x3F))};
}

}  // namespace gp
