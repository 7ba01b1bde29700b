// The addresses of the site, as data.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gp {

enum class RouteId {
  kHome,
  kSearch,
  kAbout,
  kAccessibility,
  kPrivacy,
  kMap,
  kMapGeoJson,
  kBaseMap,
  kGaps,
  kPractice,
  kShortlist,
  kCompare,
  kPracticeJson,
  kPracticeMarkdown,
  kApiSearch,
  kApiSuggest,
  kApiFacet,
  kApiPractice,
  kApiSimilar,
  kVocabulary,
  kConcept,
  kHealth,
  kReady,
  kMetrics,
  kRobots,
  kFavicon,
  kStatic,
  kComparable,
  kApiComparable,
};

// What errors look like, and what may be done with the answers.
enum class RouteKind {
  kPage,  // for people: errors are pages
  kData,  // for programs, on any site (CORS): errors are problem+json
  kFile,  // neither says anything of the index
};

struct Route {
  RouteId id{};
  RouteKind kind{};
  std::string_view pattern{};  // "/practices/{id}": one segment; {path}: all the rest
};

struct Matched {
  const Route* route = nullptr;
  std::string argument{};       // what stands for {...}
  bool trailing_slash = false;  // there is a slash too many at the end
};

// All routes, in the order of RouteId.
std::span<const Route> routes();

// The route of a path as it stands in the address. Segments are percent-decoded, once. An {id} is [a-z0-9-]+, anything
// else is no match, so nothing strange gets past here. Throws BadRequest for a '%' without its two digits.
std::optional<Matched> match_route(std::string_view path);

// Whether the answer lies in memory and is sent as it is: files, and that the program is alive. Refusing such a request
// would cost as much as answering it. Never throws.
bool is_light(std::string_view target);

}  // namespace gp
