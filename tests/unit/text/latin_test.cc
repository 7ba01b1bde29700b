#include "indexer/text/latin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "indexer/text/analyser.h"

namespace gp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string latin(std::string_view word) {
  return to_latin({fold(word)}).front();
}

TEST(LatinTest, WordsOfOneOriginAreAlikeInAllScripts) {
  EXPECT_EQ(latin("школа"), "skola");
  EXPECT_EQ(latin("Београд"), "beograd");
  EXPECT_EQ(latin("тржница"), latin("tržnica"));
  EXPECT_EQ(latin("Θεσσαλονίκη"), "thessalonike");
  EXPECT_EQ(latin("Ρομά"), "roma");
}

TEST(LatinTest, LettersAndDigitsStayAsTheyAre) {
  for (const char* word : {"roma", "2015", "covid19", ""}) EXPECT_EQ(latin(word), word);
}

TEST(LatinTest, WhatHasNoSuchFormIsLeftOut) {
  EXPECT_EQ(latin("d'eau"), "deau");
  EXPECT_EQ(latin("1,300"), "1300");
  EXPECT_EQ(latin("🏠"), "");
  EXPECT_EQ(latin("здоров'я"), latin("здоровя"));
}

TEST(LatinTest, NoWordsAreNone) {
  EXPECT_THAT(to_latin({}), IsEmpty());
  EXPECT_THAT(to_latin({""}), ElementsAre(""));
  EXPECT_THAT(to_latin({"", "🏠", "", "школа"}), ElementsAre("", "", "", "skola"));
}

TEST(LatinTest, ManyAtOnceAreEachAsAlone) {
  const std::vector<std::string> words = {"школа", "roma",     "σχολειο", "σ",    "",        "2015", "学校",  "مدرسة",
                                          "ספר",   "한국",     "d'eau",   "🏠",    "здоровя", "य",    "школы", "œuvre",
                                          "ъ",     "σχολειοσ", "ქალი",    "日本", "ไทย",     "դպրոց"};
  std::mt19937 random(4);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string_view> some;
    for (std::size_t i = 1 + random() % 12; i > 0; --i) some.push_back(words[random() % words.size()]);
    const std::vector<std::string> together = to_latin(some);
    ASSERT_EQ(together.size(), some.size());
    for (std::size_t i = 0; i < some.size(); ++i) {
      ASSERT_EQ(together[i], to_latin({some[i]}).front()) << some[i];
      ASSERT_TRUE(
          std::ranges::all_of(together[i], [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }));
    }
  }
}

}  // namespace
}  // namespace gp
