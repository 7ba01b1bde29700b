// Words of the collection that share letters with a word: other forms that no stemmer joins, the parts and wholes of
// compounds (Wohnungslosenhilfe, Wohnung), and words of one origin in other languages and scripts.
//
// Two words are compared by their letter 4-grams, transliterated to Latin and with the word's edges, each weighed by
// its rarity among the words (Mayfield and McNamee 2003 measure 4-grams across the languages of Europe). The grams are
// of the words and not of the texts, so they cost no place in the index, and what matched can be named.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/schema/meta.h"

namespace gp {

struct SimilarWord {
  std::uint32_t word = 0;  // its place in the dictionary
  float similarity = 0;    // 0..1; 1: the same letters
};

// Immutable: any number of threads may use one.
class SimilarWords {
 public:
  // `dictionary` must outlive this.
  explicit SimilarWords(const std::vector<WordEntry>& dictionary);

  // The most similar words that begin or end alike, `limit` at most and none below `least`, the word itself left out;
  // by similarity. `folded` is one word.
  std::vector<SimilarWord> find(std::string_view folded, std::size_t limit, float least) const;

 private:
  struct Gram {
    std::uint32_t letters = 0;
    std::uint32_t first = 0;  // into words_, up to the next gram's
    float weight = 0;
  };
  const Gram* find_gram(std::uint32_t letters) const;

  const std::vector<WordEntry>& dictionary_;
  std::vector<Gram> grams_;           // by letters, and one behind the last
  std::vector<std::uint32_t> words_;  // by gram
  std::vector<float> weight_;         // of all grams of a word
};

}  // namespace gp
