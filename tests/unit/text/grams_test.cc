#include "indexer/text/grams.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace gp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> grams(std::string_view word) {
  std::vector<std::string> result;
  for_each_gram(word, [&result](std::string_view gram) { result.emplace_back(gram); });
  return result;
}

TEST(GramsTest, AWordHasEachRunOfFourLettersWithItsEdges) {
  EXPECT_THAT(grams("roma"), ElementsAre("_rom", "roma", "oma_"));
  EXPECT_THAT(grams("school"), ElementsAre("_sch", "scho", "choo", "hool", "ool_"));
}

TEST(GramsTest, TwoLettersAreOneGramAndFewerNone) {
  EXPECT_THAT(grams("abc"), ElementsAre("_abc", "abc_"));
  EXPECT_THAT(grams("ab"), ElementsAre("_ab_"));
  EXPECT_THAT(grams("a"), IsEmpty());
  EXPECT_THAT(grams(""), IsEmpty());
}

TEST(GramsTest, ALetterOfSeveralBytesIsOneLetter) {
  EXPECT_THAT(grams("été"), ElementsAre("_été", "été_"));
  EXPECT_THAT(grams("школа"), ElementsAre("_шко", "школ", "кола", "ола_"));
  EXPECT_THAT(grams("a学𝒷"), ElementsAre("_a学𝒷", "a学𝒷_"));
  EXPECT_THAT(grams("ж"), IsEmpty());
}

TEST(GramsTest, ANumberHasNoneAndAWordWithADigitHas) {
  for (const char* word : {"2015", "1300.50", "7"}) EXPECT_THAT(grams(word), IsEmpty()) << word;
  EXPECT_THAT(grams("b2b"), ElementsAre("_b2b", "b2b_"));
}

TEST(GramsTest, ARepeatedGramIsVisitedEachTime) {
  EXPECT_THAT(grams("aaaaa"), ElementsAre("_aaa", "aaaa", "aaaa", "aaa_"));
}

}  // namespace
}  // namespace gp
