#include "indexer/editor/private_data.h"

#include <unicode/regex.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include "indexer/practice/characters.h"

namespace gp {
namespace {

struct Pattern {
  std::string_view kind;
  const char* expression;
  const char* sign = nullptr;  // without which there is none: spares most texts the search
};

// A telephone number begins with + or 0 and has eight to fifteen digits (ITU-T E.164) in groups; a date, which may
// begin with 0 too, is none. A date of birth stands after a word for "born".
constexpr std::array<Pattern, 3> kPatterns = {{
    {"an e-mail address", R"([\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,})", "@"},
    {"a telephone number",
     R"((?<![\p{L}\p{N}.,/+-])(?!\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}(?!\d))(?:\+|0)(?:[\s()./-]{0,2}\d){7,14}(?![\p{L}\p{N}]))"},
    {"a date of birth",
     R"((?i)(?<!\p{L})(?:born|née?s?|naissance|geb\.|geboren|nat[oa]|nacid[oa]|nascid[oa]|născut[ăe]?|рођен[а]?|роден[а]?|rođen[a]?|rojen[a]?|narozen[aý]?|narodená?|urodzon[ya]|született|γεννήθηκε|родил(?:ся|ась)|народи(?:вся|лася)|lindur|doğumlu|född|født|syntynyt|dzimis|dzimusi|gim[ęu]s[i]?|sündinud)\s+(?:\p{L}+\s+){0,2}(\d{1,2}(?:[./-]\s?\d{1,2}[./-]\s?|\.?\s(?:de\s)?\p{L}+\s(?:de\s)?)\d{4}|\d{4}-\d{2}-\d{2}))"},
}};

const std::vector<std::unique_ptr<icu::RegexPattern>>& compiled() {
  static const auto patterns = [] {
    std::vector<std::unique_ptr<icu::RegexPattern>> all;
    for (const Pattern& pattern : kPatterns) {
      UErrorCode status = U_ZERO_ERROR;
      UParseError where;
      all.emplace_back(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(pattern.expression), 0, where, status));
      if (U_FAILURE(status) != 0) throw std::logic_error("private data: a pattern does not compile");
    }
    return all;
  }();
  return patterns;
}

std::size_t line_of(std::string_view text, std::size_t offset) {
  return static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

}  // namespace

std::vector<PrivateData> find_private_data(std::string_view utf8) {
  std::vector<PrivateData> found;
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  for (std::size_t i = 0; i < kPatterns.size(); ++i) {
    if (kPatterns[i].sign != nullptr && utf8.find(kPatterns[i].sign) == std::string_view::npos) continue;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(compiled()[i]->matcher(text, status));
    while (U_SUCCESS(status) != 0 && matcher->find(status) != 0) {
      std::string value;
      matcher->group(status).toUTF8String(value);
      std::string before;
      text.tempSubString(0, matcher->start(status)).toUTF8String(before);
      found.push_back({std::string(kPatterns[i].kind), std::move(value), before.size()});
    }
  }
  return found;
}

void check_private_data(const Decoded& decoded, Diagnostics& diagnostics) {
  const auto warn = [&](const Location& where, const PrivateData& one) {
    diagnostics.warning(where, in_quotes(one.value) + " looks like " + one.kind,
                        "leave it out; name the organisation and the address of its page instead");
  };
  for (const auto& [language, text] : decoded.practice.texts) {
    const std::string path = "texts/" + language;
    for (const PrivateData& one : find_private_data(text.title)) warn(decoded.where.at(path + "/title"), one);
    for (const PrivateData& one : find_private_data(text.summary)) warn(decoded.where.at(path + "/summary"), one);
    for (const PrivateData& one : find_private_data(text.body)) {
      warn(decoded.where.in_body(language, line_of(text.body, one.offset)), one);
    }
  }
}

}  // namespace gp
