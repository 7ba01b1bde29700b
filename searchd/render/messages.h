// The texts of the interface: web/messages/<lang>.yaml, one flat map of keys to ICU MessageFormat patterns a language
// (https://unicode-org.github.io/icu/userguide/format_parse/messages/). Plain arguments, `plural` and `select` are
// understood; numbers are written as the language writes them. Immutable after reading, so any number of threads may
// use one: icu::MessageFormat itself sets up its parts while it formats and is not made for that.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gp {

// What a message says in one place: a word, or a number for `plural` and `#`.
struct MessageArgument {
  std::string name{};
  std::variant<std::string, long long> value{};
};
using MessageArguments = std::vector<MessageArgument>;

// A stretch of a message: its own words, or what an argument put there (so that it can get a `lang` of its own).
struct MessagePiece {
  std::string text{};
  std::string argument{};  // empty: the message's own words

  bool operator==(const MessagePiece&) const = default;
};

// All messages in one language.
class Catalogue {
 public:
  // `yaml` is the content of `file`. Throws std::runtime_error naming the file, and the key where there is one.
  Catalogue(std::string language, const std::string& file, const std::string& yaml);
  ~Catalogue();
  Catalogue(Catalogue&&) noexcept;

  const std::string& language() const;
  bool has(std::string_view key) const;
  std::vector<std::string> keys() const;                           // sorted
  std::vector<std::string> arguments(std::string_view key) const;  // names, sorted

  // Throws std::logic_error for a key there is not, or an argument that was not given.
  std::string text(std::string_view key, const MessageArguments& arguments = {}) const;
  std::vector<MessagePiece> pieces(std::string_view key, const MessageArguments& arguments = {}) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The catalogues of all languages. Serbian in Latin letters is made of Serbian in Cyrillic ones.
class Messages {
 public:
  // Reads every <lang>.yaml of `folder`. Throws std::runtime_error, naming file and key, for a pattern that does not
  // parse, a key or an argument that one language has and another has not. English must be among them.
  explicit Messages(const std::string& folder);

  const std::vector<std::string>& languages() const { return languages_; }  // English first, then by tag
  const Catalogue& in(std::string_view language) const;                     // English where there is no such catalogue

 private:
  std::vector<std::string> languages_;
  std::map<std::string, Catalogue, std::less<>> catalogues_;
};

}  // namespace gp
