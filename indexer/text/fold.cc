// Folding: decompose (NFKD), drop accents and invisible characters, fold case, replace the Latin letters that have no
// decomposition, compose again (NFC).
//
// Invariant: fold(fold(x)) == fold(x). NFKD comes first, so that what it brings to light (the K of the kelvin sign) is
// folded like any other letter; NFC comes last and is undone by the next NFKD. The two Cyrillic letters that are
// letters of their own though Unicode decomposes them, й and ї, keep their mark and NFC composes them again. Accents
// are U+0300-U+036F and the Hebrew and Arabic points, not all combining marks: removing those would damage Thai and the
// Indic scripts.
#include "indexer/text/fold.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>

#include "indexer/text/analyser.h"

namespace gp {
namespace {

bool is_ascii(std::string_view bytes) {
  return std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string ascii_lower(std::string_view ascii) {
  std::string result(ascii);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return result;
}

std::string normalise(const icu::Normalizer2* form, UErrorCode status, std::string_view utf8) {
  check_icu(status, "loading the normalisation data");
  std::string result;
  result.reserve(utf8.size());
  icu::StringByteSink<std::string> sink(&result);
  form->normalizeUTF8(0, {utf8.data(), static_cast<std::int32_t>(utf8.size())}, sink, nullptr, status);
  check_icu(status, "normalising");
  return result;
}

std::string to_nfkd(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  return normalise(icu::Normalizer2::getNFKDInstance(status), status, utf8);
}

std::string to_nfc(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  return normalise(icu::Normalizer2::getNFCInstance(status), status, utf8);
}

std::string to_nfkc(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  return normalise(icu::Normalizer2::getNFKCInstance(status), status, utf8);
}

void append(UChar32 c, std::string& to) {
  char bytes[U8_MAX_LENGTH];
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  to.append(bytes, static_cast<std::size_t>(size));
}

UChar32 next(std::string_view utf8, std::size_t& at) {
  UChar32 c = 0;
  U8_NEXT_UNSAFE(utf8.data(), at, c);
  return c;
}

bool is_accent(UChar32 c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x20D0 && c <= 0x20FF) ||  // with the keycap of emoji
         (c >= 0x591 && c <= 0x5C7 && u_charType(c) == U_NON_SPACING_MARK) || (c >= 0x64B && c <= 0x65F) || c == 0x670;
}

// The mark that makes another letter of its base.
bool is_part_of_letter(UChar32 base, UChar32 mark) {
  return (base == U'и' && mark == 0x306) || (base == U'і' && mark == 0x308);
}

// What stands for a lower-case character that has no decomposition; null: itself.
const char* base_letters(UChar32 c) {
  switch (c) {
    case U'ß':
      return "ss";
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'ø':
      return "o";
    case U'đ':
    case U'ð':
      return "d";
    case U'þ':
      return "th";
    case U'ł':
      return "l";
    case U'ħ':
      return "h";
    case U'ŧ':
      return "t";
    case U'ŋ':
      return "n";
    case U'ı':
      return "i";
    case U'ĸ':
      return "k";
    case U'ə':
    case U'ǝ':
      return "e";
    case U'ƶ':
      return "z";
    case U'ґ':
      return "г";
    case U'‘':
    case U'’':
    case U'ʼ':
      return "'";
    default:
      return c >= 0x2010 && c <= 0x2015 ? "-" : nullptr;  // hyphens and dashes
  }
}

}  // namespace

void check_icu(int status, const char* operation) {
  if (U_FAILURE(static_cast<UErrorCode>(status))) {
    throw std::runtime_error(std::string("ICU: ") + operation + ": " + u_errorName(static_cast<UErrorCode>(status)));
  }
}

bool is_valid_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (std::size_t at = 0; at < bytes.size();) {
    UChar32 c = 0;
    U8_NEXT(data, at, bytes.size(), c);  // negative for overlong forms, surrogates and beyond U+10FFFF too
    if (c < 0) return false;
  }
  return true;
}

std::string lower(std::string_view utf8, bool turkish) {
  if (is_ascii(utf8) && !(turkish && utf8.find('I') != std::string_view::npos)) return ascii_lower(utf8);
  const std::string composed = to_nfkc(utf8);
  std::string result;
  result.reserve(composed.size());
  for (std::size_t at = 0; at < composed.size();) {
    const UChar32 c = next(composed, at);
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) continue;  // a soft hyphen inside the word
    append(turkish && c == U'I' ? U'ı' : u_tolower(c), result);
  }
  return result;
}

std::string fold(std::string_view utf8) {
  if (is_ascii(utf8)) return ascii_lower(utf8);
  const std::string decomposed = to_nfkd(utf8);
  std::string result;
  result.reserve(decomposed.size());
  UChar32 base = 0;
  bool compose = false;
  for (std::size_t at = 0; at < decomposed.size();) {
    UChar32 c = next(decomposed, at);
    if (c < 0x80) {
      base = c;
      result += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
      continue;
    }
    if (is_accent(c)) {
      if (!is_part_of_letter(base, c)) continue;
    } else {
      if (c == 0x640 || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) continue;  // 0x640: Arabic tatweel
      c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
      if (u_getCombiningClass(c) == 0) base = c;
    }
    if (const char* letters = base_letters(c)) {
      result += letters;
    } else if (const std::int32_t digit = u_charDigitValue(c); digit >= 0) {
      result += static_cast<char>('0' + digit);
    } else {
      compose = compose || c >= 0x300;
      append(c, result);
    }
  }
  return compose ? to_nfc(result) : result;
}

std::size_t apostrophe_at(std::string_view utf8) {
  for (const std::string_view apostrophe : {"'", "’", "ʼ", "‘", "＇"}) {
    if (utf8.starts_with(apostrophe)) return apostrophe.size();
  }
  return 0;
}

std::string_view first_bytes(std::string_view utf8, std::size_t bytes) {
  if (utf8.size() <= bytes) return utf8;
  while (bytes > 0 && U8_IS_TRAIL(utf8[bytes])) --bytes;
  return utf8.substr(0, bytes);
}

std::string_view first_letters(std::string_view utf8, std::size_t letters) {
  std::size_t at = 0;
  while (letters > 0 && at < utf8.size()) {
    ++at;
    while (at < utf8.size() && U8_IS_TRAIL(utf8[at])) ++at;
    --letters;
  }
  return utf8.substr(0, at);
}

}  // namespace gp
