// Names and order that ICU's CLDR knows: countries, languages, and how a language sorts.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace gp {

// The country's name for a reader of `lang`; XK is "Kosovo*" in every language (see corpus/README.md for the note). The
// code itself when CLDR has no name.
std::string country_name(std::string_view iso_code, std::string_view lang);

// The language's name for a reader of `lang`: language_name("sr-Latn", "en") is "Serbian (Latin)".
std::string language_name(std::string_view tag, std::string_view lang);

// Sorts strings as readers of a language expect. Const methods are thread-safe.
class Collation {
 public:
  explicit Collation(std::string_view lang);
  Collation(Collation&&) noexcept;
  ~Collation();

  // Keys compare by bytes as the strings do by the rules of the language.
  std::string key(std::string_view utf8) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gp
