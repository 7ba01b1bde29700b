#include "indexer/text/analyser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <utility>

#include "indexer/text/language.h"
#include "tests/unit/text/words.h"

namespace gp {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;
using testing::SizeIs;

TEST(AnalyserTest, InflectedFormsOfAWordMeetInOneStem) {
  struct Row {
    const char* language;
    const char* forms;  // all of one stem
  };
  const Row kRows[] = {
      {"bg", "училище училища училището"},
      {"bg", "град градът града"},
      {"bs", "stanovanje stanovanja становање"},
      {"ca", "habitatge habitatges"},
      {"cnr", "škola školama школе"},
      {"cs", "škola školy školám"},
      {"cs", "zaměstnání zaměstnanost"},
      {"da", "bolig boliger boligerne"},
      {"de", "Wohnung Wohnungen WOHNUNGEN"},
      {"de", "Haus Häuser Häusern"},
      {"de", "Straße Straßen Strasse STRASSE STRAẞE"},
      {"el", "σχολείο σχολεία σχολείων ΣΧΟΛΕΙΟ σχολειο"},
      {"en", "child's childs CHILDS"},
      {"en", "housing houses housed"},
      {"es", "vivienda viviendas VIVIENDA"},
      {"et", "kool kooli"},
      {"et", "eluase eluaseme"},
      {"eu", "etxebizitza etxebizitzak"},
      {"fi", "koulu koulut koulussa"},
      {"fr", "logement logements l'logement"},
      {"fr", "école écoles ECOLES ecole"},
      {"ga", "baile bhaile mbaile"},
      {"hr", "škola škole školama skola"},
      {"hu", "lakás lakások lakásban"},
      {"is", "skóli skóla skólar"},
      {"it", "scuola scuole SCUOLE"},
      {"it", "bambino bambini"},
      {"lt", "mokykla mokyklos mokyklų"},
      {"lv", "skola skolas skolu"},
      {"mk", "училиште училишта училиштето"},
      {"mk", "град градот"},
      {"mt", "skola skolar"},
      {"nb", "skole skoler skolene"},
      {"nl", "woning woningen"},
      {"nl", "foto foto's"},
      {"nn", "skule skular"},
      {"no", "bolig boliger"},
      {"pl", "szkoła szkoły szkołach szkola"},
      {"pl", "praca pracy pracę"},
      {"pt", "escola escolas"},
      {"ro", "școală şcoală ŞCOALĂ"},
      {"ro", "locuință locuințe locuinţe"},
      {"ro", "națiune naţiune națiunii"},
      {"rom", "romano romane romani"},
      {"ru", "школа школы школам"},
      {"sk", "škola školy školám"},
      {"sl", "šola šole šoli"},
      {"sq", "shkolla shkollë shkollat"},
      {"sq", "fëmijë fëmijët femijeve"},
      {"sr", "школа школе школама škola školama"},
      {"sr", "дјеца деца djeca deca"},
      {"sr", "ђак đak djak"},
      {"sr-Latn", "žena žene жене"},
      {"sv", "skola skolor skolorna"},
      {"tr", "okul okullar OKULLARIN"},
      {"tr", "sınıf SINIF Sınıfta'ki"},
      {"tr", "Ankara Ankara'da ANKARA’NIN"},
      {"uk", "школа школи школу"},
      {"uk", "здоров'я здоров’я здоровʼя здоровя"},
  };
  std::set<std::string> tested;
  for (const Row& row : kRows) {
    const std::vector<std::string> found = stems(row.language, row.forms);
    EXPECT_THAT(std::set(found.begin(), found.end()), SizeIs(1))
        << row.language << ": " << row.forms << " -> " << testing::PrintToString(found);
    tested.insert(row.language);
  }
  for (const Language& language : languages()) {
    EXPECT_TRUE(language.tag == "und" || tested.contains(std::string(language.tag))) << "no row for " << language.tag;
  }
}

TEST(AnalyserTest, TextBecomesWords) {
  struct Row {
    const char* language;
    const char* text;
    std::vector<std::string> expected;
  };
  const Row kRows[] = {
      {"en", "", {}},
      {"en", " ... -- !? ' ’", {}},
      {"en", "The e-mail, well_known", {"the", "e", "mail", "well", "known"}},
      {"en",
       "https://www.example.org/a?b=me@example.com",
       {"https", "www", "example", "org", "a", "b", "me", "example", "com"}},
      {"en", "can't children's teachers’ O'Neill", {"cant", "children", "teachers", "oneill"}},
      {"en", "the U.S.A. and the U.K", {"the", "usa", "and", "the", "uk"}},
      {"en", "end.Begin", {"end", "begin"}},
      {"en", "co\u00ADoperation ﬁnance naïve", {"cooperation", "finance", "naive"}},
      {"en", "👍🏽 🇩🇪 👩‍👩‍👧 ℹ️ ©", {}},
      {"en", "covid-19 H2020 5km", {"covid", "19", "h2020", "5km"}},
      {"de", "z.B. Größe ÄRGER", {"zb", "grosse", "arger"}},
      {"fr", "l'école L’HOMME jusqu'à aujourd'hui", {"ecole", "homme", "a", "aujourdhui"}},
      {"fr", "qu'est-ce que c'est d'Œuvre", {"est", "ce", "que", "est", "oeuvre"}},
      {"it", "dell'Unione un’idea l'11 perché", {"unione", "idea", "l", "11", "perche"}},
      {"ca", "col·legi l'escola portar-se'n", {"collegi", "escola", "portar", "se"}},
      {"ga", "d'fhág b'fhéidir", {"fhag", "fheidir"}},
      {"mt", "il-Kunsill b'mod ta' Għawdex", {"il", "kunsill", "mod", "ta", "ghawdex"}},
      {"nl", "'s avonds auto's", {"s", "avonds", "auto"}},
      {"pl", "Kennedy'ego Łódź", {"kennedy", "lodz"}},
      {"ro", "într-un și şi", {"intr", "un", "si", "si"}},
      {"sq", "s'ka ç'është", {"ka", "eshte"}},
      {"tr", "İstanbul'un ILIK ışık O'Brien", {"istanbul", "ilik", "isik", "obrien"}},
      {"en", "İstanbul ILIK", {"istanbul", "ilik"}},
      {"uk", "П'ять їжаків ґанок ёлка", {"пять", "їжаків", "ганок", "елка"}},
      {"mk", "ѓакон ќе Ќерка", {"гакон", "ке", "керка"}},
      {"sr", "Његош љубав Џеп ђак", {"njegos", "ljubav", "dzep", "dak"}},
      {"hr", "Njegoš Ljubav DŽEP đak", {"njegos", "ljubav", "dzep", "dak"}},
      {"el", "ΟΔΟΣ οδός Άνθρωπος ϊ", {"οδοσ", "οδοσ", "ανθρωποσ", "ι"}},
      {"is", "Þórður Æð", {"thordur", "aed"}},
      {"nb", "Ærlig ØL Ålesund", {"aerlig", "ol", "alesund"}},
      {"en", "L'Aquila and Val d'Aosta, Sant’Egidio", {"aquila", "and", "val", "aosta", "egidio"}},
      {"en", "Dell's d'Artagnan's", {"dell", "artagnan"}},
      {"tr", "L'Aquila'da", {"aquila"}},
      {"und", "東京", {"東京"}},
      {"und", "한국어 텍스트", {"한국어", "텍스트"}},
      {"und", "مَرْحَبًا بالعالم שָׁלוֹם", {"مرحبا", "بالعالم", "שלום"}},
      {"xx", "L'unknown Tag", {"unknown", "tag"}},
  };
  for (const Row& row : kRows) EXPECT_THAT(words(row.language, row.text), ElementsAreArray(row.expected)) << row.text;
}

TEST(AnalyserTest, NumbersLoseTheSeparatorsOfThousands) {
  const std::pair<const char*, std::vector<std::string>> kRows[] = {
      {"1300 1,300 1.300 1'300 1’300", {"1300", "1300", "1300", "1300", "1300"}},
      {"1\u00A0300 1\u202F300 1\u2009300", {"1300", "1300", "1300"}},
      {"1 300", {"1", "300"}},
      {"5.000.000", {"5000000"}},
      {"1.300,50 1,300.50", {"1300.50", "1300.50"}},
      {"3.5 3,5 0.5", {"3.5", "3.5", "0.5"}},
      {"3.1415", {"3", "1415"}},
      {"0.123", {"0", "123"}},
      {"12.05.2013 2013-05-12 2013-2015", {"12", "05", "2013", "2013", "05", "12", "2013", "2015"}},
      {"1,300.000,500", {"1", "300", "000", "500"}},
      {"12:30 1,2,3 (1,300).", {"12", "30", "1", "2", "3", "1300"}},
      {"٣٥", {"35"}},
  };
  for (const auto& [text, expected] : kRows) EXPECT_THAT(words("en", text), ElementsAreArray(expected)) << text;
}

TEST(AnalyserTest, AWordWithADigitIsItsOwnStem) {
  EXPECT_THAT(stems("en", "1,300 2013s h2020ings"), ElementsAre("1300", "2013s", "h2020ings"));
  EXPECT_THAT(stems("cs", "2013000 123456"), ElementsAre("2013000", "123456"));
}

TEST(AnalyserTest, WithoutALanguageTheStemIsTheWord) {
  EXPECT_EQ(stems("und", "Wohnungen écoles"), words("und", "Wohnungen écoles"));
}

TEST(AnalyserTest, ByteRangesPointAtTheWordWithoutElisionAndEnding) {
  EXPECT_THAT(marked("fr", "À l’École, d'été"), ElementsAre("À", "École", "été"));
  EXPECT_THAT(marked("en", "the children's U.S.A. 1,300"), ElementsAre("the", "children", "U.S.A", "1,300"));
  EXPECT_THAT(marked("tr", "Ankara’nın"), ElementsAre("Ankara"));
  EXPECT_THAT(marked("uk", "здоров’я"), ElementsAre("здоров’я"));
}

TEST(AnalyserTest, PositionsCountWordsFromZero) {
  Analyser analyser("en");
  std::uint32_t expected = 0;
  for (const Token& token : analyser.analyse("Well-known 👍 e_mail, 3.5 - x.")) EXPECT_EQ(token.position, expected++);
  EXPECT_EQ(expected, 6u);
}

TEST(AnalyserTest, StopWordsAreMarkedInTheirLanguageOnly) {
  const auto stops = [](std::string_view language, std::string_view text) {
    Analyser analyser(language);
    std::vector<std::string> result;
    for (const Token& token : analyser.analyse(text)) {
      if (token.stop_word) result.emplace_back(token.word);
    }
    return result;
  };
  EXPECT_THAT(stops("en", "What about the U.S. and us"), ElementsAre("what", "about", "the", "and", "us"));
  EXPECT_THAT(stops("de", "für die Wohnung und the"), ElementsAre("fur", "die", "und"));
  EXPECT_THAT(stops("fr", "à l' «école»"), ElementsAre("a", "l"));
  EXPECT_THAT(stops("sr", "за школу и zbog"), ElementsAre("za", "i", "zbog"));
  EXPECT_THAT(stops("nl", "'s avonds"), ElementsAre("s"));
  EXPECT_THAT(stops("und", "the and"), IsEmpty());
}

TEST(AnalyserTest, LongWordsAreCutAtACharacter) {
  for (const std::string letter : {"x", "ж", "ह", "𐐨", "א"}) {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += letter;
    for (const char* language : {"en", "cs", "und"}) {
      Analyser analyser(language);
      const std::vector<Token>& tokens = analyser.analyse(text);
      ASSERT_THAT(tokens, SizeIs(1)) << letter;
      EXPECT_LE(tokens[0].word.size(), 64u);
      EXPECT_GT(tokens[0].word.size(), 60u);
      EXPECT_TRUE(is_valid_utf8(tokens[0].word));
      EXPECT_TRUE(is_valid_utf8(tokens[0].stem));
      EXPECT_EQ(tokens[0].end, text.size());
    }
  }
}

TEST(AnalyserTest, LanguagesWrittenAlikeShareTheirStems) {
  for (const char* tag : {"sr", "sr-Latn", "sr-Cyrl-RS", "hr", "bs", "cnr"})
    EXPECT_EQ(Analyser(tag).stem_tag(), "sh") << tag;
  for (const char* tag : {"nb", "nn", "no"}) EXPECT_EQ(Analyser(tag).stem_tag(), "nb") << tag;
  EXPECT_EQ(Analyser("de-AT").stem_tag(), "de");
  EXPECT_EQ(Analyser("xx").stem_tag(), "und");
  const std::string cyrillic = "Школама и ђацима у Његошевој";
  const std::string latin = "Školama i đacima u Njegoševoj";
  EXPECT_EQ(words("sr", cyrillic), words("hr", latin));
  EXPECT_EQ(stems("cnr", cyrillic), stems("bs", latin));
}

TEST(AnalyserTest, AWordNeedsNoAccentsToBeFound) {
  for (const auto& [language, with, without] : {std::tuple{"cs", "Česká školství", "ceska skolstvi"},
                                                {"fr", "déjà élève", "deja eleve"},
                                                {"tr", "ışık Iğdır İZMİR", "isik igdir izmir"},
                                                {"pl", "Łódź żółć", "lodz zolc"},
                                                {"ro", "Țară şi", "tara si"},
                                                {"lt", "ąžuolų", "azuolu"},
                                                {"vi", "Đường phố", "duong pho"}}) {
    EXPECT_EQ(words(language, with), words(language, without));
  }
}

TEST(AnalyserTest, WhatItSaysOfAWordDoesNotDependOnWhatItHasSeen) {
  // More different words than it remembers.
  Analyser used("de");
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "wort" + std::to_string(i) + " ";
  EXPECT_THAT(used.analyse(text), SizeIs(100'000));
  Analyser moved = std::move(used);
  const std::vector<Token>& tokens = moved.analyse("Die Häuser");
  ASSERT_THAT(tokens, SizeIs(2));
  EXPECT_EQ(tokens[1].word, "hauser");
  EXPECT_EQ(tokens[1].stem, "haus");
}

// Whatever the text: ranges in order and inside it, words and stems 1 to 64 bytes, valid, folded, without blanks.
TEST(AnalyserTest, AnyUnicodeGivesWellFormedTokens) {
  std::mt19937 random(1);
  const char32_t kBlocks[] = {0x20,   0x20,   0x41,   0x61,   0xC0,   0x100,   0x300,   0x370,   0x400,   0x590,
                              0x600,  0x900,  0xE00,  0x1100, 0x1E00, 0x2000,  0x2010,  0x2100,  0x3040,  0x4E00,
                              0xAC00, 0xFB00, 0xFDF0, 0xFE00, 0xFF00, 0x10400, 0x1D400, 0x1F1E6, 0x1F600, 0xE0000};
  std::vector<Analyser> analysers;
  for (const char* language : {"en", "fr", "tr", "el", "sr", "cs", "und"}) analysers.emplace_back(language);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::uint32_t i = 0; i < random() % 40; ++i) {
      text += encoded(kBlocks[random() % std::size(kBlocks)] + static_cast<char32_t>(random() % 0x60));
    }
    ASSERT_TRUE(is_valid_utf8(text));
    Analyser& analyser = analysers[static_cast<std::size_t>(round) % analysers.size()];
    std::uint32_t at = 0;
    for (const Token& token : analyser.analyse(text)) {
      EXPECT_LE(at, token.begin);
      EXPECT_LT(token.begin, token.end);
      at = token.end;
      for (const std::string_view form : {token.word, token.stem}) {
        EXPECT_FALSE(form.empty()) << text;
        EXPECT_LE(form.size(), 64u);
        EXPECT_TRUE(is_valid_utf8(form));
        EXPECT_EQ(fold(form), form) << text;
        EXPECT_EQ(form.find(' '), std::string_view::npos) << text;
      }
    }
    EXPECT_LE(at, text.size());
  }
}

TEST(AnalyserTest, WordsHaveNumbersUntilTheyAreForgotten) {
  Analyser analyser("en");
  std::map<std::uint32_t, std::pair<std::string, std::string>> known;
  std::uint32_t memories = analyser.memories();
  std::size_t forgotten = 0;
  for (int text = 0; text < 400; ++text) {
    std::string words = "The school and schools of a ";
    for (int i = 0; i < 120; ++i) words += 'w' + std::to_string(text * 100 + i) + ' ';
    const std::vector<Token>& tokens = analyser.analyse(words);
    if (std::exchange(memories, analyser.memories()) != analyser.memories()) {
      known.clear();
      ++forgotten;
    }
    for (const Token& token : tokens) {
      const std::pair<std::string, std::string> pair(token.word, token.stem);
      ASSERT_EQ(known.emplace(token.number, pair).first->second, pair);
    }
    ASSERT_LT(known.rbegin()->first, 20'000U) << "small numbers";
  }
  EXPECT_EQ(forgotten, 2U);
}

}  // namespace
}  // namespace gp
