// A site that keeps its answers is the same site: asked twice, it answers as one that keeps nothing, whatever the
// route, language, coding, method or condition.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <thread>

#include "searchd/http/routes.h"
#include "tests/http/site_fixture.h"

namespace gp {
namespace {

using testing::HasSubstr;

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

const std::vector<std::string>& targets() {
  static const std::vector<std::string> all = {
      "/",
      "/?lang=de",
      "/?lang=",
      "/?pick=graz-jobs",
      "/?q=Jobs",
      "/?x=1",
      "/search",
      "/search/",
      "/search?q=Jobs",
      "/search?q=Jobs&lang=fr",
      "/search?lang=fr&q=Jobs",
      "/search?q=J%6fbs",
      "/search?q=cases&page=2&per_page=5",
      "/search?q=cases&sort=title&from=2000&to=2020",
      "/search?theme=housing&theme=employment&country=IT",
      "/search?q=Jobs&words=all&translate=no",
      "/search?q=Jobs&pick=turin-homes",
      "/search?page=x",
      "/search?q=%zz",
      "/about",
      "/about?lang=it",
      "/accessibility",
      "/privacy",
      "/map",
      "/map?zoom=2&at=45.07,7.69",
      "/map.geojson",
      "/map.geojson?q=Homes",
      "/map.svg?detail=0",
      "/gaps",
      "/gaps?by=level&under=housing",
      "/gaps?by=colour",
      "/practices/graz-jobs",
      "/practices/graz-jobs?q=Jobs&lang=de",
      "/practices/old-one",
      "/practices/nix",
      "/practices/graz-jobs.json",
      "/practices/graz-jobs.md",
      "/practices/graz-jobs.md?lang=de",
      "/shortlist",
      "/shortlist?pick=graz-jobs&pick=nix",
      "/compare?id=graz-jobs",
      "/compare?id=graz-jobs&id=turin-homes&only=differences",
      "/comparable",
      "/comparable?place=graz&q=cases",
      "/api/v1/comparable?place=graz",
      "/api/v1/comparable",
      "/api/v1/search",
      "/api/v1/search?q=cases&page=2",
      "/api/v1/search?pick=graz-jobs",
      "/api/v1/suggest?q=Gra",
      "/api/v1/suggest?q=",
      "/api/v1/suggest",
      "/api/v1/facets/theme",
      "/api/v1/facets/theme?prefix=ho&country=IT",
      "/api/v1/facets/colour",
      "/api/v1/practices/graz-jobs",
      "/api/v1/practices/graz-jobs/similar",
      "/vocabulary.jsonld",
      "/vocabulary/graz",
      "/vocabulary/nix",
      "/healthz",
      "/readyz",
      "/robots.txt",
      "/favicon.ico",
      "/static/site.css",
      "/nonsense",
      "/api/v1/nonsense",
  };
  return all;
}

class CachedSiteTest : public SiteFixture {
 protected:
  static void SetUpTestSuite() { publish(practices()); }

  std::string metric(const std::string& name) {
    const std::string text = *ask("/metrics").body;
    const std::size_t at = text.find("\n" + name + " ") + name.size() + 2;
    return text.substr(at, text.find('\n', at) - at);
  }
  // `site`, asked twice and once for the head, is as the site that keeps nothing.
  void compare(Request request, const std::string& what) {
    const Response expected = plain_.handle(request);
    const std::string last = request.method == "GET" ? "HEAD" : request.method;
    for (const std::string& method : {request.method, request.method, last}) {
      request.method = method;
      const Response response = site.handle(request);
      EXPECT_EQ(response.status, expected.status) << method << " " << what;
      EXPECT_EQ(response.headers, expected.headers) << method << " " << what;
      EXPECT_TRUE(*response.body == *expected.body) << method << " " << what;
    }
  }

  Metrics plain_metrics_{};
  Site plain_{
      *live_, *pages_, *files_, plain_metrics_, {.base_url = "https://practices.example.org", .cache_bytes = 0}};
};

TEST_F(CachedSiteTest, EveryRouteIsAmongTheTargets) {
  std::set<RouteId> there;
  for (const std::string& target : targets()) {
    if (const auto matched = match_route(target.substr(0, target.find('?')))) there.insert(matched->route->id);
  }
  for (const Route& route : routes()) {
    if (route.id == RouteId::kMetrics) continue;  // says something else each time
    EXPECT_TRUE(there.contains(route.id)) << route.pattern;
  }
}

TEST_F(CachedSiteTest, AnswersAreThoseOfASiteThatKeepsNothing) {
  for (const std::string& target : targets()) {
    for (const char* language : {"", "de-AT, en;q=0.5", "fr", "xx"}) {
      for (const char* coding : {"", "br, gzip", "gzip", "identity;q=0, br", "identity;q=0, gzip"}) {
        const Headers headers = {{"Accept-Language", language}, {"Accept-Encoding", coding}};
        compare({"GET", target, headers}, target + " " + language + " " + coding);
      }
    }
  }
  EXPECT_NE(metric("searchd_cache_hits_total"), "0");
}

TEST_F(CachedSiteTest, ConditionsAreAnsweredAsByASiteThatKeepsNothing) {
  for (const std::string& target : targets()) {
    for (const char* coding : {"", "br"}) {
      const std::string etag(plain_.handle({"GET", target, {{"Accept-Encoding", coding}}}).header("ETag"));
      for (const std::string& condition : {etag, "\"x\", " + etag, std::string("\"x\""), std::string("*")}) {
        const Headers headers = {{"Accept-Encoding", coding}, {"If-None-Match", condition}};
        compare({"GET", target, headers}, target + " " + coding + " " + condition);
      }
    }
    compare({"OPTIONS", target, {}}, target);
    compare({"POST", target, {}}, target);
  }
}

TEST_F(CachedSiteTest, SecondAnswerIsTheFirstOne) {
  const Headers brotli = {{"Accept-Encoding", "br"}};
  const Response first = ask("/search?q=Jobs", brotli);
  EXPECT_EQ(ask("/search?q=Jobs", brotli, "HEAD").body, first.body);
  EXPECT_NE(ask("/search?q=Jobs").body, first.body);
  EXPECT_EQ(metric("searchd_cache_hits_total"), "1");
  EXPECT_EQ(metric("searchd_cache_misses_total"), "2");
  EXPECT_GT(std::stod(metric("searchd_cache_bytes")), static_cast<double>(first.body->size()));
}

TEST_F(CachedSiteTest, OnlyDocumentsAreKept) {
  for (int time = 0; time < 3; ++time) {
    for (const char* target :
         {"/healthz", "/readyz", "/robots.txt", "/favicon.ico", "/static/site.css", "/nonsense", "/?q=Jobs", "/search/",
          "/search?page=x", "/practices/nix", "/practices/old-one", "/api/v1/search?pick=a", "/map.svg?detail=0"}) {
      ask(target);
    }
    ask("/search", {{"If-None-Match", "*"}});
    ask("/search", {}, "OPTIONS");
    ask("/search", {}, "POST");
  }
  EXPECT_EQ(metric("searchd_cache_hits_total"), "0");
  EXPECT_EQ(metric("searchd_cache_bytes"), "0");
}

TEST_F(CachedSiteTest, NewGenerationIsServedAtOnceAndTheOldAnswersAreFreed) {
  TestIndex index(practices());
  const LiveIndex live(index.folder(), [](bool, const std::string&) {});
  Metrics own;
  const Site changing{live, *pages_, *files_, own, {}};
  const Request request{"GET", "/api/v1/search?q=fresh", {}};
  std::weak_ptr<const std::string> old;
  std::string etag;
  {
    const Response before = changing.handle(request);
    old = before.body;
    etag = before.header("ETag");
    EXPECT_THAT(*before.body, HasSubstr("\"total\":0"));
    EXPECT_EQ(changing.handle(request).body, before.body);
  }
  EXPECT_FALSE(old.expired());
  std::vector<Practice> more = practices();
  more.push_back(practice("fresh-case").text("en", "A fresh case"));
  const std::string fresh = index.publish(more);
  for (int i = 0; i < 200 && Searcher(live.current()).generation_id() != fresh; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  const Response after = changing.handle(request);
  EXPECT_NE(after.header("ETag"), etag);
  EXPECT_THAT(*after.body, HasSubstr("\"total\":1"));
  EXPECT_TRUE(old.expired());
}

}  // namespace
}  // namespace gp
