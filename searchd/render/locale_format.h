// Numbers, money, dates, lists and names of languages as one language writes them. Immutable, so any number of threads
// may share one.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gp {

class LocaleFormat {
 public:
  // `locale` as BCP 47 with a country, since English dates need one: "en-GB". Throws std::runtime_error for one that
  // ICU does not know.
  explicit LocaleFormat(const std::string& locale);
  ~LocaleFormat();
  LocaleFormat(LocaleFormat&&) noexcept;

  std::string number(long long value) const;
  std::string euros(long long value) const;
  std::string kilometres(long long value) const;      // "40 km"
  std::string date(std::string_view iso_date) const;  // "22 November 2026"; what is no date comes back as it is
  std::string list(const std::vector<std::string>& items) const;
  std::string language(std::string_view tag) const;                // "Italian"; the tag where there is no name
  bool less(std::string_view left, std::string_view right) const;  // order of the alphabet

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A language in its own words, as a menu writes them: "Italiano"; the tag where there is no name.
std::string own_language_name(std::string_view tag);

// The one of `known` that a reader of `tag` understands best, by CLDR's distances; the first where none is near.
std::string nearest_language(std::string_view tag, const std::vector<std::string>& known);

// The same but for case.
bool same_word(std::string_view left, std::string_view right);

// Written from right to left.
bool is_right_to_left(std::string_view tag);

}  // namespace gp
