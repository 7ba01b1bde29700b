// The whole site as one function from a request to a response: routes, formats, languages, caching headers, errors.
// No socket and no httplib type in here, so every promise of the interface can be tested without a network. Answers are
// kept (answer_cache.h), but only to save work: no answer is another for it.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "searchd/http/answer_cache.h"
#include "searchd/http/message.h"
#include "searchd/http/routes.h"

namespace gp {

class LiveIndex;
class PageRenderer;
class Searcher;
class StaticFiles;
struct StaticFile;
class Metrics;

struct SiteOptions {
  std::string base_url{};  // scheme and authority for absolute addresses, without a slash at the end
  // Told of each internal error, which the reader only sees as a bare 500. From any thread.
  std::function<void(const std::string& sentence)> report = [](const std::string&) {};
  std::size_t cache_bytes = std::size_t{32} << 20;  // of answers kept; 0: none
  std::chrono::milliseconds search_time{2000};      // what takes longer is 503
};

class Site {
 public:
  // All references must outlive the site.
  Site(const LiveIndex& index, const PageRenderer& pages, const StaticFiles& files, Metrics& metrics,
       SiteOptions options);

  // Never throws: exceptions become responses here and nowhere else. Thread-safe. The body is there for HEAD too;
  // leaving it out is the server's business.
  Response handle(const Request& request) const;

  // The answer to a request that was refused before it came here, in the addressee's words: a problem for the API, a
  // page for who takes one, plain text for everybody else. Never throws. Thread-safe.
  Response refuse(const Request& request, int status, const std::string& sentence) const;

 private:
  struct Ask;
  Response answer(Ask& ask) const;
  Response document(const Ask& ask) const;
  Response file(const Ask& ask) const;
  Response static_file(const Ask& ask, std::string_view name) const;
  Response base_map(const Ask& ask) const;
  Response send(const Ask& ask, const StaticFile* found, const char* cache_control) const;
  Response error(const Ask& ask, int status, const std::string& detail, const std::string& parameter = {}) const;
  std::string language_for(const Ask& ask, const Searcher& searcher) const;

  const LiveIndex& index_;
  const PageRenderer& pages_;
  const StaticFiles& files_;
  Metrics& metrics_;
  const SiteOptions options_;
  mutable AnswerCache answers_;  // synchronises itself

  // Pages of refusals by status and language: an overload should not cost the making of pages.
  mutable std::mutex refusals_mutex_;
  mutable std::map<std::pair<int, std::string>, std::shared_ptr<const std::string>> refusals_;
};

}  // namespace gp
