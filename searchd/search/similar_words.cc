#include "searchd/search/similar_words.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "indexer/text/grams.h"
#include "indexer/text/latin.h"

namespace gp {
namespace {

constexpr std::size_t kMinLetters = 3;  // with its edges, a word of so many letters has two grams

// The different grams of a word in Latin letters, sorted, each in one number.
void grams_of(std::string_view latin, std::vector<std::uint32_t>& grams) {
  grams.clear();
  if (latin.size() < kMinLetters) return;
  for_each_gram(latin, [&grams](std::string_view gram) {
    std::uint32_t letters = 0;
    for (const char c : gram) letters = letters << 8 | static_cast<unsigned char>(c);
    grams.push_back(letters);
  });
  std::ranges::sort(grams);
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
}

// Whether a gram is of a word's beginning or end.
bool is_edge(std::uint32_t letters) {
  return (letters & 0xFF) == '_' || letters >> 24 == '_';
}

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

SimilarWords::SimilarWords(const std::vector<WordEntry>& dictionary)
    : dictionary_(dictionary), weight_(dictionary.size()) {
  std::vector<std::string_view> folded;
  folded.reserve(dictionary.size());
  for (const WordEntry& entry : dictionary) folded.push_back(has_digit(entry.word) ? std::string_view() : entry.word);
  const std::vector<std::string> latin = to_latin(folded);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  // gram, word
  std::vector<std::uint32_t> grams;
  for (std::uint32_t word = 0; word < latin.size(); ++word) {
    grams_of(latin[word], grams);
    for (const std::uint32_t gram : grams) pairs.emplace_back(gram, word);
  }
  std::ranges::sort(pairs);
  words_.reserve(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i == 0 || pairs[i].first != pairs[i - 1].first) {
      grams_.push_back({.letters = pairs[i].first, .first = static_cast<std::uint32_t>(i)});
    }
    words_.push_back(pairs[i].second);
  }
  const auto all = static_cast<float>(dictionary.size());
  for (std::size_t i = 0; i < grams_.size(); ++i) {
    const std::size_t end = i + 1 < grams_.size() ? grams_[i + 1].first : words_.size();
    grams_[i].weight = std::log(1 + all / static_cast<float>(end - grams_[i].first));
    for (std::size_t at = grams_[i].first; at < end; ++at) weight_[words_[at]] += grams_[i].weight;
  }
  grams_.push_back({.letters = ~std::uint32_t{0}, .first = static_cast<std::uint32_t>(words_.size())});
}

const SimilarWords::Gram* SimilarWords::find_gram(std::uint32_t letters) const {
  const auto found = std::ranges::lower_bound(grams_, letters, {}, &Gram::letters);
  return found != grams_.end() && found->letters == letters ? &*found : nullptr;
}

std::vector<SimilarWord> SimilarWords::find(std::string_view folded, std::size_t limit, float least) const {
  std::vector<SimilarWord> similar;
  if (has_digit(folded)) return similar;
  std::vector<std::uint32_t> grams;
  grams_of(to_latin({folded}).front(), grams);
  // By word; a thread keeps the array, all zero between calls.
  struct Shared {
    float weight = 0;
    bool edge = false;
  };
  thread_local std::vector<Shared> shared;
  if (shared.size() < dictionary_.size()) shared.resize(dictionary_.size());
  std::vector<std::uint32_t> touched;
  const auto all = static_cast<float>(dictionary_.size());
  float own = 0;
  for (const std::uint32_t letters : grams) {
    const Gram* gram = find_gram(letters);
    own += gram == nullptr ? std::log(1 + all) : gram->weight;
    if (gram == nullptr) continue;
    for (std::size_t at = gram->first; at < (gram + 1)->first; ++at) {
      const std::uint32_t word = words_[at];
      if (shared[word].weight == 0) touched.push_back(word);
      shared[word].weight += gram->weight;
      shared[word].edge |= is_edge(letters);
    }
  }
  for (const std::uint32_t word : touched) {
    const auto [weight, edge] = std::exchange(shared[word], {});
    const float similarity = weight / std::sqrt(own * weight_[word]);
    if (edge && similarity >= least && dictionary_[word].word != folded) {
      similar.push_back({.word = word, .similarity = std::min(similarity, 1.0F)});
    }
  }
  const auto nearer = [](const SimilarWord& a, const SimilarWord& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.word < b.word;
  };
  if (similar.size() > limit) {
    std::ranges::nth_element(similar, similar.begin() + static_cast<std::ptrdiff_t>(limit), nearer);
    similar.resize(limit);
  }
  std::ranges::sort(similar, nearer);
  return similar;
}

}  // namespace gp
