// What all kinds of dictionaries consist of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gp {

struct DictionaryFile {
  enum class Kind : std::uint8_t { kFreeDict, kApertium };

  std::string name{};    // "freedict-deu-eng"
  std::string source{};  // language tags as the table of languages has them (text/language.h): "de"
  std::string target{};
  std::string index_path{};  // empty where the kind has none
  std::string text_path{};
  Kind kind = Kind::kFreeDict;
  std::uint64_t bytes = 0;   // of both files
  std::int64_t changed = 0;  // the later modification time of the two, nanoseconds since 1970 or so: only to compare
};

struct DictionaryTranslation {
  std::string text{};   // without markup; may be several words
  unsigned senses = 1;  // of the headword it stands for, where the dictionary says so
};

// Valid during the call that shows it.
struct DictionaryEntry {
  std::vector<std::string> headwords{};               // more than one where an entry gives variants: "maestro, maestra"
  std::vector<DictionaryTranslation> translations{};  // in order
  unsigned examples = 0;                              // that follow; main senses have more of them
  bool special = false;                               // the entry begins with a label, as of a trade: "[zool.]"
};

}  // namespace gp
