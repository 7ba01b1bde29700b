// Reading the keys of one map, whatever file form it came from. Each key is taken once by name; what has not been taken
// in the end is unknown, so the code that reads a map is at the same time the list of its keys.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/practice/diagnostic.h"
#include "indexer/practice/tree.h"
#include "indexer/practice/whereabouts.h"

namespace gp {

class KeyReader {
 public:
  // `map` must be a map; it, `diagnostics` and `whereabouts` (may be null) outlive the reader. Reports duplicate keys.
  KeyReader(const Tree& map, Diagnostics& diagnostics, Whereabouts* whereabouts = nullptr, std::string path = "");

  Location where() const { return map_.where(); }
  Location where_of(std::string_view key) const;  // of the map itself when the key is absent
  std::string path(std::string_view key) const;

  // The value of `key`: null when it is absent or says nothing (null, ~, nothing after the colon).
  const Tree* take(std::string_view key);

  // Values of one type; one of another type is reported and read as absent. A text is one line (to_line).
  std::string text(std::string_view key);
  std::string body(std::string_view key);                // Markdown
  std::vector<std::string> texts(std::string_view key);  // a list, or a single text
  // `remedy` says what to write when the number is none.
  std::optional<long long> whole(std::string_view key, const std::string& remedy);
  std::optional<double> number(std::string_view key, const std::string& remedy);
  bool flag(std::string_view key);  // absent is false

  // Maps within; `example` is shown when something else stands there. A list of maps may be a single map.
  std::optional<KeyReader> map(std::string_view key, std::string_view example);
  std::vector<KeyReader> maps(std::string_view key, std::string_view example);

  // For a map whose keys are data, such as language tags: each once.
  std::vector<std::string> keys() const;

  // Call when all known keys have been taken: reports the others.
  void finish();

 private:
  const Tree* scalar(std::string_view key, std::string_view kind);
  std::optional<std::string> line_of(const Tree& node, std::string_view key);
  void wrong_type(const Tree& node, std::string_view key, std::string_view expected, const std::string& remedy);
  void remember(const std::string& path, const Tree& node);
  bool has_bad_character(const Tree& node, std::string_view key);

  const Tree& map_;
  Diagnostics* diagnostics_;
  Whereabouts* whereabouts_;
  std::string path_;
  std::map<std::string_view, const Tree*> by_key_;
  std::vector<std::string> taken_;
};

std::optional<long long> parse_whole(std::string_view text);
std::optional<double> parse_number(std::string_view text);

}  // namespace gp
