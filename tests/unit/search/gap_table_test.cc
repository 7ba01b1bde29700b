#include "searchd/search/gap_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/support/test_index.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

GapTable table_of(const TestIndex& index, const std::string& address, GapAxis by = GapAxis::kCountry,
                  std::string_view under = "") {
  return index.searcher().gap_table(parse_query(parse_query_string(address), "en"), by, under);
}

// "id label count", as both axes are read here.
std::vector<std::string> dump(const std::vector<GapEntry>& entries) {
  std::vector<std::string> all;
  for (const GapEntry& entry : entries) {
    all.push_back(entry.id + " " + entry.label + " " + std::to_string(entry.count));
  }
  return all;
}

std::size_t at(const std::vector<GapEntry>& entries, const std::string& id) {
  const auto found = std::ranges::find(entries, id, &GapEntry::id);
  if (found == entries.end()) throw std::out_of_range("there is no " + id);
  return static_cast<std::size_t>(found - entries.begin());
}

std::uint32_t count(const GapTable& table, const std::string& theme, const std::string& other) {
  return table.counts[at(table.themes, theme)][at(table.others, other)];
}

class GapTableTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    index_ = new TestIndex({
        practice("a").theme("housing").theme("education").place("graz").evidence("promising").years(1998, 2004),
        practice("b").theme("housing-first").place("vienna").evidence("replicated").group("roma-women").years(2012),
        practice("c").theme("education").place("turin").level("city").years(std::nullopt, 2011).added("2031-01-01"),
        practice("d").theme("employment").place("lyon").group("travellers"),
    });
  }
  static void TearDownTestSuite() {
    delete index_;
    index_ = nullptr;
  }

  static TestIndex* index_;
};
TestIndex* GapTableTest::index_ = nullptr;

TEST_F(GapTableTest, APracticeCountsInEachOfItsThemesAndOnceInTheTotals) {
  const GapTable table = table_of(*index_, "");
  EXPECT_EQ(table.total, 4U);
  EXPECT_THAT(dump(table.themes),
              ElementsAre("education Education 2", "employment Employment 1", "health Health 0", "housing Housing 2"));
  EXPECT_THAT(dump(table.others), ElementsAre("AT Austria 2", "FR France 1", "IT Italy 1"));
  EXPECT_EQ(count(table, "housing", "AT"), 2U);
  EXPECT_EQ(count(table, "education", "AT"), 1U);
  EXPECT_EQ(count(table, "education", "IT"), 1U);
  EXPECT_EQ(count(table, "employment", "AT"), 0U);
}

TEST_F(GapTableTest, ThemesAndCountriesWithoutAMatchStay) {
  const GapTable table = table_of(*index_, "group=travellers");
  EXPECT_EQ(table.total, 1U);
  EXPECT_THAT(dump(table.themes),
              ElementsAre("education Education 0", "employment Employment 1", "health Health 0", "housing Housing 0"));
  EXPECT_THAT(dump(table.others), ElementsAre("AT Austria 0", "FR France 1", "IT Italy 0"));
}

TEST_F(GapTableTest, ColumnsThatTheirOwnFilterRulesOutAreLeftOut) {
  EXPECT_THAT(dump(table_of(*index_, "country=FR&country=IT").others), ElementsAre("FR France 1", "IT Italy 1"));
  EXPECT_THAT(dump(table_of(*index_, "evidence=promising", GapAxis::kEvidence).others),
              ElementsAre("promising Promising 1"));
  EXPECT_THAT(dump(table_of(*index_, "level=city", GapAxis::kLevel).others), ElementsAre("city City 1"));
  EXPECT_THAT(dump(table_of(*index_, "group=roma", GapAxis::kGroup).others),
              ElementsAre("roma Roma 1", "roma-women Roma women 1", "travellers Travellers 0"))
      << "a practice may have several groups";
}

TEST_F(GapTableTest, LabelsAndTheirOrderFollowTheReader) {
  EXPECT_THAT(dump(table_of(*index_, "lang=de").others),
              ElementsAre("FR Frankreich 1", "IT Italien 1", "AT Österreich 2"));
  EXPECT_THAT(dump(table_of(*index_, "lang=de").themes)[0], "employment Beschäftigung 1");
}

TEST_F(GapTableTest, AThemeCanBeOpenedToItsNarrowerOnes) {
  const GapTable table = table_of(*index_, "", GapAxis::kCountry, "housing");
  ASSERT_EQ(table.themes.size(), 5U);
  EXPECT_EQ(table.themes[3].id, "housing");
  EXPECT_EQ(table.themes[3].narrower, 1U);
  EXPECT_FALSE(table.themes[3].is_narrower);
  EXPECT_EQ(table.themes[4].id, "housing-first");
  EXPECT_TRUE(table.themes[4].is_narrower);
  EXPECT_EQ(count(table, "housing-first", "AT"), 1U);
  for (const char* wrong : {"nonsense", "housing-first", "Housing"}) {
    try {
      table_of(*index_, "", GapAxis::kCountry, wrong);
      ADD_FAILURE() << wrong;
    } catch (const BadRequest& error) {
      EXPECT_EQ(error.parameter, "under") << wrong;
    }
  }
}

TEST_F(GapTableTest, EvidenceAndLevelsStandInTheOrderOfTheVocabularyAndWhatHasNoneComesLast) {
  EXPECT_THAT(dump(table_of(*index_, "", GapAxis::kEvidence).others),
              ElementsAre("promising Promising 1", "replicated Replicated 1", "demonstrated Demonstrated 0", "  2"));
  const GapTable levels = table_of(*index_, "", GapAxis::kLevel);
  EXPECT_EQ(levels.others.front().id, "city");
  EXPECT_EQ(levels.others.back().id, "");
  EXPECT_EQ(levels.others.back().count, 3U);
  EXPECT_FALSE(levels.others.back().linked) << "no address finds what has no value";
}

TEST_F(GapTableTest, AWiderGroupCountsTheNarrower) {
  const GapTable table = table_of(*index_, "", GapAxis::kGroup);
  EXPECT_EQ(count(table, "housing", "roma"), 1U);
  EXPECT_EQ(count(table, "housing", "roma-women"), 1U);
  EXPECT_EQ(count(table, "employment", "travellers"), 1U);
}

TEST_F(GapTableTest, APracticeCountsInEachDecadeItWasActiveInAndWithoutAnEndUntilTheNewestPractice) {
  const GapTable table = table_of(*index_, "", GapAxis::kDecade);
  EXPECT_EQ(table.last_year, 2031);
  EXPECT_THAT(dump(table.others), ElementsAre("1990  1", "2000  1", "2010  2", "2020  1", "2030  1", "  1"));
  EXPECT_EQ(count(table, "housing", "1990"), 1U);
  EXPECT_EQ(count(table, "housing", "2030"), 1U);
  EXPECT_EQ(count(table, "education", "2010"), 1U) << "of c only the end is known";
  EXPECT_EQ(count(table, "education", "2000"), 1U);
  EXPECT_EQ(count(table, "employment", ""), 1U) << "of d nothing is known";
}

TEST_F(GapTableTest, DecadesKeepWithinTheYearsOfTheSearch) {
  const GapTable table = table_of(*index_, "from=2003&to=2014", GapAxis::kDecade);
  EXPECT_THAT(dump(table.others), ElementsAre("2000  1", "2010  2"));
  EXPECT_EQ(to_query_string(narrowed(table.query, table.others[0])), "from=2003&to=2009");
  EXPECT_EQ(to_query_string(narrowed(table.query, table.others[1])), "from=2010&to=2014");
}

TEST_F(GapTableTest, ACellLeadsToItsPracticesAmongThoseOfTheSearch) {
  const GapTable table = table_of(*index_, "q=a+OR+b+OR+c+OR+d&theme=housing&lang=en&page=2");
  const GapEntry& housing = table.themes[at(table.themes, "housing")];
  const GapEntry& austria = table.others[at(table.others, "AT")];
  EXPECT_EQ(to_query_string(narrowed(narrowed(table.query, housing), austria)),
            "q=a%20OR%20b%20OR%20c%20OR%20d&theme=housing&country=AT&lang=en");
}

TEST_F(GapTableTest, WhereAnAddressCannotSayBothThemesThereIsNoLink) {
  const GapTable table = table_of(*index_, "theme=education");
  EXPECT_EQ(count(table, "housing", "AT"), 1U) << "a has both";
  EXPECT_FALSE(table.themes[at(table.themes, "housing")].linked);
  EXPECT_TRUE(table.themes[at(table.themes, "education")].linked);
  // All practices of the chosen theme have the wider one: the filter itself says it.
  const GapTable narrower = table_of(*index_, "theme=housing-first");
  const GapEntry& housing = narrower.themes[at(narrower.themes, "housing")];
  EXPECT_TRUE(housing.linked);
  EXPECT_THAT(housing.values, ElementsAre("housing-first"));
}

TEST_F(GapTableTest, TheChosenFiltersHaveTheirLabels) {
  const GapTable table = table_of(*index_, "theme=housing&country=AT&lang=de");
  EXPECT_THAT(table.chosen.at("theme"), ElementsAre(Labelled{"housing", "Wohnen"}));
  EXPECT_THAT(table.chosen.at("country"), ElementsAre(Labelled{"AT", "Österreich"}));
}

// --- against counting by hand

constexpr std::string_view kThemes[] = {"housing",           "housing-first", "education",
                                        "school-attendance", "employment",    "health"};
constexpr std::string_view kGroups[] = {"roma", "roma-women", "travellers"};
constexpr std::string_view kPlaces[] = {"graz", "turin", "lyon", "vienna", "belgrade", "tetovo"};
constexpr std::string_view kCountries[] = {"AT", "IT", "FR", "RS", "MK"};
constexpr std::string_view kEvidence[] = {"promising", "replicated", "demonstrated"};
constexpr std::string_view kLevels[] = {"city", "region", "national", "ngo"};
constexpr std::string_view kWords[] = {"school", "jobs", "camp", "nurse"};

std::vector<Practice> random_practices(std::size_t number, Random& random) {
  std::vector<Practice> all;
  for (std::size_t i = 0; i < number; ++i) {
    TestPractice made = practice("p" + std::to_string(100 + i));
    made.text("en", std::string(random.of(kWords)), std::string(random.of(kWords)));
    std::set<std::string_view> themes;
    for (std::size_t n = random.below(4); n > 0; --n) themes.insert(random.of(kThemes));
    for (const std::string_view theme : themes) made.theme(std::string(theme));
    if (!random.one_in(3)) made.group(std::string(random.of(kGroups)));
    if (!random.one_in(7)) made.place(std::string(random.of(kPlaces)));
    if (!random.one_in(7)) made.evidence(std::string(random.of(kEvidence)));
    if (!random.one_in(7)) made.level(std::string(random.of(kLevels)));
    const int start = static_cast<int>(random.between(1975, 2024));
    const int end = start + static_cast<int>(random.below(25));
    made.years(random.one_in(4) ? std::nullopt : std::optional(start),
               random.one_in(3) ? std::nullopt : std::optional(end));
    made.added("20" + std::to_string(random.between(22, 26)) + "-05-01");
    all.push_back(made);
  }
  return all;
}

template <class Values>
void choose(Query& query, const std::string& facet, const Values& values, Random& random) {
  if (!random.one_in(5)) return;
  std::vector<std::string>& chosen = query.filters[facet];
  for (std::size_t n = random.between(1, 2); n > 0; --n) {
    const std::string value(random.of(values));
    if (std::ranges::find(chosen, value) == chosen.end()) chosen.push_back(value);
  }
}

Query random_query(Random& random) {
  Query query;
  if (random.one_in(2)) query.q = random.of(kWords);
  query.sort = query.q.empty() ? Sort::kNewest : Sort::kRelevance;
  choose(query, "theme", kThemes, random);
  choose(query, "country", kCountries, random);
  choose(query, "evidence", kEvidence, random);
  choose(query, "group", kGroups, random);
  choose(query, "level", kLevels, random);
  if (random.one_in(4)) query.from = static_cast<int>(random.between(1970, 2030));
  if (random.one_in(4)) query.to = static_cast<int>(random.between(query.from.value_or(1970), 2040));
  query.per_page = 100;
  return query;
}

bool was_active(const Practice& practice, int first, int last) {
  const std::optional<int> start = practice.period.start ? practice.period.start : practice.period.end;
  return start && *start <= last && practice.period.end.value_or(9999) >= first;
}

std::vector<std::string> with_broader(const std::vector<std::string>& ids, const Scheme<Concept>& scheme) {
  std::set<std::string> all;
  for (std::string id : ids) {
    for (; !id.empty(); id = scheme.find(id)->broader) all.insert(id);
  }
  return {all.begin(), all.end()};
}

// The values of a practice as the axis has them; {""} where there is none.
std::vector<std::string> values_of(const Practice& practice, std::string_view axis, const Vocabulary& vocabulary) {
  std::vector<std::string> values;
  if (axis == "theme") values = with_broader(practice.themes, vocabulary.themes);
  if (axis == "group") values = with_broader(practice.target_groups, vocabulary.target_groups);
  if (axis == "country" && !practice.place.empty()) values = {vocabulary.places.find(practice.place)->country};
  if (axis == "evidence" && !practice.evidence.concept_id.empty()) values = {practice.evidence.concept_id};
  if (axis == "level" && !practice.level.empty()) values = {practice.level};
  if (axis == "decade") {
    for (int decade = 1900; decade < 2100; decade += 10) {
      if (was_active(practice, decade, decade + 9)) values.push_back(std::to_string(decade));
    }
  }
  return values.empty() ? std::vector<std::string>{""} : values;
}

// What the table should say, and that each number with a link leads to as many.
void check(const GapTable& table, const std::vector<const Practice*>& found, const TestIndex& index) {
  const Vocabulary& vocabulary = index.generation()->vocabulary();
  const std::string_view axis = kGapAxisNames[static_cast<std::size_t>(table.by)];
  std::map<std::pair<std::string, std::string>, std::uint32_t> both;
  std::map<std::string, std::uint32_t> themes;
  std::map<std::string, std::uint32_t> others;
  for (const Practice* one : found) {
    for (const std::string& theme : values_of(*one, "theme", vocabulary)) {
      ++themes[theme];
      for (const std::string& other : values_of(*one, axis, vocabulary)) ++both[{theme, other}];
    }
    for (const std::string& other : values_of(*one, axis, vocabulary)) ++others[other];
  }
  const auto leads_to = [&](const Query& query, std::uint32_t number) {
    ASSERT_EQ(index.search(to_query_string(query)).total, number) << to_query_string(query);
  };
  ASSERT_EQ(table.total, found.size());
  for (std::size_t row = 0; row < table.themes.size(); ++row) {
    const GapEntry& theme = table.themes[row];
    ASSERT_EQ(theme.count, themes[theme.id]) << theme.id;
    if (theme.linked) {
      ASSERT_NO_FATAL_FAILURE(leads_to(narrowed(table.query, theme), theme.count));
    }
    for (std::size_t column = 0; column < table.others.size(); ++column) {
      const GapEntry& other = table.others[column];
      const std::uint32_t number = table.counts[row][column];
      ASSERT_EQ(number, (both[{theme.id, other.id}])) << theme.id << " " << other.id;
      if (theme.linked && other.linked && number > 0) {
        ASSERT_NO_FATAL_FAILURE(leads_to(narrowed(narrowed(table.query, theme), other), number));
      }
    }
  }
  for (const GapEntry& other : table.others) {
    ASSERT_EQ(other.count, others[other.id]) << other.id;
    if (other.linked) {
      ASSERT_NO_FATAL_FAILURE(leads_to(narrowed(table.query, other), other.count));
    }
  }
}

TEST(GapTableDifferentialTest, EveryNumberIsThatOfCountingByHandAndLeadsToAsManyPractices) {
  Random random(21);
  const std::vector<Practice> practices = random_practices(90, random);
  const TestIndex index(practices);
  std::map<std::string, const Practice*> by_id;
  for (const Practice& one : practices) by_id[one.id] = &one;
  std::size_t with_matches = 0;
  std::size_t without_link = 0;
  for (int i = 0; i < 150; ++i) {
    const Query query = random_query(random);
    std::vector<const Practice*> found;
    for (const std::string& id : ids(index.search(to_query_string(query)))) found.push_back(by_id.at(id));
    with_matches += found.empty() ? 0 : 1;
    for (std::size_t axis = 0; axis < std::size(kGapAxisNames); ++axis) {
      const std::string under = random.one_in(2) ? "housing" : "";
      const GapTable table = index.searcher().gap_table(query, static_cast<GapAxis>(axis), under);
      check(table, found, index);
      if (testing::Test::HasFatalFailure()) FAIL() << kGapAxisNames[axis] << " of " << to_query_string(query);
      for (const GapEntry& theme : table.themes) without_link += theme.linked ? 0 : 1;
    }
  }
  EXPECT_GT(with_matches, 100U) << "the queries test little";
  EXPECT_GT(without_link, 100U) << "the queries test little of what has no address";
}

TEST(YearCountsDifferentialTest, TheCountOfAYearIsTheTotalOfASearchFromItToIt) {
  Random random(22);
  const TestIndex index(random_practices(60, random));
  for (int i = 0; i < 60; ++i) {
    Query query = random_query(random);
    const std::vector<YearCount> years = index.search(to_query_string(query)).years;
    ASSERT_EQ(years.size(), static_cast<std::size_t>(years.back().year - years.front().year + 1));
    for (const YearCount& year : years) {
      query.from = query.to = year.year;
      ASSERT_EQ(index.search(to_query_string(query)).total, year.count) << to_query_string(query);
    }
  }
}

TEST(YearCountsTest, RunFromTheFirstYearToTheLastOfTheWholeIndex) {
  const TestIndex index({practice("a").theme("housing").years(2010, 2012), practice("b").theme("health").years(2011),
                         practice("c").theme("health").years(std::nullopt, 2014), practice("d").theme("housing")});
  const auto counts = [&index](const std::string& address) {
    std::vector<std::string> all;
    for (const YearCount& one : index.search(address).years) {
      all.push_back(std::to_string(one.year) + ":" + std::to_string(one.count));
    }
    return all;
  };
  EXPECT_THAT(counts(""), ElementsAre("2010:1", "2011:2", "2012:2", "2013:1", "2014:2"));
  EXPECT_THAT(counts("theme=housing"), ElementsAre("2010:1", "2011:1", "2012:1", "2013:0", "2014:0"));
  EXPECT_THAT(counts("from=2014"), ElementsAre("2010:1", "2011:2", "2012:2", "2013:1", "2014:2"))
      << "the years of the search do not count";
}

TEST(YearCountsTest, AreNoneWhereNoYearIsKnown) {
  const TestIndex index({practice("a").theme("housing")});
  EXPECT_THAT(index.search("").years, IsEmpty());
  EXPECT_THAT(TestIndex(std::vector<Practice>{}).search("").years, IsEmpty());
  EXPECT_EQ(table_of(index, "", GapAxis::kDecade).others.size(), 1U) << "only what is not known";
}

TEST(FacetLevelsTest, AValueNamesTheWiderOne) {
  const TestIndex index({practice("a").theme("housing-first").group("roma-women").place("graz")});
  std::map<std::string, std::string> broader;
  for (const auto& [facet, values] : index.search("").facets) {
    for (const FacetValue& value : values) broader[facet + " " + value.id] = value.broader;
  }
  EXPECT_THAT(broader, AllOf(Contains(std::pair("theme housing-first", "housing")),
                             Contains(std::pair("theme housing", "")), Contains(std::pair("group roma-women", "roma")),
                             Contains(std::pair("city graz", "")), Not(Contains(std::pair("theme health", "")))));
}

}  // namespace
}  // namespace gp
