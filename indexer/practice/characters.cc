// Everything that enters is checked once as bytes, here, before a YAML or JSON parser sees it: the parsers differ in
// what they make of a NUL, a lone surrogate or a byte order mark, and none of them names the line. Escapes such as "\0"
// pass that check and are caught by the decoder, which asks find_bad_character again.
#include "indexer/practice/characters.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>

namespace gp {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Next code point at `offset`, which moves on; negative for bytes that are not UTF-8.
UChar32 next(std::string_view utf8, std::size_t& offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  UChar32 c = 0;
  U8_NEXT(bytes, offset, utf8.size(), c);
  return c;
}

std::string code_point_name(UChar32 c) {
  std::array<char, 16> name{};
  std::snprintf(name.data(), name.size(), "U+%04X", static_cast<unsigned>(c));
  return name.data();
}

bool is_control(UChar32 c) {
  if (c == '\t' || c == '\n' || c == '\r') return false;
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xFFFE || c == 0xFFFF;
}

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*instance)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = instance(status);
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU normalizer: ") + u_errorName(status));
  return *found;
}

std::string normalize(const icu::Normalizer2& form, std::string_view utf8) {
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  UErrorCode status = U_ZERO_ERROR;
  form.normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())), sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU normalizer: ") + u_errorName(status));
  return result;
}

std::string with_unix_line_ends(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      result += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      result += '\n';
    }
  }
  return result;
}

std::size_t lines_before(std::string_view bytes, std::size_t offset) {
  return static_cast<std::size_t>(std::ranges::count(bytes.substr(0, offset), '\n'));
}

// Most labels and ids: letters of ASCII with single blanks between them.
bool is_ascii_line(std::string_view text) {
  bool blank = true;  // before the one looked at
  for (const char c : text) {
    if (c < ' ' || c > '~' || (c == ' ' && blank)) return false;
    blank = c == ' ';
  }
  return !blank;
}

bool begins_with_utf16_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

}  // namespace

std::optional<BadCharacter> find_bad_character(std::string_view bytes) {
  for (std::size_t offset = 0; offset < bytes.size();) {
    const std::size_t at = offset;
    const UChar32 c = next(bytes, offset);
    if (c < 0) {
      return BadCharacter{at,
                          begins_with_utf16_mark(bytes) ? "the text is UTF-16, not UTF-8" : "the bytes are not UTF-8",
                          "save it as UTF-8"};
    }
    if (is_control(c)) {
      return BadCharacter{at, "control character " + code_point_name(c), "delete it"};
    }
  }
  return std::nullopt;
}

std::optional<std::string> to_clean_utf8(std::string_view bytes, const Location& first_line, Diagnostics& diagnostics) {
  if (bytes.starts_with(kByteOrderMark)) {
    bytes.remove_prefix(kByteOrderMark.size());
    diagnostics.warning(first_line, "a byte order mark stands before the text", "save it as UTF-8 without one");
  }
  if (const auto bad = find_bad_character(bytes)) {
    diagnostics.error({first_line.file, first_line.line + lines_before(bytes, bad->offset)}, bad->what, bad->remedy);
    return std::nullopt;
  }
  return with_unix_line_ends(bytes);
}

std::string to_nfc(std::string_view utf8) {
  return normalize(normalizer(icu::Normalizer2::getNFCInstance), utf8);
}

std::string to_line(std::string_view utf8) {
  if (is_ascii_line(utf8)) return std::string(utf8);
  std::string line;
  bool gap = false;       // blanks were seen, and something stands before them
  std::string other_gap;  // no-break spaces and the like, kept inside a line, trimmed at its ends
  for (std::size_t offset = 0; offset < utf8.size();) {
    const std::size_t at = offset;
    const UChar32 c = next(utf8, offset);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      gap = !line.empty();
      continue;
    }
    if (c >= 0 && u_isUWhiteSpace(c) != 0) {
      if (gap) other_gap += ' ';
      gap = false;
      other_gap += utf8.substr(at, offset - at);
      continue;
    }
    if (!line.empty()) line += other_gap;
    if (!line.empty() && gap) line += ' ';
    gap = false;
    other_gap.clear();
    line += utf8.substr(at, offset - at);
  }
  return to_nfc(line);
}

std::string to_body(std::string_view utf8) {
  constexpr std::string_view blanks = " \t\n\r";
  const std::string unix_lines = with_unix_line_ends(utf8);
  std::string_view body = unix_lines;
  const std::size_t last = body.find_last_not_of(blanks);
  if (last == std::string_view::npos) return "";
  body = body.substr(0, last + 1);
  // Only whole blank lines go: the indentation of the first line with text means something in Markdown.
  const std::size_t first = body.find_first_not_of(blanks);
  const std::size_t line_end = body.substr(0, first).rfind('\n');
  if (line_end != std::string_view::npos) body.remove_prefix(line_end + 1);
  return to_nfc(body);
}

std::string shortened(std::string_view text, std::size_t code_points) {
  std::string shown;
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    if (count++ == code_points) return shown + "…";
    const std::size_t at = offset;
    const UChar32 c = next(text, offset);
    if (c == '\t' || c == '\n' || c == '\r') {
      shown += ' ';
    } else if (c < 0 || is_control(c)) {
      shown += "\uFFFD";
    } else {
      shown += text.substr(at, offset - at);
    }
  }
  return shown;
}

std::string in_quotes(std::string_view value) {
  constexpr std::size_t readable = 80;
  return std::string("'").append(shortened(value, readable)).append("'");
}

std::size_t count_code_points(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

bool is_id(std::string_view text) {
  constexpr std::size_t longest = 100;
  return !text.empty() && text.size() <= longest &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::string to_id(std::string_view utf8) {
  constexpr std::size_t longest = 100;
  const std::string decomposed = normalize(normalizer(icu::Normalizer2::getNFKDInstance), utf8);
  std::string id;
  for (std::size_t offset = 0; offset < decomposed.size() && id.size() < longest;) {
    const UChar32 c = next(decomposed, offset);
    if (c >= 0 && u_getCombiningClass(c) != 0) continue;
    const UChar32 lower = c < 0 ? c : u_tolower(c);
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
      id += static_cast<char>(lower);
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

}  // namespace gp
