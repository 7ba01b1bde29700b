// The lexicon section: looked up, and damaged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/schema/lexicon.h"
#include "tests/unit/lexicon/dictionary_folder.h"

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string section_of(const std::string& languages, const std::vector<std::string>& entries,
                       const std::vector<std::string>& stem_tags) {
  DictionaryFolder folder;
  folder.add(languages, entries);
  return compile_lexicon(folder.open(), collection_of(stem_tags));
}

TEST(Lexicon, AnEmptySectionHoldsNothing) {
  const Lexicon lexicon{std::string_view()};
  EXPECT_TRUE(lexicon.empty());
  EXPECT_THAT(lexicon.pairs(), IsEmpty());
  lexicon.translate("en", "school", "school", [](const WordTranslation&) { FAIL(); });
}

TEST(Lexicon, TheVeryWordCountsBeforeOthersOfItsStem) {
  const std::string section = section_of("deu-eng", {"Lehrer\nteacher\n", "Lehre\napprenticeship\n"}, {"de", "en"});
  EXPECT_THAT(translations(section, "de", "Lehrer", "en"), ElementsAre("teacher"));
  const std::string houses = section_of("eng-deu", {"house\nHaus\n", "housing\nWohnen\n"}, {"de", "en"});
  EXPECT_THAT(translations(houses, "en", "housing", "de"), ElementsAre("wohnen"));
  EXPECT_THAT(translations(houses, "en", "houses", "de"), ElementsAre("haus")) << "the longest beginning in common";
}

TEST(Lexicon, AnEntryOfItsOwnDoesNotHideThatAWordIsAPlural) {
  const std::string section =
      section_of("pol-eng", {"kobiety\nwomankind\n", "kobieta\nwoman, womankind\n", "kobiecy\nfemale\n"}, {"pl", "en"});
  EXPECT_THAT(translations(section, "pl", "kobiety", "en"), ElementsAre("womankind", "woman"));
  std::vector<unsigned> ranks;
  Lexicon(section).translate("pl", "kobi", "kobiety",
                             [&](const WordTranslation& found) { ranks.push_back(found.rank); });
  EXPECT_THAT(ranks, ElementsAre(0, 1));
}

TEST(Lexicon, WithoutTheVeryWordNearFormsCountBeforeOthersOfItsStem) {
  const std::string section =
      section_of("ita-eng", {"rifiuto\nwaste\n", "rifiutare\nreject\n", "rifiutatore\nrefuser\n"}, {"it", "en"});
  EXPECT_THAT(translations(section, "it", "rifiuti", "en"), ElementsAre("waste"));
  EXPECT_THAT(translations(section, "it", "rifiutavamo", "en"), ElementsAre("reject", "refuser"))
      << "nothing is near: the longest beginning in common";
}

TEST(Lexicon, WhereStemsAreBeginningsWordsMustBeAlike) {
  const std::string section = section_of("slk-eng", {"starosta\nmayor\n", "starostlivosť\ncare\n"}, {"sk", "en"});
  EXPECT_THAT(translations(section, "sk", "starostom", "en"), ElementsAre("mayor"));
  EXPECT_THAT(translations(section, "sk", "starostlivosti", "en"), ElementsAre("care"));
  EXPECT_THAT(translations(section, "sk", "starostovanie", "en"), IsEmpty());
}

TEST(Lexicon, LettersOfTwoBytesAreComparedWhole) {
  const std::string section = section_of("bul-eng", {"школата\nschool\n"}, {"bg", "en"});
  EXPECT_THAT(translations(section, "bg", "школа", "en"), ElementsAre("school"));
  EXPECT_THAT(translations(section, "bg", "школуващите", "en"), IsEmpty());
}

TEST(Lexicon, DamagedBytesAreRefusedOrHarmless) {
  const std::string sound = section_of("slk-eng", {"starosta\nmayor\n", "voda\nwater\n"}, {"sk", "en"});
  const auto use = [](const std::string& bytes) {
    try {
      const Lexicon lexicon(bytes);
      for (const char* word : {"starosta", "voda", ""})
        lexicon.translate("sk", std::string_view(word).substr(0, 5), word, [](const WordTranslation&) {});
      lexicon.pairs();
    } catch (const CorruptIndex&) {
    }
  };
  for (std::size_t at = 0; at < sound.size(); ++at) {
    for (const char byte : {'\x00', '\x01', '\x7f', '\xff'}) {
      std::string damaged = sound;
      damaged[at] = byte;
      use(damaged);
    }
    EXPECT_THROW(Lexicon(std::string_view(sound).substr(0, std::max<std::size_t>(at, 1))), CorruptIndex) << at;
  }
}

}  // namespace
}  // namespace gp
