#include "indexer/text/language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "indexer/text/analyser.h"
#include "tests/unit/text/words.h"

namespace gp {
namespace {

TEST(LanguageTest, RowsAreInOrderAndUnique) {
  EXPECT_TRUE(std::ranges::is_sorted(languages(), {}, &Language::tag));
  EXPECT_EQ(std::ranges::adjacent_find(languages(), {}, &Language::tag), languages().end());
}

TEST(LanguageTest, TheLanguagesOfEuropeAreKnown) {
  std::istringstream tags(
      "en fr de it es ca pt nl sv da nb nn fi el ro bg hu cs sk pl sl hr sr sr-Latn bs cnr mk sq tr uk ru lv lt et ga "
      "mt eu rom is");
  for (std::string tag; tags >> tag;) {
    EXPECT_TRUE(is_known_language(tag)) << tag;
    EXPECT_EQ(language_for(tag).tag, tag);
    EXPECT_FALSE(language_for(tag).stop_words.empty()) << tag;
  }
}

TEST(LanguageTest, SubtagsFallBackToTheirLanguageAndTheUnknownToUnd) {
  for (const auto& [tag, expected] : {std::pair{"de-AT", "de"},
                                      {"DE-at", "de"},
                                      {"sr-Latn-RS", "sr-Latn"},
                                      {"sr-latn", "sr-Latn"},
                                      {"sr-Cyrl", "sr"},
                                      {"zh-Hant-TW", "und"},
                                      {"xx", "und"},
                                      {"", "und"},
                                      {"-", "und"},
                                      {"und", "und"}}) {
    EXPECT_EQ(language_for(tag).tag, expected) << tag;
  }
  EXPECT_TRUE(is_known_language("pt-BR"));
  EXPECT_FALSE(is_known_language("xx-DE"));
  EXPECT_FALSE(is_known_language(""));
}

TEST(LanguageTest, EveryRowCanAnalyse) {
  for (const Language& language : languages()) {
    Analyser analyser(language.tag);
    EXPECT_EQ(analyser.stem_tag(), language.stem_tag);
    EXPECT_THAT(analyser.analyse("Ana 2013"), testing::SizeIs(2)) << language.tag;
  }
}

// A stop word that folding would change is never met in a text.
TEST(LanguageTest, StopWordsAndElisionsAreFoldedWords) {
  for (const Language& language : languages()) {
    for (const std::string_view list : {language.stop_words, language.elisions}) {
      std::istringstream words_of_list{std::string(list)};
      for (std::string word; words_of_list >> word;) {
        EXPECT_THAT(words(language.tag, word), testing::ElementsAre(word)) << language.tag;
      }
    }
  }
}

}  // namespace
}  // namespace gp
