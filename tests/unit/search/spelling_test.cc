#include "searchd/search/spelling.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "tests/unit/search/naive_words.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

std::u32string random_letters(Random& random, std::size_t most) {
  static constexpr char32_t kLetters[] = {U'a', U'b', U'c', U'é', U'ж'};
  std::u32string word;
  for (std::size_t i = random.below(most + 1); i > 0; --i) word += random.of(kLetters);
  return word;
}

TEST(SpellingTest, TheDistanceIsTheOneOfTheTextbook) {
  Random random(7);
  for (int i = 0; i < 30000; ++i) {
    const std::u32string a = random_letters(random, 9);
    std::u32string b = random_letters(random, 9);
    if (random.one_in(2)) {  // near ones: what matters in practice
      b = a;
      for (std::size_t edits = random.below(4); edits > 0 && !b.empty(); --edits) {
        const std::size_t at = random.below(b.size());
        if (random.one_in(3))
          b.erase(at, 1);
        else if (at > 0 && random.one_in(2))
          std::swap(b[at], b[at - 1]);
        else
          b.insert(at, 1, U'b');
      }
    }
    const std::size_t limit = random.below(5);
    ASSERT_EQ(edit_distance(a, b, limit), std::min(naive_distance(a, b), limit + 1));
    ASSERT_EQ(edit_distance(b, a, limit), edit_distance(a, b, limit));
  }
}

TEST(SpellingTest, DistancesOneKnows) {
  EXPECT_EQ(edit_distance(U"", U"", 2), 0U);
  EXPECT_EQ(edit_distance(U"", U"ab", 2), 2U);
  EXPECT_EQ(edit_distance(U"schol", U"school", 2), 1U);
  EXPECT_EQ(edit_distance(U"shcool", U"school", 2), 1U);  // neighbours swapped
  EXPECT_EQ(edit_distance(U"ca", U"abc", 3), 3U);         // no edit between two letters that were swapped
  EXPECT_EQ(edit_distance(U"kitten", U"sitting", 3), 3U);
  EXPECT_EQ(edit_distance(U"kitten", U"sitting", 2), 3U);  // more than the limit
}

const std::vector<WordEntry> kDictionary = {
    {.word = "2015", .practices = 9},          {.word = "arbeit", .practices = 3},
    {.word = "arbeitsplatze", .practices = 1}, {.word = "beds", .practices = 4},
    {.word = "bed", .practices = 9},           {.word = "house", .practices = 2},
    {.word = "houses", .practices = 2},        {.word = "housing", .practices = 7},
    {.word = "mouse", .practices = 5},         {.word = "rehousing", .practices = 1},
    {.word = "scholarship", .practices = 1},   {.word = "school", .practices = 9},
    {.word = "schools", .practices = 4},       {.word = "σχολειο", .practices = 2},
    {.word = "школа", .practices = 3},
};

TEST(SpellingTest, FindsTheWordThatWasMeant) {
  struct Row {
    const char* typed;
    const char* meant;
  };
  const Row kRows[] = {
      {"shcool", "school"},
      {"scool", "school"},
      {"schooll", "school"},
      {"housng", "housing"},
      {"rehuosing", "rehousing"},  // nine letters: up to two edits
      {"reehuosing", "rehousing"},
      {"huosnig", ""},     // seven letters: one edit only
      {"bouse", "mouse"},  // as near as "house", and in more practices
      {"house", "house"},  // is there
      {"arbeitsplatz", "arbeitsplatze"},
      {"σχολιο", "σχολειο"},
      {"шкoла", "школа"},  // a Latin o
      {"xylophone", ""},
      {"", ""},
  };
  for (const Row& row : kRows) EXPECT_EQ(Spelling(kDictionary).nearest(row.typed), row.meant) << row.typed;
}

TEST(SpellingTest, NeverCorrectsNumbersNorShortWords) {
  for (const char* typed : {"2016", "20155", "201", "h0use", "hous3", "bet", "be", "b", "жук"}) {
    EXPECT_EQ(Spelling(kDictionary).nearest(typed), "") << typed;
  }
}

TEST(SpellingTest, IsTheNearestThenTheMostFrequentThenTheFirstOfTheDictionary) {
  Random random(8);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> words;
    static constexpr std::string_view kLetters[] = {"a", "b", "c", "ж"};
    for (int i = 0; i < 60; ++i) words.push_back(random.chain(kLetters, random.between(3, 10)));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    std::vector<WordEntry> dictionary;
    for (const std::string& word : words) {
      dictionary.push_back({.word = word, .practices = static_cast<std::uint32_t>(random.between(1, 4))});
    }
    const Spelling spelling(dictionary);
    for (int i = 0; i < 20; ++i) {
      const std::string typed = random.chain(kLetters, random.between(2, 11));
      ASSERT_EQ(spelling.nearest(typed), naive_nearest_word(typed, dictionary)) << typed;
    }
  }
}

TEST(SpellingTest, AVeryLongWordIsNoTrouble) {
  const std::string longest(64, 'a');
  const std::vector<WordEntry> dictionary = {{.word = longest, .practices = 1}};
  EXPECT_EQ(Spelling(dictionary).nearest(longest.substr(1)), longest);
  EXPECT_EQ(Spelling(dictionary).nearest("b" + longest.substr(1)), longest);
}

}  // namespace
}  // namespace gp
