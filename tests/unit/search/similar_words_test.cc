#include "searchd/search/similar_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/unit/search/naive_words.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class Dictionary {
 public:
  explicit Dictionary(const std::set<std::string>& words) : words_(words.begin(), words.end()) {
    for (const std::string& word : words_) entries_.push_back({.word = word, .practices = 1});
  }
  const std::vector<std::string>& words() const { return words_; }
  const std::vector<WordEntry>& entries() const { return entries_; }

 private:
  std::vector<std::string> words_;
  std::vector<WordEntry> entries_{};
};

std::vector<std::string> similar(const Dictionary& dictionary, std::string_view word, std::size_t limit = 100,
                                 float least = 0.01F) {
  std::vector<std::string> words;
  for (const SimilarWord& one : SimilarWords(dictionary.entries()).find(word, limit, least)) {
    words.push_back(dictionary.words()[one.word]);
  }
  return words;
}

const Dictionary& schools() {
  static const Dictionary dictionary(
      {"2015", "garten", "preschool", "school", "schooling", "schools", "skola", "школа", "школы"});
  return dictionary;
}

std::string random_word(Random& random) {
  static constexpr std::string_view kPieces[] = {"a", "b", "c", "sko", "la", "wohn", "ung", "ш", "к", "о", "ω", "7"};
  // Few with the digit, which leaves nothing to compare.
  std::string word = random.chain(kPieces, random.between(1, 6));
  if (!random.one_in(8)) std::erase(word, '7');
  return word.empty() ? "a" : word;
}

TEST(SimilarWordsTest, TheyAreThoseOfAComparisonWithEachWord) {
  constexpr double kRounding = 1e-4;
  Random random(21);
  std::size_t compared = 0;
  for (int round = 0; round < 20; ++round) {
    std::set<std::string> words;
    for (std::size_t i = random.between(1, 120); i > 0; --i) words.insert(random_word(random));
    const Dictionary dictionary(words);
    const SimilarWords fast(dictionary.entries());
    const NaiveSimilarWords naive(dictionary.words());
    for (int i = 0; i < 40; ++i) {
      const std::string word = random.one_in(3) ? random.of(dictionary.words()) : random_word(random);
      const std::size_t limit = random.one_in(2) ? random.between(1, 8) : 1000;
      const float least = 0.05F * static_cast<float>(random.between(1, 19));
      const std::vector<SimilarWord> found = fast.find(word, limit, least);
      ASSERT_LE(found.size(), limit);
      std::set<std::string> seen;
      double last = 1;
      for (const SimilarWord& one : found) {
        const std::string& other = dictionary.words().at(one.word);
        ASSERT_NE(other, word);
        ASSERT_TRUE(seen.insert(other).second) << other << " twice";
        ASSERT_NEAR(one.similarity, naive.similarity(word, other), kRounding) << word << ' ' << other;
        ASSERT_GE(one.similarity, least);
        ASSERT_LE(one.similarity, last) << "not by similarity";
        last = one.similarity;
      }
      const double bar = found.size() == limit ? last : static_cast<double>(least);
      for (const auto& [other, similarity] : naive.all(word)) {
        if (!seen.contains(other)) {
          ASSERT_LE(similarity, bar + kRounding) << word << " lacks " << other;
        }
      }
      compared += found.size();
    }
  }
  EXPECT_GT(compared, 400U) << "the words test little";
}

TEST(SimilarWordsTest, CyrillicMeetsLatin) {
  EXPECT_EQ(similar(schools(), "skola").front(), "школа");
  EXPECT_EQ(similar(schools(), "школа").front(), "skola");
  const std::vector<SimilarWord> found = SimilarWords(schools().entries()).find("школа", 1, 0.5F);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_FLOAT_EQ(found[0].similarity, 1);
}

TEST(SimilarWordsTest, TheWordItselfIsNotAmongThem) {
  EXPECT_THAT(similar(schools(), "school"), Contains("schools"));
  EXPECT_THAT(similar(schools(), "school"), Contains("preschool"));
  EXPECT_THAT(similar(schools(), "school"), Not(Contains("school")));
  EXPECT_THAT(similar(schools(), "school"), Not(Contains("garten")));
}

TEST(SimilarWordsTest, WordsThatAreOnlyAlikeInsideResembleNothing) {
  const Dictionary dictionary({"fixent", "blix", "entorp"});
  EXPECT_THAT(similar(dictionary, "blixentorp"), UnorderedElementsAre("blix", "entorp"));
}

TEST(SimilarWordsTest, TheMostSimilarAreKeptWhereThereAreMore) {
  const std::vector<std::string> all = similar(schools(), "school");
  ASSERT_GT(all.size(), 2U);
  for (std::size_t limit = 0; limit <= all.size(); ++limit) {
    EXPECT_EQ(similar(schools(), "school", limit),
              std::vector<std::string>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(limit)));
  }
}

TEST(SimilarWordsTest, NoneIsLessSimilarThanWanted) {
  EXPECT_THAT(similar(schools(), "skola", 100, 0.99F), ElementsAre("школа"));
  EXPECT_THAT(similar(schools(), "school", 100, 0.99F), IsEmpty());
}

TEST(SimilarWordsTest, EquallySimilarOnesStandInTheOrderOfTheDictionary) {
  const Dictionary dictionary({"xabcdea", "xabcdeb", "xabcdec"});
  EXPECT_THAT(similar(dictionary, "xabcde"), ElementsAre("xabcdea", "xabcdeb", "xabcdec"));
  EXPECT_THAT(similar(dictionary, "xabcde", 2), ElementsAre("xabcdea", "xabcdeb"));
}

TEST(SimilarWordsTest, NumbersResembleNothing) {
  const Dictionary dictionary({"2014", "2015", "covid19", "covid"});
  EXPECT_THAT(similar(dictionary, "2015"), IsEmpty());
  EXPECT_THAT(similar(dictionary, "covid19"), IsEmpty());
  EXPECT_THAT(similar(dictionary, "covida"), ElementsAre("covid"));
}

TEST(SimilarWordsTest, WordsOfOneOrTwoLettersResembleNothing) {
  const Dictionary dictionary({"a", "ab", "abc", "жа"});
  for (const char* word : {"", "a", "ab", "за"}) EXPECT_THAT(similar(dictionary, word), IsEmpty()) << word;
}

TEST(SimilarWordsTest, WithoutADictionaryThereIsNone) {
  EXPECT_THAT(similar(Dictionary({}), "school"), IsEmpty());
  EXPECT_THAT(similar(Dictionary({}), ""), IsEmpty());
}

TEST(SimilarWordsTest, OneSearchLeavesNothingToTheNext) {
  // Another dictionary, and a smaller one, in the same thread.
  const Dictionary one({"schools"});
  const SimilarWords small(one.entries());
  const SimilarWords large(schools().entries());
  const std::vector<SimilarWord> first = small.find("school", 9, 0.1F);
  ASSERT_THAT(first, SizeIs(1));
  for (int i = 0; i < 3; ++i) {
    large.find("school", 1, 0.9F);
    const std::vector<SimilarWord> again = small.find("school", 9, 0.1F);
    ASSERT_THAT(again, SizeIs(1));
    EXPECT_EQ(again[0].similarity, first[0].similarity);
  }
}

}  // namespace
}  // namespace gp
