// The lexicon section: words of other languages, translated into words of the collection. Made by the indexer from
// bilingual dictionaries (lexicon/compile.h), read in place.
//
//   per stem tag    its words, sorted by stem, then word
//   per pair        source and target tag; headwords, sorted; for each its translations, the best first
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/bytes.h"

namespace gp {

// A word of one language: where its letters stand in the pool of strings. Its stem is its beginning or stands behind
// it.
struct LexiconWord {
  std::uint32_t at = 0;
  std::uint8_t word_size = 0;
  std::uint8_t stem_skip = 0;  // where the stem begins, from `at`
  std::uint8_t stem_size = 0;
  std::uint8_t reserved = 0;
};

// What the section consists of, as views: of the section when read, of anything when written.
struct LexiconLanguage {
  std::string_view stem_tag{};
  std::uint32_t by_beginning = 0;  // 1: the stems are no more than beginnings of words
  std::span<const LexiconWord> words{};
};
struct LexiconBlock {
  std::uint32_t source = 0;  // places in `languages`
  std::uint32_t target = 0;
  std::span<const std::uint32_t> heads{};   // places in the words of the source, ascending
  std::span<const std::uint32_t> firsts{};  // where each head's translations begin, and their end: one more than heads
  std::span<const std::uint32_t>
      targets{};  // 2 * place in the words of the target, + 1 if found by way of a third language
};
struct LexiconParts {
  std::string_view pool{};
  std::vector<LexiconLanguage> languages{};
  std::vector<LexiconBlock> blocks{};  // in order of source, then target
};

std::string encode_lexicon(const LexiconParts& parts);

struct WordTranslation {
  std::string_view stem_tag{};
  std::string_view stem{};
  std::string_view word{};  // folded, as the dictionary has it: to show, and where stems are only beginnings of words
  bool pivot = false;       // found by way of a third language
  unsigned rank = 0;        // among the translations of one headword into this language: see translate()
};

struct LexiconPair {
  std::string_view source_tag{};
  std::string_view target_tag{};
  std::size_t headwords = 0;
  std::size_t pivot_headwords = 0;  // those of them that have only translations by way of a third language
  bool operator==(const LexiconPair&) const = default;
};

// Immutable; any number of threads may use one. Views into the section: valid as long as it is mapped.
class Lexicon {
 public:
  // Holds nothing, as does the lexicon of an empty section.
  Lexicon() = default;
  explicit Lexicon(std::string_view section);  // throws CorruptIndex

  // Calls `visit` with the translations of a word into each language of the collection, the best first in each. The
  // word is given by its stem tag, stem and folded form (text/analyser.h). Of the headwords with this stem the very
  // word counts, and after it the best two translations of those that differ in the last letter only, for an entry of
  // its own may hide that a word is another's plural (kobiety: women, kobieta: a woman). Without the very word its near
  // forms count, which share all but three letters of both: the nearest, and those one letter further. If there are
  // none, those that share the longest beginning, but nothing where stems are only beginnings of words. Headwords are
  // shown one after the other, each from rank 0, those after the very word from 1; a translation is shown once.
  void translate(std::string_view source_tag, std::string_view stem, std::string_view folded_word,
                 const std::function<void(const WordTranslation&)>& visit) const;

  std::vector<LexiconPair> pairs() const;
  bool empty() const { return parts_.blocks.empty(); }

 private:
  std::string_view word(const LexiconWord& word) const { return parts_.pool.substr(word.at, word.word_size); }
  std::string_view stem(const LexiconWord& word) const {
    return parts_.pool.substr(word.at + word.stem_skip, word.stem_size);
  }
  void check() const;
  void show(const LexiconBlock& block, std::span<const std::size_t> heads, bool first_is_exact,
            const std::function<void(const WordTranslation&)>& visit) const;

  LexiconParts parts_{};
};

}  // namespace gp
