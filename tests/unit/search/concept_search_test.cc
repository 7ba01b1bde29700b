// Searching across languages through the vocabulary: what a word names is found though no text says it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/test_index.h"

namespace gp {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class ConceptSearchTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    index_ = new TestIndex({
        practice("barracks")
            .text("it", "Una casa per tutti", "Le baracche sono vuote.")
            .place("turin")
            .theme("housing"),
        practice("belgrade").text("sr", "Заједно", "Нови почетак.").place("belgrade").theme("housing-first"),
        practice("jobs")
            .text("en", "Earning a living", "Work for all.")
            .place("graz")
            .theme("employment")
            .group("roma"),
        practice("novi-sad").text("en", "A new start").place("novi-sad").group("roma-women"),
        practice("pupils").text("en", "Every child, every day").place("vienna").theme("school-attendance"),
    });
  }
  static void TearDownTestSuite() {
    delete index_;
    index_ = nullptr;
  }
  static std::vector<std::string> found(const std::string& q) { return ids(index_->search("q=" + percent_encode(q))); }
  static std::vector<std::string> strictly(const std::string& q) {
    return ids(index_->search("words=all&q=" + percent_encode(q)));
  }
  static std::vector<std::string> why(const std::string& q, const std::string& id, const std::string& lang = "en") {
    return whys(hit(index_->search("q=" + percent_encode(q) + "&lang=" + lang), id));
  }

  static TestIndex* index_;
};
TestIndex* ConceptSearchTest::index_ = nullptr;

TEST_F(ConceptSearchTest, AThemeIsFoundByItsNameInAnyLanguage) {
  for (const char* q :
       {"Logement", "LOGEMENT", "Housing", "Wohnen", "ABITAZIONE", "Становање", "stanovanje", "relogement"}) {
    EXPECT_THAT(found(q), UnorderedElementsAre("barracks", "belgrade")) << q;
  }
  EXPECT_THAT(found("Arbeitsplätze"), ElementsAre("jobs"));
  EXPECT_THAT(found("scolarisation"), ElementsAre("pupils"));  // the theme is a narrower one
}

TEST_F(ConceptSearchTest, AnInflectedNameIsFoundInTheReadersLanguageThoughNoTextIsInIt) {
  EXPECT_THAT(ids(index_->search("q=logements&lang=fr")), UnorderedElementsAre("barracks", "belgrade"));
  EXPECT_THAT(ids(index_->search("q=Arbeitsplatz&lang=de")), ElementsAre("jobs"));
}

TEST_F(ConceptSearchTest, HiddenLabelsFindToo) {
  EXPECT_THAT(found("Zigeuner"), UnorderedElementsAre("jobs", "novi-sad"));
  EXPECT_THAT(found("gypsies"), UnorderedElementsAre("jobs", "novi-sad"));
  EXPECT_THAT(found("slum clearance"), UnorderedElementsAre("barracks", "belgrade"));
}

TEST_F(ConceptSearchTest, HiddenLabelsAreNeverShown) {
  for (const char* q : {"gypsies", "Zigeuner"}) {
    const SearchResult result = index_->search("q=" + std::string(q));
    for (const Hit& one : result.hits) {
      for (const Why& reason : one.why) EXPECT_EQ(reason.matched.find("ypsies"), std::string::npos);
    }
  }
  EXPECT_THAT(why("gypsies", "jobs"), ElementsAre("gypsies > Roma (en) vocabulary/group"));
}

TEST_F(ConceptSearchTest, ACityIsFoundByItsNameInAnyLanguageAndCase) {
  for (const char* q : {"Turin", "Torino", "Торино", "torino"}) EXPECT_THAT(found(q), ElementsAre("barracks")) << q;
  for (const char* q : {"Wien", "Vienne", "Vienna", "Bécs", "Becs", "Beč", "Відень"})
    EXPECT_THAT(found(q), ElementsAre("pupils")) << q;
  for (const char* q : {"Београд", "Beograd", "Belgrad", "Београду", "Beogradu"}) {
    EXPECT_THAT(found(q), ElementsAre("belgrade")) << q;
  }
}

TEST_F(ConceptSearchTest, ACountryIsFoundByItsNameInAnyLanguage) {
  for (const char* q : {"Italy", "Italia", "Italien", "Ιταλία", "Италија"})
    EXPECT_THAT(found(q), ElementsAre("barracks")) << q;
  EXPECT_THAT(found("Österreich"), UnorderedElementsAre("jobs", "pupils"));
  EXPECT_THAT(found("Serbie"), UnorderedElementsAre("belgrade", "novi-sad"));
}

TEST_F(ConceptSearchTest, ALabelOfSeveralWordsIsOneConceptAndTheLongestWins) {
  EXPECT_THAT(why("school attendance", "pupils"),
              ElementsAre("school attendance > School attendance (en) vocabulary/theme"));
  EXPECT_THAT(found("Roma women"), ElementsAre("novi-sad"));
  EXPECT_THAT(found("Roma"), UnorderedElementsAre("jobs", "novi-sad"));
  EXPECT_THAT(found("Housing First"), ElementsAre("belgrade"));
  for (const char* q : {"Novi Sad", "Нови Сад"}) {
    EXPECT_THAT(strictly(q), ElementsAre("novi-sad")) << q;
    EXPECT_THAT(found(q), ElementsAre("novi-sad", "belgrade")) << q;  // where a text says "new"
  }
}

TEST_F(ConceptSearchTest, WordsAroundALabelAreWantedBesides) {
  EXPECT_THAT(strictly("logement Turin"), ElementsAre("barracks"));
  EXPECT_THAT(found("logement Turin"), ElementsAre("barracks", "belgrade"));
  EXPECT_THAT(found("casa Turin"), ElementsAre("barracks"));
  // No text is German: only to a German the little words are little.
  EXPECT_THAT(ids(index_->search("words=all&lang=de&q=" + percent_encode("Arbeitsplätze für Roma in Graz"))),
              ElementsAre("jobs"));
  EXPECT_THAT(found("Arbeitsplätze für Roma in Graz"), ElementsAre("jobs", "novi-sad"));
  EXPECT_THAT(strictly("Roma women Novi Sad start"), ElementsAre("novi-sad"));
  EXPECT_THAT(found("Roma women Novi Sad start"), ElementsAre("novi-sad", "belgrade"));
  EXPECT_THAT(found("Wohnen Wien"), Not(IsEmpty()));  // never together: either
  EXPECT_EQ(note(index_->search("q=Wohnen+Wien"), "relaxed"), "relaxed: Wohnen Wien");
}

TEST_F(ConceptSearchTest, UntranslatedWordsStandForThemselvesAndANoteLeadsToTheirMeaning) {
  const SearchResult result = index_->search("q=Logement&translate=no");
  EXPECT_THAT(ids(result), IsEmpty());
  ASSERT_THAT(note_codes(result), ElementsAre("translate"));
  EXPECT_EQ(result.notes[0].count, 2U);
  ASSERT_TRUE(result.notes[0].undo);
  EXPECT_THAT(ids(index_->search(to_query_string(*result.notes[0].undo))),
              UnorderedElementsAre("barracks", "belgrade"));
  EXPECT_THAT(ids(index_->search("q=casa&translate=no")), ElementsAre("barracks"));
}

TEST_F(ConceptSearchTest, ALabelWithAHyphenNamesItsConcept) {
  EXPECT_THAT(strictly("Roma-women"), ElementsAre("novi-sad"));
  EXPECT_THAT(strictly("Roma-Graz"), ElementsAre("jobs"));
}

TEST_F(ConceptSearchTest, ConceptsAreNamedByPlainWordsOnly) {
  EXPECT_THAT(found("\"Logement\""), IsEmpty());
  EXPECT_THAT(found("title:Logement"), IsEmpty());
  EXPECT_THAT(found("Logement*"), IsEmpty());
  EXPECT_THAT(found("start -Roma"), ElementsAre("novi-sad"));  // no text says Roma
}

TEST_F(ConceptSearchTest, ADirectHitRanksAboveOneThroughTheVocabulary) {
  const TestIndex index({
      practice("a-theme").text("en", "Keys for families").theme("housing"),
      practice("b-word").text("fr", "Aide", "Un logement pour chacun."),
      practice("c-both").text("fr", "Aide", "Un logement pour chacun.").theme("housing"),
      practice("d-neither").text("fr", "Une école"),
  });
  EXPECT_THAT(ids(index.search("q=Logement")), ElementsAre("c-both", "b-word", "a-theme"));
}

TEST_F(ConceptSearchTest, ADirectHitRanksAboveOneThroughTheVocabularyInALargerCollectionToo) {
  std::vector<Practice> practices;
  for (int i = 10; i < 60; ++i) {
    TestPractice one = practice("p" + std::to_string(i)).text("en", "Something else altogether", "Other words here.");
    if (i % 10 == 0) one.theme("housing");
    practices.push_back(one);
  }
  practices.push_back(practice("word").text("fr", "Aide aux familles", "Un logement pour chacun."));
  const TestIndex index(practices);
  const SearchResult result = index.search("q=logement");
  EXPECT_EQ(result.total, 6U);
  EXPECT_EQ(result.hits.front().id, "word");
}

TEST_F(ConceptSearchTest, EveryHitThroughTheVocabularySaysSoInTheReadersWords) {
  EXPECT_THAT(why("Logement", "barracks", "de"), ElementsAre("Logement > Wohnen (de) vocabulary/theme"));
  EXPECT_THAT(why("Торино", "barracks", "it"), ElementsAre("Торино > Torino (it) place/place"));
  EXPECT_THAT(why("Italien", "barracks", "fr"), ElementsAre("Italien > Italie (fr) place/country"));
  EXPECT_THAT(why("Zigeuner", "novi-sad", "de"), ElementsAre("Zigeuner > Roma (de) vocabulary/group"));
}

TEST_F(ConceptSearchTest, AConceptNobodyHasFindsNothing) {
  EXPECT_THAT(found("Tetovo"), IsEmpty());
  EXPECT_THAT(found("Gesundheit"), IsEmpty());
  EXPECT_EQ(note(index_->search("q=Gesundheit+casa"), "unmatched"), "unmatched: Gesundheit");
}

TEST_F(ConceptSearchTest, AMisspeltLabelIsNotInTheDictionaryOfTheTexts) {
  EXPECT_EQ(index_->search("q=Torinno").corrected, "");
}

TEST_F(ConceptSearchTest, BothSerbianScriptsFindBothSerbianScripts) {
  const TestIndex index({practice("cyrillic").text("sr", "Школа за све", "", "Деца путују у школу."),
                         practice("latin").text("sr-Latn", "Škola za sve", "", "Deca putuju u školu.")});
  for (const char* lang : {"en", "sr", "sr-Latn", "hr"}) {
    const auto of = [&](const std::string& q) { return ids(index.search("q=" + percent_encode(q) + "&lang=" + lang)); };
    for (const char* q :
         {"школа", "škola", "skola", "школама", "школу", "деца", "Deca", "\"деца путују\"", "\"deca putuju\"", "путу*",
          "putu*", "title:школа", "title:skola", "title:\"школа за\"", "title:шко*"}) {
      EXPECT_THAT(of(q), UnorderedElementsAre("cyrillic", "latin")) << q << " for a reader of " << lang;
    }
  }
}

// Texts that name a concept of the policy field in their own words.
class PolicyConceptTest : public testing::Test {
 protected:
  std::vector<std::string> found(const std::string& q, const std::string& lang = "en") const {
    return ids(index_.search("q=" + percent_encode(q) + "&lang=" + lang));
  }
  std::vector<std::string> why(const std::string& q, const std::string& id, const std::string& lang = "en") const {
    return whys(hit(index_.search("q=" + percent_encode(q) + "&lang=" + lang), id));
  }

  TestIndex index_{{
      practice("turin").text("it", "Libri per tutti", "La biblioteca viaggiante passa il lunedì.").place("turin"),
      practice("belgrade").text("sr", "Књиге", "Библиобуси су стигли.").place("belgrade"),
      practice("graz").text("de", "Ein Bücherbus für alle", "Er kommt am Montag.").place("graz"),
      practice("vienna").text("de", "Ein Haus", "Bücher und ein Bus.").place("vienna"),
  }};
};

TEST_F(PolicyConceptTest, AQueryInOneLanguageFindsTextsOfAll) {
  for (const char* q :
       {"Bücherbus", "bookmobile", "Bibliobus", "библиобус", "pojízdná knihovna", "library on wheels"}) {
    EXPECT_THAT(found(q), UnorderedElementsAre("turin", "belgrade", "graz")) << q;
  }
}

TEST_F(PolicyConceptTest, WhatWasTypedComesFirst) {
  EXPECT_EQ(found("Bücherbus", "de").front(), "graz");
  EXPECT_EQ(found("библиобус", "sr").front(), "belgrade");
}

TEST_F(PolicyConceptTest, TheReasonNamesTheWordsOfTheText) {
  EXPECT_THAT(why("library on wheels", "turin"),
              ElementsAre("library on wheels > biblioteca viaggiante (it) vocabulary/summary"));
  EXPECT_THAT(why("Bücherbus", "belgrade", "de"), ElementsAre("Bücherbus > Библиобуси (sr) vocabulary/summary"));
  EXPECT_THAT(why("Bücherbus", "graz", "de"), ElementsAre("Bücherbus > Bücherbus (de) direct/title"));
}

TEST_F(PolicyConceptTest, ALabelIsMarkedWhereItStands) {
  const Hit turin = hit(index_.search("q=bookmobile"), "turin");
  std::string marked;
  for (const Fragment& fragment : turin.snippet) marked += fragment.mark ? "[" + fragment.text + "]" : fragment.text;
  EXPECT_THAT(marked, HasSubstr("[biblioteca] [viaggiante] passa"));
}

TEST_F(PolicyConceptTest, AHiddenLabelFindsAndIsNotShown) {
  EXPECT_THAT(found("paperback wagon"), UnorderedElementsAre("turin", "belgrade", "graz"));
  for (const Hit& one : index_.search("q=" + percent_encode("paperback wagon")).hits) {
    for (const Why& reason : one.why) EXPECT_THAT(reason.matched, Not(HasSubstr("paperback")));
  }
}

TEST_F(PolicyConceptTest, AQuotedWordStandsForItselfOnly) {
  EXPECT_THAT(found("\"bookmobile\""), IsEmpty());
}

}  // namespace
}  // namespace gp
