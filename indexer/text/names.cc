#include "indexer/text/names.h"

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace gp {
namespace {

icu::Locale locale_of(std::string_view tag) {
  // CLDR has no data of its own for Montenegrin; Serbian in Latin script as used there is the nearest.
  if (tag == "cnr") return icu::Locale("sr_Latn_ME");
  if (tag == "sr") return icu::Locale("sr_Cyrl");
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale =
      icu::Locale::forLanguageTag(icu::StringPiece(tag.data(), static_cast<std::int32_t>(tag.size())), status);
  return U_FAILURE(status) ? icu::Locale::getEnglish() : locale;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

}  // namespace

std::string country_name(std::string_view iso_code, std::string_view lang) {
  const icu::Locale country("", std::string(iso_code).c_str());
  icu::UnicodeString name;
  country.getDisplayCountry(locale_of(lang), name);
  std::string text = utf8(name);
  if (text.empty()) return std::string(iso_code);
  if (iso_code == "XK") text += '*';
  return text;
}

std::string language_name(std::string_view tag, std::string_view lang) {
  if (tag == "cnr") {
    // ICU 72 names it in few languages, and otherwise shows the bare code.
    icu::UnicodeString name;
    icu::Locale("cnr").getDisplayLanguage(locale_of(lang), name);
    std::string text = utf8(name);
    return text.empty() || text == "cnr" ? "Montenegrin" : text;
  }
  icu::UnicodeString name;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale shown =
      icu::Locale::forLanguageTag(icu::StringPiece(tag.data(), static_cast<std::int32_t>(tag.size())), status);
  if (U_FAILURE(status)) return std::string(tag);
  shown.getDisplayName(locale_of(lang), name);
  std::string text = utf8(name);
  return text.empty() ? std::string(tag) : text;
}

struct Collation::Impl {
  std::unique_ptr<icu::Collator> collator;
};

Collation::Collation(std::string_view lang) : impl_(std::make_unique<Impl>()) {
  UErrorCode status = U_ZERO_ERROR;
  impl_->collator.reset(icu::Collator::createInstance(locale_of(lang), status));
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU has no collation: ") + u_errorName(status));
}
Collation::Collation(Collation&&) noexcept = default;
Collation::~Collation() = default;

std::string Collation::key(std::string_view utf8_text) const {
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8_text.data(), static_cast<std::int32_t>(utf8_text.size())));
  std::string key(64, '\0');
  std::int32_t size = impl_->collator->getSortKey(text, reinterpret_cast<std::uint8_t*>(key.data()),
                                                  static_cast<std::int32_t>(key.size()));
  if (static_cast<std::size_t>(size) > key.size()) {
    key.resize(static_cast<std::size_t>(size));
    size = impl_->collator->getSortKey(text, reinterpret_cast<std::uint8_t*>(key.data()), size);
  }
  key.resize(static_cast<std::size_t>(size));
  return key;
}

}  // namespace gp
