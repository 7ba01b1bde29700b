// What each route that speaks of the index answers: from parameters to a document, nothing of HTTP beside its media
// type.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searchd/http/routes.h"
#include "searchd/search/query.h"
#include "searchd/search/searcher.h"

namespace gp {

class PageRenderer;
struct PageContext;

struct Question {
  const Searcher& searcher;
  const PageRenderer& pages;
  const std::string& base_url;
  std::string_view path;  // of the route that was asked for: "/search"
  std::string argument;   // the {id} of the route
  Parameters parameters;
  std::string default_lang;  // what Accept-Language asked for
};

struct Document {
  std::string media_type{};
  std::string body{};
  std::string language{};  // BCP 47; empty: none, or several
  std::vector<std::pair<std::string, std::string>> headers{};
  int status = 200;
};

// Throws BadRequest, NotFound, Gone.
Document make_document(RouteId route, const Question& asked);

// What the pages need to know beside their content.
PageContext page_context(const Searcher& searcher, const PageRenderer& pages, const std::string& base_url,
                         std::string_view path, std::string_view lang);

}  // namespace gp
