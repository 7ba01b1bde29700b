// Suggestions, similar practices and one practice's page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/test_index.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::vector<std::string> suggested(const TestIndex& index, const std::string& typed, const std::string& lang = "en",
                                   std::size_t limit = 20) {
  std::vector<std::string> all;
  for (const Suggestion& one : index.searcher().suggest(typed, lang, limit)) {
    all.push_back(one.kind + ':' + (one.id.empty() ? one.label : one.id + '=' + one.label) +
                  (one.matched.empty() ? "" : " (" + one.matched + ')') + ' ' + std::to_string(one.count));
  }
  return all;
}

class SuggestTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    index_ = new TestIndex({
        practice("bus")
            .text("en", "A bus to school", "", "Drivers and pupils. Gypsies is a word of old.")
            .theme("education")
            .place("vienna"),
        practice("flat")
            .text("en", "Flats for families")
            .text("de", "Wohnungen für Familien")
            .theme("housing")
            .group("roma")
            .place("turin"),
        practice("wise").text("de", "Wiener Schule", "", "Häuser und Höfe."),
    });
  }
  static void TearDownTestSuite() {
    delete index_;
    index_ = nullptr;
  }
  static TestIndex* index_;
};
TestIndex* SuggestTest::index_ = nullptr;

TEST(SuggestTerms, ATermOfTheFieldIsOfferedInTheReadersLanguageWhenSomeTextNamesIt) {
  const TestIndex index({practice("turin").text("it", "Libri", "La biblioteca viaggiante passa.").place("turin"),
                         practice("none").text("it", "Altro")});
  EXPECT_THAT(suggested(index, "bookm"), ElementsAre("word:Bookmobile 1"));
  EXPECT_THAT(suggested(index, "Bücherb", "de"), ElementsAre("word:Bücherbus 1"));
  EXPECT_THAT(suggested(index, "wheels", "de"), ElementsAre("word:Bücherbus (library on wheels) 1"));
  EXPECT_THAT(suggested(index, "paperback"), IsEmpty()) << "a hidden label";
  EXPECT_THAT(suggested(TestIndex({practice("none").text("it", "Altro")}), "bookm"), IsEmpty());
}

TEST_F(SuggestTest, OffersWhatGoesOnFromWhatWasTyped) {
  EXPECT_THAT(suggested(*index_, "hous"), ElementsAre("theme:housing=Housing 1"));
  EXPECT_THAT(suggested(*index_, "loge"), ElementsAre("theme:housing=Housing (Logement) 1"));
  EXPECT_THAT(suggested(*index_, "loge", "fr"), ElementsAre("theme:housing=Logement 1"));
  EXPECT_THAT(suggested(*index_, "Wie"),
              ElementsAre("city:vienna=Vienna (Wien) 1", "practice:wise=Wiener Schule 1", "word:Wiener 1"));
  EXPECT_THAT(suggested(*index_, "ital"), ElementsAre("country:IT=Italy 1"));
  EXPECT_THAT(suggested(*index_, "driv"), ElementsAre("word:Drivers 1"));
  EXPECT_THAT(suggested(*index_, "hause"), ElementsAre("word:Häuser 1"));  // as the collection writes it
  EXPECT_THAT(suggested(*index_, "zzyzx"), IsEmpty());
}

TEST_F(SuggestTest, TitlesAreFoundByAllWordsTheLastAsABeginning) {
  EXPECT_THAT(suggested(*index_, "bus sch"), ElementsAre("practice:bus=A bus to school 1"));
  EXPECT_THAT(suggested(*index_, "school bu"), ElementsAre("practice:bus=A bus to school 1"));
  EXPECT_THAT(suggested(*index_, "bus fam"), IsEmpty());
  EXPECT_THAT(suggested(*index_, "wohnungen f", "de"), ElementsAre("practice:flat=Wohnungen für Familien 1"));
}

TEST_F(SuggestTest, HiddenLabelsAreNeverOffered) {
  for (const char* typed : {"gyp", "gypsie", "gypsies", "zigeun", "slum", "clear"})
    EXPECT_THAT(suggested(*index_, typed), IsEmpty()) << typed;
}

TEST_F(SuggestTest, ConceptsWithoutAPracticeAreNotOffered) {
  EXPECT_THAT(suggested(*index_, "healt"), IsEmpty());
}

TEST_F(SuggestTest, KeepsToTheLimit) {
  EXPECT_THAT(suggested(*index_, "wi", "en", 1), SizeIs(1));
  EXPECT_THAT(suggested(*index_, "wi", "en", 0), IsEmpty());
}

TEST_F(SuggestTest, OneLetterNoLetterAndVeryManyLettersAreNoTrouble) {
  for (const std::string& typed : {std::string(), std::string("w"), std::string(" "), std::string("?!"),
                                   std::string("🏠"), std::string(100000, 'w')}) {
    EXPECT_THAT(suggested(*index_, typed), IsEmpty());
  }
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "ж ";
  EXPECT_THAT(suggested(*index_, many), IsEmpty());
  Random random(16);
  static constexpr std::string_view kPieces[] = {"w", "ie", "ß", "ж", " ", "-", "\"", "*", "’", "日", "bus", "\u0301"};
  for (int i = 0; i < 500; ++i) index_->searcher().suggest(random.chain(kPieces, random.below(12)), "en", 10);
}

TEST(SimilarTest, PracticesWithTheSameRareWordsAndThemesComeFirst) {
  const TestIndex index({
      practice("base").text("en", "Truck classrooms", "Teachers drive trucks to the pupils.").theme("education"),
      practice("far").text("en", "Keys for families", "Landlords sign a lease.").theme("housing"),
      practice("near").text("en", "A truck with books", "Teachers read to pupils in a truck.").theme("education"),
      practice("theme").text("en", "Something else", "Nothing in common.").theme("education"),
      practice("wide").text("de", "Lastwagen", "Ganz andere Wörter."),
  });
  const std::vector<std::string> similar = ids(index.searcher().similar("base", "en", 10));
  ASSERT_THAT(similar, Not(IsEmpty()));
  EXPECT_EQ(similar.front(), "near");
  EXPECT_THAT(similar, Not(Contains("base")));
  EXPECT_THAT(similar, Contains("theme"));
  EXPECT_THAT(index.searcher().similar("base", "en", 1), SizeIs(1));
  EXPECT_THROW(index.searcher().similar("none", "en", 3), NotFound);
}

TEST(SimilarTest, ALonePracticeHasNone) {
  const TestIndex index({practice("one").text("en", "One")});
  EXPECT_THAT(index.searcher().similar("one", "en", 3), IsEmpty());
}

TEST(PracticeViewTest, HasThePracticeAndItsLabels) {
  const Practice turin = practice("turin")
                             .text("en", "A home", "Summary.", "## Context\n\nText.")
                             .text("it", "Una casa")
                             .place("turin")
                             .theme("housing-first")
                             .group("roma")
                             .evidence("promising")
                             .level("city")
                             .related("lyon");
  const TestIndex index(
      {turin, practice("lyon").text("fr", "Une école").place("lyon"), practice("gone").withdrawn("It closed.")});
  const PracticeView view = index.searcher().practice("turin", "fr");
  EXPECT_EQ(view.practice, turin);
  EXPECT_EQ(view.lang, "en");
  EXPECT_THAT(view.themes, ElementsAre(Labelled{"housing-first", "Housing First"}));
  EXPECT_THAT(view.target_groups, ElementsAre(Labelled{"roma", "Roma"}));
  EXPECT_EQ(view.city, (Labelled{"turin", "Turin"}));
  EXPECT_EQ(view.country, (Labelled{"IT", "Italie"}));
  EXPECT_EQ(view.evidence, (Labelled{"promising", "Prometteuse"}));
  EXPECT_EQ(view.level, (Labelled{"city", "Ville"}));
  EXPECT_EQ(view.region, "Piedmont");
  EXPECT_DOUBLE_EQ(view.latitude, 45.07);
  EXPECT_THAT(ids(view.related), ElementsAre("lyon"));
  EXPECT_EQ(view.generation, index.searcher().generation_id());
  EXPECT_EQ(index.searcher().practice("turin", "it").lang, "it");
  EXPECT_THAT(index.searcher().languages(), ElementsAre("en", "fr", "it"));
  try {
    index.searcher().practice("gone", "en");
    FAIL();
  } catch (const Gone& gone) {
    EXPECT_STREQ(gone.what(), "It closed.");
  }
  EXPECT_THROW(index.searcher().practice("", "en"), NotFound);
  EXPECT_THROW(index.searcher().practice("Turin", "en"), NotFound);
}

TEST(PracticeViewTest, ARelatedPracticeThatWasWithdrawnIsLeftOut) {
  const TestIndex index({practice("a").related("b"), practice("b").withdrawn("It closed.")});
  EXPECT_THAT(index.searcher().practice("a", "en").related, IsEmpty());
}

}  // namespace
}  // namespace gp
