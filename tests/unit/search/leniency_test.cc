// What is found when nothing has the words as they were typed, or too little has: corrections, words that resemble one,
// words left out, practices with a part of the words; and the notes that say so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/search/small_index.h"

namespace gp {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

// The search a note offers instead, as its address says.
SearchResult undone(const TestIndex& index, const SearchResult& result, std::string_view code) {
  return index.search(to_query_string(note_of(result, code).undo.value()));
}

class LeniencyTest : public SmallIndexTest {};

TEST_F(LeniencyTest, WhereFewHaveAllWordsThoseWithSomeFollow) {
  EXPECT_THAT(found("bus hall"), ElementsAre("choir", "clinic", "bus", "pair"));
  EXPECT_THAT(found("bus hall sing"), ElementsAre("choir", "clinic", "bus", "pair"));
  EXPECT_THAT(found("bus pupils"), ElementsAre("bus", "pair", "choir", "clinic"));
}

TEST_F(LeniencyTest, ANoteSaysHowManyHaveAllWordsAndLeadsToThem) {
  const SearchResult result = index_->search("q=bus+hall&lang=en&per_page=1&page=2");
  EXPECT_EQ(result.total, 4U);
  ASSERT_THAT(note_codes(result), ElementsAre("widened"));
  EXPECT_EQ(result.notes[0].detail, "bus hall");
  EXPECT_EQ(result.notes[0].count, 2U);
  ASSERT_TRUE(result.notes[0].undo);
  EXPECT_EQ(to_query_string(*result.notes[0].undo), "q=bus%20hall&lang=en&words=all&per_page=1");
  const SearchResult strict = undone(*index_, index_->search("q=bus+hall"), "widened");
  EXPECT_THAT(ids(strict), UnorderedElementsAre("choir", "clinic"));
  EXPECT_THAT(strict.notes, IsEmpty());
}

TEST_F(LeniencyTest, WithEnoughMatchesNothingIsAdded) {
  for (const int both : {9, 10}) {
    std::vector<Practice> practices = {practice("bus").text("en", "bus"), practice("hall").text("en", "hall")};
    for (int i = 0; i < both; ++i) practices.push_back(practice("p" + std::to_string(i)).text("en", "bus hall"));
    const TestIndex index(practices);
    const SearchResult result = index.search("q=bus+hall&per_page=100");
    EXPECT_EQ(result.total, both == 9 ? 11U : 10U);
    EXPECT_EQ(note_codes(result).size(), both == 9 ? 1U : 0U);
  }
}

TEST_F(LeniencyTest, WithEveryWordWantedAWordNobodyHasFindsNothing) {
  EXPECT_THAT(strictly("nurse zzyzx"), IsEmpty());
  EXPECT_THAT(note_codes(index_->search("q=nurse+zzyzx&words=all")), IsEmpty());
}

TEST_F(LeniencyTest, StopWordsBesideAWordNobodyHasDoNotFindEverything) {
  EXPECT_THAT(found("zzyzx the"), IsEmpty());
  EXPECT_THAT(found("the zzyzx of qqqq"), IsEmpty());
  EXPECT_THAT(found("zzyzx the -bus"), IsEmpty());
}

TEST_F(LeniencyTest, AMisspeltWordIsCorrectedWithANoteAndAWayBack) {
  const SearchResult result = index_->search("q=nusre");
  EXPECT_THAT(ids(result), ElementsAre("clinic"));
  EXPECT_EQ(result.corrected, "nurse");
  EXPECT_EQ(note(result, "corrected"), "corrected: nurse");
  ASSERT_THAT(result.notes, SizeIs(1));
  EXPECT_EQ(result.notes[0].undo->q, "\"nusre\"");
  const SearchResult undone = index_->search("q=" + percent_encode(result.notes[0].undo->q));
  EXPECT_EQ(undone.total, 0U);
  EXPECT_EQ(undone.corrected, "");
  EXPECT_THAT(undone.notes, IsEmpty());
}

TEST_F(LeniencyTest, OnlyTheMisspeltWordIsReplacedInACorrectedQuery) {
  const SearchResult result =
      index_->search("q=" + percent_encode("bus nusre -jardin title:\"mobile clinic\" OR choir"));
  EXPECT_EQ(result.corrected, "bus nurse title:\"mobile clinic\" OR choir -jardin");
  EXPECT_EQ(result.notes[0].undo->q, "bus \"nusre\" title:\"mobile clinic\" OR choir -jardin");
  EXPECT_THAT(ids(result), ElementsAre("clinic", "choir"));  // who has the nurse, who has only the bus
  EXPECT_THAT(note_codes(result), ElementsAre("corrected", "widened"));
  EXPECT_THAT(ids(undone(*index_, result, "widened")), ElementsAre("clinic"));
}

TEST_F(LeniencyTest, WordsThatAreThereAreNotCorrected) {
  for (const char* q : {"nurse", "nurses", "bus", "\"nusre\"", "nusre*", "-nusre", "2016", "buss1"}) {
    EXPECT_EQ(index_->search("q=" + percent_encode(q)).corrected, "") << q;
  }
}

TEST_F(LeniencyTest, AWordNobodyHasIsNotWantedWhereThereAreOthersAndIsNoted) {
  const SearchResult result = index_->search("q=nurse+zzyzx+qqqq");
  EXPECT_THAT(ids(result), ElementsAre("clinic"));
  EXPECT_EQ(note(result, "unmatched"), "unmatched: zzyzx qqqq");
  EXPECT_EQ(index_->search("q=zzyzx").total, 0U);
  EXPECT_EQ(index_->search("q=zzyzx+qqqq").total, 0U);
}

TEST_F(LeniencyTest, WhatOneAskedForWithASignIsNeverLetGo) {
  EXPECT_THAT(found("bus \"zzyzx\""), IsEmpty());
  EXPECT_THAT(found("bus zzyzx*"), IsEmpty());
  EXPECT_THAT(found("bus title:qqqq"), IsEmpty());
  EXPECT_THAT(found("bus zzyzx OR qqqq"), IsEmpty());
  EXPECT_THAT(found("nurse title:choir"), IsEmpty());
}

TEST_F(LeniencyTest, WordsThatNeverMeetAreFoundApartAndANoteSaysSo) {
  const SearchResult result = index_->search("q=nurse+sing");
  EXPECT_THAT(ids(result), UnorderedElementsAre("choir", "clinic"));
  EXPECT_EQ(note(result, "relaxed"), "relaxed: nurse sing");
  EXPECT_THAT(note_codes(result), ElementsAre("relaxed"));
  EXPECT_EQ(result.notes[0].count, 0U);
  EXPECT_EQ(undone(*index_, result, "relaxed").total, 0U);
  const SearchResult meeting = index_->search("q=nurse+bus");
  EXPECT_THAT(note_codes(meeting), ElementsAre("widened"));
  EXPECT_EQ(meeting.notes[0].count, 1U);
  EXPECT_EQ(ids(meeting).front(), "clinic");
  EXPECT_THAT(note_codes(index_->search("q=nurse+bus&words=all")), IsEmpty());
}

TEST_F(LeniencyTest, FiltersAreNeverRelaxed) {
  const TestIndex index({practice("a").text("en", "nurse").theme("housing"), practice("b").text("en", "sing")});
  EXPECT_THAT(ids(index.search("q=nurse+sing&theme=housing")), ElementsAre("a"));
  EXPECT_THAT(ids(index.search("q=sing&theme=housing")), IsEmpty());
}

TEST_F(LeniencyTest, FromFourWordsOnHalfTheirWeightIsEnoughAndMoreRanksHigher) {
  const TestIndex index({
      practice("four").text("en", "apple berry citron damson"),
      practice("one").text("en", "apple"),
      practice("three").text("en", "apple berry citron"),
      practice("two").text("en", "apple berry"),
  });
  EXPECT_THAT(ids(index.search("q=apple+berry+citron&words=all")), UnorderedElementsAre("four", "three"));
  EXPECT_THAT(ids(index.search("q=apple+berry+citron+damson&words=all")), ElementsAre("four"));
  EXPECT_THAT(ids(index.search("q=apple+berry+%22citron+damson%22")), ElementsAre("four"));
  // They do not fill a page, so those with less follow.
  EXPECT_THAT(ids(index.search("q=apple+berry+citron+damson")), ElementsAre("four", "three", "two", "one"));
  EXPECT_EQ(note_of(index.search("q=apple+berry+citron+damson"), "widened").count, 1U);

  std::vector<Practice> practices = {practice("one").text("en", "apple"),
                                     practice("three").text("en", "apple berry citron"),
                                     practice("two").text("en", "apple berry")};
  for (int i = 0; i < 9; ++i)
    practices.push_back(practice("f" + std::to_string(i)).text("en", "apple berry citron damson"));
  const TestIndex many(practices);
  const auto are_the_nine_and_three = [](const SearchResult& result) {
    std::vector<std::string> all = ids(result);
    std::ranges::sort(all);
    return all == std::vector<std::string>{"f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "three"};
  };
  const SearchResult three_words = many.search("q=apple+berry+citron&per_page=100");
  EXPECT_TRUE(are_the_nine_and_three(three_words));
  EXPECT_THAT(note_codes(three_words), IsEmpty());
  const SearchResult four_words = many.search("q=apple+berry+citron+damson&per_page=100");
  EXPECT_TRUE(are_the_nine_and_three(four_words));
  EXPECT_EQ(ids(four_words).back(), "three");
  EXPECT_THAT(note_codes(four_words), ElementsAre("widened"));
  EXPECT_EQ(four_words.notes[0].count, 9U);
  const SearchResult three_are_left = many.search("q=apple+berry+citron+zzyzx&per_page=100");
  EXPECT_TRUE(are_the_nine_and_three(three_are_left));
  EXPECT_THAT(note_codes(three_are_left), ElementsAre("unmatched"));
  EXPECT_EQ(many.search("q=apple+berry+%22citron+damson%22&per_page=100").total, 9U);
}

TEST_F(LeniencyTest, TwoOfFourWordsThatAreEquallyRareAreHalfTheirWeight) {
  // Whatever the weight is: sums of fractions are not exact. The pairs fill a page, so no others are added.
  for (int others = 0; others < 40; ++others) {
    std::vector<Practice> practices;
    for (const char* number : {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}) {
      practices.push_back(practice(std::string("pair") + number).text("en", "apple berry"));
      practices.push_back(practice(std::string("single") + number).text("en", "cherry"));
      practices.push_back(practice(std::string("x-other") + number).text("en", "damson"));
    }
    for (int i = 0; i < others; ++i) practices.push_back(practice("y" + std::to_string(i)).text("en", "nothing"));
    const TestIndex index(practices);
    const SearchResult result = index.search("q=apple+cherry+berry+damson&per_page=100");
    EXPECT_EQ(result.total, 10U) << others;
    for (const std::string& id : ids(result)) EXPECT_TRUE(id.starts_with("pair")) << id << ' ' << others;
    EXPECT_THAT(note_codes(result), ElementsAre("relaxed"));
  }
}

TEST_F(LeniencyTest, TheRareWordThatNamesTheTownIsNotOutvoted) {
  for (const std::size_t towns : {1U, 10U}) {
    std::vector<Practice> practices;
    for (std::size_t i = 0; i < towns; ++i)
      practices.push_back(practice("town" + std::to_string(i)).text("en", "Zwiesel"));
    for (int i = 0; i < 190; ++i)
      practices.push_back(practice("p" + std::to_string(i)).text("en", "houses for families with children"));
    practices.push_back(practice("all").text("en", "Houses for families with children in Zwiesel"));
    const TestIndex index(practices);
    const SearchResult result = index.search("q=houses+families+children+Zwiesel&per_page=100");
    EXPECT_EQ(note_of(result, "widened").count, 1U);
    EXPECT_EQ(result.hits[0].id, "all");
    // Those with the town are more than half of it; where they fill a page, nobody else is there.
    for (std::size_t i = 1; i <= towns; ++i) EXPECT_TRUE(result.hits[i].id.starts_with("town")) << i;
    EXPECT_EQ(result.total, towns == 1 ? 192U : 11U);
  }
}

TEST_F(LeniencyTest, AWordNobodyHasStandsForWordsThatResembleItAndANoteSaysSo) {
  const TestIndex index({practice("garden").text("de", "Garten"), practice("help").text("de", "Wohnungslosenhilfe")});
  const SearchResult result = index.search("q=Wohnungslosen");
  EXPECT_THAT(ids(result), ElementsAre("help"));
  EXPECT_THAT(note_codes(result), ElementsAre("similar"));
  EXPECT_EQ(note(result, "similar"), "similar: Wohnungslosen");
  EXPECT_EQ(to_query_string(*result.notes[0].undo), "q=Wohnungslosen&words=all");
  EXPECT_EQ(undone(index, result, "similar").total, 0U);
  const SearchResult beside = index.search("q=Garten+Wohnungslosen+zzyzx");
  EXPECT_THAT(ids(beside), UnorderedElementsAre("garden", "help"));
  EXPECT_THAT(note_codes(beside), ElementsAre("similar", "unmatched", "relaxed"));
}

TEST_F(LeniencyTest, ACompoundFindsItsPartAndAPartItsCompound) {
  const TestIndex part({practice("flat").text("de", "Eine Wohnung"), practice("garden").text("de", "Garten")});
  EXPECT_THAT(ids(part.search("q=Sozialwohnung")), ElementsAre("flat"));
  const TestIndex whole({practice("flat").text("de", "Eine Sozialwohnung"), practice("garden").text("de", "Garten")});
  EXPECT_THAT(ids(whole.search("q=Wohnung")), ElementsAre("flat"));
}

TEST_F(LeniencyTest, ACompoundNobodyHasFindsTheLongPartInItsMiddle) {
  // Which resembles the whole by no letters at its beginning or end; the two others are too little of it.
  const TestIndex index({practice("first").text("de", "Miet"), practice("middle").text("de", "Kindergarten"),
                         practice("last").text("de", "Haus")});
  const SearchResult result = index.search("q=Mietkindergartenhaus&lang=de");
  EXPECT_THAT(ids(result), ElementsAre("middle"));
  EXPECT_THAT(note_codes(result), ElementsAre("similar"));
  EXPECT_EQ(result.hits[0].why[0].by, "compound");
}

TEST_F(LeniencyTest, AWordTypedInAnotherScriptIsFoundAndNotCorrected) {
  const TestIndex index({practice("latin").text("cs", "Tržnice"), practice("school").text("uk", "Школа для всіх"),
                         practice("z-skala").text("sk", "Skala")});
  const SearchResult result = index.search("q=skola");
  EXPECT_EQ(ids(result).front(), "school");
  EXPECT_EQ(result.corrected, "");  // though the rock is one letter away
  EXPECT_EQ(note(result, "similar"), "similar: skola");
  EXPECT_THAT(ids(index.search("q=" + percent_encode("тржнице"))), ElementsAre("latin"));
}

TEST_F(LeniencyTest, OneWordWithFewMatchesBringsCloselySimilarOnesBehindThem) {
  for (const int have : {9, 12}) {
    std::vector<Practice> practices = {practice("a-watch").text("en", "Neighbourhoodwatch")};
    for (int i = 0; i < have; ++i) practices.push_back(practice("p" + std::to_string(i)).text("en", "Neighbourhood"));
    const TestIndex index(practices);
    const SearchResult result = index.search("q=neighbourhood&per_page=100");
    const SearchResult strict = index.search("q=neighbourhood&per_page=100&words=all");
    EXPECT_EQ(strict.total, static_cast<std::size_t>(have));
    if (have == 9) {
      EXPECT_EQ(result.total, 10U);
      EXPECT_EQ(ids(result).back(), "a-watch");
      EXPECT_EQ(note_of(result, "widened").count, 9U);
      EXPECT_EQ(ids(undone(index, result, "widened")).size(), 9U);
    } else {
      // Enough: letters neither add nor take away.
      EXPECT_EQ(ids(result), ids(strict));
      EXPECT_THAT(result.notes, IsEmpty());
    }
  }
}

}  // namespace
}  // namespace gp
