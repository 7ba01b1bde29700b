#include "searchd/search/facets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/test_index.h"

namespace gp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class FacetsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    index_ = new TestIndex({
        practice("a")
            .text("en", "Alpha school")
            .theme("housing")
            .place("graz")
            .level("city")
            .years(2010, 2014)
            .added("2024-01-01"),
        practice("b")
            .text("de", "Beta")
            .theme("housing-first")
            .place("vienna")
            .level("city")
            .years(2012)
            .added("2024-03-01"),
        practice("c")
            .text("en", "Gamma school")
            .text("fr", "Gamma")
            .theme("education")
            .place("turin")
            .years(std::nullopt, 2011)
            .added("2024-02-01"),
        practice("d").text("fr", "Delta").theme("health").theme("housing").place("lyon").level("ngo"),
    });
  }
  static void TearDownTestSuite() {
    delete index_;
    index_ = nullptr;
  }
  static std::vector<std::string> found(const std::string& address) {
    std::vector<std::string> all = ids(index_->search(address));
    std::sort(all.begin(), all.end());
    return all;
  }

  static TestIndex* index_;
};
TestIndex* FacetsTest::index_ = nullptr;

TEST_F(FacetsTest, CountsPracticesByValueThenLabel) {
  const SearchResult all = index_->search("");
  EXPECT_THAT(values(all, "theme"), ElementsAre("housing Housing 3", "education Education 1", "health Health 1",
                                                "housing-first Housing First 1"));
  EXPECT_THAT(values(all, "country"), ElementsAre("AT Austria 2", "FR France 1", "IT Italy 1"));
  EXPECT_THAT(values(all, "language"), ElementsAre("en English 2", "fr French 2", "de German 1"));
  EXPECT_THAT(values(all, "level"), ElementsAre("city City 2", "ngo Civil society 1"));
  EXPECT_THAT(values(all, "group"), IsEmpty());
}

TEST_F(FacetsTest, LabelsAndTheirOrderFollowTheReader) {
  EXPECT_THAT(values(index_->search("lang=de"), "country"),
              ElementsAre("AT Österreich 2", "FR Frankreich 1", "IT Italien 1"));
  EXPECT_THAT(values(index_->search("lang=fr"), "city"),
              ElementsAre("graz Graz 1", "lyon Lyon 1", "turin Turin 1", "vienna Vienne 1"));
  EXPECT_THAT(values(index_->search("lang=it"), "city"),
              ElementsAre("graz Graz 1", "lyon Lione 1", "turin Torino 1", "vienna Vienna 1"));
}

TEST_F(FacetsTest, AWiderThemeCountsForTheNarrower) {
  EXPECT_THAT(found("theme=housing"), ElementsAre("a", "b", "d"));
  EXPECT_THAT(found("theme=housing-first"), ElementsAre("b"));
}

TEST_F(FacetsTest, ValuesOfOneFacetAreOrAndFacetsAreAnd) {
  EXPECT_THAT(found("city=graz&city=turin"), ElementsAre("a", "c"));
  EXPECT_THAT(found("city=graz&city=turin&theme=education"), ElementsAre("c"));
  EXPECT_THAT(found("country=AT&level=city&language=de"), ElementsAre("b"));
  EXPECT_THAT(found("q=school&city=graz"), ElementsAre("a"));
}

TEST_F(FacetsTest, CountsDisregardTheirOwnFilterOnly) {
  const SearchResult result = index_->search("theme=housing&country=AT");
  EXPECT_EQ(result.total, 2U);
  EXPECT_THAT(values(result, "country"), ElementsAre("AT Austria 2*", "FR France 1"));  // of the three of the theme
  EXPECT_THAT(values(result, "theme"), ElementsAre("housing Housing 2*", "housing-first Housing First 1"));
  EXPECT_THAT(values(result, "city"), ElementsAre("graz Graz 1", "vienna Vienna 1"));
}

TEST_F(FacetsTest, SelectedValuesStayWithoutAHit) {
  const SearchResult result = index_->search("q=alpha&theme=health");
  EXPECT_EQ(result.total, 0U);
  EXPECT_THAT(values(result, "theme"), ElementsAre("housing Housing 1", "health Health 0*"));
}

TEST_F(FacetsTest, YearsFindWhatWasActiveThen) {
  EXPECT_THAT(found("from=2013"), ElementsAre("a", "b"));
  EXPECT_THAT(found("to=2011"), ElementsAre("a", "c"));
  EXPECT_THAT(found("from=2011&to=2011"), ElementsAre("a", "c"));
  EXPECT_THAT(found("from=2015"), ElementsAre("b"));  // without an end it goes on
  EXPECT_THAT(found("from=2012&to=2012"), ElementsAre("a", "b"));
  EXPECT_THAT(found("from=1900&to=2100"), ElementsAre("a", "b", "c"));  // of d nothing is known
  EXPECT_THAT(found("to=2009"), IsEmpty());
  EXPECT_THAT(values(index_->search("from=2013"), "country"), ElementsAre("AT Austria 2"));
}

TEST_F(FacetsTest, AValueTheCollectionLacksIsRefusedNamingTheFacet) {
  for (const char* address : {"theme=nonsense", "country=XX", "country=at", "city=paris", "language=en-GB", "level=x",
                              "evidence=promising"}) {
    try {
      index_->search(address);
      ADD_FAILURE() << address;
    } catch (const BadRequest& error) {
      EXPECT_EQ(error.parameter, std::string(address).substr(0, std::string(address).find('='))) << address;
    }
  }
}

TEST_F(FacetsTest, WithoutWordsTheNewestComeFirstAndUndatedOnesLast) {
  EXPECT_THAT(ids(index_->search("")), ElementsAre("b", "c", "a", "d"));
  EXPECT_THAT(ids(index_->search("q=school&sort=newest")), ElementsAre("c", "a"));
}

TEST_F(FacetsTest, TitlesSortAsTheReaderExpects) {
  const TestIndex index({
      practice("a").text("sv", "Ödla").text("de", "Ödland"),
      practice("b").text("sv", "Zebra").text("de", "Zebra"),
      practice("c").text("sv", "orm").text("de", "ordnen"),
  });
  EXPECT_THAT(ids(index.search("sort=title&lang=sv")), ElementsAre("c", "b", "a"));
  EXPECT_THAT(ids(index.search("sort=title&lang=de")), ElementsAre("a", "c", "b"));
  EXPECT_THAT(ids(index.search("sort=title&lang=de&q=zebra+OR+ordnen")), ElementsAre("c", "b"));
}

TEST_F(FacetsTest, WithdrawnAndDraftPracticesAreNotThere) {
  TestIndex index({practice("gone").text("en", "School").withdrawn("It closed."),
                   practice("draft").text("en", "School").draft(),
                   practice("here").text("en", "School").theme("housing")});
  EXPECT_THAT(ids(index.search("q=school")), ElementsAre("here"));
  EXPECT_EQ(index.search("").practices, 1U);
  EXPECT_THAT(values(index.search(""), "language"), ElementsAre("en English 1"));
  EXPECT_THROW(index.searcher().practice("gone", "en"), Gone);
  EXPECT_THROW(index.searcher().practice("draft", "en"), NotFound);
  index.update({practice("gone").text("en", "School")});
  EXPECT_THAT(ids(index.search("q=school")), ElementsAre("gone"));
  EXPECT_THROW(index.searcher().practice("here", "en"), NotFound);
}

TEST_F(FacetsTest, FacetValuesAreFoundByTheBeginningOfAWordInAnyLanguage) {
  const Searcher searcher = index_->searcher();
  const auto of = [&searcher](const std::string& facet, const std::string& prefix, const std::string& address = "") {
    std::vector<std::string> all;
    for (const FacetValue& value :
         searcher.facet_values(facet, parse_query(parse_query_string(address), "en"), prefix)) {
      all.push_back(value.id);
    }
    return all;
  };
  EXPECT_THAT(of("theme", ""), ElementsAre("housing", "education", "health", "housing-first"));
  EXPECT_THAT(of("theme", "hou"), ElementsAre("housing", "housing-first"));
  EXPECT_THAT(of("theme", "loge"), ElementsAre("housing"));
  EXPECT_THAT(of("theme", "slum"), IsEmpty());  // hidden
  EXPECT_THAT(of("city", "béc"), ElementsAre("vienna"));
  EXPECT_THAT(of("country", "öst"), ElementsAre("AT"));
  EXPECT_THAT(of("language", "ger"), ElementsAre("de"));
  EXPECT_THAT(of("level", "soc"), ElementsAre("ngo"));
  EXPECT_THAT(of("city", "g", "country=FR"), IsEmpty());
  EXPECT_THAT(of("city", "g", "city=turin"), ElementsAre("graz"));  // its own filter does not count
  EXPECT_THROW(of("colour", ""), NotFound);
}

}  // namespace
}  // namespace gp
