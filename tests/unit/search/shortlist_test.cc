// What a reader picked: her order, what is not there, and why her words find each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/test_index.h"

namespace gp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const TestIndex& index() {
  static const TestIndex made({practice("graz").text("en", "Jobs for all").text("de", "Arbeit für alle").place("graz"),
                               practice("turin").text("it", "Una casa").place("turin").theme("housing"),
                               practice("lyon").text("en", "School in Lyon").place("lyon").related("graz"),
                               practice("gone").withdrawn("The city asked us to.")});
  return made;
}

Shortlist shortlist(std::string_view query_string) {
  return index().searcher().shortlist(parse_query(parse_query_string(query_string), "en"));
}

std::vector<std::string> picked(const Shortlist& list) {
  std::vector<std::string> ids;
  for (const Picked& one : list.picked) ids.push_back(one.practice.practice.id);
  return ids;
}

TEST(ShortlistTest, KeepsTheOrderOfTheReader) {
  EXPECT_THAT(picked(shortlist("pick=turin&pick=graz&pick=lyon")), ElementsAre("turin", "graz", "lyon"));
  EXPECT_THAT(picked(shortlist("pick=lyon&pick=turin")), ElementsAre("lyon", "turin"));
  EXPECT_THAT(picked(shortlist("q=school")), IsEmpty()) << "a search picks nothing";
}

TEST(ShortlistTest, TellsWhatIsUnknownOrWithdrawn) {
  const Shortlist list = shortlist("pick=nowhere&pick=graz&pick=gone");
  EXPECT_THAT(picked(list), ElementsAre("graz"));
  EXPECT_THAT(list.missing, ElementsAre("nowhere", "gone"));
}

TEST(ShortlistTest, SaysWhyTheWordsFindAPracticeAndNothingWhereTheyDoNot) {
  const Shortlist list = shortlist("q=logement&pick=turin&pick=lyon");
  ASSERT_EQ(list.picked.size(), 2U);
  ASSERT_EQ(list.picked[0].why.size(), 1U);
  EXPECT_EQ(list.picked[0].why[0].word, "logement");
  EXPECT_EQ(list.picked[0].why[0].by, "vocabulary");
  EXPECT_THAT(list.picked[1].why, IsEmpty());
}

TEST(ShortlistTest, NamesTheFiltersInTheReadersLanguage) {
  const Shortlist list = shortlist("theme=housing&lang=fr&pick=lyon");
  EXPECT_THAT(list.filters.at("theme"), ElementsAre(Labelled{"housing", "Logement"}));
  EXPECT_THAT(picked(list), ElementsAre("lyon")) << "a filter does not take away what was picked";
  EXPECT_THROW(shortlist("theme=nothing&pick=lyon"), BadRequest);
}

TEST(ShortlistTest, EachPracticeIsThatOfItsOwnPageButForTheOthersOnIt) {
  for (const Picked& one : shortlist("lang=de&pick=turin&pick=graz&pick=lyon").picked) {
    const PracticeView page = index().searcher().practice(one.practice.practice.id, "de");
    EXPECT_EQ(one.practice.practice, page.practice);
    EXPECT_EQ(one.practice.lang, page.lang);
    EXPECT_EQ(one.practice.city, page.city);
    EXPECT_EQ(one.practice.country, page.country);
    EXPECT_EQ(one.practice.themes, page.themes);
    EXPECT_THAT(one.practice.similar, IsEmpty());
    EXPECT_THAT(one.practice.related, IsEmpty());
  }
}

TEST(ShortlistTest, FactsOfOnePracticeAreRefusedAsItsPageIs) {
  EXPECT_EQ(index().searcher().facts("lyon", "en").practice.id, "lyon");
  EXPECT_THROW(index().searcher().facts("nowhere", "en"), NotFound);
  EXPECT_THROW(index().searcher().facts("gone", "en"), Gone);
}

}  // namespace
}  // namespace gp
