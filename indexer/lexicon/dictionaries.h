// All bilingual dictionaries of a folder (freedict.h), and of the folder "apertium" beside it (apertium.h), as one
// file: pairs of words by language, analysed, independent of any collection. Compiling it takes seconds, so it is kept
// beside the index and made anew only when a dictionary or the analysis changed; what a collection needs of it is
// chosen at each publishing (compile.h).
//
// Only single words are kept: headword and translation must have one content word each when stop words are left out, so
// that "to house", "das Haus" and "a house" count and "house of cards" does not. A dictionary serves both directions.
//
//   bytes 0..7    "GPDICTS\n"
//   8..15         XXH3 of all behind it
//   16..          the key (what it was made from), the languages with their words, the pairs: see encode_dictionaries
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/bytes.h"

namespace gp {

// Where a word's letters stand in the pool of strings. A language's words are sorted by stem, then word.
struct DictionaryWord {
  std::uint32_t word_at = 0;
  std::uint32_t stem_at = 0;
  std::uint8_t word_size = 0;
  std::uint8_t stem_size = 0;
  std::uint16_t reserved = 0;
};

struct DictionaryLanguage {
  std::string_view stem_tag{};
  std::span<const DictionaryWord> words{};
};

// The translations from one language into another: of both a dictionary X-Y and an inverted Y-X.
struct DictionaryPair {
  std::uint32_t source = 0;  // places in the languages
  std::uint32_t target = 0;
  std::span<const std::uint32_t> heads{};    // places in the source's words, ascending
  std::span<const std::uint32_t> firsts{};   // where each head's translations begin, and their end: one more than heads
  std::span<const std::uint32_t> targets{};  // places in the target's words, the best first
};

struct DictionaryParts {
  std::string_view key{};
  std::string_view pool{};
  std::vector<DictionaryLanguage> languages{};  // in order of the stem tag
  std::vector<DictionaryPair> pairs{};          // in order of source, then target
};

std::string encode_dictionaries(const DictionaryParts& parts);

// The compiled file, mapped. Immutable; any number of threads may read.
class Dictionaries {
 public:
  // Throws std::system_error when it cannot be opened, CorruptIndex when it is not as it was written.
  explicit Dictionaries(const std::string& path);
  ~Dictionaries();
  Dictionaries(Dictionaries&& other) noexcept;
  Dictionaries& operator=(Dictionaries&&) = delete;

  std::string_view key() const { return parts_.key; }
  std::span<const DictionaryLanguage> languages() const { return parts_.languages; }
  std::span<const DictionaryPair> pairs() const { return parts_.pairs; }
  std::string_view word(const DictionaryWord& word) const { return parts_.pool.substr(word.word_at, word.word_size); }
  std::string_view stem(const DictionaryWord& word) const { return parts_.pool.substr(word.stem_at, word.stem_size); }

  const DictionaryPair* pair(std::uint32_t source, std::uint32_t target) const;  // null: there is none

  // What was read of the file needs no memory any more until it is read again.
  void let_go() const;

 private:
  const char* data_ = nullptr;
  std::size_t mapped_ = 0;
  DictionaryParts parts_{};
};

// What a compiled file of these dictionaries is made from: their names, sizes and times, and the analysis.
std::string key_of_dictionaries(const std::string& folder);

// Whether the compiled file was made from these dictionaries. Reads no more than its beginning.
bool is_current(const std::string& folder, const std::string& cache_file);

// The dictionaries of a folder and of "apertium" beside it, compiled into `cache_file` unless that is current and
// sound. Nothing if the folder's name is empty, it is missing or holds no dictionary we can use. A damaged dictionary
// is left out, with a sentence to `warn`. Throws std::system_error when the compiled file cannot be written.
std::optional<Dictionaries> open_dictionaries(const std::string& folder, const std::string& cache_file,
                                              const std::function<void(const std::string&)>& warn);

}  // namespace gp
