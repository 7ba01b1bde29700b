// Patterns are parsed by ICU's MessagePattern into a small tree once, at start; formatting walks the tree. PluralRules
// and LocalizedNumberFormatter are the parts of ICU that are immutable and may be shared between threads.
#include "searchd/render/messages.h"

#include <unicode/messagepattern.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <stdexcept>

#include "indexer/practice/vocabulary.h"
#include "searchd/render/web_file.h"

namespace gp {
namespace {

struct Element;
using Elements = std::vector<Element>;

struct Variant {
  std::string selector{};  // keyword; "=2" for an exact number
  Elements elements;       // without {}: Element is incomplete here
};

struct Element {
  enum class Kind { kText, kArgument, kNumber, kPlural, kSelect };
  Kind kind = Kind::kText;
  std::string text{};  // of kText; else the argument's name
  std::vector<Variant> variants{};
};

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

// Turns the parts of a parsed pattern into elements.
class Compiler {
 public:
  explicit Compiler(const icu::MessagePattern& pattern) : pattern_(pattern), source_(pattern.getPatternString()) {}

  Elements message(int32_t start, const std::string& plural_argument) const {
    Elements elements;
    const int32_t limit = pattern_.getLimitPartIndex(start);
    int32_t position = pattern_.getPart(start).getLimit();
    for (int32_t i = start + 1; i <= limit; ++i) {
      const icu::MessagePattern::Part& part = pattern_.getPart(i);
      add_text(elements, position, part.getIndex());
      position = part.getLimit();
      if (part.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER) {
        elements.push_back({Element::Kind::kNumber, plural_argument, {}});
      } else if (part.getType() == UMSGPAT_PART_TYPE_ARG_START) {
        const int32_t end = pattern_.getLimitPartIndex(i);
        elements.push_back(argument(i, end));
        position = pattern_.getPart(end).getLimit();
        i = end;
      }
    }
    return elements;
  }

 private:
  void add_text(Elements& elements, int32_t from, int32_t to) const {
    if (from >= to) return;
    const std::string text = to_utf8(source_.tempSubStringBetween(from, to));
    if (!elements.empty() && elements.back().kind == Element::Kind::kText) {
      elements.back().text += text;
    } else {
      elements.push_back({Element::Kind::kText, text, {}});
    }
  }

  Element argument(int32_t start, int32_t end) const {
    const UMessagePatternArgType type = pattern_.getPart(start).getArgType();
    const icu::MessagePattern::Part& name_part = pattern_.getPart(start + 1);
    if (name_part.getType() != UMSGPAT_PART_TYPE_ARG_NAME)
      throw std::runtime_error("arguments have names, not numbers");
    Element element{Element::Kind::kArgument, to_utf8(pattern_.getSubstring(name_part)), {}};
    if (type == UMSGPAT_ARG_TYPE_NONE) return element;
    if (type == UMSGPAT_ARG_TYPE_PLURAL) {
      element.kind = Element::Kind::kPlural;
    } else if (type == UMSGPAT_ARG_TYPE_SELECT) {
      element.kind = Element::Kind::kSelect;
    } else {
      throw std::runtime_error("only plain arguments, plural and select are understood, not {" + element.text +
                               ", ...}");
    }
    for (int32_t i = start + 2; i < end; ++i) {
      const icu::MessagePattern::Part& part = pattern_.getPart(i);
      if (part.getType() != UMSGPAT_PART_TYPE_ARG_SELECTOR) throw std::runtime_error("plural with an offset");
      Variant variant{to_utf8(pattern_.getSubstring(part)), {}};
      ++i;
      if (pattern_.getPart(i).getType() != UMSGPAT_PART_TYPE_MSG_START) ++i;  // the number of "=1"
      variant.elements = message(i, element.kind == Element::Kind::kPlural ? element.text : std::string());
      element.variants.push_back(std::move(variant));
      i = pattern_.getLimitPartIndex(i);
    }
    return element;
  }

  const icu::MessagePattern& pattern_;
  const icu::UnicodeString& source_;
};

Elements compile(const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  icu::MessagePattern parsed(status);
  parsed.parse(icu::UnicodeString::fromUTF8(pattern), &where, status);
  if (U_FAILURE(status)) {
    throw std::runtime_error(std::string(u_errorName(status)) + " at character " + std::to_string(where.offset));
  }
  return Compiler(parsed).message(0, "");
}

void collect_arguments(const Elements& elements, std::set<std::string>& names) {
  for (const Element& element : elements) {
    if (element.kind != Element::Kind::kText) names.insert(element.text);
    for (const Variant& variant : element.variants) collect_arguments(variant.elements, names);
  }
}

const Elements& variant_of(const Element& element, std::string_view selector) {
  const Elements* other = nullptr;
  for (const Variant& variant : element.variants) {
    if (variant.selector == selector) return variant.elements;
    if (variant.selector == "other") other = &variant.elements;
  }
  return *other;  // the parser insists on one
}

constexpr const char* kSerbianLatin = "sr-Latn";

// A catalogue in Serbian Cyrillic in Latin letters; keys, and the words of ICU in the patterns, are in those already.
std::string in_latin(std::string_view yaml) {
  constexpr std::string_view kLocale = "locale: sr-";
  std::string latin = serbian_to_latin(yaml);
  const std::size_t locale = latin.find(kLocale);
  if (locale != std::string::npos) latin.insert(locale + kLocale.size(), "Latn-");
  return latin;
}

}  // namespace

struct Catalogue::Impl {
  std::string language;
  std::map<std::string, Elements, std::less<>> messages;
  std::unique_ptr<icu::PluralRules> plural_rules;
  icu::number::LocalizedNumberFormatter numbers;

  const Elements& find(std::string_view key) const {
    const auto found = messages.find(key);
    if (found == messages.end()) throw std::logic_error("no message '" + std::string(key) + "' in " + language);
    return found->second;
  }

  std::string number(long long value) const {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString written = numbers.formatInt(value, status).toString(status);
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
    return to_utf8(written);
  }

  std::string plural_selector(const Element& element, long long value) const {
    const std::string exact = "=" + std::to_string(value);
    for (const Variant& variant : element.variants) {
      if (variant.selector == exact) return exact;
    }
    return to_utf8(plural_rules->select(static_cast<double>(value)));
  }

  void format(const Elements& elements, const MessageArguments& arguments, std::vector<MessagePiece>& pieces) const {
    for (const Element& element : elements) {
      if (element.kind == Element::Kind::kText) {
        add(pieces, element.text, "");
        continue;
      }
      const auto given = std::find_if(arguments.begin(), arguments.end(),
                                      [&](const MessageArgument& argument) { return argument.name == element.text; });
      if (given == arguments.end()) throw std::logic_error("message argument '" + element.text + "' was not given");
      const long long* count = std::get_if<long long>(&given->value);
      switch (element.kind) {
        case Element::Kind::kPlural:
          if (!count) throw std::logic_error("message argument '" + element.text + "' must be a number");
          format(variant_of(element, plural_selector(element, *count)), arguments, pieces);
          break;
        case Element::Kind::kSelect:
          format(variant_of(element, count ? std::to_string(*count) : std::get<std::string>(given->value)), arguments,
                 pieces);
          break;
        default:
          add(pieces, count ? number(*count) : std::get<std::string>(given->value), element.text);
      }
    }
  }

  static void add(std::vector<MessagePiece>& pieces, const std::string& text, const std::string& argument) {
    if (argument.empty() && !pieces.empty() && pieces.back().argument.empty()) {
      pieces.back().text += text;
    } else if (!text.empty()) {
      pieces.push_back({text, argument});
    }
  }
};

Catalogue::Catalogue(std::string language, const std::string& file, const std::string& yaml)
    : impl_(std::make_unique<Impl>()) {
  impl_->language = std::move(language);
  YAML::Node root;
  try {
    root = YAML::Load(yaml);
  } catch (const YAML::Exception& error) {
    throw std::runtime_error(file + ": " + error.what());
  }
  if (!root.IsMap()) throw std::runtime_error(file + ": not a map of keys to messages");
  for (const auto& entry : root) {
    const std::string key = entry.first.as<std::string>();
    if (!entry.second.IsScalar()) throw std::runtime_error(file + ": '" + key + "' is not a text");
    try {
      if (!impl_->messages.emplace(key, compile(entry.second.as<std::string>())).second) {
        throw std::runtime_error("stands there twice");
      }
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(file + ": '" + key + "': " + error.what());
    }
  }
  if (!has("locale")) throw std::runtime_error(file + ": 'locale' is missing");
  const icu::Locale locale(text("locale").c_str());
  UErrorCode status = U_ZERO_ERROR;
  impl_->plural_rules.reset(icu::PluralRules::forLocale(locale, status));
  if (U_FAILURE(status)) throw std::runtime_error(file + ": 'locale': " + u_errorName(status));
  impl_->numbers = icu::number::NumberFormatter::withLocale(locale);
}

Catalogue::~Catalogue() = default;
Catalogue::Catalogue(Catalogue&&) noexcept = default;

const std::string& Catalogue::language() const {
  return impl_->language;
}

bool Catalogue::has(std::string_view key) const {
  return impl_->messages.find(key) != impl_->messages.end();
}

std::vector<std::string> Catalogue::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, elements] : impl_->messages) keys.push_back(key);
  return keys;
}

std::vector<std::string> Catalogue::arguments(std::string_view key) const {
  std::set<std::string> names;
  collect_arguments(impl_->find(key), names);
  return {names.begin(), names.end()};
}

std::string Catalogue::text(std::string_view key, const MessageArguments& arguments) const {
  std::string text;
  for (const MessagePiece& piece : pieces(key, arguments)) text += piece.text;
  return text;
}

std::vector<MessagePiece> Catalogue::pieces(std::string_view key, const MessageArguments& arguments) const {
  std::vector<MessagePiece> pieces;
  impl_->format(impl_->find(key), arguments, pieces);
  return pieces;
}

Messages::Messages(const std::string& folder) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".yaml") continue;
    const std::string language = entry.path().stem().string();
    const std::string file = entry.path().string();
    const std::string yaml = read_web_file(file);
    catalogues_.emplace(language, Catalogue(language, file, yaml));
    if (language == "sr") catalogues_.emplace(kSerbianLatin, Catalogue(kSerbianLatin, file, in_latin(yaml)));
  }
  if (error) throw std::runtime_error(folder + ": " + error.message());
  const auto english = catalogues_.find("en");
  if (english == catalogues_.end()) throw std::runtime_error(folder + "/en.yaml is missing");

  languages_.push_back("en");
  for (const auto& [language, catalogue] : catalogues_) {
    if (language == "en") continue;
    languages_.push_back(language);
    const std::string file = folder + "/" + (language == kSerbianLatin ? "sr" : language) + ".yaml";
    for (const std::string& key : english->second.keys()) {
      if (!catalogue.has(key)) throw std::runtime_error(file + ": '" + key + "' is missing");
      if (catalogue.arguments(key) != english->second.arguments(key)) {
        throw std::runtime_error(file + ": '" + key + "' has not the arguments it has in en.yaml");
      }
    }
    for (const std::string& key : catalogue.keys()) {
      if (!english->second.has(key)) throw std::runtime_error(file + ": '" + key + "' is not in en.yaml");
    }
  }
}

const Catalogue& Messages::in(std::string_view language) const {
  const auto found = catalogues_.find(language);
  return found != catalogues_.end() ? found->second : catalogues_.find("en")->second;
}

}  // namespace gp
