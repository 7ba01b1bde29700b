#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "searchd/render/comparable_json.h"
#include "searchd/render/locale_format.h"
#include "searchd/search/comparable.h"
#include "tests/unit/render/html.h"
#include "tests/unit/render/samples.h"

namespace gp {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

PlaceChoices some_choices() {
  const PlaceChoice graz{{"graz", "Graz"}, {"AT", "Austria"}, 295424};
  const PlaceChoice mitrovica{{"mitrovica", "Mitrovica"}, {"XK", "Kosovo*"}, std::nullopt};
  return {.places = {graz, mitrovica}, .countries = {{"AT", "Austria"}, {"XK", "Kosovo*"}}, .examples = {graz}};
}

// Turin as a reader in Graz sees it.
ComparableResult compared() {
  ComparableResult result;
  result.asked = {.place = "graz"};
  result.typed = "Graz";
  result.found = result_of("", 12);
  result.compared = true;
  result.reader = {.place = "graz", .country = "AT", .region = "Styria", .population = 295424, .level = "city"};
  result.known = {{"graz", "Graz"}, {"AT", "Austria"}, 295424};
  result.likenesses = {compare(
      result.reader, {.place = "turin", .country = "IT", .region = "Piedmont", .population = 847287, .level = "city"})};
  return result;
}

std::string page(const ComparableResult& result, const std::string& ui_lang = "en") {
  return pages().comparable(result, some_choices(), context(ui_lang, "/comparable"));
}

std::string likeness(const ComparableResult& result, const std::string& ui_lang = "en") {
  return between(page(result, ui_lang), "<div class=\"likeness\">", "</dl>");
}

// As the page says how a place of so many inhabitants compares with one of 100,000.
std::string population_words(long long theirs, const std::string& ui_lang = "en") {
  ComparableResult result = compared();
  result.reader = {.population = 100'000};
  result.likenesses = {compare(result.reader, {.population = theirs})};
  return text_of(between(likeness(result, ui_lang), "<dd>", "</dd>"));
}

TEST(ComparablePage, BeforeAnythingIsChosenItExplainsAndGivesExamples) {
  ComparableResult result;
  result.found = result_of("", 149);
  const std::string html = page(result);
  EXPECT_EQ(unbalanced(html), "");
  EXPECT_THAT(text_of(html), HasSubstr("Practices from towns like yours"));
  EXPECT_THAT(html, HasSubstr("href=\"/comparable?place=graz\""));
  EXPECT_THAT(text_of(html), HasSubstr("Graz, Austria 295,424 inhabitants"));
  EXPECT_THAT(text_of(html), HasSubstr("How the order is made"));
  EXPECT_THAT(html, Not(HasSubstr("class=\"hit\"")));
  EXPECT_THAT(html, HasSubstr("rel=\"alternate\""));
}

TEST(ComparablePage, EachCriterionStandsWithTheHit) {
  const std::string text = text_of(likeness(compared()));
  EXPECT_THAT(text, HasSubstr("How comparable 57%"));
  EXPECT_THAT(text, HasSubstr("Inhabitants 847,287, 3 times as many as yours"));
  EXPECT_THAT(text, HasSubstr("Country Italy, next to yours"));
  EXPECT_THAT(text, HasSubstr("Region Another one"));
  EXPECT_THAT(text, HasSubstr("Run by Municipality, like yours"));
  EXPECT_THAT(page(compared()), Not(HasSubstr("rel=\"alternate\"")));
  EXPECT_THAT(text_of(likeness(compared(), "de")), HasSubstr("847.287, 3-mal so viele wie bei Ihnen"));
  EXPECT_THAT(likeness(compared()), Not(HasSubstr("style="))) << "forbidden by the content security policy";
}

TEST(ComparablePage, SizeIsSaidInPlainWords) {
  EXPECT_EQ(population_words(100'000), "100,000, about as many as yours");
  EXPECT_EQ(population_words(120'000), "120,000, about as many as yours");
  EXPECT_EQ(population_words(140'000), "140,000, somewhat more than yours");
  EXPECT_EQ(population_words(190'000), "190,000, twice as many as yours");
  EXPECT_EQ(population_words(2'000'000), "2,000,000, 20 times as many as yours");
  EXPECT_EQ(population_words(70'000), "70,000, somewhat fewer than yours");
  EXPECT_EQ(population_words(50'000), "50,000, half as many as yours");
  EXPECT_EQ(population_words(20'000), "20,000, a fifth of yours");
  EXPECT_EQ(population_words(100), "100, less than a tenth of yours");
  EXPECT_EQ(population_words(33'000, "de"), "33.000, ein Drittel so viele wie bei Ihnen");
  EXPECT_THAT(population_words(210'000, "fr"), HasSubstr("deux fois plus que chez vous"));
}

TEST(ComparablePage, UnknownIsSaidAndTheOwnTownMarked) {
  ComparableResult result = compared();
  result.likenesses = {compare(result.reader, {.place = "graz"})};
  const std::string text = text_of(likeness(result));
  EXPECT_THAT(text, HasSubstr("Your own town"));
  EXPECT_EQ(count(text, "Not known"), 4U);
}

TEST(ComparablePage, LinksAndFormKeepTheSearchAndThePlace) {
  ComparableResult result = compared();
  result.asked = {.place = "Gr\"az", .country = "AT"};
  result.found = rich_result();
  result.found.query.lang = "de";
  result.found.query.lang_given = true;
  const std::string html = page(result, "de");
  EXPECT_EQ(unbalanced(html), "");
  const std::string form = between(html, "<form class=\"own-place\"", "</form>");
  for (const char* field : {"name=\"theme\" value=\"housing\"", "name=\"from\" value=\"2010\"",
                            "name=\"lang\" value=\"de\"", "name=\"per_page\" value=\"5\"", "value=\"AT\" selected"}) {
    EXPECT_THAT(form, HasSubstr(field));
  }
  EXPECT_THAT(form, Not(HasSubstr("name=\"page\"")));
  EXPECT_EQ(count(form, "name=\"q\""), 1U);
  const std::string chip = between(html, "class=\"chip\" href=\"", "\"");
  EXPECT_THAT(chip, HasSubstr("/comparable?"));
  EXPECT_THAT(chip, HasSubstr("place=Gr%22az"));
  EXPECT_THAT(chip, HasSubstr("in=AT"));
  EXPECT_THAT(chip, Not(HasSubstr("theme")));
  const std::string next = between(html, "page-next\" rel=\"next\" href=\"", "\"");
  EXPECT_THAT(next, HasSubstr("/comparable?"));
  EXPECT_THAT(next, HasSubstr("page=3"));
  EXPECT_THAT(next, HasSubstr("place=Gr%22az"));
  const std::string french = between(between(html, "class=\"languages\"", "</nav>"), "lang=fr", "\"");
  EXPECT_THAT(french, HasSubstr("place=Gr%22az"));
  const std::string refine = between(between(html, "class=\"own-refine\"", "</p>"), "href=\"", "\"");
  EXPECT_THAT(refine, HasSubstr("/search?"));
  EXPECT_THAT(refine, Not(HasSubstr("place=")));
}

TEST(ComparablePage, UnknownPlaceGetsANoteAndAWayOn) {
  ComparableResult result;
  result.asked = {.place = "<Grazz>"};
  result.typed = "<Grazz>";
  result.unknown_place = true;
  result.nearest = PlaceChoice{{"graz", "Graz"}, {"AT", "Austria"}, 295424};
  result.found = result_of("", 149);
  const std::string html = page(result);
  EXPECT_THAT(html, HasSubstr("“&lt;Grazz&gt;” is not among the places known here"));
  EXPECT_THAT(html, HasSubstr("href=\"/comparable?place=graz\""));
  EXPECT_THAT(html, Not(HasSubstr("<Grazz>")));
  EXPECT_THAT(html, Not(HasSubstr("class=\"hit\"")));
}

TEST(ComparablePage, NamesInTheReadersLanguageSaySo) {
  ComparableResult result = compared();
  result.found.query.lang = "it";
  const std::string html = page(result);
  EXPECT_THAT(html, HasSubstr("Practices from towns like <span lang=\"it\">Graz</span>"));
  EXPECT_THAT(likeness(result), HasSubstr("<span lang=\"it\">Italy</span>, next to yours"));
  EXPECT_THAT(html, HasSubstr("<datalist id=\"own-places\" lang=\"it\">"));
}

TEST(ComparablePage, NothingFoundAndPastTheEndAreStatesOfTheirOwn) {
  ComparableResult nothing = compared();
  nothing.found = result_of("zzz", 0);
  nothing.likenesses.clear();
  EXPECT_THAT(text_of(page(nothing)), HasSubstr("No practice found for “zzz”"));
  ComparableResult past = compared();
  past.found.hits.clear();
  past.likenesses.clear();
  past.found.query.page = 9;
  EXPECT_THAT(page(past), HasSubstr("class=\"past-end\""));
  EXPECT_THAT(between(page(past), "class=\"past-end\"", "</p>"), HasSubstr("href=\"/comparable?place=graz\""));
}

TEST(ComparablePage, EveryLanguageOfTheInterfaceHasIt) {
  for (const char* lang : {"en", "de", "fr"}) {
    EXPECT_EQ(unbalanced(page(compared(), lang)), "") << lang;
    EXPECT_THAT(page(compared(), lang), HasSubstr("id=\"kosovo\"")) << "the choice of countries names it";
  }
}

TEST(ComparableJson, HasTheSearchsAnswerAndHowEachHitCompares) {
  const auto json = nlohmann::json::parse(comparable_json(compared()));
  EXPECT_EQ(json["total"], 12);
  EXPECT_EQ(json["query"]["reader"]["population"], 295424);
  const auto& comparable = json["hits"][0]["comparable"];
  EXPECT_FALSE(comparable["own_town"].get<bool>());
  EXPECT_EQ(comparable["criteria"][0]["id"], "population");
  EXPECT_EQ(comparable["criteria"][0]["value"], 847287);
  EXPECT_NEAR(comparable["criteria"][0]["similarity"].get<double>(), 0.542, 0.001);
  EXPECT_EQ(comparable["criteria"][1]["relation"], "neighbour");
  ComparableResult unknown = compared();
  unknown.likenesses = {compare(unknown.reader, {})};
  const auto bare = nlohmann::json::parse(comparable_json(unknown));
  EXPECT_TRUE(bare["hits"][0]["comparable"]["criteria"][0]["value"].is_null());
  EXPECT_TRUE(bare["hits"][0]["comparable"]["criteria"][0]["similarity"].is_null());
}

// --- near a practice

std::string practice_page(const PracticeView& view, const std::string& ui_lang = "en") {
  Query query;
  query.lang = ui_lang;
  return pages().practice(view, query, context(ui_lang, "/practices/" + view.practice.id));
}

TEST(Nearby, SaysHowFarAsTheLanguageWritesIt) {
  PracticeView view = graz();
  view.nearby = {
      {turin(), 0, true}, {turin(), 0.2, false}, {turin(), 7.4, false}, {turin(), 43.9, false}, {turin(), 297, false}};
  const auto distances = [&](const std::string& lang) {
    std::vector<std::string> all;
    std::string rest = practice_page(view, lang);
    for (std::size_t at = rest.find("near-distance"); at != std::string::npos; at = rest.find("near-distance")) {
      rest = rest.substr(at);
      all.push_back(text_of(between(rest, ">", "</p>")));
      rest = rest.substr(1);
    }
    return all;
  };
  EXPECT_THAT(distances("en"), testing::ElementsAre("Same town", "1 km", "7 km", "40 km", "300 km"));
  EXPECT_THAT(distances("fr").at(3), testing::AnyOf("40 km", "40\u00a0km", "40\u202fkm"));
  EXPECT_EQ(unbalanced(practice_page(view)), "");
}

TEST(Nearby, IsLeftOutWhereNothingIs) {
  EXPECT_THAT(practice_page(graz()), Not(HasSubstr("nearby-title")));
}

TEST(Nearby, FactsLeadToTownsLikeThisOne) {
  EXPECT_THAT(practice_page(graz()), HasSubstr("href=\"/comparable?place=graz\""));
  PracticeView nowhere = graz();
  nowhere.city = {};
  EXPECT_THAT(practice_page(nowhere), Not(HasSubstr("/comparable?place=")));
}

}  // namespace
}  // namespace gp
