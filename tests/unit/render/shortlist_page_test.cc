// The shortlist on every page, the briefing, and practices side by side.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "searchd/render/page.h"
#include "tests/unit/render/html.h"
#include "tests/unit/render/samples.h"

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

SearchResult result_with(std::vector<std::string> picks) {
  SearchResult result = result_of("camp", 12);
  result.query.filters["theme"] = {"housing"};
  result.query.picks = std::move(picks);
  return result;
}

std::vector<std::string> many_picks(std::size_t count) {
  std::vector<std::string> picks;
  for (std::size_t i = 0; i < count; ++i) picks.push_back("p" + std::to_string(i));
  return picks;
}

// The first link of the shortlist's button on a page.
Tag button_of(const std::string& html) {
  for (Tag& tag : tags_of(html, "a")) {
    if (tag.has("data-pick=")) return tag;
  }
  return {};
}

std::vector<std::string> ids_on(const std::string& html) {
  std::vector<std::string> ids;
  for (const Tag& tag : tags_of(html)) {
    if (const std::string id = tag.get("id"); !tag.end && !id.empty()) ids.push_back(id);
  }
  return ids;
}

PracticeView second() {
  PracticeView view = graz();
  view.practice.id = "turin-housing";
  view.practice.texts["en"].title = "A city of possibilities";
  view.practice.budget_eur.reset();
  view.practice.period = {2013, 2015};
  view.country = {"IT", "Italy"};
  view.city = {"turin", "Turin"};
  return view;
}

Shortlist list_of(std::vector<PracticeView> practices) {
  Shortlist list;
  list.practices = 149;
  for (PracticeView& one : practices) {
    list.query.picks.push_back(one.practice.id);
    list.picked.push_back({.practice = std::move(one), .why = {}});
  }
  return list;
}

std::string page_of(const Shortlist& list, const std::string& lang = "en") {
  return pages().shortlist(list, context(lang, "/shortlist"));
}

std::string compare(std::vector<PracticeView> practices, bool only_differences = false, const Query& query = {},
                    const std::string& lang = "en") {
  Comparison comparison;
  comparison.practices = std::move(practices);
  comparison.only_differences = only_differences;
  return pages().compare(comparison, query, context(lang, "/compare"));
}

// "label mark" of each row.
std::vector<std::string> rows_of(const std::string& html) {
  std::vector<std::string> rows;
  for (std::size_t at = html.find("<th scope=\"row\""); at != std::string::npos;
       at = html.find("<th scope=\"row\"", at + 1)) {
    rows.push_back(text_of(between(html.substr(at), ">", "</th>")));
  }
  return rows;
}

std::string mark_of(const std::string& html, const std::string& label) {
  for (const std::string& row : rows_of(html)) {
    if (row.starts_with(label + " ")) return row.substr(label.size() + 1);
  }
  return "no such row";
}

TEST(ShortlistLink, CountsThePicksAndHidesWhereThereAreNone) {
  const std::string with = between(search_page(result_with({"a", "b"})), "<a class=\"shortlist-link\"", "</a>");
  EXPECT_THAT(with, HasSubstr("href=\"/shortlist?q=camp&amp;theme=housing&amp;pick=a&amp;pick=b\""));
  EXPECT_THAT(text_of(with.substr(with.find('>') + 1)), "Shortlist (2)");
  EXPECT_THAT(with, Not(HasSubstr("hidden")));
  EXPECT_THAT(between(search_page(result_with({})), "<a class=\"shortlist-link\"", ">"), HasSubstr(" hidden"));
}

TEST(Pick, ButtonOfAHitAddsItToThisVeryPageAndLeadsBackToTheHit) {
  const std::string html = search_page(result_with({"a"}));
  const Tag button = button_of(html);
  EXPECT_EQ(button.get("href"),
            "/search?q=camp&amp;theme=housing&amp;pick=a&amp;pick=turin-housing#pick-turin-housing");
  EXPECT_EQ(button.get("rel"), "nofollow");
  EXPECT_THAT(html, HasSubstr("<p class=\"pick-line\" id=\"pick-turin-housing\">"));
  EXPECT_EQ(text_of(between(html, "<p class=\"pick-line\" id=\"pick-turin-housing\">", "</p>")),
            "Add to shortlist: A city of possibilities");
}

TEST(Pick, ButtonOfAPickedHitTakesItOff) {
  const std::string html = search_page(result_with({"a", "turin-housing", "b"}));
  EXPECT_EQ(button_of(html).get("href"), "/search?q=camp&amp;theme=housing&amp;pick=a&amp;pick=b#pick-turin-housing");
  EXPECT_EQ(text_of(between(html, "<p class=\"pick-line\" id=\"pick-turin-housing\">", "</p>")),
            "Remove from shortlist: A city of possibilities");
}

TEST(Pick, TitleInAnotherLanguageSaysSo) {
  SearchResult result = result_with({});
  result.hits[0].lang = "it";
  EXPECT_THAT(between(search_page(result), "<p class=\"pick-line\" id=\"pick-turin-housing\">", "</p>"),
              HasSubstr("lang=\"it\">: A city"));
}

TEST(Pick, FullShortlistTakesNoMoreButGivesBack) {
  EXPECT_THAT(search_page(result_with(many_picks(19))), HasSubstr("data-pick=\"turin-housing\""));
  EXPECT_THAT(search_page(result_with(many_picks(20))), Not(HasSubstr("data-pick=")));
  EXPECT_THAT(search_page(result_with(many_picks(20))), HasSubstr("Your shortlist is full."));
  std::vector<std::string> picks = many_picks(19);
  picks.push_back("turin-housing");
  EXPECT_THAT(search_page(result_with(picks)), HasSubstr("Remove from shortlist"));
}

TEST(Pick, PracticeHasAButtonOfItsOwnAndNoIdStandsTwice) {
  Query query;
  query.q = "garlic";
  query.picks = {"a"};
  const std::string html = pages().practice(graz(), query, context("en", "/practices/graz-garlic"));
  EXPECT_EQ(button_of(html).get("href"),
            "/practices/graz-garlic?q=garlic&amp;pick=a&amp;pick=graz-garlic#pick-graz-garlic");
  EXPECT_EQ(count(html, "data-pick=\"turin-housing\""), 2u) << "similar and related";
  std::vector<std::string> ids = ids_on(html);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

// Every page address that a page links to keeps the shortlist, and each form too.
void expect_kept(const std::string& html, const std::string& what) {
  for (const Tag& link : tags_of(html, "a")) {
    const std::string href = link.get("href");
    const bool page = href == "/" || href.starts_with("/?") || href.starts_with("/search") ||
                      href.starts_with("/shortlist") || href.starts_with("/compar") || href.starts_with("/map") ||
                      href.starts_with("/gaps") || href.starts_with("/about") || href.starts_with("/accessibility") ||
                      href.starts_with("/privacy") ||
                      (href.starts_with("/practices/") && href.find(".json") == std::string::npos &&
                       href.find(".md") == std::string::npos);
    if (page && !link.has("data-pick=") && !link.has("class=\"move") && href.find("pick=") == std::string::npos) {
      ADD_FAILURE() << what << ": " << href;
    }
    if (!page && href.find("pick=") != std::string::npos) ADD_FAILURE() << what << ": " << href;
  }
  EXPECT_EQ(count(html, "name=\"pick\" value=\"kept\""), tags_of(html, "form").size()) << what;
}

TEST(Shortlist, GoesAlongWithEveryLinkAndForm) {
  Query query;
  query.picks = {"kept"};
  SearchResult result = rich_result();
  result.query.picks = query.picks;
  for (Note& note : result.notes) {
    if (note.undo) note.undo->picks = query.picks;
  }
  expect_kept(search_page(result), "search");
  SearchResult nothing = result_of("xyzzy", 0);
  nothing.query.picks = query.picks;
  expect_kept(search_page(nothing), "nothing found");
  SearchResult everything = result_of("", 149);
  everything.query.picks = query.picks;
  expect_kept(pages().home(everything, context("en", "/")), "home");
  expect_kept(pages().practice(graz(), query, context("en", "/practices/graz-garlic")), "practice");
  PageContext lost = context("en", "/practices/none");
  lost.picks = query.picks;
  expect_kept(pages().error(404, "none", lost), "error");
  Shortlist list = list_of({graz()});
  list.query.picks = query.picks;
  expect_kept(page_of(list), "shortlist");
  expect_kept(compare({graz(), second()}, false, query), "comparison");
  expect_kept(compare({}, false, query), "nothing to compare");
}

TEST(Shortlist, IsNotForSearchEngines) {
  SearchResult everything = result_of("", 149);
  EXPECT_THAT(pages().home(everything, context("en", "/")), HasSubstr("rel=\"alternate\""));
  everything.query.picks = {"a"};
  const std::string html = pages().home(everything, context("en", "/"));
  EXPECT_THAT(html, Not(HasSubstr("rel=\"alternate\"")));
  EXPECT_THAT(html, HasSubstr("rel=\"canonical\" href=\"https://example.org/\""));
  EXPECT_THAT(page_of(list_of({graz()})), Not(HasSubstr("rel=\"alternate\"")));
  EXPECT_THAT(compare({graz(), second()}), Not(HasSubstr("rel=\"alternate\"")));
}

TEST(Briefing, TellsOfEachPracticeWhatACouncilAsks) {
  Shortlist list = list_of({graz(), second()});
  list.query.q = "garlic";
  list.picked[0].why = {{"garlic", "garlic", "en", "direct", "title"}};
  const std::string html = page_of(list);
  EXPECT_EQ(text_of(between(html, "<h1", "</h1>").substr(21)),
            "Briefing: 2 practices of 149 practices in the collection");
  const std::string brief = between(html, "<article class=\"brief\" id=\"brief-graz-garlic\"", "</article>");
  const std::string text = text_of("<" + brief);
  for (const char* said : {"Growing garlic",
                           "Coaches train helpers.",
                           "Graz, Austria",
                           "295,424 (2023)",
                           "from 2011",
                           "Municipality",
                           "€1,234,567",
                           "Province of Styria",
                           "Replicated practice",
                           "Six towns carry it on.",
                           "Families",
                           "Employment",
                           "Results 30 coaches.",
                           "What did not work Fewer jobs.",
                           "Lessons and transfer",
                           "Step by step.",
                           "Whom to ask City of Graz funder European Neighbours",
                           "Sources Council of Europe",
                           "Why this matched: contains",
                           "https://example.org/practices/graz-garlic",
                           "Last reviewed 1 December 2026"}) {
    EXPECT_THAT(text, HasSubstr(said));
  }
  EXPECT_THAT(brief, HasSubstr("href=\"https://www.coe.int/garlic?a=1&amp;b=2\""));
  EXPECT_THAT(text, Not(HasSubstr("A ban."))) << "the context is on its own page";
  EXPECT_THAT(brief, HasSubstr("<h4>Steps</h4>")) << "below the section's own heading";
  EXPECT_THAT(html, HasSubstr("As last reviewed on 1 December 2026."));
  EXPECT_EQ(unbalanced(html), "");
}

TEST(Briefing, WithoutTheUsualSectionsHasTheWholeText) {
  PracticeView odd = graz();
  odd.practice.texts["en"].body = "## Context\n\nA ban.\n\n## Other\n\nMore.";
  const std::string html = page_of(list_of({odd}));
  EXPECT_THAT(html, HasSubstr("A ban."));
  EXPECT_THAT(html, HasSubstr("More."));
}

TEST(Briefing, SaysHowTheReaderCameToThem) {
  Shortlist list = list_of({graz()});
  list.query.q = "jobs & <flats>";
  list.query.filters["theme"] = {"housing", "health"};
  list.filters["theme"] = {{"housing", "Housing"}, {"health", "Health"}};
  list.query.from = 2010;
  const std::string html = page_of(list);
  EXPECT_EQ(text_of(between(html, "<div class=\"brief-how\">", "</div>")),
            "How they were found: Search for “jobs &amp; &lt;flats&gt;” Theme: Housing and Health Years: from 2010");
  EXPECT_THAT(
      html,
      HasSubstr(
          "href=\"/"
          "search?q=jobs%20%26%20%3Cflats%3E&amp;theme=housing&amp;theme=health&amp;from=2010&amp;pick=graz-garlic\""));
  EXPECT_THAT(page_of(list_of({graz()})), Not(HasSubstr("brief-how"))) << "nothing was asked";
}

TEST(Briefing, NamesPicksThatAreNotThereAndHowToDropThem) {
  Shortlist list = list_of({graz()});
  list.query.picks = {"nowhere", "graz-garlic", "gone"};
  list.missing = {"nowhere", "gone"};
  const std::string note = between(page_of(list), "<p class=\"note brief-missing\">", "</p>");
  EXPECT_EQ(text_of(note), "Left out, since they are not in the collection: nowhere and gone. Take this off the list");
  EXPECT_THAT(note, HasSubstr("href=\"/shortlist?pick=graz-garlic\""));
  Shortlist nothing;
  nothing.query.picks = nothing.missing = {"nowhere"};
  EXPECT_THAT(page_of(nothing), HasSubstr("Left out, since it is not in the collection: nowhere."));
  EXPECT_THAT(page_of(nothing), HasSubstr("Your shortlist is empty"));
}

TEST(Briefing, IsOrderedByLinks) {
  const std::string html = page_of(list_of({graz(), second()}));
  std::vector<std::string> moves;
  for (const Tag& link : tags_of(html, "a")) {
    if (link.has("class=\"move")) moves.push_back(link.get("href"));
  }
  EXPECT_THAT(
      moves,
      ElementsAre("/shortlist?pick=turin-housing&amp;pick=graz-garlic#picks", "/shortlist?pick=turin-housing#picks",
                  "/shortlist?pick=turin-housing&amp;pick=graz-garlic#picks", "/shortlist?pick=graz-garlic#picks"));
}

TEST(Briefing, ComparesUpToFourByALinkAndChoosesAmongMore) {
  std::vector<PracticeView> practices;
  const auto compared = [&] {
    const std::string html = page_of(list_of(practices));
    return std::pair(html.find("href=\"/compare?pick=") != std::string::npos,
                     count(html, "type=\"checkbox\" name=\"id\""));
  };
  for (std::size_t count_of_them = 1; count_of_them <= 6; ++count_of_them) {
    practices.push_back(graz());
    practices.back().practice.id = "graz-" + std::to_string(count_of_them);
    const bool link = count_of_them >= 2 && count_of_them <= 4;
    EXPECT_EQ(compared(), std::pair(link, count_of_them > 4 ? count_of_them : std::size_t{0})) << count_of_them;
  }
  EXPECT_EQ(count(page_of(list_of(practices)), " checked"), 4u);
}

TEST(Briefing, EmptyOneSaysHowItWorks) {
  const std::string html = page_of({});
  EXPECT_THAT(html, HasSubstr("Your shortlist is empty"));
  EXPECT_THAT(html, HasSubstr("At a practice, choose “Add to shortlist”."));
  EXPECT_THAT(html, Not(HasSubstr("class=\"brief\"")));
}

// --- side by side

TEST(Compare, MarksEachFieldByWhetherItDiffers) {
  const std::string html = compare({graz(), second()});
  for (const char* label : {"Where", "When", "Budget"}) EXPECT_EQ(mark_of(html, label), "differs") << label;
  for (const char* label :
       {"Inhabitants", "Run by", "Funding", "Evidence", "Target groups", "Themes", "In short", "What was done",
        "Results", "What did not work", "Languages of the text", "Number of sources"}) {
    EXPECT_EQ(mark_of(html, label), "same") << label;
  }
  EXPECT_THAT(html, HasSubstr("These practices differ in 3 of 18 fields."));
  EXPECT_EQ(count(html, "class=\"differs\""), 3u);
  EXPECT_EQ(unbalanced(html), "");
}

struct Change {
  const char* row;
  std::function<void(PracticeView&)> change;
};

TEST(Compare, EachFieldAloneMakesItsOwnRowDiffer) {
  const Change changes[] = {
      {"Where",
       [](PracticeView& view) {
         view.city = {"linz", "Linz"};
       }},
      {"Inhabitants", [](PracticeView& view) { view.population = 1; }},
      {"When", [](PracticeView& view) { view.practice.period.end = 2020; }},
      {"Run by",
       [](PracticeView& view) {
         view.level = {"ngo", "NGO"};
       }},
      {"Budget", [](PracticeView& view) { view.practice.budget_eur = 5; }},
      {"Funding", [](PracticeView& view) { view.practice.funding.push_back("EU"); }},
      {"Evidence",
       [](PracticeView& view) {
         view.evidence = {"promising", "Promising practice"};
       }},
      {"Why this evidence class", [](PracticeView& view) { view.practice.evidence.reason = "Other."; }},
      {"Target groups", [](PracticeView& view) { view.target_groups.clear(); }},
      {"Themes",
       [](PracticeView& view) {
         view.themes.push_back({"housing", "Housing"});
       }},
      {"In short", [](PracticeView& view) { view.practice.texts["en"].summary += "!"; }},
      {"Whom to ask", [](PracticeView& view) { view.practice.organisations.pop_back(); }},
      {"Languages of the text", [](PracticeView& view) { view.practice.texts.erase("de"); }},
      {"Number of sources", [](PracticeView& view) { view.practice.sources.pop_back(); }},
  };
  for (const Change& one : changes) {
    PracticeView other = graz();
    one.change(other);
    const std::string html = compare({graz(), graz(), other});
    EXPECT_EQ(mark_of(html, one.row), "differs") << one.row;
    EXPECT_EQ(count(html, "class=\"differs\""), 1u) << one.row;
    EXPECT_THAT(rows_of(compare({other, graz()}, true)), ElementsAre(std::string(one.row) + " differs"));
  }
}

TEST(Compare, OrderAndLanguageOfLabelsMakeNoDifference) {
  PracticeView one = graz();
  PracticeView other = graz();
  one.themes = {{"employment", "Employment"}, {"housing", "Housing"}};
  other.themes = {{"housing", "Wohnen"}, {"employment", "Arbeit"}};
  EXPECT_EQ(mark_of(compare({one, other}), "Themes"), "same");
}

TEST(Compare, SaysWhereTheSourcesSayNothing) {
  const std::string html = compare({graz(), second()});
  EXPECT_EQ(count(html, "<td role=\"cell\" class=\"unknown\">not stated</td>"), 1u) << "the budget of the second";
}

TEST(Compare, OnlyWhatDiffersIsALinkThereAndBack) {
  Query query;
  query.q = "jobs";
  const std::string all = compare({graz(), second()}, false, query);
  const std::string only = compare({graz(), second()}, true, query);
  EXPECT_THAT(all, HasSubstr("href=\"/compare?q=jobs&amp;id=graz-garlic&amp;id=turin-housing&amp;only=differences\""));
  EXPECT_THAT(only, HasSubstr("<a href=\"/compare?q=jobs&amp;id=graz-garlic&amp;id=turin-housing\">Show all fields"));
  EXPECT_THAT(rows_of(only), ElementsAre("Where differs", "When differs", "Budget differs"));
  EXPECT_THAT(
      only,
      HasSubstr("href=\"/compare?q=jobs&amp;lang=fr&amp;id=graz-garlic&amp;id=turin-housing&amp;only=differences\""))
      << "another language of this very page";
}

TEST(Compare, ColumnsHaveTheirTitlesAndAWayOut) {
  const std::string html = compare({graz(), second()});
  EXPECT_EQ(count(html, "<th scope=\"col\""), 3u);
  EXPECT_THAT(html, HasSubstr("href=\"/practices/graz-garlic\">Growing garlic"));
  EXPECT_THAT(html, HasSubstr("href=\"/compare?id=turin-housing\""));
}

TEST(Compare, TextsAndLabelsInOtherLanguagesSaySo) {
  PracticeView german = graz();
  german.lang = "de";
  const std::string html = compare({graz(), german});
  EXPECT_THAT(html, HasSubstr("<td role=\"cell\" lang=\"de\">\nCoaches schulen"));
  Query serbian;
  serbian.lang = "sr";
  EXPECT_THAT(compare({graz(), second()}, false, serbian), HasSubstr("<td role=\"cell\" lang=\"sr\">"));
}

TEST(Compare, OfOnePracticeOffersOthersToGoOnWith) {
  Comparison comparison;
  comparison.practices = {graz()};
  comparison.others = {second()};
  const std::string html = pages().compare(comparison, {}, context("en", "/compare"));
  EXPECT_THAT(text_of(html), HasSubstr("Chosen so far: Growing garlic"));
  EXPECT_THAT(html, HasSubstr("href=\"/compare?id=graz-garlic&amp;id=turin-housing\""));
  EXPECT_THAT(html, Not(HasSubstr("<table")));
  EXPECT_THAT(text_of(compare({})), HasSubstr("Two to four practices can stand side by side."));
}

TEST(Shortlist, PagesAreWholeInEveryLanguage) {
  for (const std::string lang : {"en", "de", "fr"}) {
    Shortlist list = list_of({graz(), second()});
    list.query.lang = lang;
    list.missing = {"x"};
    EXPECT_EQ(unbalanced(page_of(list, lang)), "") << lang;
    EXPECT_EQ(unbalanced(page_of({}, lang)), "") << lang;
    EXPECT_EQ(unbalanced(compare({graz(), second()}, false, list.query, lang)), "") << lang;
    EXPECT_EQ(unbalanced(compare({}, false, list.query, lang)), "") << lang;
  }
}

TEST(Shortlist, WhatReadersAndCasesSayIsEscaped) {
  PracticeView evil = graz();
  evil.practice.texts["en"].title = "<script>alert(1)</script>";
  evil.practice.texts["en"].summary = "<img src=x onerror=alert(1)>";
  evil.practice.funding = {"<b>bold</b>"};
  Shortlist list = list_of({evil});
  list.query.q = "\"><script>";
  for (const std::string& html : {page_of(list), compare({evil, graz()}, false, list.query)}) {
    EXPECT_EQ(tags_of(html, "script").size(), 1u) << "that of the site";
    EXPECT_THAT(tags_of(html, "img"), IsEmpty());
    EXPECT_THAT(tags_of(html, "b"), IsEmpty());
  }
}

}  // namespace
}  // namespace gp
