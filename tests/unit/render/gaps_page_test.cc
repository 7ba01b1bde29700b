// The gap map, the chart of years and the facets in two levels.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searchd/render/json.h"
#include "searchd/render/page.h"
#include "tests/unit/render/html.h"
#include "tests/unit/render/samples.h"

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

GapEntry theme(const std::string& id, const std::string& label, std::uint32_t count) {
  return {.id = id, .label = label, .count = count, .linked = true, .facet = "theme", .values = {id}};
}

GapEntry country(const std::string& id, const std::string& label, std::uint32_t count) {
  return {.id = id, .label = label, .count = count, .linked = true, .facet = "country", .values = {id}};
}

// Education is opened; nothing about health; the practices of housing in no country have no address.
GapTable sample() {
  GapTable table;
  table.query.q = "camp";
  table.query.sort = Sort::kRelevance;
  table.under = "education";
  table.total = 12;
  table.practices = 149;
  table.last_year = 2026;
  table.themes = {theme("education", "Education", 7), theme("tutoring", "Tutoring", 3), theme("health", "Health", 0),
                  theme("housing", "Housing", 10)};
  table.themes[0].narrower = 1;
  table.themes[1].is_narrower = true;
  table.themes[3].narrower = 2;
  table.others = {country("IT", "Italy", 5), country("XK", "Kosovo*", 6), {.count = 1}};
  table.counts = {{5, 2, 0}, {3, 0, 0}, {0, 0, 0}, {3, 6, 1}};
  return table;
}

std::string gaps_page(const GapTable& table, const std::string& ui_lang = "en") {
  return pages().gaps(table, context(ui_lang, "/gaps"));
}

// The row of a theme, from its name on.
std::string row_of(const std::string& html, const std::string& id) {
  return "<th" + between(html, " id=\"theme-" + id + "\"", "</tr>");
}

// Each cell of a row as a reader sees it.
std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  for (const Tag& tag : tags_of(row, "td")) cells.push_back(text_of(between(row.substr(tag.after), "", "</td>")));
  return cells;
}

TEST(Gaps, IsATableWhoseRowsAndColumnsHaveNames) {
  const std::string html = gaps_page(sample());
  EXPECT_EQ(unbalanced(html), "");
  EXPECT_EQ(count(html, "<table"), 1u);
  EXPECT_EQ(text_of(between(html, "<caption id=\"gaps-caption\">", "</caption>")), "Practices by theme and country");
  EXPECT_THAT(html, HasSubstr("tabindex=\"0\" role=\"region\" aria-labelledby=\"gaps-caption\""));
  const std::string head = between(html, "<thead>", "</thead>");
  EXPECT_EQ(text_of(head), "Theme All Italy Kosovo* not known");
  EXPECT_EQ(count(head, "scope=\"col\""), 5u);
  EXPECT_EQ(count(between(html, "<tbody>", "</tbody>"), "scope=\"row\""), 5u) << "a row a theme, and one of all";
  EXPECT_THAT(html, HasSubstr("id=\"kosovo\"")) << "its footnote is due";
}

TEST(Gaps, IsWellFormedInEachLanguage) {
  GapTable table = sample();
  table.corrected = "camps";
  for (const char* lang : {"en", "de", "fr"}) {
    for (std::size_t by = 0; by < std::size(kGapAxisNames); ++by) {
      table.by = static_cast<GapAxis>(by);
      const std::string html = gaps_page(table, lang);
      EXPECT_EQ(unbalanced(html), "") << lang;
      EXPECT_THAT(html, Not(HasSubstr("{{"))) << lang;
      EXPECT_EQ(tags_of(html, "h1").size(), 1u) << lang;
    }
  }
}

TEST(Gaps, HeadingSaysWhichPracticesAreCounted) {
  const auto heading = [](const GapTable& table, const std::string& lang) {
    return text_of(between(gaps_page(table, lang), "<h1>", "</h1>"));
  };
  EXPECT_EQ(heading(sample(), "en"), "Gap map 12 practices for “camp”");
  GapTable all = sample();
  all.query.q.clear();
  EXPECT_EQ(heading(all, "en"), "Gap map 12 practices");
  EXPECT_THAT(heading(sample(), "de"), HasSubstr("12 Praxisbeispiele zu „camp“"));
}

TEST(Gaps, EachNumberLeadsToItsPracticesAndSaysWhatItCounts) {
  const std::string html = gaps_page(sample());
  const std::string row = row_of(html, "housing");
  EXPECT_THAT(cells_of(row), ElementsAre("10", "3", "6", "1"));
  const std::vector<Tag> links = tags_of(row, "a");
  ASSERT_EQ(links.size(), 4u) << "the theme, its total, two countries";
  EXPECT_EQ(links[1].get("href"), "/search?q=camp&amp;theme=housing");
  EXPECT_EQ(links[1].get("aria-label"), "Housing: 10 practices");
  EXPECT_EQ(links[2].get("href"), "/search?q=camp&amp;theme=housing&amp;country=IT");
  EXPECT_EQ(links[2].get("aria-label"), "Housing, Italy: 3 practices");
  const std::string totals = between(html, "<tr class=\"gaps-totals\">", "</tr>");
  EXPECT_THAT(cells_of(totals), ElementsAre("12", "5", "6", "1"));
  EXPECT_EQ(tags_of(totals, "a")[0].get("href"), "/search?q=camp");
  EXPECT_EQ(tags_of(totals, "a")[1].get("href"), "/search?q=camp&amp;country=IT");
}

TEST(Gaps, WhatIsEmptyIsSeenAndLeadsNowhere) {
  const std::string row = row_of(gaps_page(sample()), "health");
  EXPECT_THAT(cells_of(row), ElementsAre("0", "0", "0", "0"));
  EXPECT_THAT(row, Not(HasSubstr("<a ")));
  EXPECT_THAT(row, Not(HasSubstr("shade-")));
}

TEST(Gaps, ShadesRunFromOneToFiveByTheHighestNumber) {
  GapTable table = sample();
  table.counts = {{1, 2, 3}, {4, 5, 10}, {0, 9, 8}, {7, 6, 0}};
  const std::string html = gaps_page(table);
  std::vector<std::string> shades;
  for (const Tag& tag : tags_of(between(html, "id=\"theme-education\"", "</tbody>"), "td")) {
    const std::string name = tag.get("class");
    if (name != "gaps-total") shades.push_back(name);
  }
  EXPECT_THAT(shades, ElementsAre("shade-1", "shade-1", "shade-2", "shade-2", "shade-3", "shade-5", "", "shade-5",
                                  "shade-4", "shade-4", "shade-3", ""));
}

TEST(Gaps, NumbersWithoutAnAddressAreExplained) {
  EXPECT_THAT(gaps_page(sample()), HasSubstr("Numbers without a link count practices"));
  GapTable table = sample();
  table.others.pop_back();
  for (auto& row : table.counts) row.pop_back();
  EXPECT_THAT(gaps_page(table), Not(HasSubstr("Numbers without a link")));
}

TEST(Gaps, AThemeOpensAndCloses) {
  const std::string html = gaps_page(sample());
  const Tag open = tags_of(row_of(html, "education"), "a")[0];
  EXPECT_EQ(open.get("href"), "/gaps?q=camp#theme-education");
  EXPECT_EQ(open.get("aria-expanded"), "true");
  const Tag closed = tags_of(row_of(html, "housing"), "a")[0];
  EXPECT_EQ(closed.get("href"), "/gaps?q=camp&amp;under=housing#theme-housing");
  EXPECT_EQ(closed.get("aria-expanded"), "false");
  EXPECT_THAT(html, HasSubstr("<tr class=\"gaps-narrower\">"));
  EXPECT_THAT(between(row_of(html, "tutoring"), "<th", "</th>"), Not(HasSubstr("<a ")));
}

TEST(Gaps, TheWaysToOtherTablesAndLanguagesKeepTheSearchAndTheOpenedTheme) {
  GapTable table = sample();
  table.by = GapAxis::kGroup;
  const std::string html = gaps_page(table);
  const std::string ways = between(html, "<nav class=\"gaps-by\"", "</nav>");
  EXPECT_EQ(text_of(ways.substr(ways.find('>') + 1)), "Country Evidence Decade Target group Run by");
  EXPECT_EQ(count(ways, "aria-current=\"true\""), 1u);
  EXPECT_THAT(ways, HasSubstr("href=\"/gaps?q=camp&amp;under=education\""));
  EXPECT_THAT(ways, HasSubstr("href=\"/gaps?q=camp&amp;by=decade&amp;under=education\""));
  EXPECT_THAT(ways, HasSubstr("href=\"/gaps?q=camp&amp;by=group&amp;under=education\" aria-current=\"true\""));
  EXPECT_THAT(between(html, "<nav class=\"language-menu\"", "</nav>"),
              HasSubstr("href=\"/gaps?q=camp&amp;lang=de&amp;by=group&amp;under=education\""));
  EXPECT_THAT(html, HasSubstr("href=\"/search?q=camp\"")) << "the list of the same practices";
}

TEST(Gaps, AFilterIsTakenAwayWithoutLeavingTheMap) {
  GapTable table = sample();
  table.by = GapAxis::kEvidence;
  table.query.filters["theme"] = {"housing"};
  table.query.from = 2010;
  table.chosen["theme"] = {{"housing", "Housing"}};
  const std::string chips = between(gaps_page(table), "<div class=\"chips\">", "</div>");
  EXPECT_THAT(text_of(chips), HasSubstr("Remove filter: Housing Remove filter: Years: from 2010"));
  EXPECT_EQ(tags_of(chips, "a")[0].get("href"), "/gaps?q=camp&amp;from=2010&amp;by=evidence&amp;under=education");
}

TEST(Gaps, DecadesAreInTheWordsOfThePage) {
  GapTable table = sample();
  table.by = GapAxis::kDecade;
  table.query.lang = "sr";
  table.others = {{.id = "1990", .count = 5, .linked = true, .from = 1990, .to = 1999}, {.count = 1}};
  table.counts = {{5, 0}, {3, 0}, {0, 0}, {3, 1}};
  const std::string html = gaps_page(table);
  EXPECT_THAT(html, HasSubstr("<span>1990s</span>")) << "not in the language of the labels";
  EXPECT_THAT(html, HasSubstr("id=\"theme-health\" lang=\"sr\""));
  EXPECT_THAT(text_of(html), HasSubstr("one without an end until 2026."));
  EXPECT_THAT(html, HasSubstr("href=\"/search?q=camp&amp;theme=housing&amp;from=1990&amp;to=1999\""));
  EXPECT_THAT(gaps_page(table, "fr"), HasSubstr("<span>Années 1990</span>"));
}

TEST(Gaps, TheNameOfALinkIsInOneLanguage) {
  GapTable table = sample();
  table.query.lang = "sr";
  const Tag link = tags_of(row_of(gaps_page(table), "housing"), "a")[2];
  EXPECT_EQ(link.get("aria-label"), "Housing, Italy: 3");
  EXPECT_EQ(link.get("lang"), "sr");
}

TEST(Gaps, ManyColumnsHaveTheirNamesUpright) {
  GapTable table = sample();
  EXPECT_THAT(gaps_page(table), Not(HasSubstr("gaps-upright")));
  for (int i = 0; i < 20; ++i) {
    table.others.push_back(country("C" + std::to_string(i), "Country", 0));
    for (auto& row : table.counts) row.push_back(0);
  }
  EXPECT_THAT(gaps_page(table), HasSubstr("<table class=\"gaps gaps-upright\">"));
}

TEST(Gaps, OnlyTheWholeMapIsForSearchEngines) {
  GapTable table = sample();
  EXPECT_THAT(gaps_page(table), Not(HasSubstr("rel=\"alternate\"")));
  table.query.q.clear();
  table.under.clear();
  EXPECT_THAT(gaps_page(table), HasSubstr("rel=\"alternate\""));
  EXPECT_THAT(gaps_page(table), HasSubstr("<link rel=\"canonical\" href=\"https://example.org/gaps\">"));
  table.by = GapAxis::kLevel;
  EXPECT_THAT(gaps_page(table), Not(HasSubstr("rel=\"alternate\"")));
}

TEST(Gaps, AnEmptyTableIsStillAPage) {
  GapTable table;
  table.query.q = "xyzzy";
  const std::string html = gaps_page(table);
  EXPECT_EQ(unbalanced(html), "");
  EXPECT_THAT(text_of(html), HasSubstr("No practice found for “xyzzy”"));
}

TEST(Gaps, MarkupInLabelsStaysText) {
  GapTable table = sample();
  const std::string evil = "\"><script>alert(1)</script>";
  table.query.q = evil;
  table.corrected = evil;
  table.themes[3].label = table.others[0].label = evil;
  const std::string html = gaps_page(table);
  EXPECT_EQ(unbalanced(html), "");
  EXPECT_EQ(tags_of(html, "script").size(), 1u);
}

// --- years

SearchResult with_years(int first, const std::vector<std::uint32_t>& counts) {
  SearchResult result = result_of("", 149);
  for (const std::uint32_t one : counts) result.years.push_back({first++, one});
  return result;
}

std::string chart_of(const SearchResult& result, const std::string& lang = "en") {
  return between(search_page(result, lang), "<div class=\"year-chart\">", "</div>");
}

TEST(YearChart, HasABarForEachYearWithPracticesAndSaysItsMost) {
  const std::string chart = chart_of(with_years(2010, {1, 0, 4, 2}));
  std::vector<std::string> bars;
  for (const Tag& bar : tags_of(chart, "rect")) bars.push_back(bar.get("x") + ":" + bar.get("height"));
  EXPECT_THAT(bars, ElementsAre("0:10", "8:40", "12:20"));
  EXPECT_THAT(text_of(chart), HasSubstr("2010 2013 Most practices were active in 2012: 4"));
  EXPECT_TRUE(tags_of(chart, "svg")[0].has("aria-hidden=\"true\""));
  EXPECT_THAT(chart, Not(HasSubstr("chosen")));
  EXPECT_THAT(text_of(chart_of(with_years(2010, {1, 4}), "de")), HasSubstr("liefen im Jahr 2011: 4"));
}

TEST(YearChart, MarksTheYearsOfTheSearch) {
  SearchResult result = with_years(2010, {1, 1, 1, 1});
  result.query.from = 2011;
  result.query.to = 2012;
  std::vector<std::string> marks;
  for (const Tag& bar : tags_of(chart_of(result), "rect")) marks.push_back(bar.get("class"));
  EXPECT_THAT(marks, ElementsAre("", "chosen", "chosen", ""));
}

TEST(YearChart, PutsManyYearsIntoOneBar) {
  SearchResult result = with_years(1800, std::vector<std::uint32_t>(200, 1));
  result.years[101].count = 5;
  const std::string chart = chart_of(result);
  EXPECT_EQ(tags_of(chart, "rect").size(), 67u) << "three years a bar";
  EXPECT_EQ(tags_of(chart, "rect")[33].get("height"), "40") << "as high as the year of them that has most";
  EXPECT_THAT(text_of(chart), HasSubstr("1800 1999 Most practices were active in 1901: 5"));
}

TEST(YearChart, IsNotThereWhereItWouldSayNothing) {
  EXPECT_EQ(chart_of(result_of("", 149)), "");
  EXPECT_EQ(chart_of(with_years(2010, {7})), "");
  EXPECT_EQ(chart_of(with_years(2010, {0, 0, 0})), "");
}

TEST(YearChart, IsInTheAnswerOfTheApiToo) {
  EXPECT_THAT(search_json(with_years(2012, {3, 0})),
              HasSubstr(R"("years":[{"year":2012,"count":3},{"year":2013,"count":0}])"));
}

// --- facets in two levels

SearchResult with_levels() {
  SearchResult result = result_of("", 149);
  result.facets["theme"] = {{"housing", "Housing", 37, false, ""},
                            {"rehousing", "Rehousing", 14, false, "housing"},
                            {"health", "Health", 9, false, ""},
                            {"halting-sites", "Halting sites", 4, false, "housing"}};
  return result;
}

std::string themes_of(const SearchResult& result) {
  return between(search_page(result), "data-facet=\"theme\"", "</fieldset>");
}

TEST(FacetLevels, NarrowerValuesStandUnderTheirTheme) {
  const std::string themes = themes_of(with_levels());
  const std::string narrower = between(themes, "<details class=\"facet-narrower\"", "</details>");
  EXPECT_EQ(text_of(between(narrower, "<summary>", "</summary>")), "2 narrower themes – Housing");
  std::vector<std::string> values;
  for (const Tag& box : tags_of(narrower, "input")) values.push_back(box.get("value"));
  EXPECT_THAT(values, ElementsAre("rehousing", "halting-sites"));
  EXPECT_EQ(count(themes, "facet-narrower"), 1u) << "health has none";
  EXPECT_LT(themes.find("value=\"halting-sites\""), themes.find("value=\"health\""));
  EXPECT_EQ(tags_of(themes, "input").size(), 4u) << "each once";
  EXPECT_EQ(unbalanced(search_page(with_levels())), "");
}

TEST(FacetLevels, AreOpenWhereSomethingOfThemIsSelected) {
  const auto is_open = [](const SearchResult& result) { return tags_of(themes_of(result), "details")[0].has(" open"); };
  EXPECT_FALSE(is_open(with_levels()));
  for (const std::size_t selected : {0u, 1u, 3u}) {
    SearchResult result = with_levels();
    result.facets["theme"][selected].selected = true;
    EXPECT_TRUE(is_open(result)) << selected;
  }
  SearchResult other = with_levels();
  other.facets["theme"][2].selected = true;
  EXPECT_FALSE(is_open(other));
}

TEST(FacetLevels, AThemeBehindTheFirstComesIntoSightWithWhatIsSelectedUnderIt) {
  SearchResult result = with_levels();
  std::vector<FacetValue>& themes = result.facets["theme"];
  for (int i = 0; i < 12; ++i) themes.push_back({"t" + std::to_string(i), "T", 1, false, ""});
  themes.push_back({"under-t11", "U", 1, true, "t11"});
  const std::string first = between(themes_of(result), "<ul", "facet-more");
  EXPECT_THAT(first, HasSubstr("value=\"t11\""));
  EXPECT_THAT(first, HasSubstr("value=\"under-t11\" checked"));
  EXPECT_THAT(first, Not(HasSubstr("value=\"t10\"")));
}

TEST(FacetLevels, AValueWhoseWiderOneIsNotListedIsNotLost) {
  SearchResult result = result_of("", 149);
  result.facets["theme"] = {{"rehousing", "Rehousing", 0, true, "housing"},
                            {"a", "A", 1, false, "b"},  // a circle, which the indexer refuses
                            {"b", "B", 1, false, "a"}};
  EXPECT_THAT(themes_of(result), HasSubstr("value=\"rehousing\" checked"));
}

TEST(FacetLevels, TheHomePageListsTopThemesOnly) {
  const std::string html = pages().home(with_levels(), context("en", "/"));
  const std::string themes = between(html, "<ul class=\"count-links themes\">", "</ul>");
  EXPECT_EQ(text_of(themes), "Housing37, 37 practices Health9, 9 practices");
}

TEST(FacetLevels, TheApiNamesTheWiderValue) {
  EXPECT_THAT(search_json(with_levels()),
              HasSubstr(R"("id":"rehousing","label":"Rehousing","count":14,"selected":false,"broader":"housing")"));
  EXPECT_THAT(search_json(with_levels()), HasSubstr(R"("selected":false,"broader":null)"));
}

}  // namespace
}  // namespace gp
