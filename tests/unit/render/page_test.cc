#include "searchd/render/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "tests/unit/render/html.h"
#include "tests/unit/render/samples.h"

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::vector<std::string> kLanguages = {"en", "fr", "de", "el", "sr", "sr-Latn", "uk"};
const std::vector<int> kErrors = {400, 404, 405, 410, 413, 414, 429, 431, 500, 503};

std::string practice_page(const PracticeView& view, const Query& query = {}, const std::string& ui_lang = "en") {
  return pages().practice(view, query, context(ui_lang, "/practices/" + view.practice.id));
}

std::string text_page(const std::string& name, const Query& query = {}, const std::string& ui_lang = "en") {
  const std::vector<EvidenceClass> evidence = {{{"promising", "Promising practice"}, "First results.", 84},
                                               {{"replicated", "Replicated practice"}, "It works elsewhere too.", 1}};
  return pages().text(name, name == "about" ? evidence : std::vector<EvidenceClass>{}, query,
                      context(ui_lang, "/" + name));
}

// One of each page in a language, by name.
std::vector<std::pair<std::string, std::string>> all_pages(const std::string& lang) {
  SearchResult everything = result_of("", 149);
  everything.query.lang = lang;
  SearchResult rich = rich_result();
  rich.query.lang = lang;
  rich.query.lang_given = true;
  SearchResult nothing = result_of("xyzzy", 0);
  nothing.query.lang = lang;
  SearchResult past_end = result_of("", 149);
  past_end.hits.clear();
  past_end.query.page = 99;
  PracticeView machine = graz();
  machine.lang = "de";
  Query query;
  query.lang = lang;
  query.q = "garlic";
  std::vector<std::pair<std::string, std::string>> all = {{"home", pages().home(everything, context(lang, "/"))},
                                                          {"search", search_page(rich, lang)},
                                                          {"nothing", search_page(nothing, lang)},
                                                          {"past the end", search_page(past_end, lang)},
                                                          {"practice", practice_page(graz(), query, lang)},
                                                          {"machine translation", practice_page(machine, query, lang)}};
  for (const char* name : {"about", "accessibility", "privacy"}) {
    all.emplace_back(name, text_page(name, query, lang));
  }
  for (const int status : kErrors) {
    all.emplace_back(std::to_string(status), pages().error(status, "detail", context(lang, "/x")));
  }
  return all;
}

// --- every page

TEST(EveryPage, IsWellFormedInEachLanguage) {
  for (const std::string& lang : kLanguages) {
    for (const auto& [name, html] : all_pages(lang)) {
      EXPECT_EQ(unbalanced(html), "") << name << " " << lang;
      EXPECT_THAT(html, StartsWith("<!doctype html>"));
      EXPECT_EQ(tags_of(html, "html")[0].get("lang"), lang);
      EXPECT_THAT(html, Not(HasSubstr("{{"))) << name;
    }
  }
}

TEST(EveryPage, HasOneTitleOneMainAndHeadingsInOrder) {
  for (const auto& [name, html] : all_pages("en")) {
    EXPECT_EQ(tags_of(html, "title").size(), 1u) << name;
    EXPECT_EQ(tags_of(html, "main").size(), 1u) << name;
    EXPECT_EQ(tags_of(html, "h1").size(), 1u) << name;
    char before = '1';
    for (const Tag& tag : tags_of(html)) {
      if (tag.end || tag.name.size() != 2 || tag.name[0] != 'h' ||
          std::isdigit(static_cast<unsigned char>(tag.name[1])) == 0)
        continue;
      EXPECT_LE(tag.name[1], before + 1) << name << ": " << html.substr(tag.begin, 80);
      before = tag.name[1];
    }
  }
}

TEST(EveryPage, NamesEachIdOnceAndRefersToIdsThatAreThere) {
  for (const auto& [name, html] : all_pages("en")) {
    std::set<std::string> ids;
    for (const Tag& tag : tags_of(html)) {
      const std::string id = tag.get("id");
      EXPECT_TRUE(id.empty() || ids.insert(id).second) << name << ": " << id;
    }
    for (const Tag& tag : tags_of(html)) {
      for (const char* attribute : {"for", "form", "aria-labelledby"}) {
        const std::string id = tag.get(attribute);
        EXPECT_TRUE(id.empty() || ids.count(id) == 1) << name << ": " << id;
      }
      const std::string href = tag.get("href");
      EXPECT_TRUE(!href.starts_with("#") || ids.count(href.substr(1)) == 1) << name << ": " << href;
    }
  }
}

TEST(EveryPage, RunsNothingInlineAndAsksNoThirdParty) {
  for (const auto& [name, html] : all_pages("en")) {
    for (const Tag& tag : tags_of(html)) {
      EXPECT_FALSE(tag.has(" style=")) << name;
      EXPECT_FALSE(tag.has(" on")) << name << tag.attributes;
      EXPECT_TRUE(tag.name != "img" && tag.name != "iframe" && tag.name != "style") << name;
    }
    const std::vector<Tag> scripts = tags_of(html, "script");
    ASSERT_EQ(scripts.size(), 1u) << name;
    EXPECT_EQ(scripts[0].get("src"), "/static/site.js?v=1");
    EXPECT_THAT(html, HasSubstr("<link rel=\"stylesheet\" href=\"/static/site.css?v=1\">"));
  }
}

TEST(EveryPage, OffersTheLanguages) {
  for (const auto& [name, html] : all_pages("fr")) {
    const std::string languages = between(html, "<nav class=\"language-menu\"", "</nav>");
    EXPECT_THAT(text_of(languages), HasSubstr("Čeština Deutsch English Español")) << name;
    EXPECT_THAT(text_of(languages), HasSubstr("D’autres langues, pour les textes et les sujets Català")) << name;
    for (const Tag& link : tags_of(languages, "a")) EXPECT_EQ(link.get("lang"), link.get("hreflang"));
    EXPECT_EQ(count(languages, "aria-current"), 1u) << name;
  }
}

TEST(EveryPage, MarkupInDataStaysText) {
  const std::string evil = "\"><script>alert(1)</script>&'";
  SearchResult result = rich_result();
  result.query.q = evil;
  result.query.filters["theme"] = {evil};
  result.corrected = evil;
  Query evil_query = result.query;
  for (Note& note : result.notes) note = {note.code, evil, 0, evil_query};
  for (auto& [facet, values] : result.facets) {
    for (FacetValue& value : values) value = {evil, evil, 1, false};
  }
  Hit& hit = result.hits[0];
  hit = {.id = evil,
         .title = evil,
         .summary = evil,
         .lang = "it",
         .languages = {"it", "en"},
         .title_marked = {{evil, true}},
         .snippet = {{evil, true}},
         .snippet_lang = "it",
         .themes = {{evil, evil}},
         .target_groups = {{evil, evil}},
         .country = {evil, evil},
         .city = {evil, evil},
         .evidence = {evil, evil},
         .level = {evil, evil},
         .period = {},
         .score = 1,
         .why = {{evil, evil + "s", "it", evil, evil}}};
  PracticeView view = graz();
  Practice& practice = view.practice;
  practice.texts["en"] = {evil, evil, Translation::kOriginal, "## " + evil + "\n\n" + evil};
  practice.evidence.reason = view.evidence_definition = view.region = practice.added = practice.reviewed = evil;
  practice.funding = practice.awards = {evil};
  practice.organisations = {{evil, evil}};
  practice.sources = {{"https://" + evil, evil, "en", {}, false}};
  view.themes = view.target_groups = {{evil, evil}};
  view.country = view.city = view.evidence = view.level = {evil, evil};
  view.related = view.similar = result.hits;
  PageContext here = context("en", "/" + evil);
  here.base_url = "https://example.org/" + evil;
  for (const std::string& html : {search_page(result), practice_page(view, result.query), pages().home(result, here),
                                  pages().error(400, evil, here), pages().error(410, evil, here)}) {
    EXPECT_THAT(html, Not(HasSubstr("<script>")));
    EXPECT_EQ(unbalanced(html), "");
  }
}

TEST(EveryPage, ExplainsKosovoWhereItIsNamedOnly) {
  EXPECT_THAT(search_page(rich_result()), HasSubstr("id=\"kosovo\""));
  EXPECT_THAT(text_of(search_page(rich_result())), HasSubstr("Kosovo* "));
  EXPECT_THAT(search_page(result_of("camp", 1)), Not(HasSubstr("kosovo")));
  PracticeView view = graz();
  view.country = {"XK", "Kosovo*"};
  EXPECT_THAT(text_of(practice_page(view)), HasSubstr("Graz, Kosovo*"));
  EXPECT_THAT(text_of(practice_page(view)), Not(HasSubstr("Kosovo**")));
  EXPECT_THAT(text_of(search_page(rich_result())), Not(HasSubstr("Kosovo**")));
  EXPECT_THAT(practice_page(view), HasSubstr("href=\"#kosovo\""));
  EXPECT_THAT(text_of(practice_page(view)), HasSubstr("Resolution 1244"));
}

TEST(EveryPage, MayBeMadeByManyThreads) {
  const std::string expected = search_page(rich_result());
  std::vector<std::thread> threads;
  std::vector<int> different(4, 0);
  for (int& number : different) {
    threads.emplace_back([&expected, &number] {
      for (int i = 0; i < 25; ++i) number += search_page(rich_result()) == expected ? 0 : 1;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(different, ElementsAre(0, 0, 0, 0));
}

// --- head

TEST(Head, FilteredSearchNamesThePlainOneAsCanonical) {
  const std::string plain = search_page(result_of("", 149));
  EXPECT_THAT(plain, HasSubstr("rel=\"canonical\" href=\"https://example.org/search\""));
  EXPECT_THAT(plain, HasSubstr("hreflang=\"fr\" href=\"https://example.org/search?lang=fr\""));
  EXPECT_THAT(plain, HasSubstr("hreflang=\"x-default\" href=\"https://example.org/search\""));
  EXPECT_THAT(plain, Not(HasSubstr("noindex")));
  const std::string filtered = search_page(rich_result());
  EXPECT_THAT(filtered, HasSubstr("rel=\"canonical\" href=\"https://example.org/search\""));
  EXPECT_THAT(filtered, Not(HasSubstr("rel=\"alternate\"")));
  EXPECT_THAT(filtered, Not(HasSubstr("noindex")));
}

TEST(Head, PagesOfResultsFollowEachOther) {
  const std::string html = search_page(rich_result());
  EXPECT_THAT(html, HasSubstr("rel=\"prev\" href=\"https://example.org/search?"));
  EXPECT_THAT(html, HasSubstr("page=3"));
}

TEST(Head, PracticeIsDescribedInItsOwnLanguage) {
  PracticeView view = graz();
  view.lang = "de";
  const std::string html = practice_page(view);
  EXPECT_THAT(html, HasSubstr("<title lang=\"de\">Knoblauch anbauen – Inclusion in practice</title>"));
  EXPECT_THAT(html, HasSubstr("name=\"description\" content=\"Coaches schulen Hilfskräfte.\""));
  EXPECT_THAT(html, HasSubstr("og:type\" content=\"article\""));
}

// --- home

TEST(Home, ShowsWhatThereIs) {
  const std::string html = pages().home(result_of("", 149), context("en", "/"));
  const std::string text = text_of(html);
  EXPECT_THAT(text, HasSubstr("149 practices 2 countries 2 languages"));
  EXPECT_THAT(html, HasSubstr("href=\"/search?theme=housing\""));
  EXPECT_THAT(text, HasSubstr("Austria3, 3 practices Italy12, 12 practices")) << "in the order of the alphabet";
  EXPECT_THAT(html, HasSubstr("href=\"/practices/turin-housing\""));
  EXPECT_EQ(count(html, "<form"), 1u);
}

TEST(Home, ExamplesAreInTheReadersLanguageAndOneInAnother) {
  const std::string html = pages().home(result_of("", 149), context("de", "/"));
  EXPECT_THAT(html, HasSubstr("href=\"/search?q=Arbeitspl%C3%A4tze%20f%C3%BCr%20Roma%20in%20Graz\""));
  EXPECT_THAT(html, HasSubstr(" lang=\"fr\">logement Turin"));
}

// --- search

TEST(PracticePage, HasItsFacts) {
  const std::string facts = between(practice_page(graz()), "<aside class=\"facts\"", "</aside>");
  const std::string text = text_of(facts);
  for (const char* fact :
       {"Where Graz, AustriaStyria", "Inhabitants 295,424 (2023)", "When from 2011", "Run by Municipality",
        "Budget €1,234,567", "Funding Province of Styria", "Organisations City of Graz funder European Neighbours",
        "Evidence Replicated practice It works elsewhere too. Six towns carry it on.", "Themes Employment",
        "Target groups Families", "Awards and listings Roma Spirit Award 2016"}) {
    EXPECT_THAT(text, HasSubstr(fact));
  }
  EXPECT_THAT(facts, HasSubstr("href=\"/search?city=graz\""));
  EXPECT_THAT(facts, HasSubstr("href=\"/search?theme=employment\""));
}

TEST(PracticePage, LeavesOutWhatIsNotKnown) {
  PracticeView view;
  view.practice.id = "bare";
  view.practice.texts["en"] = {"Bare", "", Translation::kOriginal, ""};
  view.lang = "en";
  const std::string html = practice_page(view);
  EXPECT_EQ(unbalanced(html), "");
  EXPECT_THAT(html, Not(HasSubstr("<dt>")));
  EXPECT_THAT(html, Not(HasSubstr("sources-title")));
}

TEST(PracticePage, SectionsAreLaidOutByWhatTheyAre) {
  const std::string html = practice_page(graz());
  for (const char* kind : {"context", "what-was-done", "results", "what-did-not-work", "lessons-and-transfer"}) {
    EXPECT_EQ(count(html, "class=\"section section-" + std::string(kind) + "\""), 1u) << kind;
  }
  EXPECT_THAT(html, HasSubstr("<h3>Steps</h3>"));
  PracticeView german = graz();
  german.lang = "de";
  EXPECT_THAT(practice_page(german), HasSubstr("class=\"section section-other\""));
}

TEST(PracticePage, SaysThatAMachineTranslated) {
  PracticeView view = graz();
  view.lang = "de";
  Query query;
  query.lang = "de";
  const std::string html = practice_page(view, query, "de");
  EXPECT_THAT(text_of(html), HasSubstr("maschinell übersetzt"));
  EXPECT_THAT(html, HasSubstr("href=\"/practices/graz-garlic?lang=en\" hreflang=\"en\">Das Original lesen (Englisch)"));
  EXPECT_THAT(practice_page(graz()), Not(HasSubstr("note-machine")));
}

TEST(PracticePage, SaysThatTheTextIsInAnotherLanguage) {
  Query query;
  query.lang = "fr";
  const std::string html = practice_page(graz(), query, "fr");
  EXPECT_THAT(text_of(html), HasSubstr("Langue du texte affiché\u00a0: anglais"));
  EXPECT_THAT(html, HasSubstr("<h1 lang=\"en\">Growing garlic</h1>"));
  EXPECT_THAT(html, HasSubstr("<div class=\"practice-body\" lang=\"en\">"));
}

TEST(PracticePage, LeadsToItsOtherTexts) {
  const std::string versions = between(practice_page(graz()), "<nav class=\"versions\"", "</nav>");
  EXPECT_THAT(versions,
              HasSubstr("href=\"/practices/graz-garlic?lang=de\" hreflang=\"de\"><span lang=\"de\">Deutsch</span>"));
  EXPECT_THAT(text_of(versions), HasSubstr("English (original)"));
  EXPECT_EQ(count(versions, "aria-current"), 1u);
}

TEST(PracticePage, NamesItsSourcesAndLinksWebAddressesOnly) {
  const std::string sources = between(practice_page(graz()), "<section class=\"sources\"", "</section>");
  EXPECT_THAT(sources, HasSubstr("href=\"https://www.coe.int/garlic?a=1&amp;b=2\" rel=\"noopener external\""));
  EXPECT_THAT(text_of(sources), HasSubstr("Council of Europe coe.int, 2012, English"));
  EXPECT_THAT(text_of(sources), HasSubstr("secondary source"));
  EXPECT_THAT(sources, Not(HasSubstr("href=\"javascript")));
}

TEST(PracticePage, CanBeCitedAndTakenAlong) {
  const std::string html = practice_page(graz());
  EXPECT_THAT(text_of(html), HasSubstr("“Growing garlic”. Graz, Austria. In: Inclusion in practice, 2026. "
                                       "https://example.org/practices/graz-garlic"));
  EXPECT_THAT(text_of(html), HasSubstr("Added 22 November 2026 Last reviewed 1 December 2026"));
  EXPECT_THAT(html, HasSubstr("href=\"/practices/graz-garlic.json\""));
  EXPECT_THAT(html, HasSubstr("href=\"/practices/graz-garlic.md\""));
}

TEST(PracticePage, LeadsBackToTheSearch) {
  Query query;
  query.q = "garlic";
  const std::string crumbs = between(practice_page(graz(), query), "<nav class=\"breadcrumb\"", "</nav>");
  EXPECT_THAT(crumbs, HasSubstr("href=\"/search?q=garlic\">Results for “garlic”"));
}

TEST(PracticePage, LeadsToWhatIsLikeIt) {
  EXPECT_EQ(count(practice_page(graz()), "<li class=\"card\">"), 2u);
}

// --- errors

TEST(ErrorPage, SaysAWayOnInEachLanguage) {
  for (const std::string& lang : kLanguages) {
    for (const int status : kErrors) {
      const std::string html = pages().error(status, "", context(lang, "/x"));
      EXPECT_THAT(html, HasSubstr("noindex"));
      EXPECT_THAT(html, HasSubstr("<ul class=\"ways\">")) << status;
      EXPECT_THAT(html, HasSubstr("name=\"q\"")) << status;
    }
  }
}

TEST(ErrorPage, TellsWhatIsWrongWithTheAddressButNothingOfOurOwnFailures) {
  EXPECT_THAT(pages().error(400, "page must be a number", context("de", "/search")),
              HasSubstr("Was nicht stimmt: <span lang=\"en\">page must be a number</span>"));
  EXPECT_THAT(pages().error(500, "secret", context("en", "/search")), Not(HasSubstr("secret")));
}

TEST(ErrorPage, LinksOfForeignPathsLeadHome) {
  EXPECT_THAT(pages().error(404, "", context("en", "//evil.example")), Not(HasSubstr("//evil.example?")));
}

// --- languages

TEST(UiLanguage, IsTheReadersItsNearestOrEnglish) {
  EXPECT_EQ(pages().ui_language("fr"), "fr");
  EXPECT_EQ(pages().ui_language("fr-CA"), "fr");
  EXPECT_EQ(pages().ui_language("lb"), "de");
  EXPECT_EQ(pages().ui_language("cnr"), "sr-Latn");
  EXPECT_EQ(pages().ui_language("lv"), "en");
}

}  // namespace
}  // namespace gp
