#include "tests/unit/search/naive_words.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "indexer/text/latin.h"

namespace gp {
namespace {

std::u32string letters_of(std::string_view utf8) {
  std::u32string letters;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = size == 1 ? lead : lead & (0x7FU >> size);
    for (std::size_t k = 1; k < size; ++k) point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    letters += point;
    i += size;
  }
  return letters;
}

// Runs of four letters of the word in Latin letters, with an edge on both sides.
std::set<std::string> grams_of(const std::string& word) {
  std::set<std::string> grams;
  const std::string latin = to_latin({word}).front();
  if (latin.size() < 3 || word.find_first_of("0123456789") != std::string::npos) return grams;
  const std::string edged = '_' + latin + '_';
  for (std::size_t i = 0; i + 4 <= edged.size(); ++i) grams.insert(edged.substr(i, 4));
  return grams;
}

}  // namespace

std::size_t naive_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::string naive_nearest_word(std::string_view word, const std::vector<WordEntry>& dictionary) {
  const std::u32string letters = letters_of(word);
  if (letters.size() < 4 || word.find_first_of("0123456789") != std::string_view::npos) return {};
  const std::size_t limit = letters.size() < 8 ? 1 : 2;
  const WordEntry* best = nullptr;
  std::size_t best_distance = limit + 1;
  for (const WordEntry& entry : dictionary) {
    const std::size_t distance = naive_distance(letters, letters_of(entry.word));
    if (distance > limit) continue;
    if (best == nullptr || distance < best_distance ||
        (distance == best_distance && entry.practices > best->practices)) {
      best = &entry;
      best_distance = distance;
    }
  }
  return best == nullptr ? std::string() : std::string(best->word);
}

NaiveSimilarWords::NaiveSimilarWords(const std::vector<std::string>& dictionary) {
  for (const std::string& word : dictionary) {
    grams_[word] = grams_of(word);
    for (const std::string& gram : grams_[word]) ++words_with_[gram];
  }
}

// What it weighs to share these: the rarer each, the more. What no word has weighs as if one had it.
double NaiveSimilarWords::weight(const std::set<std::string>& grams) const {
  double sum = 0;
  for (const std::string& gram : grams) {
    const auto with = words_with_.find(gram);
    sum += std::log(1 + static_cast<double>(grams_.size()) / (with == words_with_.end() ? 1 : with->second));
  }
  return sum;
}

double NaiveSimilarWords::similarity(const std::string& a, const std::string& b) const {
  const std::set<std::string> of_a = grams_of(a);
  const auto known = grams_.find(b);
  const std::set<std::string> of_b = known != grams_.end() ? known->second : grams_of(b);
  std::set<std::string> shared;
  std::set_intersection(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(), std::inserter(shared, shared.end()));
  const bool alike = std::any_of(shared.begin(), shared.end(),
                                 [](const std::string& gram) { return gram.front() == '_' || gram.back() == '_'; });
  return !alike ? 0 : weight(shared) / std::sqrt(weight(of_a) * weight(of_b));
}

std::vector<std::pair<std::string, double>> NaiveSimilarWords::all(const std::string& word) const {
  std::vector<std::pair<std::string, double>> words;
  for (const auto& [other, grams] : grams_) {
    if (other != word) words.emplace_back(other, similarity(word, other));
  }
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return words;
}

}  // namespace gp
