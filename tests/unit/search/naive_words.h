// Which words of a dictionary are near a word, found by comparing it with each: what spelling.h and similar_words.h
// promise, without their short cuts.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/schema/meta.h"

namespace gp {

// Optimal string alignment, the whole table.
std::size_t naive_distance(std::u32string_view a, std::u32string_view b);

std::string naive_nearest_word(std::string_view word, const std::vector<WordEntry>& dictionary);

// Similarity by sets of letters, each word compared with each.
class NaiveSimilarWords {
 public:
  explicit NaiveSimilarWords(const std::vector<std::string>& dictionary);

  double similarity(const std::string& a, const std::string& b) const;  // 0..1
  // Of all the other words, the most similar first; equally similar ones in order of the alphabet.
  std::vector<std::pair<std::string, double>> all(const std::string& word) const;

 private:
  double weight(const std::set<std::string>& grams) const;

  std::map<std::string, std::set<std::string>> grams_{};  // of each word
  std::map<std::string, double> words_with_{};            // a gram
};

}  // namespace gp
