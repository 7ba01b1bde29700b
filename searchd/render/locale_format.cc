#include "searchd/render/locale_format.h"

#include <unicode/coll.h>
#include <unicode/datefmt.h>
#include <unicode/listformatter.h>
#include <unicode/localematcher.h>
#include <unicode/locdspnm.h>
#include <unicode/measunit.h>
#include <unicode/numberformatter.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>
#include <stdexcept>

namespace gp {
namespace {

void check(UErrorCode status) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
}

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

icu::Locale to_locale(std::string_view tag) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale =
      icu::Locale::forLanguageTag(icu::StringPiece(tag.data(), static_cast<int32_t>(tag.size())), status);
  check(status);
  return locale;
}

std::optional<int> to_number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// Milliseconds since 1970 at midnight UTC of "2026-11-22".
std::optional<UDate> to_time(std::string_view iso_date) {
  if (iso_date.size() != 10 || iso_date[4] != '-' || iso_date[7] != '-') return std::nullopt;
  const auto year = to_number(iso_date.substr(0, 4));
  const auto month = to_number(iso_date.substr(5, 2));
  const auto day = to_number(iso_date.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  constexpr double kMillisecondsADay = 86'400'000;
  return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count()) * kMillisecondsADay;
}

std::string language_name(const icu::LocaleDisplayNames& names, std::string_view tag) {
  icu::UnicodeString name;
  names.localeDisplayName(to_locale(tag), name);
  return name.isBogus() || name.isEmpty() ? std::string(tag) : to_utf8(name);
}

// With a capital, as items of a menu have one; CLDR knows that of some languages only.
std::string own_name(std::string_view tag) {
  const std::unique_ptr<icu::LocaleDisplayNames> names(
      icu::LocaleDisplayNames::createInstance(to_locale(tag), ULDN_DIALECT_NAMES));
  const icu::UnicodeString name = from_utf8(language_name(*names, tag));
  const UChar32 first = name.char32At(0);
  return to_utf8(icu::UnicodeString(u_totitle(first)).append(name, U16_LENGTH(first), name.length()));
}

std::map<std::string, std::string, std::less<>> own_names() {
  std::map<std::string, std::string, std::less<>> names;
  int32_t count = 0;
  const icu::Locale* locales = icu::Locale::getAvailableLocales(count);
  for (int32_t i = 0; i < count; ++i) {
    if (*locales[i].getCountry() != '\0') continue;
    UErrorCode status = U_ZERO_ERROR;
    const std::string tag = locales[i].toLanguageTag<std::string>(status);
    check(status);
    names.emplace(tag, own_name(tag));
  }
  return names;
}

}  // namespace

struct LocaleFormat::Impl {
  icu::number::LocalizedNumberFormatter numbers;
  icu::number::LocalizedNumberFormatter money;
  icu::number::LocalizedNumberFormatter distances;
  std::unique_ptr<icu::DateFormat> dates;
  std::unique_ptr<icu::ListFormatter> lists;
  std::unique_ptr<icu::LocaleDisplayNames> languages;
  std::unique_ptr<icu::Collator> collator;
};

LocaleFormat::LocaleFormat(const std::string& tag) : impl_(std::make_unique<Impl>()) {
  const icu::Locale locale = to_locale(tag);
  UErrorCode status = U_ZERO_ERROR;
  impl_->numbers = icu::number::NumberFormatter::withLocale(locale);
  impl_->money = icu::number::NumberFormatter::withLocale(locale)
                     .unit(icu::CurrencyUnit(u"EUR", status))
                     .precision(icu::number::Precision::integer());
  impl_->distances = icu::number::NumberFormatter::withLocale(locale)
                         .unit(icu::MeasureUnit::getKilometer())
                         .unitWidth(UNUM_UNIT_WIDTH_SHORT);
  impl_->dates.reset(icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale));
  if (!impl_->dates) throw std::runtime_error("ICU: no dates for " + tag);
  impl_->dates->setTimeZone(*icu::TimeZone::getGMT());
  impl_->lists.reset(icu::ListFormatter::createInstance(locale, status));
  impl_->languages.reset(icu::LocaleDisplayNames::createInstance(locale, ULDN_DIALECT_NAMES));
  impl_->collator.reset(icu::Collator::createInstance(locale, status));
  check(status);
}

LocaleFormat::~LocaleFormat() = default;
LocaleFormat::LocaleFormat(LocaleFormat&&) noexcept = default;

std::string LocaleFormat::number(long long value) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text = impl_->numbers.formatInt(value, status).toString(status);
  check(status);
  return to_utf8(text);
}

std::string LocaleFormat::euros(long long value) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text = impl_->money.formatInt(value, status).toString(status);
  check(status);
  return to_utf8(text);
}

std::string LocaleFormat::kilometres(long long value) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text = impl_->distances.formatInt(value, status).toString(status);
  check(status);
  return to_utf8(text);
}

std::string LocaleFormat::date(std::string_view iso_date) const {
  const std::optional<UDate> time = to_time(iso_date);
  if (!time) return std::string(iso_date);
  icu::UnicodeString text;
  return to_utf8(impl_->dates->format(*time, text));
}

std::string LocaleFormat::list(const std::vector<std::string>& items) const {
  std::vector<icu::UnicodeString> parts;
  parts.reserve(items.size());
  for (const std::string& item : items) parts.push_back(from_utf8(item));
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text;
  impl_->lists->format(parts.data(), static_cast<int32_t>(parts.size()), text, status);
  check(status);
  return to_utf8(text);
}

std::string LocaleFormat::language(std::string_view tag) const {
  return language_name(*impl_->languages, tag);
}

bool LocaleFormat::less(std::string_view left, std::string_view right) const {
  UErrorCode status = U_ZERO_ERROR;
  return impl_->collator->compare(from_utf8(left), from_utf8(right), status) == UCOL_LESS;
}

std::string own_language_name(std::string_view tag) {
  // Asking ICU takes longer than the rest of a page's head, and every page lists all languages.
  static const std::map<std::string, std::string, std::less<>> kNames = own_names();
  const auto found = kNames.find(tag);
  return found == kNames.end() ? own_name(tag) : found->second;
}

std::string nearest_language(std::string_view tag, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), tag) != known.end()) return std::string(tag);
  UErrorCode status = U_ZERO_ERROR;
  icu::LocaleMatcher::Builder builder;
  for (const std::string& language : known) builder.addSupportedLocale(to_locale(language));
  const icu::LocaleMatcher matcher = builder.setNoDefaultLocale().build(status);
  icu::Locale wanted = to_locale(tag);
  wanted.canonicalize(status);  // Montenegrin is Serbian of Montenegro to CLDR
  const icu::LocaleMatcher::Result result = matcher.getBestMatchResult(wanted, status);
  check(status);
  return result.getSupportedIndex() < 0 ? known.front() : known[static_cast<std::size_t>(result.getSupportedIndex())];
}

bool same_word(std::string_view left, std::string_view right) {
  return from_utf8(left).caseCompare(from_utf8(right), U_FOLD_CASE_DEFAULT) == 0;
}

bool is_right_to_left(std::string_view tag) {
  return to_locale(tag).isRightToLeft();
}

}  // namespace gp
