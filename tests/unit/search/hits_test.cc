// What a hit shows: the text in the reader's language, what matched, and why.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/test_index.h"

namespace gp {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Hit only(const TestIndex& index, const std::string& address) {
  const SearchResult result = index.search(address);
  EXPECT_THAT(result.hits, SizeIs(1)) << address;
  return result.hits.empty() ? Hit{} : result.hits.front();
}

TEST(HitsTest, AHitHasWhatTheInterfacePromises) {
  const TestIndex index({practice("turin")
                             .text("it", "Una casa", "Le famiglie trovano casa.", "## Contesto\n\nUn campo.")
                             .text("en", "A home", "Families find a home.", "A camp.")
                             .place("turin")
                             .theme("housing-first")
                             .theme("health")
                             .group("roma-women")
                             .evidence("promising")
                             .level("city")
                             .years(2013, 2015)});
  const Hit one = only(index, "lang=fr");
  EXPECT_EQ(one.id, "turin");
  EXPECT_EQ(one.title, "A home");
  EXPECT_EQ(one.summary, "Families find a home.");
  EXPECT_EQ(one.lang, "en");
  EXPECT_THAT(one.languages, ElementsAre("en", "it"));
  EXPECT_EQ(marked(one.title_marked), "A home");
  EXPECT_EQ(marked(one.snippet), "Families find a home.");
  EXPECT_EQ(one.snippet_lang, "en");
  EXPECT_THAT(one.themes, ElementsAre(Labelled{"housing-first", "Housing First"}, Labelled{"health", "Santé"},
                                      Labelled{"housing", "Logement"}));
  EXPECT_THAT(one.target_groups, ElementsAre(Labelled{"roma-women", "Roma women"}, Labelled{"roma", "Roma"}));
  EXPECT_EQ(one.country, (Labelled{"IT", "Italie"}));
  EXPECT_EQ(one.city, (Labelled{"turin", "Turin"}));
  EXPECT_EQ(one.evidence, (Labelled{"promising", "Prometteuse"}));
  EXPECT_EQ(one.level, (Labelled{"city", "Ville"}));
  EXPECT_EQ(one.period, (Period{2013, 2015}));
  EXPECT_THAT(one.why, IsEmpty());
}

TEST(HitsTest, WhatIsNotKnownIsEmpty) {
  const TestIndex index({practice("bare").text("en", "Bare")});
  const Hit one = only(index, "q=bare");
  EXPECT_EQ(one.country, Labelled{});
  EXPECT_EQ(one.city, Labelled{});
  EXPECT_EQ(one.evidence, Labelled{});
  EXPECT_EQ(one.period, Period{});
  EXPECT_EQ(one.summary, "");
  EXPECT_THAT(one.snippet, IsEmpty());
  EXPECT_EQ(marked(one.title_marked), "[Bare]");
}

TEST(HitsTest, AReaderSeesHerLanguageWhereThePracticeHasIt) {
  const TestIndex index({practice("x")
                             .text("de", "Garten", "Ein Garten.")
                             .text("en", "Garden", "A garden.")
                             .text("fr", "Jardin", "Un jardin.")});
  EXPECT_EQ(only(index, "lang=fr").title, "Jardin");
  EXPECT_EQ(only(index, "lang=de").title, "Garten");
  EXPECT_EQ(only(index, "q=garden&lang=fr").title, "Jardin");  // though the word is an English one
  EXPECT_EQ(only(index, "q=garden&lang=fr").lang, "fr");
  EXPECT_EQ(only(index, "lang=de-AT").title, "Garten");
}

TEST(HitsTest, WithoutHerLanguageSheSeesTheTextThatAnswersHerWords) {
  const TestIndex index({practice("x").text("de", "Garten", "Ein Garten.").text("en", "Garden", "A garden.")});
  EXPECT_EQ(only(index, "q=garten&lang=fr").title, "Garten");
  EXPECT_EQ(only(index, "q=garden&lang=fr").title, "Garden");
  EXPECT_EQ(only(index, "lang=fr").title, "Garden");  // English when nothing else decides
}

TEST(HitsTest, TheSnippetComesFromAnotherTextWhenOnlyThatHasTheWords) {
  const TestIndex index(
      {practice("x").text("de", "Titel", "Zusammenfassung.").text("en", "Title", "Summary.", "A garden gate.")});
  const Hit one = only(index, "q=garden&lang=de");
  EXPECT_EQ(one.title, "Titel");
  EXPECT_EQ(one.lang, "de");
  EXPECT_EQ(marked(one.snippet), "A [garden] gate.");
  EXPECT_EQ(one.snippet_lang, "en");
}

TEST(HitsTest, TheNearestLanguageIsShownThenEnglishThenTheOriginal) {
  const TestIndex index({
      practice("montenegro").text("cnr", "Kuća").text("de", "Haus"),
      practice("original").text("bg", "Къща").text("uk", "Дім").original("uk"),
      practice("scripts").text("sr", "Кућа").text("sr-Latn", "Kuća"),
  });
  const auto title = [&index](const std::string& id, const std::string& lang) {
    return hit(index.search("lang=" + lang), id).title;
  };
  EXPECT_EQ(title("scripts", "sr"), "Кућа");
  EXPECT_EQ(title("scripts", "sr-Latn"), "Kuća");
  EXPECT_EQ(title("scripts", "hr"), "Kuća");
  EXPECT_EQ(title("montenegro", "sr-Latn"), "Kuća");
  EXPECT_EQ(title("original", "fr"), "Дім");
}

TEST(HitsTest, SectionHeadingsAreNeitherFoundNorShown) {
  const TestIndex index({practice("x").text(
      "en", "X", "", "## Results\n\nOne *good* result.\n\n### Costs\n\n- ten euros\n- [a page](https://example.org)")});
  EXPECT_EQ(index.search("q=result").total, 1U);
  EXPECT_EQ(marked(only(index, "q=good").snippet), "One [good] result. Costs ten euros a page");
  EXPECT_EQ(index.search("q=%22results+one%22").total, 0U);
  EXPECT_EQ(index.search("q=example.org").total, 0U);
}

TEST(HitsTest, MarkupInTextsIsPlainText) {
  const TestIndex index({practice("x").text("en", "<b>Bold</b> & more", "1 < 2 <script>alert(1)</script>",
                                            "A <i>word</i> `code` here.")});
  const Hit one = only(index, "q=bold");
  EXPECT_EQ(one.title, "<b>Bold</b> & more");
  EXPECT_EQ(marked(one.title_marked), "<b>[Bold]</b> & more");
  EXPECT_EQ(one.summary, "1 < 2 <script>alert(1)</script>");
  EXPECT_EQ(marked(only(index, "q=code").snippet), "A word [code] here.");  // raw HTML of a body is dropped
}

TEST(HitsTest, EachWordSaysHowItMatched) {
  const TestIndex index({practice("x")
                             .text("en", "Gardens in town", "The mayor pays.", "Neighbours digging all day.")
                             .text("de", "Gärten in der Stadt")
                             .theme("housing")
                             .place("vienna")});
  const auto why = [&index](const std::string& q) { return whys(only(index, "q=" + percent_encode(q))); };
  EXPECT_THAT(why("gardens"), ElementsAre("gardens > Gardens (en) direct/title"));
  EXPECT_THAT(why("garden"), ElementsAre("garden > Gardens (en) stem/title"));
  EXPECT_THAT(why("mayor"), ElementsAre("mayor > mayor (en) direct/summary"));
  EXPECT_THAT(why("garten"), ElementsAre("garten > Gärten (de) direct/title"));
  EXPECT_THAT(why("neighb*"), ElementsAre("neighb > Neighbours (en) prefix/body"));
  EXPECT_THAT(why("neigbours"), ElementsAre("neigbours > Neighbours (en) spelling/body"));
  EXPECT_THAT(why("\"all day\""), ElementsAre("all > all (en) direct/body", "day > day (en) direct/body"));
  EXPECT_THAT(why("mayor digging"),
              ElementsAre("mayor > mayor (en) direct/summary", "digging > digging (en) direct/body"));
  EXPECT_THAT(why("logement Wien mayor"),
              ElementsAre("logement > Housing (en) vocabulary/theme", "Wien > Vienna (en) place/place",
                          "mayor > mayor (en) direct/summary"));
  EXPECT_THAT(why("title:gardens"), ElementsAre("gardens > Gardens (en) direct/title"));
  EXPECT_THAT(why("mayor -zzyzx"), ElementsAre("mayor > mayor (en) direct/summary"));
}

TEST(HitsTest, EveryHitOfAWordSaysWhyHoweverTheWordIsTyped) {
  // Some words lose their ending only with, or only without, their accents.
  const TestIndex index({
      practice("el").text("el", "Οι μαθητές στο σχολείο"),
      practice("fr").text("fr", "Près des élèves âgés", "Une cité de progrès, un procès, des abcès"),
      practice("ro").text("ro", "Școli și grădinițe pentru fetițe"),
      practice("sl").text("sl", "Šole in učitelji, občina"),
      practice("tr").text("tr", "Ankara'da okullar, IŞIK"),
  });
  for (const char* q : {"pres", "eleves", "ages", "cite", "progres", "proces", "abces", "scoli", "gradinite", "fetite",
                        "sole", "ucitelji", "obcina", "okullar", "isik", "ankara", "ΜΑΘΗΤΕΣ", "μαθητες", "σχολειο"}) {
    const SearchResult result = index.search("q=" + percent_encode(q));
    ASSERT_THAT(result.hits, SizeIs(1)) << q;
    EXPECT_THAT(result.hits[0].why, SizeIs(1)) << q;
    const std::string shown = marked(result.hits[0].title_marked) + marked(result.hits[0].snippet);
    EXPECT_THAT(shown, HasSubstr("[")) << q << " is not marked";
  }
}

TEST(HitsTest, QuotedWordsMarkThemselvesOnly) {
  const TestIndex index({practice("x").text("en", "School and schools")});
  EXPECT_EQ(marked(only(index, "q=%22school%22").title_marked), "[School] and schools");
}

TEST(HitsTest, ALabelFallsBackToEnglish) {
  const TestIndex index({practice("x").text("en", "X").theme("employment").place("lyon").level("ngo")});
  const Hit one = only(index, "lang=fi");
  EXPECT_EQ(one.themes.front().label, "Employment");
  EXPECT_EQ(one.city.label, "Lyon");
  EXPECT_EQ(one.country.label, "Ranska");  // countries are CLDR's
}

}  // namespace
}  // namespace gp
