// Dictionaries of FreeDict as Debian installs them.
#include "indexer/lexicon/freedict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/lexicon/dictionary_folder.h"

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> translations_in(std::string_view entry) {
  std::vector<std::string> texts;
  for (const DictionaryTranslation& translation : parse_entry(entry).translations) texts.push_back(translation.text);
  return texts;
}

TEST(ParseEntry, TheHeadwordEndsBeforePronunciationAndGrammar) {
  EXPECT_THAT(parse_entry("Schule /ʃˈuːlə/ <fem, n, sg>\nschool <n>\n").headwords, ElementsAre("Schule"));
  EXPECT_THAT(parse_entry("school <n>\nškola\n").headwords, ElementsAre("school"));
  EXPECT_THAT(parse_entry(" [Chile]  alumno, alumna /a/ /b/ <n>\nSchüler\n").headwords,
              ElementsAre("alumno", "alumna"));
  EXPECT_THAT(parse_entry("Haus… /hˈaʊs/\ndomestic\n").headwords, IsEmpty()) << "a part of a word";
}

TEST(ParseEntry, MarkupIsNoTranslation) {
  EXPECT_THAT(translations_in("Haus /h/ <n>\n [adm.] establishment <n>, house (of bricks) <n> [coll.]\n"),
              ElementsAre("establishment", "house"));
  EXPECT_TRUE(parse_entry("Haus\n [adm.] establishment\n").special);
  EXPECT_FALSE(parse_entry("Haus\nhouse [adm.]\n").special);
}

TEST(ParseEntry, AbbreviationsAreNoTranslations) {
  EXPECT_THAT(translations_in("Straße /ʃtɾˈɑːsə/ <n>\nstreet <n>St,  /ˌɛstˈeː/\n"), ElementsAre("street"));
  EXPECT_THAT(translations_in("Wohnung\nflat <n> [Br.] , apartment <n> [Am.] apt.,  /ˈapt/ , home\n"),
              ElementsAre("flat", "apartment", "home"));
}

TEST(ParseEntry, NotesSynonymsAndExamplesAreNoTranslations) {
  const DictionaryEntry entry = parse_entry(
      "Schule /ʃˈuːlə/ <n>\n [school] school <n>\n      \"zur Schule gehen\"  - go to school\n"
      "         Note: of all kinds\n   Synonym: {Gruppe}\n\n see: {Schulen}\n");
  ASSERT_EQ(entry.translations.size(), 1U);
  EXPECT_EQ(entry.translations[0].text, "school");
  EXPECT_EQ(entry.examples, 1U);
}

TEST(ParseEntry, NumberedLinesAreTranslationsInOrder) {
  EXPECT_THAT(translations_in("víz /vˈiːz/\n1. water\n2. aqua, aquae\n"), ElementsAre("water", "aqua", "aquae"));
  EXPECT_THAT(translations_in("school /sku:l/\nI.  <N> 1.  szkoła\n 2.  wydział\nII.  <V>  szkolić\n"
                              "III.  <V Phras>school up   doszkalać\n"),
              ElementsAre("szkoła", "wydział", "szkolić"));
}

TEST(ParseEntry, DefinitionsAreNoTranslations) {
  EXPECT_THAT(translations_in("szkoła /ˈʃkɔwa/ <n>\nschool\n(edukacja) instytucja edukacyjna, zakład\n"),
              ElementsAre("school"));
  EXPECT_THAT(translations_in("work /w/ <n>\n1. работа\n2. труд 2.\neffort, task\n 3.\nlabour\n3. дело\n19. a year\n"),
              ElementsAre("работа", "труд", "дело"));
  EXPECT_THAT(translations_in("okul\n1. school, mektep: a term of study. and a sentence\n"),
              ElementsAre("school", "mektep"));
}

TEST(ParseEntry, SensesThatATranslationServesAreCounted) {
  const DictionaryEntry entry =
      parse_entry("water <n>\n1. vesi 2.\nliquid\n 3.\nsea\n 4.\nserving\n2. luu\nintuition\n");
  ASSERT_EQ(entry.translations.size(), 2U);
  EXPECT_EQ(entry.translations[0].senses, 3U);
  EXPECT_EQ(entry.translations[1].senses, 1U);
}

TEST(ParseEntry, StressMarksOfCyrillicGo) {
  EXPECT_THAT(translations_in("school\nшко\xcc\x81ла\n"), ElementsAre("школа"));
}

TEST(ParseEntry, AnyBytesAreAnEntry) {
  for (const std::string_view text :
       {"", "\n", "a", "a\n", "a\n<", "a\n1.", "a\n1.\n", "\xff\n\xff\n", "a\n,,;\n", "/\n<\n"})
    EXPECT_THAT(translations_in(text), IsEmpty()) << text;
}

TEST(ListDictionaries, OnlyThoseOfAHubAndALanguageWeKnow) {
  DictionaryFolder folder;
  folder.add("eng-rom", {"school\nșcoală\n"});
  folder.add("nno-nob", {"skule\nskole\n"});
  folder.add("swe-deu", {"skola\nSchule\n"});
  folder.add("deu-jpn", {"Schule\ngakkou\n"});
  write_file(folder.path("freedict-fra-eng.index"), "ends here");
  const std::vector<DictionaryFile> files = list_dictionaries(folder.path());
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].source, "en");
  EXPECT_EQ(files[0].target, "ro") << "the code for Romany is a mistake of the dictionary's";
  EXPECT_EQ(files[1].name, "freedict-swe-deu");
  EXPECT_THAT(list_dictionaries(folder.path("missing")), IsEmpty());
}

class DamagedDictionaryTest : public ::testing::Test {
 protected:
  DamagedDictionaryTest() { folder_.add("deu-eng", {"Schule\nschool\n", "Haus\nhouse\n"}); }

  // What reading says; empty if it has nothing to complain of.
  std::string complaint() const {
    try {
      read_dictionary(list_dictionaries(folder_.path()).at(0), [](const DictionaryEntry&) {});
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return {};
  }

  DictionaryFolder folder_;
};

TEST_F(DamagedDictionaryTest, ASoundOneIsRead) {
  EXPECT_EQ(complaint(), "");
}

TEST_F(DamagedDictionaryTest, AnOffsetBehindTheEndIsRefused) {
  write_file(folder_.path("freedict-deu-eng.index"), "schule\tA\t////\n");
  EXPECT_THAT(complaint(), HasSubstr("freedict-deu-eng.index"));
  write_file(folder_.path("freedict-deu-eng.index"), "schule\t////////\t////////\n");
  EXPECT_THAT(complaint(), HasSubstr("freedict-deu-eng.index"));
}

TEST_F(DamagedDictionaryTest, ALineThatIsNoneIsRefused) {
  for (const char* line : {"schule\n", "schule\tA\n", "schule\t\t\n", "schule\tA\t!\n", "schule\tAAAAAAAAAAAA\tA\n"}) {
    write_file(folder_.path("freedict-deu-eng.index"), line);
    EXPECT_THAT(complaint(), HasSubstr("freedict-deu-eng.index")) << line;
  }
}

TEST_F(DamagedDictionaryTest, ATextThatIsCutOffOrNotCompressedIsRefused) {
  const std::string path = folder_.path("freedict-deu-eng.dict.dz");
  const std::string whole = read_whole_file(path);
  write_file(path, std::string_view(whole).substr(0, whole.size() / 2));
  EXPECT_THAT(complaint(), HasSubstr("freedict-deu-eng.dict.dz"));
  write_file(path, "Schule\nschool\n and so on, in plain text, long enough for all offsets of the index file\n");
  EXPECT_THAT(complaint(), HasSubstr("freedict-deu-eng.dict.dz"));
}

}  // namespace
}  // namespace gp
