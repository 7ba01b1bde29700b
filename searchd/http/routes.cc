#include "searchd/http/routes.h"

#include <algorithm>
#include <array>
#include <vector>

#include "searchd/search/query.h"

namespace gp {
namespace {

constexpr std::array<Route, 29> kRoutes = {{
    {RouteId::kHome, RouteKind::kPage, "/"},
    {RouteId::kSearch, RouteKind::kPage, "/search"},
    {RouteId::kAbout, RouteKind::kPage, "/about"},
    {RouteId::kAccessibility, RouteKind::kPage, "/accessibility"},
    {RouteId::kPrivacy, RouteKind::kPage, "/privacy"},
    {RouteId::kMap, RouteKind::kPage, "/map"},
    {RouteId::kMapGeoJson, RouteKind::kData, "/map.geojson"},
    {RouteId::kBaseMap, RouteKind::kFile, "/map.svg"},
    {RouteId::kGaps, RouteKind::kPage, "/gaps"},
    {RouteId::kPractice, RouteKind::kPage, "/practices/{id}"},
    {RouteId::kShortlist, RouteKind::kPage, "/shortlist"},
    {RouteId::kCompare, RouteKind::kPage, "/compare"},
    {RouteId::kPracticeJson, RouteKind::kData, "/practices/{id}.json"},
    {RouteId::kPracticeMarkdown, RouteKind::kData, "/practices/{id}.md"},
    {RouteId::kApiSearch, RouteKind::kData, "/api/v1/search"},
    {RouteId::kApiSuggest, RouteKind::kData, "/api/v1/suggest"},
    {RouteId::kApiFacet, RouteKind::kData, "/api/v1/facets/{id}"},
    {RouteId::kApiPractice, RouteKind::kData, "/api/v1/practices/{id}"},
    {RouteId::kApiSimilar, RouteKind::kData, "/api/v1/practices/{id}/similar"},
    {RouteId::kVocabulary, RouteKind::kData, "/vocabulary.jsonld"},
    {RouteId::kConcept, RouteKind::kData, "/vocabulary/{id}"},
    {RouteId::kHealth, RouteKind::kFile, "/healthz"},
    {RouteId::kReady, RouteKind::kFile, "/readyz"},
    {RouteId::kMetrics, RouteKind::kFile, "/metrics"},
    {RouteId::kRobots, RouteKind::kFile, "/robots.txt"},
    {RouteId::kFavicon, RouteKind::kFile, "/favicon.ico"},
    {RouteId::kStatic, RouteKind::kFile, "/static/{path}"},
    {RouteId::kComparable, RouteKind::kPage, "/comparable"},
    {RouteId::kApiComparable, RouteKind::kData, "/api/v1/comparable"},
}};

constexpr std::size_t kLongestId = 200;

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> segments;
  path.remove_prefix(1);  // it begins with a slash
  for (;;) {
    const std::size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestId &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

// Whether the decoded segments are those of the pattern; fills in the argument.
bool matches(const std::vector<std::string>& segments, std::string_view pattern, std::string& argument) {
  const std::vector<std::string_view> wanted = split(pattern);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (i >= segments.size()) return false;
    if (wanted[i] == "{path}") {
      argument = segments[i];
      for (std::size_t rest = i + 1; rest < segments.size(); ++rest) argument += "/" + segments[rest];
      return true;
    }
    if (wanted[i].starts_with("{id}")) {
      const std::string_view suffix = wanted[i].substr(std::string_view("{id}").size());
      std::string_view id = segments[i];
      if (!id.ends_with(suffix)) return false;
      id.remove_suffix(suffix.size());
      if (!is_id(id)) return false;
      argument = id;
    } else if (segments[i] != wanted[i]) {
      return false;
    }
  }
  return segments.size() == wanted.size();
}

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

std::optional<Matched> match_route(std::string_view path) {
  if (!path.starts_with('/')) return std::nullopt;
  std::vector<std::string> segments;
  for (const std::string_view segment : split(path)) segments.push_back(percent_decode(segment, Plus::kIsPlus));
  Matched found;
  if (segments.size() > 1 && segments.back().empty()) {
    segments.pop_back();
    found.trailing_slash = true;
  }
  for (const Route& route : kRoutes) {
    if (matches(segments, route.pattern, found.argument)) {
      found.route = &route;
      return found;
    }
  }
  return std::nullopt;
}

bool is_light(std::string_view target) {
  try {
    const auto matched = match_route(target.substr(0, target.find('?')));
    if (!matched) return false;
    const RouteId id = matched->route->id;
    return id == RouteId::kStatic || id == RouteId::kBaseMap || id == RouteId::kFavicon || id == RouteId::kRobots ||
           id == RouteId::kHealth;
  } catch (const BadRequest&) {
    return false;
  }
}

}  // namespace gp
