// What one collection needs of the dictionaries.
#include "indexer/lexicon/compile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/unit/lexicon/dictionary_folder.h"

namespace gp {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// A word of letters only, another one for each number.
std::string filler(std::size_t number) {
  std::string word = "q";
  for (int i = 0; i < 4; ++i, number /= 20) word += "bcdfghjklmnpqrstvwxz"[number % 20];
  return word;
}

// Entries besides those that matter, so that a dictionary is large enough.
std::vector<std::string> with_fillers(std::vector<std::string> entries, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) entries.push_back(filler(i) + "\n" + filler(i) + "\n");
  return entries;
}

// Spanish and Finnish without a dictionary of their own, by way of English and German.
void add_hubs(DictionaryFolder& folder) {
  folder.add("spa-eng", with_fillers({"banco\nbank, bench\n"}, kThickLeg));
  folder.add("spa-deu", with_fillers({"banco\nBank, Sitzbank\n"}, kThickLeg));
  folder.add("eng-fin", with_fillers({"bank\npankki\n", "bench\npenkki\n"}, kThickLeg));
  folder.add("deu-fin", with_fillers({"Bank\npenkki\n", "Sitzbank\npenkki\n"}, kThickLeg));
}

// German and Finnish with a dictionary of their own, and by way of English and French.
void add_hubs_beside(DictionaryFolder& folder, std::vector<std::string> own) {
  folder.add("fin-eng", with_fillers({"pankki\nbank\n"}, kThickLeg));
  folder.add("eng-deu", with_fillers({"bank\nBank\n"}, kThickLeg));
  folder.add("fin-deu", own);
}

TEST(CompileLexicon, WherePivotsAgreeOthersAreLeftOut) {
  DictionaryFolder folder;
  add_hubs(folder);
  const std::string section = compile_lexicon(folder.open(), collection_of({"es", "fi"}));
  EXPECT_THAT(translations(section, "es", "banco", "fi"), ElementsAre("penkki*"));
}

TEST(CompileLexicon, ALonePivotCountsWhereThereIsNothingElse) {
  DictionaryFolder folder;
  folder.add("spa-eng", with_fillers({"banco\nbank\n"}, kThickLeg));
  folder.add("eng-fin", with_fillers({"bank\npankki\n"}, kThickLeg));
  const CollectionWords collection = collection_of({"es", "fi"});
  EXPECT_THAT(translations(compile_lexicon(folder.open(), collection), "es", "banco", "fi"), ElementsAre("pankki*"));
}

TEST(CompileLexicon, PivotsRankAfterDirectTranslations) {
  DictionaryFolder folder;
  add_hubs_beside(folder, {"pankki\nGeldhaus\n"});
  const CollectionWords collection = collection_of({"de", "fi"});
  EXPECT_THAT(translations(compile_lexicon(folder.open(), collection), "fi", "pankki", "de"), ElementsAre("geldhaus"))
      << "a lone one beside it is left out";

  folder.add("fin-fra", with_fillers({"pankki\nbanque\n"}, kThickLeg));
  folder.add("fra-deu", with_fillers({"banque\nBank\n"}, kThickLeg));
  EXPECT_THAT(translations(compile_lexicon(folder.open(), collection), "fi", "pankki", "de"),
              ElementsAre("geldhaus", "bank*"));
}

TEST(CompileLexicon, AThickDictionaryNeedsNoPivots) {
  DictionaryFolder folder;
  add_hubs_beside(folder, with_fillers({"pankki\nGeldhaus\n"}, kThickPair));
  const std::string section = compile_lexicon(folder.open(), collection_of({"de", "fi"}));
  EXPECT_THAT(translations(section, "fi", "pankki", "de"), ElementsAre("geldhaus"));
}

TEST(CompileLexicon, AThinLegMakesNoPivots) {
  DictionaryFolder folder;
  folder.add("spa-eng", with_fillers({"banco\nbank\n"}, kThickLeg));
  folder.add("eng-fin", {"bank\npankki\n"});
  EXPECT_THAT(translations(compile_lexicon(folder.open(), collection_of({"es", "fi"})), "es", "banco", "fi"),
              IsEmpty());
}

TEST(CompileLexicon, WordsAreTranslatedIntoTheTargetsOnly) {
  DictionaryFolder folder;
  add_hubs(folder);
  CollectionWords collection = collection_of({"en", "es", "fi"});
  collection.targets = {"en"};
  const std::string section = compile_lexicon(folder.open(), collection);
  EXPECT_THAT(translations(section, "es", "banco", "en"), ElementsAre("bank", "bench"));
  EXPECT_THAT(translations(section, "es", "banco", "fi"), IsEmpty());
  EXPECT_THAT(translations(section, "en", "bench", "fi"), IsEmpty());
}

TEST(CompileLexicon, WordsThatTheCollectionLacksAreLeftOut) {
  DictionaryFolder folder;
  folder.add("deu-eng", {"Haus\nhouse, home\n", "Maus\nmouse\n"});
  CollectionWords collection = collection_of({"de", "en"});
  collection.has_stem = [](std::string_view tag, std::string_view stem) { return tag == "en" && stem == "home"; };
  const std::string section = compile_lexicon(folder.open(), collection);
  EXPECT_THAT(translations(section, "de", "Haus", "en"), ElementsAre("home"));
  EXPECT_THAT(translations(section, "en", "house", "de"), IsEmpty());
  EXPECT_THAT(Lexicon(section).pairs(), ElementsAre(LexiconPair{"de", "en", 1, 0}));
}

TEST(CompileLexicon, LanguagesThatTheCollectionLacksAreLeftOut) {
  DictionaryFolder folder;
  folder.add("deu-eng", {"Haus\nhouse\n"});
  EXPECT_EQ(compile_lexicon(folder.open(), collection_of({"fr"})), "");
}

TEST(CompileLexicon, AWordHasFewTranslationsAndOneOfEachStem) {
  DictionaryFolder folder;
  folder.add("deu-eng", {"Haus\nhouse, houses, home, building, dwelling, place, premises, residence, abode\n"});
  const std::string section = compile_lexicon(folder.open(), collection_of({"de", "en"}));
  const std::vector<std::string> words = translations(section, "de", "Haus", "en");
  EXPECT_THAT(words, SizeIs(kMostTranslations));
  EXPECT_THAT(words, Not(Contains("houses")));
}

TEST(CompileLexicon, TheSameInputGivesTheSameBytes) {
  DictionaryFolder folder;
  add_hubs(folder);
  const CollectionWords collection = collection_of({"de", "en", "es", "fi"});
  const std::string section = compile_lexicon(folder.open(), collection);
  std::filesystem::remove(folder.cache());
  EXPECT_TRUE(section == compile_lexicon(folder.open(), collection));
}

TEST(LexiconDigest, ChangesWithTheWordsThatDictionariesHaveAndWithNoOther) {
  DictionaryFolder folder;
  folder.add("deu-eng", {"Haus\nhouse\n", "Schule\nschool\n"});
  const auto digest = [&folder](const std::set<std::string>& stems) {
    return lexicon_digest(folder.open(), {.targets = {"en"}, .has_stem = [&stems](auto /*tag*/, std::string_view stem) {
                                            return stems.contains(std::string(stem));
                                          }});
  };
  EXPECT_EQ(digest({"hous"}), digest({"hous", "xylophon"}));
  EXPECT_NE(digest({"hous"}), digest({"hous", "school"}));
  EXPECT_NE(digest({"hous"}), digest({"school"}));
  EXPECT_NE(digest({"hous"}), lexicon_digest(folder.open(), collection_of({"de", "en"})));
}

}  // namespace
}  // namespace gp
