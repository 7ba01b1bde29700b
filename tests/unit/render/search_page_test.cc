#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searchd/render/page.h"
#include "tests/unit/render/html.h"
#include "tests/unit/render/samples.h"

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(Search, TotalIsSaidInWords) {
  const auto heading = [](std::size_t total, const std::string& q, const std::string& lang) {
    return text_of(between(search_page(result_of(q, total), lang), "<h1", "</h1>"));
  };
  EXPECT_THAT(heading(149, "", "en"), HasSubstr("149 practices"));
  EXPECT_THAT(heading(1, "camp", "en"), HasSubstr("1 practice for “camp” of 149 practices in the collection"));
  EXPECT_THAT(heading(1234, "camp", "de"), HasSubstr("1.234 Praxisbeispiele zu „camp“"));
  EXPECT_THAT(heading(0, "camp", "fr"), HasSubstr("Aucune pratique trouvée pour"));
}

TEST(Search, FormIsTheWholeState) {
  const std::string html = search_page(rich_result());
  EXPECT_EQ(count(html, "<form"), 1u);
  EXPECT_THAT(html, HasSubstr("name=\"q\" form=\"search-form\" value=\"camp &quot;flats&quot;\""));
  EXPECT_THAT(html, HasSubstr("type=\"checkbox\" name=\"theme\" value=\"housing\" checked"));
  EXPECT_THAT(html, HasSubstr("name=\"from\" value=\"2010\""));
  EXPECT_THAT(html, HasSubstr("type=\"hidden\" name=\"per_page\" value=\"5\""));
  EXPECT_THAT(html, Not(HasSubstr("name=\"page\""))) << "another question begins with its first page";
  EXPECT_THAT(html, Not(HasSubstr("name=\"lang\"")));
  SearchResult french = rich_result();
  french.query.lang = "fr";
  french.query.lang_given = true;
  EXPECT_THAT(search_page(french, "fr"), HasSubstr("type=\"hidden\" name=\"lang\" value=\"fr\""));
}

TEST(Search, FacetsAreFieldsetsWhoseBoxesSayTheirCounts) {
  const std::string html = search_page(rich_result());
  const std::string themes = between(html, "data-facet=\"theme\"", "</fieldset>");
  EXPECT_THAT(text_of(between(themes, "<legend>", "</legend>")), "Theme 1 selected");
  EXPECT_THAT(text_of(themes), HasSubstr("Housing 37, 37 practices"));
  EXPECT_THAT(text_of(themes), HasSubstr("Health 1, 1 practice"));
  EXPECT_THAT(themes, HasSubstr("value=\"sport\" disabled")) << "nothing there, but not gone";
  EXPECT_LT(html.find("data-facet=\"theme\""), html.find("data-facet=\"country\""));
  EXPECT_LT(html.find("data-facet=\"country\""), html.find("data-facet=\"city\""));
}

TEST(Search, LongFacetShowsEightAndWhatIsSelected) {
  SearchResult result = result_of("", 149);
  result.facets["city"][19].selected = true;
  const std::string city = between(search_page(result), "data-facet=\"city\"", "</fieldset>");
  const std::string first = between(city, "<ul", "</ul>");
  EXPECT_EQ(tags_of(first, "input").size(), 9u);
  EXPECT_THAT(first, HasSubstr("value=\"city-20\" checked"));
  EXPECT_THAT(text_of(between(city, "<summary>", "</summary>")), "16 more – Town");
  EXPECT_THAT(city, HasSubstr("data-find=\"Find in the list: Town\""));
}

TEST(Search, HugeFacetIsCutAndSaysSo) {
  SearchResult result = result_of("", 149);
  for (int i = 0; i < 500; ++i) result.facets["city"].push_back({"more-" + std::to_string(i), "M", 1, i == 499});
  const std::string city = between(search_page(result), "data-facet=\"city\"", "</fieldset>");
  EXPECT_EQ(tags_of(city, "input").size(), 61u);
  EXPECT_THAT(city, HasSubstr("value=\"more-499\" checked"));
  EXPECT_THAT(text_of(city), HasSubstr("Only the 60 most frequent are listed."));
}

TEST(Search, EachFilterCanBeRemoved) {
  const std::string chips = between(search_page(rich_result()), "<div class=\"chips\">", "</div>");
  EXPECT_THAT(text_of(chips),
              "Active filters Remove filter: Housing Remove filter: Years: from 2010 Clear all filters");
  EXPECT_EQ(tags_of(chips, "a")[0].get("href"), "/search?q=camp%20%22flats%22&amp;from=2010&amp;per_page=5");
  EXPECT_EQ(tags_of(chips, "a")[1].get("href"), "/search?q=camp%20%22flats%22&amp;theme=housing&amp;per_page=5");
  EXPECT_EQ(tags_of(chips, "a")[2].get("href"), "/search?q=camp%20%22flats%22&amp;per_page=5");
}

TEST(Search, NotesAreSaidAndCanBeUndone) {
  const std::string notes = between(search_page(rich_result()), "<div class=\"notes\">", "</div>");
  EXPECT_THAT(text_of(notes),
              HasSubstr("These are the results for “camp”. Search for “camp &quot;flats&quot;” as typed"));
  EXPECT_THAT(notes, HasSubstr("/search?q=kamp&amp;theme=housing"));
  EXPECT_THAT(text_of(notes), HasSubstr("About this search: x")) << "a note nobody has words for yet";
}

struct SaidNote {
  const char* code;
  const char* detail;
  std::uint32_t count;
  const char* text;  // with the label of the way back
};

TEST(Search, EachNoteIsSaidInPlainWordsWithItsWayBack) {
  const SaidNote rows[] = {
      {"too_many_words", "64", 0, "Only the first 64 words were used. Search without this change"},
      {"no_words", "?!", 0,
       "There is no word to look for in “?!”, so these are all practices. Search without this change"},
      {"corrected", "camp", 0,
       "No practice has the words as they were typed. These are the results for “camp”. Search for “kamp” as typed"},
      {"similar", "kamp", 0,
       "Found in no practice: kamp. These practices have words that look like it. Search only for the words as typed"},
      {"unmatched", "xyzzy", 0, "Found in no practice and left out: xyzzy Insist on all the words"},
      {"relaxed", "camp flats", 0,
       "No practice has all the words of “camp flats”. These have some of them. Insist on all the words"},
      {"widened", "camp flats", 3, "3 practices have all the words, the others have some of them. Show only these 3"},
      {"widened", "camp flats", 1, "1 practice has all the words, the others have some of them. Show only this one"},
      {"widened", "camp", 2, "2 practices match “camp”, the others have only similar-looking words. Show only these 2"},
      {"translate", "", 1234,
       "No practice has the words as they were typed. By meaning or in other languages 1,234 practices fit. "
       "Show these 1,234 practices"},
      {"filters", "", 1, "With these filters nothing is left. Without them there is 1 practice. Remove the filters"},
  };
  for (const SaidNote& row : rows) {
    SearchResult result = result_of("kamp", 5);
    Query undone = result.query;
    undone.all_words = true;
    result.notes = {{row.code, row.detail, row.count, undone}};
    const std::string notes = between(search_page(result), "<div class=\"notes\">", "</div>");
    EXPECT_EQ(text_of(between(notes, "<p class=\"note\">", "</p>")), row.text) << row.code;
    EXPECT_THAT(notes, HasSubstr("<a href=\"/search?q=kamp&amp;words=all\">")) << row.code;
    result.notes[0].undo.reset();
    EXPECT_THAT(between(search_page(result), "<div class=\"notes\">", "</div>"), Not(HasSubstr("<a "))) << row.code;
  }
}

TEST(Search, NotesAboutWhatIsShownAreLeftOutWhereNothingIs) {
  SearchResult result = result_of("camp flats", 0);
  result.notes = {{"relaxed", "camp flats", 0, {}}, {"filters", "", 3, result.query}};
  const std::string notes = between(search_page(result), "<div class=\"notes\">", "</div>");
  EXPECT_THAT(text_of(notes), Not(HasSubstr("These have some of them")));
  EXPECT_THAT(text_of(notes), HasSubstr("Without them there are 3 practices."));
}

// The line that says how far the search went, with its links.
std::string scope_of(const SearchResult& result) {
  return between(search_page(result), "<ul class=\"search-scope\">", "</ul>");
}

TEST(Scope, SaysThatMeaningAndOtherLanguagesCount) {
  SearchResult result = result_of("camp", 12);
  result.query.filters["theme"] = {"housing"};
  result.query.page = 2;
  const std::string scope = scope_of(result);
  EXPECT_EQ(text_of(between(scope, "<li>", "</li>")),
            "Also found by meaning and in other languages. Only the words as typed");
  EXPECT_THAT(scope, HasSubstr("href=\"/search?q=camp&amp;theme=housing&amp;translate=no\""));
  EXPECT_EQ(count(scope, "<li>"), 1u);
}

TEST(Scope, OfTheWordsAsTypedLeadsToTheWholeSearch) {
  SearchResult result = result_of("camp", 12);
  result.query.translate = false;
  const std::string scope = scope_of(result);
  EXPECT_EQ(text_of(between(scope, "<li>", "</li>")),
            "Only the words as typed were looked for. Search by meaning and in other languages too");
  EXPECT_THAT(scope, HasSubstr("href=\"/search?q=camp\""));
  EXPECT_EQ(count(scope, "<li>"), 1u);
}

TEST(Scope, OfAllWordsLeadsToTheNormalSearch) {
  SearchResult result = result_of("camp flats", 12);
  result.query.all_words = true;
  const std::string scope = scope_of(result);
  EXPECT_EQ(text_of(between(scope, "<li>", "</li>")),
            "Only practices with all the words. Add practices with some of the words");
  EXPECT_THAT(scope, HasSubstr("href=\"/search?q=camp%20flats\""));
  EXPECT_EQ(count(scope, "<li>"), 1u);
  result.query.translate = false;
  EXPECT_THAT(scope_of(result), HasSubstr("href=\"/search?q=camp%20flats&amp;translate=no\""));
  EXPECT_THAT(scope_of(result), HasSubstr("href=\"/search?q=camp%20flats&amp;words=all\""));
}

TEST(Scope, IsSilentWhereNoWordWasLookedForOrAnotherPlaceSaysIt) {
  EXPECT_EQ(scope_of(result_of("", 149)), "");
  SearchResult marks = result_of("?!", 149);
  marks.notes = {{"no_words", "?!", 0, {}}};
  EXPECT_EQ(scope_of(marks), "");
  EXPECT_EQ(scope_of(result_of("xyzzy", 0)), "") << "the empty state says what was tried";
  SearchResult typed = result_of("xyzzy", 0);
  typed.query.translate = false;
  EXPECT_THAT(scope_of(typed), HasSubstr("Only the words as typed were looked for."));
  typed.notes = {{"translate", "", 3, result_of("xyzzy", 0).query}};
  EXPECT_EQ(scope_of(typed), "") << "the note has the same link";
}

TEST(Search, FormsKeepTheScopeAndANewSearchTakesAnyWordsAgain) {
  SearchResult result = result_of("camp flats", 12);
  for (const char* name : {"name=\"translate\"", "name=\"words\""}) {
    EXPECT_THAT(search_page(result), Not(HasSubstr(name)));
  }
  result.query.translate = false;
  result.query.all_words = true;
  const std::string html = search_page(result);
  EXPECT_EQ(count(html, "<input type=\"hidden\" name=\"translate\" value=\"no\">"), 1u);
  // Only the button that is pressed sends its value; Enter in the search field presses the first one of the form.
  std::vector<std::string> sent;
  for (const Tag& button : tags_of(html, "button")) {
    if (!button.end && button.get("type") == "submit") sent.push_back(button.get("class") + "=" + button.get("value"));
  }
  EXPECT_THAT(sent, ElementsAre("search-button=", "button=all", "button button-quiet=all"));
  EXPECT_EQ(count(html, "name=\"words\""), 2u);
}

TEST(Search, SortIsALabelledSelectAndTheNaturalOrderHasNoValue) {
  const std::string words = between(search_page(result_of("camp", 1)), "<select", "</select>");
  EXPECT_THAT(words, HasSubstr("<option value=\"\" selected>Best match</option>"));
  EXPECT_THAT(words, HasSubstr("<option value=\"newest\">Newest</option>"));
  const std::string list = between(search_page(result_of("", 1)), "<select", "</select>");
  EXPECT_THAT(list, HasSubstr("<option value=\"\" selected>Newest</option>"));
  EXPECT_THAT(list, Not(HasSubstr("Best match")));
}

TEST(Search, HitSaysWhatWhereWhenAndHowProven) {
  const std::string hit = between(search_page(result_of("camp", 1)), "<li class=\"hit\">", "</article>");
  EXPECT_THAT(hit, HasSubstr("<a href=\"/practices/turin-housing?q=camp\">A city of <mark>possibilities</mark></a>"));
  EXPECT_THAT(hit, HasSubstr("left the <mark>camp</mark> for flats"));
  EXPECT_THAT(text_of(hit), HasSubstr("Turin, Italy 2013–2015 Evidence: Promising practice"));
  EXPECT_THAT(text_of(hit), HasSubstr("Housing Education"));
  EXPECT_THAT(hit, Not(HasSubstr("Text in")));
  EXPECT_THAT(hit, Not(HasSubstr("class=\"why\"")));
}

TEST(Search, LinkOfAHitKeepsTheSearchToLeadBackToIt) {
  SearchResult result = rich_result();
  result.query.lang_given = true;
  EXPECT_THAT(
      search_page(result),
      HasSubstr("href=\"/practices/turin-housing?q=camp%20%22flats%22&amp;theme=housing&amp;from=2010&amp;lang=en"));
}

TEST(Search, ForeignTextsSayTheirLanguage) {
  SearchResult result = result_of("campo", 1);
  result.hits[0].lang = "it";
  result.hits[0].snippet_lang = "sr";
  const std::string hit = between(search_page(result), "<li class=\"hit\">", "</article>");
  EXPECT_THAT(hit, HasSubstr("<h3 class=\"hit-title\" lang=\"it\">"));
  EXPECT_THAT(hit, HasSubstr("<p class=\"hit-summary\" lang=\"it\">"));
  EXPECT_THAT(hit, HasSubstr("<p class=\"hit-snippet\" lang=\"sr\">"));
  EXPECT_THAT(text_of(hit), HasSubstr("Text in Italian; also in English"));
}

TEST(Search, LabelsOfAReaderWithoutInterfaceSayTheirLanguage) {
  SearchResult result = result_of("", 1);
  result.query.lang = "sr";
  const std::string html = search_page(result, "en");
  EXPECT_THAT(html, HasSubstr("<span lang=\"sr\">Housing</span>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"place\" lang=\"sr\">Turin, Italy</span>"));
  EXPECT_THAT(search_page(result_of("", 1)), HasSubstr("<span>Housing</span>"));
}

std::string why_of(const std::vector<Why>& why, const std::string& ui_lang = "en") {
  SearchResult result = result_of("camp", 1);
  result.query.lang = ui_lang;
  result.hits[0].why = why;
  return between(search_page(result, ui_lang), "<div class=\"why\">", "</div>");
}

TEST(Why, IsSaidInPlainWords) {
  const auto said = [](const Why& why) { return text_of(between(why_of({why}), "<ul>", "</ul>")); };
  EXPECT_EQ(said({"camp", "campo", "it", "stem", "body"}), "“camp” → “campo” (Italian, word form)");
  EXPECT_EQ(said({"camp", "camps", "en", "stem", "body"}), "“camp” → “camps” (word form)");
  EXPECT_EQ(said({"cam", "camp", "en", "prefix", "body"}), "“cam” → “camp” (beginning of the word)");
  EXPECT_EQ(said({"kamp", "camp", "en", "spelling", "body"}), "“kamp” → “camp” (similar spelling)");
  EXPECT_EQ(said({"logement", "Housing", "en", "vocabulary", "theme"}), "“logement” → “Housing” (same subject)");
  EXPECT_EQ(said({"Torino", "Turin", "en", "place", "place"}), "“Torino” → “Turin” (name of the place)");
  EXPECT_EQ(said({"Amt", "Jugendamt", "de", "compound", "body"}), "“Amt” → “Jugendamt” (German, compound word)");
  EXPECT_EQ(said({"school", "scuola", "it", "dictionary", "body"}), "“school” → “scuola” (Italian, translation)");
  EXPECT_EQ(said({"kamp", "camp", "en", "letters", "body"}), "“kamp” → “camp” (similar-looking word)");
  EXPECT_EQ(said({"a", "b", "en", "a way to come", "body"}), "“a” → “b” (related)");
}

TEST(Why, GivesTheMatchedWordItsLanguage) {
  EXPECT_THAT(why_of({{"camp", "campo", "it", "stem", "body"}}), HasSubstr("<span lang=\"it\">campo</span>"));
  EXPECT_THAT(text_of(why_of({{"camp", "campo", "it", "stem", "body"}}, "de")), HasSubstr("(Italienisch, Wortform)"));
}

TEST(Why, IsSilentAboutWhatIsMarkedAnyway) {
  EXPECT_EQ(why_of({{"camp", "camp", "en", "direct", "title"}}), "");
  EXPECT_THAT(text_of(why_of({{"camp", "camp", "en", "direct", "title"}, {"flat", "flats", "en", "stem", "body"}})),
              HasSubstr("“flat” → “flats” (word form) contains “camp”"));
  EXPECT_THAT(text_of(why_of({{"camp", "camp", "it", "direct", "body"}})), HasSubstr("contains “camp”"))
      << "in a text that is not shown";
  EXPECT_THAT(text_of(why_of({{"turin", "Turin", "en", "place", "place"}})), HasSubstr("contains “Turin”"))
      << "nothing leads from a word to itself";
}

TEST(Search, PaginationSaysWhereOneIs) {
  SearchResult result = result_of("camp", 95);
  result.query.page = 5;
  const std::string nav = between(search_page(result), "<nav class=\"pagination\"", "</nav>");
  EXPECT_THAT(text_of(nav), HasSubstr("Previous 1 … 4 5 6 … 10 Next"));
  EXPECT_THAT(nav, HasSubstr("href=\"/search?q=camp&amp;page=5\" aria-label=\"Page 5\" aria-current=\"page\""));
  EXPECT_EQ(count(nav, "aria-current"), 1u);
  EXPECT_THAT(search_page(result_of("camp", 10)), Not(HasSubstr("class=\"pagination\"")));
}

TEST(Search, NothingFoundSaysWhatToTry) {
  SearchResult result = result_of("xyzzy", 0);
  result.query.filters["theme"] = {"health"};
  const std::string html = search_page(result);
  const std::string empty = between(html, "<div class=\"empty\">", "</div>");
  EXPECT_THAT(empty, HasSubstr("href=\"/search?q=xyzzy\">Remove the filters and keep the words"));
  EXPECT_THAT(empty, HasSubstr("href=\"/search\">See all practices"));
  EXPECT_THAT(empty, HasSubstr("href=\"/search?theme=housing\""));
  EXPECT_THAT(text_of(empty), HasSubstr("The words were looked for as typed, by meaning and in other languages."));
  result.query.translate = false;
  EXPECT_THAT(text_of(search_page(result)), HasSubstr("The words were looked for only as typed."));
  EXPECT_THAT(search_page(result_of("", 0)), Not(HasSubstr("empty-tried")));
}

TEST(Search, PageBehindTheLastLeadsBack) {
  SearchResult result = result_of("camp", 3);
  result.hits.clear();
  result.query.page = 4;
  EXPECT_THAT(search_page(result), HasSubstr("There is nothing on this page. <a href=\"/search?q=camp\">"));
}

TEST(Search, LanguageLinksKeepTheQuestion) {
  const std::string html = search_page(rich_result());
  EXPECT_THAT(html, HasSubstr("href=\"/search?q=camp%20%22flats%22&amp;theme=housing&amp;from=2010&amp;lang=fr"));
}

// --- practice

}  // namespace
}  // namespace gp
