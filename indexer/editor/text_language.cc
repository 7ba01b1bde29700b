#include "indexer/editor/text_language.h"

#include <cld2/public/compact_lang_det.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "indexer/practice/characters.h"
#include "indexer/text/language.h"

namespace gp {
namespace {

constexpr std::size_t kFewestBytes = 300;  // CLD2 is made for texts of 200 characters and more

// Cyrillic letters less Latin ones.
long cyrillic_surplus(std::string_view utf8) {
  long surplus = 0;
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(text.char32At(i), &status);
    if (script == USCRIPT_CYRILLIC) ++surplus;
    if (script == USCRIPT_LATIN) --surplus;
  }
  return surplus;
}

void check_script(const std::string& language, const Location& where, std::string_view body, Diagnostics& diagnostics) {
  if (language != "sr" && language != "sr-Latn") return;
  const bool cyrillic = cyrillic_surplus(body) > 0;
  if (cyrillic == (language == "sr")) return;
  diagnostics.warning(where,
                      "the text in 'sr" + std::string(cyrillic ? "-Latn' is in Cyrillic" : "' is in Latin letters"),
                      cyrillic ? "name it 'sr'" : "name it 'sr-Latn', or write it in Cyrillic");
}

}  // namespace

std::string detected_language(std::string_view utf8) {
  if (utf8.size() < kFewestBytes) return {};
  CLD2::Language best[3] = {};
  int percent[3] = {};
  int bytes = 0;
  bool reliable = false;
  const CLD2::Language language =
      CLD2::DetectLanguageSummary(utf8.data(), static_cast<int>(utf8.size()), true, best, percent, &bytes, &reliable);
  if (!reliable || percent[0] < 60) return {};
  return CLD2::LanguageCode(language);
}

void check_text_languages(const Decoded& decoded, Diagnostics& diagnostics) {
  for (const auto& [language, text] : decoded.practice.texts) {
    const std::string prose = text.title + ".\n" + text.summary + "\n" + text.body;
    const Location where = decoded.where.at("texts/" + language);
    check_script(language, where, text.body, diagnostics);
    const std::string detected = detected_language(prose);
    if (detected.empty() || language_for(detected).stem_tag == language_for(language).stem_tag) continue;
    diagnostics.warning(where, "the text in " + in_quotes(language) + " looks like " + in_quotes(detected),
                        "name it by its language, or write it in " + in_quotes(language));
  }
}

}  // namespace gp
