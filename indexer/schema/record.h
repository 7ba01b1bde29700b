// What is kept of a practice to show it: the practice itself, and its texts as plain text with a mark for each word, so
// that highlighting needs no second analysis.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/bytes.h"

namespace gp {

// One word of a text: where it stands, which word and which stem it is. Packed, because there is one for every word of
// the collection.
struct TokenMark {
  std::uint32_t range = 0;  // begin * 256 + length; a length over 255 is cut
  std::uint32_t word = 0;   // word_mark()
  std::uint32_t stem = 0;   // stem_mark()

  std::uint32_t begin() const { return range >> 8; }
  std::uint32_t end() const { return begin() + (range & 0xff); }
};

// A text and its words, as views into the index file.
struct MarkedText {
  std::string_view text{};
  std::span<const TokenMark> marks{};
};

struct TextRecord {
  std::string_view lang{};
  std::string_view stem_tag{};
  MarkedText title{};
  MarkedText summary{};
  MarkedText body{};  // plain text: no Markdown, no section headings; paragraphs end with a newline
};

// Views into the index file: valid as long as it is mapped.
struct Record {
  std::string_view practice_json{};  // as to_json_line wrote it
  std::string_view original_language{};
  std::string_view columns_row{};   // as encode_row wrote it: columns can be made again without parsing the JSON
  std::vector<TextRecord> texts{};  // in order of the language tag
};

std::string encode_record(const Record& record);
Record decode_record(std::string_view bytes);  // throws CorruptIndex

}  // namespace gp
