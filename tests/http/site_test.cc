// The promises of the HTTP interface, without a socket: a small index, the real templates, Site::handle.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/http/site_fixture.h"

namespace gp {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

std::vector<Practice> practices() {
  std::vector<Practice> all;
  all.push_back(practice("graz-jobs")
                    .text("en", "Jobs for Roma", "Work in the \"city\"", "## Context\n\nThere was none.")
                    .text("de", "Arbeit für Roma", "Arbeit in der Stadt", "## Kontext\n\nEs gab keine.")
                    .place("graz")
                    .theme("employment"));
  all.push_back(practice("turin-homes").text("en", "Homes in Turin").place("turin").theme("housing"));
  all.push_back(practice("old-one").withdrawn("The city asked us to."));
  for (int i = 0; i < 25; ++i) {
    all.push_back(
        practice(std::string("case-").append(std::to_string(i))).text("en", "One of many cases").place("lyon"));
  }
  return all;
}

class SiteTest : public SiteFixture {
 protected:
  static void SetUpTestSuite() { publish(practices()); }
};

TEST_F(SiteTest, PagesAreHtmlInTheReadersLanguage) {
  for (const char* target :
       {"/", "/search", "/search?q=Arbeit", "/practices/graz-jobs", "/practices/graz-jobs?q=Jobs"}) {
    const Response response = ask(target, {{"Accept-Language", "de-AT, en;q=0.5"}});
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8") << target;
    EXPECT_EQ(response.header("Content-Language"), "de") << target;
    EXPECT_THAT(*response.body, HasSubstr("<html lang=\"de\"")) << target;
    EXPECT_THAT(std::string(response.header("Vary")), HasSubstr("Accept-Language")) << target;
  }
}

TEST_F(SiteTest, LanguageInTheAddressComesBeforeThatOfTheBrowser) {
  const Response response = ask("/search?lang=fr", {{"Accept-Language", "de"}});
  EXPECT_EQ(response.header("Content-Language"), "fr");
  EXPECT_THAT(std::string(response.header("Vary")), Not(HasSubstr("Accept-Language")));
}

TEST_F(SiteTest, LanguageOfTheInterfaceCountsWhereTheCollectionHasNoText) {
  EXPECT_EQ(ask("/", {{"Accept-Language", "fr-BE"}}).header("Content-Language"), "fr");
  EXPECT_EQ(ask("/", {{"Accept-Language", "xx"}}).header("Content-Language"), "en");
  EXPECT_EQ(ask("/", {{"Accept-Language", "nonsense;;q=,"}}).header("Content-Language"), "en");
}

TEST_F(SiteTest, SearchOfTheFrontPageMovesToSearch) {
  const Response response = ask("/?q=Jobs&lang=de");
  EXPECT_EQ(response.status, 308);
  EXPECT_EQ(response.header("Location"), "/search?q=Jobs&lang=de");
  EXPECT_EQ(ask("/?x=1").status, 400);
}

TEST_F(SiteTest, TrailingSlashMovesAway) {
  EXPECT_EQ(ask("/search/?q=a%20b").header("Location"), "/search?q=a%20b");
  EXPECT_EQ(ask("/practices/graz-jobs/").header("Location"), "/practices/graz-jobs");
  EXPECT_EQ(ask("/search/?q=\xc3\xa9").header("Location"), "/search?q=%C3%A9");
  EXPECT_EQ(ask("//evil.example/").status, 404);
  EXPECT_EQ(ask("/static/site.css/").status, 404);
}

TEST_F(SiteTest, ApiAnswersJsonThatAnySiteMayRead) {
  const Response response = ask("/api/v1/search?q=Jobs");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("Content-Type"), "application/json");
  EXPECT_EQ(response.header("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(json::parse(*response.body)["hits"][0]["id"], "graz-jobs");
  EXPECT_EQ(ask("/search?q=Jobs").header("Access-Control-Allow-Origin"), "");
}

TEST_F(SiteTest, ApiAnswersInTheReadersLanguage) {
  EXPECT_EQ(api("/api/v1/search", {{"Accept-Language", "de"}})["query"]["lang"], "de");
  EXPECT_EQ(api("/api/v1/search?lang=fr", {{"Accept-Language", "de"}})["query"]["lang"], "fr");
}

TEST_F(SiteTest, EachRouteOfTheApiAnswers) {
  EXPECT_FALSE(api("/api/v1/suggest?q=Gra").empty());
  EXPECT_FALSE(api("/api/v1/facets/theme").empty());
  EXPECT_FALSE(api("/api/v1/facets/theme?prefix=ho&country=IT").empty());
  EXPECT_EQ(api("/api/v1/practices/graz-jobs")["id"], "graz-jobs");
  EXPECT_EQ(*ask("/api/v1/practices/graz-jobs").body, *ask("/practices/graz-jobs.json").body);
  EXPECT_FALSE(api("/api/v1/practices/graz-jobs/similar").is_null());
  EXPECT_FALSE(api("/vocabulary.jsonld")["@graph"].empty());
  EXPECT_EQ(api("/vocabulary/graz")["@type"], "skos:Concept");
  EXPECT_EQ(ask("/vocabulary/graz").header("Content-Type"), "application/ld+json");
}

TEST_F(SiteTest, LinksLeadFromPageToPage) {
  const auto link = [&](const char* target) { return std::string(ask(target).header("Link")); };
  EXPECT_EQ(link("/api/v1/search?q=cases"), "</api/v1/search?q=cases&page=2>; rel=\"next\"");
  EXPECT_EQ(link("/api/v1/search?q=cases&page=2"),
            "</api/v1/search?q=cases>; rel=\"prev\", </api/v1/search?q=cases&page=3>; rel=\"next\"");
  EXPECT_EQ(link("/api/v1/search?q=cases&page=3"), "</api/v1/search?q=cases&page=2>; rel=\"prev\"");
  EXPECT_EQ(link("/api/v1/search?q=cases&page=9"), "</api/v1/search?q=cases&page=3>; rel=\"prev\"");
  EXPECT_EQ(link("/api/v1/search?q=Jobs"), "");
}

TEST_F(SiteTest, RefusalIsInTheWordsOfTheAddressee) {
  const std::string sentence = "too many requests wait";
  const Response page =
      site.refuse({"GET", "/search", {{"Accept", "text/html,*/*"}, {"Accept-Language", "de"}}}, 503, sentence);
  EXPECT_EQ(page.status, 503);
  EXPECT_EQ(page.header("Content-Language"), "de");
  EXPECT_THAT(*page.body, HasSubstr("<html lang=\"de\""));
  EXPECT_THAT(*page.body, Not(HasSubstr(sentence)));
  const Response english = site.refuse({"GET", "/x", {{"Accept", "text/html"}}}, 429, sentence);
  EXPECT_THAT(*english.body, HasSubstr("Too many requests"));
  const Response api = site.refuse({"GET", "/api/v1/search", {{"Accept", "text/html"}}}, 503, sentence);
  EXPECT_EQ(json::parse(*api.body)["detail"], sentence);
  EXPECT_EQ(api.header("Access-Control-Expose-Headers"), "Retry-After");
  const Response program = site.refuse({"GET", "/search", {}}, 503, sentence);
  EXPECT_EQ(*program.body, sentence + "\n");
  EXPECT_EQ(site.refuse({}, 431, sentence).status, 431);
}

TEST_F(SiteTest, TextsOfTheSiteAreInTheReadersLanguage) {
  for (const std::string path : {"/about", "/accessibility", "/privacy"}) {
    const Response english = ask(path);
    EXPECT_EQ(english.status, 200) << path;
    EXPECT_THAT(*english.body, HasSubstr("<h2>")) << path;
    const Response french = ask(path + "?lang=fr");
    EXPECT_EQ(french.header("Content-Language"), "fr") << path;
    EXPECT_NE(*french.body, *english.body) << path;
    EXPECT_EQ(ask(path + "?q=x").status, 400) << path;
  }
  EXPECT_THAT(*ask("/about").body, HasSubstr("/search?evidence="));
}

TEST_F(SiteTest, PracticeAsMarkdownIsWhatACorpusFileSays) {
  const Response response = ask("/practices/graz-jobs.md?lang=de");
  EXPECT_EQ(response.header("Content-Type"), "text/markdown; charset=utf-8");
  EXPECT_EQ(response.header("Content-Language"), "de");
  EXPECT_THAT(*response.body,
              testing::StartsWith("---\ntitle: \"Arbeit für Roma\"\nsummary: \"Arbeit in der Stadt\"\n"));
  EXPECT_THAT(*response.body, HasSubstr("## Kontext"));
  EXPECT_THAT(*ask("/practices/graz-jobs.md").body, HasSubstr("summary: \"Work in the \\\"city\\\"\"\n"));
}

struct Wrong {
  const char* target;
  int status;
  const char* parameter;  // named in the problem; empty: none
};

TEST_F(SiteTest, WrongParametersAreNamed) {
  const Wrong rows[] = {
      {"/api/v1/search?page=abc", 400, "page"},
      {"/api/v1/search?page=0", 400, "page"},
      {"/api/v1/search?per_page=1000", 400, "per_page"},
      {"/api/v1/search?theme=nonsense", 400, "theme"},
      {"/api/v1/search?nonsense=1", 400, "nonsense"},
      {"/api/v1/search?q=a&q=b", 400, "q"},
      {"/api/v1/search?sort=x", 400, "sort"},
      {"/api/v1/search?q=a&words=some", 400, "words"},
      {"/api/v1/search?q=a&translate=maybe", 400, "translate"},
      {"/api/v1/search?lang=!", 400, "lang"},
      {"/api/v1/search?q=%00", 400, ""},
      {"/api/v1/search?q=%C3%28", 400, "q"},
      {"/api/v1/search?q=%zz", 400, ""},
      {"/api/v1/suggest", 400, "q"},
      {"/api/v1/suggest?q=a&page=1", 400, "page"},
      {"/api/v1/facets/theme?prefix=a&prefix=b", 400, "prefix"},
      {"/api/v1/facets/theme?nonsense=1", 400, "nonsense"},
      {"/api/v1/facets/nonsense", 404, ""},
      {"/api/v1/practices/graz-jobs?q=x", 400, "q"},
      {"/api/v1/practices/nix", 404, ""},
      {"/api/v1/practices/old-one", 410, ""},
      {"/api/v1/practices/nix/similar", 404, ""},
      {"/practices/nix.json", 404, ""},
      {"/vocabulary/nix", 404, ""},
      {"/vocabulary.jsonld?q=x", 400, "q"},
      {"/practices/old-one.json", 410, ""},
      {"/api/v1/nonsense", 404, ""},
      {"/api/v1/%zz", 400, ""},
      {"/api/", 404, ""},
  };
  for (const Wrong& row : rows) {
    const Response response = ask(row.target);
    EXPECT_EQ(response.status, row.status) << row.target;
    EXPECT_EQ(response.header("Content-Type"), "application/problem+json") << row.target;
    EXPECT_EQ(response.header("Access-Control-Allow-Origin"), "*") << row.target;
    EXPECT_EQ(response.header("ETag"), "") << row.target;
    const json problem = json::parse(*response.body);
    EXPECT_EQ(problem["status"], row.status) << row.target;
    EXPECT_FALSE(problem["title"].get<std::string>().empty()) << row.target;
    if (*row.parameter != '\0') {
      EXPECT_EQ(problem["parameter"], row.parameter) << row.target;
    }
  }
}

TEST_F(SiteTest, ScopeOfTheWordsIsInTheAddressAndOnThePage) {
  const std::string plain = *ask("/search?q=Jobs").body;
  EXPECT_THAT(plain, HasSubstr("href=\"/search?q=Jobs&amp;translate=no\""));
  const std::string typed = *ask("/search?q=Jobs&translate=no").body;
  EXPECT_THAT(typed, HasSubstr("name=\"translate\" value=\"no\""));
  EXPECT_THAT(typed, HasSubstr("Only the words as typed were looked for."));
  EXPECT_THAT(*ask("/search?q=Jobs&words=all&lang=de").body, HasSubstr("Nur Praxisbeispiele mit allen Wörtern."));
}

TEST_F(SiteTest, WayBackFromANoteIsAnAddress) {
  const std::string target = "/search?q=Jobs%20xyzzyxyzzy";
  const json notes = api("/api/v1" + target)["query"]["notes"];
  ASSERT_FALSE(notes.empty());
  for (const json& note : notes) {
    if (!note.contains("undo")) continue;
    const std::string undo = note["undo"];
    EXPECT_THAT(undo, testing::StartsWith("/search?q="));
    EXPECT_EQ(ask(undo).status, 200);
    EXPECT_NE(undo, target);
  }
}

TEST_F(SiteTest, TooLongQueryIsTooLong) {
  EXPECT_EQ(ask("/api/v1/search?q=" + std::string(1000, 'a')).status, 200);
  EXPECT_EQ(ask("/api/v1/search?q=" + std::string(1001, 'a')).status, 400);
}

TEST_F(SiteTest, ErrorsOfPagesArePagesInTheReadersLanguage) {
  const struct {
    const char* target;
    int status;
  } rows[] = {
      {"/nonsense", 404},
      {"/practices/nix", 404},
      {"/practices/old-one", 410},
      {"/practices/graz-jobs?page=x", 400},
      {"/search?page=abc", 400},
      {"/search?q=%zz", 400},
      {"/%zz", 400},
      {"/practices/a%2Fb", 404},
      {"/practices/%00", 404},
      {"/%C3%28", 404},
      {"/search?theme=x", 400},
      {"/?lang=!", 400},
  };
  for (const auto& row : rows) {
    const Response response = ask(row.target, {{"Accept-Language", "fr"}});
    EXPECT_EQ(response.status, row.status) << row.target;
    EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8") << row.target;
    EXPECT_THAT(*response.body, HasSubstr("<html lang=\"fr\"")) << row.target;
  }
  EXPECT_THAT(*ask("/practices/old-one").body, HasSubstr("The city asked us to."));
  EXPECT_EQ(ask("/practices/nix?lang=de", {{"Accept-Language", "fr"}}).header("Content-Language"), "de");
}

TEST_F(SiteTest, NothingOfTheAddressBecomesMarkup) {
  for (const char* target :
       {"/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/search?%3Cscript%3E=1", "/search?theme=%3Cscript%3E",
        "/%3Cscript%3E", "/practices/graz-jobs?q=%22%3E%3Cscript%3E"}) {
    EXPECT_THAT(*ask(target).body, Not(HasSubstr("<script>"))) << target;
  }
}

TEST_F(SiteTest, WrongMethodIsToldTheRightOnes) {
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "TRACE"}) {
    for (const char* target : {"/", "/search", "/api/v1/search", "/healthz", "/static/site.css"}) {
      const Response response = ask(target, {}, method);
      EXPECT_EQ(response.status, 405) << method << target;
      EXPECT_EQ(response.header("Allow"), "GET, HEAD, OPTIONS") << method << target;
    }
  }
  EXPECT_EQ(ask("/nonsense", {}, "POST").status, 404);
}

TEST_F(SiteTest, OptionsSaysWhatIsAllowed) {
  const Response api_options = ask("/api/v1/search", {{"Origin", "https://portal.example"}}, "OPTIONS");
  EXPECT_EQ(api_options.status, 204);
  EXPECT_EQ(api_options.header("Allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(api_options.header("Access-Control-Allow-Methods"), "GET, HEAD, OPTIONS");
  EXPECT_TRUE(api_options.body->empty());
  EXPECT_EQ(ask("/search", {}, "OPTIONS").header("Access-Control-Allow-Origin"), "");
}

TEST_F(SiteTest, HeadIsGet) {
  for (const char* target : {"/", "/search?q=Jobs", "/api/v1/search", "/nonsense", "/static/site.css"}) {
    EXPECT_EQ(ask(target, {}, "HEAD").headers, ask(target).headers) << target;
  }
}

TEST_F(SiteTest, KnownAnswerIsNotSentAgain) {
  for (const std::string target : {"/", "/search?q=Jobs", "/practices/graz-jobs", "/practices/graz-jobs.md",
                                   "/api/v1/search", "/api/v1/suggest?q=Gr", "/static/site.css"}) {
    const Response first = ask(target, {{"Accept-Language", "de"}});
    const std::string etag(first.header("ETag"));
    EXPECT_FALSE(etag.empty()) << target;
    const Response second = ask(target, {{"Accept-Language", "de"}, {"If-None-Match", "\"x\", " + etag}});
    EXPECT_EQ(second.status, 304) << target;
    EXPECT_TRUE(second.body->empty()) << target;
    for (const char* header :
         {"ETag", "Cache-Control", "Vary", "Content-Security-Policy", "Access-Control-Allow-Origin"}) {
      EXPECT_EQ(second.header(header), first.header(header)) << target << header;
    }
    EXPECT_EQ(ask(target, {{"If-None-Match", "\"something else\""}}).status, 200) << target;
    EXPECT_EQ(ask(target, {{"If-None-Match", "*"}}).status, 304) << target;
  }
  EXPECT_EQ(ask("/practices/nix", {{"If-None-Match", "*"}}).status, 404);
}

TEST_F(SiteTest, WhatChangesTheAnswerChangesItsTag) {
  const auto tag = [&](const char* target, Headers headers = {}) {
    return std::string(ask(target, std::move(headers)).header("ETag"));
  };
  const std::string plain = tag("/search");
  EXPECT_EQ(tag("/search"), plain);
  EXPECT_NE(tag("/search?q=a"), plain);
  EXPECT_NE(tag("/search", {{"Accept-Language", "de"}}), plain);
  EXPECT_NE(tag("/search", {{"Accept-Encoding", "br"}}), plain);
  EXPECT_NE(tag("/search", {{"Accept-Encoding", "br"}}), tag("/search", {{"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(tag("/search?lang=de", {{"Accept-Language", "de"}}), tag("/search?lang=de"));
}

TEST_F(SiteTest, LongTextIsCompressedAsTheClientLikes) {
  const struct {
    const char* accept;
    const char* coding;
  } rows[] = {{"br, gzip", "br"}, {"gzip", "gzip"}, {"br;q=0, gzip", "gzip"}, {"", ""}, {"identity", ""}, {"zstd", ""}};
  for (const char* target : {"/", "/api/v1/search", "/static/site.css", "/nonsense", "/metrics"}) {
    const std::size_t whole = ask(target).body->size();
    ASSERT_GT(whole, 1024U) << target;
    for (const auto& row : rows) {
      const Response response = ask(target, {{"Accept-Encoding", row.accept}});
      EXPECT_EQ(response.header("Content-Encoding"), row.coding) << target << row.accept;
      EXPECT_THAT(std::string(response.header("Vary")), HasSubstr("Accept-Encoding")) << target << row.accept;
      if (*row.coding != '\0') {
        EXPECT_LT(response.body->size(), whole) << target << row.accept;
      }
    }
  }
  EXPECT_EQ(ask("/healthz", {{"Accept-Encoding", "br"}}).header("Content-Encoding"), "");
}

TEST_F(SiteTest, StaticFileWithItsDigestIsKeptForEver) {
  const std::string url = files_->url("site.css");
  EXPECT_EQ(ask(url).header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(ask(url).header("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(ask("/static/site.css").header("Cache-Control"), "no-cache");
  EXPECT_EQ(ask("/static/site.css?v=old").header("Cache-Control"), "no-cache");
  EXPECT_EQ(ask("/static/site.css?x=1").status, 400);
  for (const char* target :
       {"/static/nix.css", "/static/", "/static/../templates/home.mustache", "/static/%2e%2e/templates/home.mustache",
        "/static/%2Fetc%2Fpasswd", "/static/site.css%00"}) {
    EXPECT_EQ(ask(target).status, 404) << target;
  }
}

TEST_F(SiteTest, EveryAnswerCarriesTheSecurityHeaders) {
  for (const char* target : {"/", "/search?page=x", "/nonsense", "/api/v1/search", "/api/v1/nonsense", "/healthz",
                             "/metrics", "/static/site.css", "/search/"}) {
    const Response response = ask(target);
    EXPECT_THAT(std::string(response.header("Content-Security-Policy")), HasSubstr("default-src 'none'")) << target;
    EXPECT_THAT(std::string(response.header("Content-Security-Policy")), Not(HasSubstr("unsafe"))) << target;
    EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff") << target;
    EXPECT_EQ(response.header("X-Frame-Options"), "DENY") << target;
    EXPECT_EQ(response.header("Referrer-Policy"), "no-referrer") << target;
    EXPECT_FALSE(response.header("Permissions-Policy").empty()) << target;
    EXPECT_EQ(response.header("Strict-Transport-Security"), "max-age=31536000; includeSubDomains") << target;
  }
  const Site open{*live_, *pages_, *files_, metrics, {.base_url = "http://127.0.0.1:8080"}};
  EXPECT_EQ(open.handle({"GET", "/", {}}).header("Strict-Transport-Security"), "");
}

TEST_F(SiteTest, PagesHaveNoInlineScriptOrStyle) {
  for (const char* target : {"/", "/search?q=Jobs", "/practices/graz-jobs", "/nonsense"}) {
    const std::string page = *ask(target).body;
    for (const char* inline_code : {" style=\"", "<style", " onclick", " onload", "javascript:"}) {
      EXPECT_THAT(page, Not(HasSubstr(inline_code))) << target;
    }
  }
}

TEST_F(SiteTest, GapMapCountsThePracticesOfASearch) {
  const Response response = ask("/gaps?q=Jobs&by=evidence&under=housing", {{"Accept-Language", "de"}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("Content-Language"), "de");
  EXPECT_THAT(*response.body, HasSubstr("<h1>Lückenkarte"));
  EXPECT_THAT(*response.body, HasSubstr("/gaps?q=Jobs&amp;lang=fr&amp;by=evidence&amp;under=housing"));
  EXPECT_THAT(*ask("/gaps").body, HasSubstr("href=\"/search?theme=housing&amp;country=IT\""));
  EXPECT_THAT(*ask("/gaps?by=&under=").body, HasSubstr("href=\"/search?theme=housing&amp;country=IT\""));
  EXPECT_THAT(*ask("/search?q=Jobs&page=2").body, HasSubstr("href=\"/gaps?q=Jobs\""));
}

TEST_F(SiteTest, WrongParametersOfTheGapMapAreNamed) {
  for (const auto& [target, name] : std::vector<std::pair<std::string, std::string>>{{"/gaps?by=colour", "by"},
                                                                                     {"/gaps?by=level&by=group", "by"},
                                                                                     {"/gaps?under=x", "under"},
                                                                                     {"/gaps?under=%3Cb%3E", "under"},
                                                                                     {"/gaps?country=XX", "country"},
                                                                                     {"/gaps?colour=x", "colour"}}) {
    const Response response = ask(target);
    EXPECT_EQ(response.status, 400) << target;
    EXPECT_THAT(*response.body, HasSubstr(name)) << target;
    EXPECT_THAT(*response.body, Not(HasSubstr("<b>"))) << target;
  }
}

TEST_F(SiteTest, SearchThatTakesTooLongIsToBeTriedLater) {
  std::vector<std::string> reports;
  const Site hurried{*live_,
                     *pages_,
                     *files_,
                     metrics,
                     {.base_url = {},
                      .report = [&reports](const std::string& sentence) { reports.push_back(sentence); },
                      .search_time = std::chrono::milliseconds(0)}};
  const Response page = hurried.handle({"GET", "/search?q=Jobs", {{"Accept-Language", "de"}}});
  EXPECT_EQ(page.status, 503);
  EXPECT_EQ(page.header("Retry-After"), "5");
  EXPECT_EQ(page.header("Cache-Control"), "no-store");
  EXPECT_EQ(page.header("ETag"), "");
  EXPECT_EQ(page.header("Content-Language"), "de");
  EXPECT_THAT(*page.body, HasSubstr("<html lang=\"de\""));
  const Response data = hurried.handle({"GET", "/api/v1/search?q=Jobs", {}});
  EXPECT_EQ(data.status, 503);
  EXPECT_EQ(data.header("Retry-After"), "5");
  EXPECT_EQ(data.header("Access-Control-Expose-Headers"), "Retry-After");
  const json problem = json::parse(*data.body);
  EXPECT_EQ(problem["status"], 503);
  EXPECT_THAT(problem["detail"].get<std::string>(), HasSubstr("too long"));
  // What was searched for is nobody's business.
  EXPECT_THAT(reports,
              testing::ElementsAre("a search took too long at /search", "a search took too long at /api/v1/search"));
}

TEST_F(SiteTest, OperatorsAreAnswered) {
  EXPECT_EQ(*ask("/healthz").body, "ok\n");
  EXPECT_EQ(*ask("/readyz").body, "ready\n");
  EXPECT_EQ(ask("/readyz").header("Cache-Control"), "no-store");
  EXPECT_EQ(ask("/healthz?x=1").status, 400);
  ask("/search");
  EXPECT_THAT(*ask("/metrics").body, HasSubstr("searchd_request_seconds_count{route=\"/search\",status=\"2xx\"} 1"));
  EXPECT_THAT(*ask("/metrics").body, HasSubstr("searchd_practices 27"));
  EXPECT_THAT(*ask("/robots.txt").body, HasSubstr("User-agent: *"));
}

TEST_F(SiteTest, NewGenerationIsANewAnswer) {
  TestIndex index(practices());
  const LiveIndex live(index.folder(), [](bool, const std::string&) {});
  const Site changing{live, *pages_, *files_, metrics, {}};
  const Request request{"GET", "/api/v1/search?q=fresh", {}};
  const Response before = changing.handle(request);
  EXPECT_EQ(json::parse(*before.body)["total"], 0);
  std::vector<Practice> more = practices();
  more.push_back(practice("fresh-case").text("en", "A fresh case"));
  index.publish(more);
  Response after = before;
  for (int i = 0; i < 200 && after.header("ETag") == before.header("ETag"); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    after = changing.handle({"GET", "/api/v1/search?q=fresh", {{"If-None-Match", std::string(before.header("ETag"))}}});
    if (after.status == 200) break;
  }
  EXPECT_EQ(json::parse(*after.body)["total"], 1);
}

}  // namespace
}  // namespace gp
