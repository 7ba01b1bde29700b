// The characters of the files: what is allowed in them, and the one form every decoded string has.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/practice/diagnostic.h"

namespace gp {

// The first byte that cannot stand in any text of ours: no UTF-8, a control character, or a code point XML cannot
// carry.
struct BadCharacter {
  std::size_t offset = 0;
  std::string what{};
  std::string remedy{};
};
std::optional<BadCharacter> find_bad_character(std::string_view bytes);

// A file's bytes ready for parsing: no byte order mark (warning), lines ended by \n only. Nothing, and an error naming
// the line, when a bad character is in them.
std::optional<std::string> to_clean_utf8(std::string_view bytes, const Location& first_line, Diagnostics& diagnostics);

// A field of one line: Normalization Form C, trimmed, runs of blanks and line breaks as one space.
std::string to_line(std::string_view utf8);

// Markdown: Normalization Form C, lines ended by \n, without blank lines before and blanks after.
std::string to_body(std::string_view utf8);

std::string to_nfc(std::string_view utf8);

// For messages: on one line, cut to a readable length, without bytes that would upset a terminal. `in_quotes` is for a
// value, in single quotes.
std::string shortened(std::string_view text, std::size_t code_points);
std::string in_quotes(std::string_view value);

std::size_t count_code_points(std::string_view utf8);

// [a-z0-9-]{1,100}: what can be an id of a practice or a concept; and the nearest such id to any text.
bool is_id(std::string_view text);
std::string to_id(std::string_view utf8);

}  // namespace gp
