// What a query finds and in which order: data, query and answer on one screen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "tests/unit/search/random.h"
#include "tests/unit/search/small_index.h"

namespace gp {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class RetrievalTest : public SmallIndexTest {};

TEST_F(RetrievalTest, AWordFindsItsFormsInAllFieldsOfAllTexts) {
  EXPECT_THAT(found("nurse"), ElementsAre("clinic"));
  EXPECT_THAT(found("nurses"), ElementsAre("clinic"));
  EXPECT_THAT(found("NURSE"), ElementsAre("clinic"));
  EXPECT_THAT(found("stop"), ElementsAre("choir"));  // stops, in the body
  EXPECT_THAT(found("jardins"), ElementsAre("jardin"));
  EXPECT_THAT(found("garten"), ElementsAre("garten"));  // Gärten
  EXPECT_THAT(found("élève"), ElementsAre("pair"));
  EXPECT_THAT(found("eleves"), ElementsAre("pair"));
}

TEST_F(RetrievalTest, AllWordsMustBeThere) {
  EXPECT_THAT(strictly("bus hall"), UnorderedElementsAre("choir", "clinic"));
  EXPECT_THAT(strictly("bus hall sing"), ElementsAre("choir"));
  EXPECT_THAT(strictly("bus pupils"), ElementsAre("bus"));
  EXPECT_THAT(strictly("nurse sing"), IsEmpty());
  EXPECT_THAT(note_codes(index_->search("words=all&q=bus+hall")), IsEmpty());
}

TEST_F(RetrievalTest, WordsMayStandInTextsOfDifferentLanguages) {
  EXPECT_THAT(found("older élèves"), ElementsAre("pair"));
}

TEST_F(RetrievalTest, OrFindsEither) {
  EXPECT_THAT(found("nurse OR sing"), UnorderedElementsAre("choir", "clinic"));
  EXPECT_THAT(found("nurse OR sing OR jardin"), UnorderedElementsAre("choir", "clinic", "jardin"));
  EXPECT_THAT(found("bus nurse OR sing"), UnorderedElementsAre("choir", "clinic"));
  EXPECT_THAT(found("nurse OR zzyzx"), ElementsAre("clinic"));
}

TEST_F(RetrievalTest, AMinusExcludesAllFormsOfTheWord) {
  EXPECT_THAT(found("bus -hall"), ElementsAre("bus"));
  EXPECT_THAT(found("bus -\"market hall\""), UnorderedElementsAre("bus", "clinic"));
  EXPECT_THAT(found("bus -mark*"), ElementsAre("bus"));
  EXPECT_THAT(found("bus -title:clinic"), UnorderedElementsAre("bus", "choir"));
  EXPECT_THAT(found("bus -zzyzx"), UnorderedElementsAre("bus", "choir", "clinic"));
  EXPECT_THAT(found("bus -nurses"), UnorderedElementsAre("bus", "choir"));
}

TEST_F(RetrievalTest, OnlyExclusionsLeaveEverythingElse) {
  EXPECT_THAT(found("-bus"), UnorderedElementsAre("garten", "jardin", "pair"));
  EXPECT_THAT(found("-bus -garten"), UnorderedElementsAre("jardin", "pair"));
}

TEST_F(RetrievalTest, AHyphenInsideAWordExcludesNothing) {
  EXPECT_THAT(strictly("bus-stop"), ElementsAre("choir"));
  EXPECT_THAT(strictly("bus - hall"), UnorderedElementsAre("choir", "clinic"));
  EXPECT_THAT(found("bus-stop"), ElementsAre("choir", "bus", "clinic"));
}

TEST_F(RetrievalTest, WordsWithAHyphenAreWordsEach) {
  for (const char* q : {"bus-stop", "hall-sing-bus", "bus-zzyzx", "the-bus", "nurse-sing"}) {
    std::string apart = q;
    std::ranges::replace(apart, '-', ' ');
    EXPECT_EQ(found(q), found(apart)) << q;
    EXPECT_EQ(strictly(q), strictly(apart)) << q;
  }
  EXPECT_EQ(note(index_->search("q=bus-zzyzx"), "unmatched"), "unmatched: zzyzx");
  EXPECT_EQ(note_of(index_->search("q=bus-stop"), "widened").count, 1U);
}

TEST_F(RetrievalTest, APhraseIsInOrderOnly) {
  EXPECT_THAT(found("\"market hall\""), ElementsAre("choir"));
  EXPECT_THAT(found("\"hall market\""), ElementsAre("clinic"));
  EXPECT_THAT(found("\"market the hall\""), IsEmpty());
  EXPECT_THAT(found("“market hall”"), ElementsAre("choir"));
}

TEST_F(RetrievalTest, APhraseStandsInOneFieldOfOneText) {
  EXPECT_THAT(found("\"pupils the town\""), IsEmpty());  // end of the title, beginning of the summary
  EXPECT_THAT(found("\"town pays\""), ElementsAre("bus"));
  EXPECT_THAT(found("\"bus every\""), IsEmpty());         // end of the summary, beginning of the body
  EXPECT_THAT(found("\"market lire\""), IsEmpty());       // end of a text, beginning of the next
  EXPECT_THAT(found("\"free no\""), ElementsAre("bus"));  // two sentences of one body
}

TEST_F(RetrievalTest, WordsInQuotesStandForThemselves) {
  EXPECT_THAT(found("\"nurses\""), IsEmpty());
  EXPECT_THAT(found("\"nurse\""), ElementsAre("clinic"));
  EXPECT_THAT(found("\"pupils read\""), ElementsAre("pair"));
  EXPECT_THAT(found("\"pupil read\""), IsEmpty());
  EXPECT_THAT(found("\"GARTEN FUR\""), ElementsAre("garten"));  // but case and accents do not matter
}

TEST_F(RetrievalTest, AStopWordInAPhraseCounts) {
  EXPECT_THAT(found("\"at the hall\""), ElementsAre("choir"));
  EXPECT_THAT(found("\"in the hall\""), IsEmpty());
}

TEST_F(RetrievalTest, APhraseWithARepeatedWordNeedsItTwice) {
  const TestIndex index({practice("once").text("en", "Step by day"), practice("twice").text("en", "Step by step")});
  EXPECT_THAT(ids(index.search("q=%22step+by+step%22")), ElementsAre("twice"));
  EXPECT_THAT(ids(index.search("q=%22step+step%22")), IsEmpty());
}

TEST_F(RetrievalTest, PhrasesFollowTheElisionsOfTheLanguage) {
  EXPECT_THAT(found("\"près de l’eau\""), ElementsAre("jardin"));
  EXPECT_THAT(found("\"pres de l'eau\""), ElementsAre("jardin"));
}

TEST_F(RetrievalTest, APrefixFindsAllWordsThatBeginWithIt) {
  EXPECT_THAT(found("gart*"), ElementsAre("garten"));
  EXPECT_THAT(found("gärt*"), ElementsAre("garten"));
  EXPECT_THAT(found("pup*"), UnorderedElementsAre("bus", "pair"));
  EXPECT_THAT(found("bus hal*"), UnorderedElementsAre("choir", "clinic"));
  EXPECT_THAT(found("zzy*"), IsEmpty());
  EXPECT_THAT(found("bus*"), UnorderedElementsAre("bus", "choir", "clinic"));  // the word itself too
}

TEST_F(RetrievalTest, APrefixIsNoStem) {
  EXPECT_THAT(found("nurses*"), IsEmpty());
}

TEST_F(RetrievalTest, APrefixOfManyWordsCountsExactly) {
  std::vector<Practice> practices;
  for (int i = 0; i < 300; ++i) {
    practices.push_back(practice("p" + std::to_string(i))
                            .text("en", "Xa" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i)));
  }
  practices.push_back(practice("other").text("en", "Xb"));
  const TestIndex index(practices);
  EXPECT_EQ(index.search("q=xa*").total, 300U);
  EXPECT_EQ(index.search("q=x*").total, 301U);
  EXPECT_EQ(index.search("q=xaa*").total, 12U);
  EXPECT_THAT(ids(index.search("q=xa*&per_page=100&page=3")), SizeIs(100));
  EXPECT_THAT(ids(index.search("q=x*&per_page=100&page=4")), SizeIs(1));
}

TEST_F(RetrievalTest, TitleLooksIntoTitlesOnly) {
  EXPECT_THAT(found("title:bus"), ElementsAre("bus"));
  EXPECT_THAT(found("title:choirs"), ElementsAre("choir"));
  EXPECT_THAT(found("title:hall"), IsEmpty());
  EXPECT_THAT(found("title:cli*"), ElementsAre("clinic"));
  EXPECT_THAT(found("title:mar*"), IsEmpty());
  EXPECT_THAT(found("title:mobile hall"), ElementsAre("clinic"));
  EXPECT_THAT(found("title:clinic OR title:choir"), UnorderedElementsAre("choir", "clinic"));
}

TEST_F(RetrievalTest, TitleTakesAPhrase) {
  EXPECT_THAT(found("title:\"mobile clinic\""), ElementsAre("clinic"));
  EXPECT_THAT(found("title:\"clinic mobile\""), IsEmpty());
  EXPECT_THAT(found("title:\"a deux\""), ElementsAre("pair"));
  EXPECT_THAT(found("title:\"market hall\""), IsEmpty());
}

TEST_F(RetrievalTest, StopWordsNeverEmptyAQuery) {
  EXPECT_THAT(found("the nurse of the whom"), ElementsAre("clinic"));
  EXPECT_THAT(found("der Garten und whom"), ElementsAre("garten"));
  EXPECT_THAT(note_codes(index_->search("q=whom+nurse")), IsEmpty());
}

TEST_F(RetrievalTest, AQueryOfStopWordsOnlyLooksForThem) {
  EXPECT_THAT(found("by"), ElementsAre("clinic"));
  EXPECT_THAT(found("für"), ElementsAre("garten"));
  EXPECT_THAT(strictly("at the"), ElementsAre("choir"));
  EXPECT_THAT(found("at the"), ElementsAre("choir", "bus", "clinic"));
}

TEST_F(RetrievalTest, WithoutAWordEverythingIsFoundAndANoteSaysSo) {
  for (const char* q : {"?!", "-", "\"\"\"", "🏠", "...", "* * *", "—", "“”", "()", "title:\"\""}) {
    const SearchResult result = index_->search("q=" + percent_encode(q));
    EXPECT_EQ(result.total, 6U) << q;
    EXPECT_THAT(note_codes(result), ElementsAre("no_words")) << q;
  }
}

TEST_F(RetrievalTest, SignsBetweenWordsDoNotMatter) {
  EXPECT_THAT(found("nurse?"), ElementsAre("clinic"));
  EXPECT_THAT(found("🏠 nurse 🏠"), ElementsAre("clinic"));
  EXPECT_THAT(found("(nurse) & [van]"), ElementsAre("clinic"));
  EXPECT_THAT(found("nurse,van;comes"), ElementsAre("clinic"));
}

TEST_F(RetrievalTest, EveryScriptIsFound) {
  const TestIndex index({
      practice("arabic").text("ar", "مدرسة للجميع", "", "تذهب الحافلة"),
      practice("chinese").text("zh", "学校巴士"),
      practice("greek").text("el", "Το σχολείο της γειτονιάς"),
      practice("hebrew").text("he", "בית ספר לכולם"),
      practice("ukrainian").text("uk", "Здоров’я громади"),
  });
  const auto of = [&index](const std::string& q) { return ids(index.search("q=" + percent_encode(q))); };
  EXPECT_THAT(of("مدرسة"), ElementsAre("arabic"));
  EXPECT_THAT(of("الحافلة مدرسة"), ElementsAre("arabic"));
  EXPECT_THAT(of("\"תכולם ספר\""), IsEmpty());
  EXPECT_THAT(of("\"ספר לכולם\""), ElementsAre("hebrew"));
  EXPECT_THAT(of("\u202Eספר\u202C"), ElementsAre("hebrew"));  // with marks of direction
  EXPECT_THAT(of("ΣΧΟΛΕΙΑ"), ElementsAre("greek"));
  EXPECT_THAT(of("здоров'я"), ElementsAre("ukrainian"));
  EXPECT_THAT(of("学校"), ElementsAre("chinese"));
}

TEST_F(RetrievalTest, SixtyFourWordsCountAndMoreAreNoted) {
  std::string q;
  for (int i = 0; i < 64; ++i) q += "bus ";
  EXPECT_EQ(found(q).size(), 3U);
  EXPECT_THAT(note_codes(index_->search("q=" + percent_encode(q))), IsEmpty());
  const SearchResult result = index_->search("q=" + percent_encode(q + "nurse"));
  EXPECT_EQ(result.total, 3U);  // the nurse does not count
  EXPECT_THAT(note_codes(result), ElementsAre("too_many_words"));
  EXPECT_EQ(note(result, "too_many_words"), "too_many_words: 64");
  EXPECT_EQ(index_->search("q=" + percent_encode(q + "-hall")).total, 3U);
}

TEST_F(RetrievalTest, TheTitleWeighsMoreThanTheSummaryAndThatMoreThanTheBody) {
  const TestIndex index({
      practice("a-body").text("en", "One", "Two", "A harbour there"),
      practice("b-summary").text("en", "One", "A harbour there", "Two"),
      practice("c-title").text("en", "A harbour there", "One", "Two"),
  });
  EXPECT_THAT(ids(index.search("q=harbour")), ElementsAre("c-title", "b-summary", "a-body"));
}

TEST_F(RetrievalTest, TheVeryWordRanksAboveItsOtherForms) {
  const TestIndex index(
      {practice("a-other").text("en", "Ship harbours"), practice("b-same").text("en", "Ship harbour")});
  EXPECT_THAT(ids(index.search("q=harbour")), ElementsAre("b-same", "a-other"));
  EXPECT_THAT(ids(index.search("q=harbours")), ElementsAre("a-other", "b-same"));
}

TEST_F(RetrievalTest, RareWordsWeighMoreThanFrequentOnes) {
  const TestIndex index({
      practice("a").text("en", "meadow pond"),
      practice("b").text("en", "meadow grass"),
      practice("c").text("en", "meadow sheep"),
      practice("d").text("en", "lark"),
  });
  // Relaxed: the words never meet.
  EXPECT_THAT(ids(index.search("q=meadow+lark")), ElementsAre("d", "a", "b", "c"));
}

TEST_F(RetrievalTest, ManyLanguageVersionsAreNeitherAGainNorALoss) {
  const std::string body = "A harbour for small boats, built by the town in one summer, with stairs and a lamp.";
  TestPractice many = practice("many").text("en", "Harbour", "Boats", body);
  for (const char* lang : {"de", "fr", "it", "es"})
    many.text(lang, "Titel", "Text", "Ganz andere Wörter stehen hier, und viele.");
  const TestIndex index({many, practice("one").text("en", "Harbour", "Boats", body)});
  const SearchResult result = index.search("q=harbour");
  ASSERT_EQ(result.total, 2U);
  EXPECT_NEAR(result.hits[0].score, result.hits[1].score, result.hits[0].score * 0.35);
}

TEST_F(RetrievalTest, AStemFindsWordsOfItsOwnLanguageOnly) {
  // The French stem of "logement" is "log"; the English log is made of wood.
  const TestIndex index(
      {practice("english").text("en", "A wooden log"), practice("french").text("fr", "Des appartements")});
  EXPECT_THAT(ids(index.search("q=logement&lang=fr")), IsEmpty());
}

TEST_F(RetrievalTest, AStopWordOfAnotherLanguageIsOneOnlyWhereItIsTenTimesAsCommonThere) {
  // "care" is a pronoun in Romanian.
  for (const int romanian : {9, 10}) {
    std::vector<Practice> practices = {practice("both").text("en", "Home care"),
                                       practice("home").text("en", "Home garden")};
    for (int i = 0; i < romanian; ++i)
      practices.push_back(practice("r" + std::to_string(i)).text("ro", "Satul care cântă"));
    const TestIndex index(practices);
    if (romanian == 9)
      EXPECT_THAT(ids(index.search("q=care+home&words=all")), ElementsAre("both"));
    else
      EXPECT_THAT(ids(index.search("q=care+home&words=all")), ElementsAre("both", "home"));
    // To a Romanian it is one in any case.
    EXPECT_THAT(ids(index.search("q=care+home&words=all&lang=ro")), ElementsAre("both", "home"));
  }
}

TEST_F(RetrievalTest, ASearchOverAllPagesIsTheWholeAnswerInOneOrder) {
  const std::vector<std::string> all = ids(index_->search("q=bus+OR+garten+OR+jardin&per_page=100"));
  std::vector<std::string> pages;
  for (int page = 1; page <= 6; ++page) {
    for (std::string& id : ids(index_->search("q=bus+OR+garten+OR+jardin&per_page=1&page=" + std::to_string(page)))) {
      pages.push_back(std::move(id));
    }
  }
  EXPECT_EQ(pages, all);
}

TEST_F(RetrievalTest, EqualPracticesStandInAnOrderThatStays) {
  std::vector<Practice> practices;
  for (int i = 10; i < 60; ++i) practices.push_back(practice("p" + std::to_string(i)).text("en", "The same words"));
  const TestIndex index(practices);
  const std::vector<std::string> first = ids(index.search("q=same&per_page=50"));
  EXPECT_EQ(ids(index.search("q=same&per_page=50")), first);
  EXPECT_TRUE(std::is_sorted(first.begin(), first.end()));
}

TEST_F(RetrievalTest, AnEmptyIndexAnswersEverything) {
  const TestIndex index;
  for (const char* q :
       {"", "q=nurse", "q=%22market+hall%22", "q=nur*", "q=-x", "q=title:x", "sort=title", "from=2010", "q=%3F"}) {
    EXPECT_EQ(index.search(q).total, 0U) << q;
  }
  EXPECT_THAT(index.searcher().suggest("nur", "en", 10), IsEmpty());
}

TEST_F(RetrievalTest, RandomQueriesNeverHarm) {
  static constexpr std::string_view kPieces[] = {
      "bus", "nurse", "hall", " ", " ",      "OR",     "-", "\"", "*", "title:", "été",   "Ж",     "日本", "🏠",  "'",
      "l’",  "1,3",   "U.S",  ":", "\u0301", "\u200D", "ß", "İ",  "ﬁ", "\u202E", "zzyzx", "nusre", ".",    "\\", "Z"};
  Random random(15);
  for (int i = 0; i < 3000; ++i) {
    const std::string q = random.chain(kPieces, random.between(1, 14));
    const SearchResult result = index_->search("per_page=5&q=" + percent_encode(q));
    ASSERT_LE(result.total, 6U) << q;
    ASSERT_EQ(result.hits.size(), std::min<std::size_t>(5, result.total)) << q;
  }
}

}  // namespace
}  // namespace gp
