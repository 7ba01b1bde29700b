// All numbers of the ranking in one place. Fields weigh by repetition at indexing time: see kTitleWeight and its
// neighbours in indexer/schema/index_schema.h.
#pragma once

#include <cmath>
#include <cstdint>

namespace gp {

// BM25 (Robertson and Zaragoza 2009). One document holds all language versions of a practice, so its length says mostly
// how many languages it has; a small b keeps that from mattering (nDCG@10 on a parallel collection: .963 with b = .3,
// .956 with .75), while texts of one language gain by a greater one (.003 to .006 from .3 to .6).
inline constexpr double kK1 = 0.9;
inline constexpr double kB = 0.6;
inline constexpr double kMinNormLength = 0.5;

// A word found as it was typed counts its stem's weight and this much of its own on top.
inline constexpr double kExactBonus = 0.25;

// A concept counts this much of the idf of the practices that have it: below a direct hit of the same rarity.
inline constexpr double kConceptShare = 0.5;
inline constexpr double kPlaceShare = 3;  // who types a town wants what is there, not every text that names it

// A concept that a text names in other words or another language counts this much of a direct hit.
inline constexpr double kTranslationShare = 0.3;

// The words a dictionary translates a word into count this much of a direct hit, all together.
inline constexpr double kDictionaryShare = 0.25;

// Letters: each gram of a word that names no concept, and words of the collection that share most of them with it.
inline constexpr double kGramShare = 0.2;
inline constexpr double kSimilarShare = 0.1;
inline constexpr float kSimilarFrom = 0.34F;
inline constexpr float kCloselySimilarFrom = 0.6F;
inline constexpr float kAlmostTheSameFrom = 0.75F;
inline constexpr std::size_t kMostSimilar = 16;

// What a completion of a prefix adds beyond the most frequent ones, which are scored as words.
inline constexpr double kPrefixShare = 0.3;
inline constexpr unsigned kPrefixScoredWords = 12;

// From how many words on not every one must be found, and which share of their idf must.
inline constexpr unsigned kQuorumFromWords = 4;
inline constexpr double kQuorumShare = 0.5;

// With fewer matches than fill a page, those with the greatest share of the words follow until there are two pages, or
// until there is one where so many have the same share that there would be more than five. Who has all stands above who
// has not. A word is partly there where a similar one is: that much of their similarity.
inline constexpr std::size_t kEnoughMatches = 10;
inline constexpr std::size_t kWidenTo = 20;
inline constexpr std::size_t kWidenToAtMost = 50;
inline constexpr double kSimilarFound = 0.5;
inline constexpr double kFullMatchBonus = 1000;  // more than words can weigh

// Where not every word must be found, each one found counts this much of its idf beside its weight, in whatever form or
// language it was found.
inline constexpr double kFoundShare = 0.6;

// What having something weighs when `with` of `all` practices have it: about BM25's, and never below zero.
inline double idf(std::uint32_t all, std::uint32_t with) {
  return std::log(1 + static_cast<double>(all) / (with + 0.5));
}

}  // namespace gp
