#include "indexer/practice/language_tag.h"

#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace gp {
namespace {

constexpr std::size_t kLongestTag = 60;
using Buffer = std::array<char, 256>;

// Empty when `tag` is not well-formed as a whole.
std::string canonical(std::string_view tag) {
  if (tag.empty() || tag.size() > kLongestTag) return "";
  UErrorCode status = U_ZERO_ERROR;
  Buffer locale{};
  int32_t parsed = 0;
  uloc_forLanguageTag(std::string(tag).c_str(), locale.data(), static_cast<int32_t>(locale.size()), &parsed, &status);
  if (U_FAILURE(status) || static_cast<std::size_t>(parsed) != tag.size()) return "";
  Buffer result{};
  const int32_t length =
      uloc_toLanguageTag(locale.data(), result.data(), static_cast<int32_t>(result.size()), 1, &status);
  return U_FAILURE(status) ? "" : std::string(result.data(), static_cast<std::size_t>(length));
}

// ICU's list has every code of two letters, but not every code of three.
bool is_language(const std::string& code) {
  if (code.size() == 3) return true;
  if (code.size() != 2) return false;
  for (const char* const* known = uloc_getISOLanguages(); *known != nullptr; ++known) {
    if (code == *known) return true;
  }
  return false;
}

icu::UnicodeString display_name(const char* language, const char* in) {
  UErrorCode status = U_ZERO_ERROR;
  std::array<UChar, 128> name{};
  const int32_t length = uloc_getDisplayLanguage(language, in, name.data(), static_cast<int32_t>(name.size()), &status);
  return U_FAILURE(status) ? icu::UnicodeString() : icu::UnicodeString(name.data(), length).foldCase();
}

}  // namespace

bool is_language_tag(std::string_view tag) {
  return canonical(tag) == tag && is_language(std::string(tag.substr(0, tag.find('-'))));
}

std::string suggested_language_tag(std::string_view wrong) {
  std::string tag(wrong.substr(0, kLongestTag));
  std::ranges::replace(tag, '_', '-');
  tag = canonical(tag);
  if (is_language_tag(tag)) return tag;
  const icu::UnicodeString name =
      icu::UnicodeString::fromUTF8(icu::StringPiece(wrong.data(), static_cast<int32_t>(wrong.size()))).foldCase();
  for (const char* const* known = uloc_getISOLanguages(); *known != nullptr; ++known) {
    if (display_name(*known, *known) == name || display_name(*known, "en") == name) return *known;
  }
  return "";
}

}  // namespace gp
