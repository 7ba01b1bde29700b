#include "searchd/search/compound.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Sorted; the count of practices stands behind each.
const std::vector<WordEntry>& words() {
  static const std::vector<WordEntry> entries = {
      {"abbrecher", 1},    {"beratung", 5}, {"beratungs", 1}, {"haus", 9},        {"hausbe", 1}, {"kinder", 9},
      {"kindergarten", 2}, {"ratung", 1},   {"schul", 3},     {"standplaats", 2}, {"stelle", 4}, {"woonwagen", 2},
  };
  return entries;
}

TEST(CompoundTest, AWordIsTakenApartIntoWordsOfTheCollection) {
  EXPECT_THAT(split_compound("schulabbrecher", words()), ElementsAre("schul", "abbrecher"));
  EXPECT_THAT(split_compound("woonwagenstandplaats", words()), ElementsAre("woonwagen", "standplaats"));
}

TEST(CompoundTest, LettersBetweenAndBehindThePartsAreLeftOut) {
  EXPECT_THAT(split_compound("abbrechershaus", words()), ElementsAre("abbrecher", "haus"));
  EXPECT_THAT(split_compound("woonwagenstandplaatsen", words()), ElementsAre("woonwagen", "standplaats"));
}

TEST(CompoundTest, FewPartsAreBetterThanMany) {
  EXPECT_THAT(split_compound("schulkindergarten", words()), ElementsAre("schul", "kindergarten"));
}

TEST(CompoundTest, OfAsManyPartsTheFrequentOnesAreBetter) {
  EXPECT_THAT(split_compound("hausberatung", words()), ElementsAre("haus", "beratung"));
  EXPECT_THAT(split_compound("beratungsstelle", words()), ElementsAre("beratung", "stelle"));
}

TEST(CompoundTest, AWordThatLeavesARestIsNotTakenApart) {
  EXPECT_THAT(split_compound("schulquote", words()), IsEmpty());
  EXPECT_THAT(split_compound("xschulhaus", words()), IsEmpty());
}

TEST(CompoundTest, AWordOfTheCollectionIsNoCompoundOfItself) {
  EXPECT_THAT(split_compound("kindergarten", words()), IsEmpty());
  EXPECT_THAT(split_compound("haus", words()), IsEmpty());
}

TEST(CompoundTest, OnlyWordsInLatinLettersAreTakenApart) {
  EXPECT_THAT(split_compound("schul2haus", words()), IsEmpty());
  EXPECT_THAT(split_compound("школаhaus", words()), IsEmpty());
  EXPECT_THAT(split_compound("", words()), IsEmpty());
  EXPECT_THAT(split_compound("schul" + std::string(100, 'x') + "haus", words()), IsEmpty());
}

}  // namespace
}  // namespace gp
