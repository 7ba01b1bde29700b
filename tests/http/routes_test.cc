#include "searchd/http/routes.h"

#include <gtest/gtest.h>

#include "searchd/search/query.h"

namespace gp {
namespace {

// "pattern argument", "pattern argument /" for a trailing slash, "" for no match.
std::string matched(std::string_view path) {
  const auto found = match_route(path);
  if (!found) return "";
  std::string text(found->route->pattern);
  if (!found->argument.empty()) text += " " + found->argument;
  if (found->trailing_slash) text += " /";
  return text;
}

TEST(RoutesTest, OnlyFilesAreLight) {
  for (const char* target : {"/static/site.css", "/static/site.css?v=1", "/static/nothing", "/%73tatic/site.css",
                             "/map.svg?detail=1", "/favicon.ico", "/robots.txt", "/healthz"}) {
    EXPECT_TRUE(is_light(target)) << target;
  }
  // /static/%zz and the like get an error page, which costs what a page costs.
  for (const char* target : {"", "/", "/search?q=/static/", "/api/v1/search", "/readyz", "/metrics", "/static",
                             "/static/%zz", "/map.svgx", "/staticx/a", "/nonsense"}) {
    EXPECT_FALSE(is_light(target)) << target;
  }
}

TEST(RoutesTest, PathsFindTheirRoutes) {
  const struct {
    const char* path;
    const char* route;
  } rows[] = {
      {"/", "/"},
      {"/search", "/search"},
      {"/gaps", "/gaps"},
      {"/search/", "/search /"},
      {"//", "/ /"},
      {"/map", "/map"},
      {"/map.geojson", "/map.geojson"},
      {"/map.svg", "/map.svg"},
      {"/practices/a-1", "/practices/{id} a-1"},
      {"/practices/a-1/", "/practices/{id} a-1 /"},
      {"/practices/a-1.json", "/practices/{id}.json a-1"},
      {"/practices/a-1.md", "/practices/{id}.md a-1"},
      {"/practices/a-1.exe", ""},
      {"/practices/.json", ""},
      {"/practices/", ""},
      {"/practices", ""},
      {"/practices/A", ""},
      {"/practices/%61-1", "/practices/{id} a-1"},
      {"/practices/%2561", ""},  // decoded once
      {"/practices/a%2Fb", ""},
      {"/practices/a/b", ""},
      {"/practices/a%00", ""},
      {"/practices/%C3%28", ""},
      {"/practices/..", ""},
      {"/practices/a;b", ""},
      {"/api/v1/search", "/api/v1/search"},
      {"/api/v1/facets/theme", "/api/v1/facets/{id} theme"},
      {"/vocabulary.jsonld", "/vocabulary.jsonld"},
      {"/vocabulary/housing", "/vocabulary/{id} housing"},
      {"/api/v1/practices/a", "/api/v1/practices/{id} a"},
      {"/api/v1/practices/a/similar", "/api/v1/practices/{id}/similar a"},
      {"/api/v1/practices/a/other", ""},
      {"/api/v2/search", ""},
      {"/api", ""},
      {"/static/site.css", "/static/{path} site.css"},
      {"/static/a/b.css", "/static/{path} a/b.css"},
      {"/static/../secret", "/static/{path} ../secret"},  // a name that is in no table
      {"/healthz", "/healthz"},
      {"/HEALTHZ", ""},
      {"//evil.example/", ""},
  };
  for (const auto& row : rows) EXPECT_EQ(matched(row.path), row.route) << row.path;
}

TEST(RoutesTest, LongIdIsNone) {
  EXPECT_EQ(matched("/practices/" + std::string(201, 'a')), "");
}

TEST(RoutesTest, BadPercentEncodingIsABadRequest) {
  for (const char* path : {"/%", "/search%2", "/practices/%zz", "/%g0"}) {
    EXPECT_THROW(match_route(path), BadRequest) << path;
  }
}

TEST(RoutesTest, EachRouteStandsInItsPlace) {
  for (std::size_t i = 0; i < routes().size(); ++i) EXPECT_EQ(static_cast<std::size_t>(routes()[i].id), i);
}

}  // namespace
}  // namespace gp
