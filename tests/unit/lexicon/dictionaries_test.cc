// All dictionaries of a folder as one compiled file.
#include "indexer/lexicon/dictionaries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/unit/lexicon/dictionary_folder.h"

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> translated(DictionaryFolder& folder, const std::string& from, std::string_view word,
                                    const std::string& to) {
  return translations(compile_lexicon(folder.open(), collection_of({"cs", "de", "en", "fr", "sk", "sh", "es"})), from,
                      word, to);
}

TEST(Dictionaries, ServeBothDirections) {
  DictionaryFolder folder;
  folder.add("deu-eng", {"Schule <n>\nschool\n", "Haus\nhouse, home\n"});
  EXPECT_THAT(translated(folder, "de", "Haus", "en"), ElementsAre("house", "home"));
  EXPECT_THAT(translated(folder, "en", "school", "de"), ElementsAre("schule"));
  EXPECT_THAT(translated(folder, "en", "Schule", "de"), IsEmpty());
}

TEST(Dictionaries, KeepWhatHasOneContentWord) {
  DictionaryFolder folder;
  folder.add("deu-eng", {"das Haus\na house, the house of cards, to house\n", "wohnen\nto live\n",
                         "zur Schule gehen\nlearn\n", "helfen\nhelp sb.\n", "1990\nnineties\n"});
  EXPECT_THAT(translated(folder, "de", "Haus", "en"), ElementsAre("house"));
  EXPECT_THAT(translated(folder, "de", "wohnen", "en"), ElementsAre("live"));
  EXPECT_THAT(translated(folder, "de", "helfen", "en"), ElementsAre("help"));
  EXPECT_THAT(translated(folder, "en", "learn", "de"), IsEmpty());
  EXPECT_THAT(translated(folder, "en", "nineties", "de"), IsEmpty());
}

TEST(Dictionaries, WhatBothDirectionsSayComesFirst) {
  DictionaryFolder folder;
  folder.add("deu-eng", {"Weg\nlane\n", "Weg\nway\n"});
  folder.add("eng-deu", {"way\nWeg\n"});
  EXPECT_THAT(translated(folder, "de", "Weg", "en"), ElementsAre("way", "lane"));
}

TEST(Dictionaries, LanguagesWrittenAlikeShareTheirs) {
  DictionaryFolder folder;
  folder.add("srp-eng", {"школа\nschool\n"});
  folder.add("hrv-eng", {"kuća\nhouse\n"});
  EXPECT_THAT(translated(folder, "hr", "škola", "en"), ElementsAre("school"));
  EXPECT_THAT(translated(folder, "sr", "кућа", "en"), ElementsAre("house"));
}

TEST(Dictionaries, CzechOnesServeSlovakAfterItsOwn) {
  DictionaryFolder folder;
  folder.add("ces-eng", {"škola\nacademy\n", "voda\nwater\n", "škola\nacademy\n"});
  folder.add("slk-eng", {"škola\nhall, school\n"});
  EXPECT_THAT(translated(folder, "sk", "voda", "en"), ElementsAre("water"));
  EXPECT_THAT(translated(folder, "en", "water", "sk"), ElementsAre("voda"));
  EXPECT_THAT(translated(folder, "sk", "škola", "en"), ElementsAre("hall", "school", "academy"));
  EXPECT_THAT(translated(folder, "cs", "škola", "en"), ElementsAre("academy")) << "Slovak lends nothing";
}

TEST(Dictionaries, ADamagedOneIsLeftOutWithAWarning) {
  DictionaryFolder folder;
  folder.add("deu-eng", {"Schule\nschool\n"});
  folder.add("fra-eng", {"école\nschool\n"});
  write_file(folder.path("freedict-fra-eng.dict.dz"), "no such thing");
  EXPECT_THAT(translated(folder, "de", "Schule", "en"), ElementsAre("school"));
  EXPECT_THAT(folder.warnings, ElementsAre(HasSubstr("freedict-fra-eng")));
}

TEST(Dictionaries, AFolderWithoutDictionariesIsNone) {
  TempFolder empty;
  const auto warn = [](const std::string&) { FAIL(); };
  EXPECT_FALSE(open_dictionaries("", empty.path("cache"), warn));
  EXPECT_FALSE(open_dictionaries(empty.path(), empty.path("cache"), warn));
  EXPECT_FALSE(open_dictionaries(empty.path("missing"), empty.path("cache"), warn));
  EXPECT_FALSE(std::filesystem::exists(empty.path("cache")));
}

TEST(Dictionaries, TheCompiledFileIsKeptUntilADictionaryChanges) {
  DictionaryFolder folder;
  folder.add("deu-eng", {"Schule\nschool\n"});
  EXPECT_FALSE(is_current(folder.path(), folder.cache()));
  folder.open();
  EXPECT_TRUE(is_current(folder.path(), folder.cache()));
  const auto made = std::filesystem::last_write_time(folder.cache());
  folder.open();
  EXPECT_EQ(std::filesystem::last_write_time(folder.cache()), made) << "not written again";

  folder.add("fra-eng", {"eau\nwater\n"});
  EXPECT_FALSE(is_current(folder.path(), folder.cache()));
  EXPECT_THAT(translated(folder, "fr", "eau", "en"), ElementsAre("water"));
}

TEST(Dictionaries, ADamagedCompiledFileIsMadeAnew) {
  DictionaryFolder folder;
  folder.add("deu-eng", {"Schule\nschool\n"});
  folder.open();
  const std::string sound = read_whole_file(folder.cache());
  write_over(folder.cache(), sound.size() - 6, "x");
  EXPECT_THROW(Dictionaries(folder.cache()), CorruptIndex);
  EXPECT_THAT(translated(folder, "de", "Schule", "en"), ElementsAre("school"));
  EXPECT_EQ(read_whole_file(folder.cache()), sound) << "the same input gives the same bytes";
  std::filesystem::resize_file(folder.cache(), 5);
  EXPECT_THAT(translated(folder, "de", "Schule", "en"), ElementsAre("school"));
}

}  // namespace
}  // namespace gp
