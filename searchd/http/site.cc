// The order of things: route, method, parameters, language and coding, entity tag (a generation and an address decide
// an answer, so a client that has it is told so before anything is searched), what is kept of earlier answers,
// document, compression. Whatever is thrown on the way becomes an answer in handle().
#include "searchd/http/site.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "searchd/http/compress.h"
#include "searchd/http/handlers.h"
#include "searchd/http/map_handlers.h"
#include "searchd/http/metrics.h"
#include "searchd/http/negotiate.h"
#include "searchd/http/security.h"
#include "searchd/http/static_files.h"
#include "searchd/render/json.h"
#include "searchd/render/page.h"
#include "searchd/search/deadline.h"
#include "searchd/search/live_index.h"
#include "searchd/search/searcher.h"

namespace gp {
namespace {

constexpr const char* kAllowed = "GET, HEAD, OPTIONS";
constexpr const char* kRevalidate = "no-cache";  // keep it, but ask whether it is still right
constexpr const char* kForADay = "public, max-age=86400";
constexpr const char* kForever = "public, max-age=31536000, immutable";

// What the API says, the pages say too.
constexpr const char* kRobots = "User-agent: *\nDisallow: /api/\n";

// Seconds. Whoever made a search that takes too long should not make it again at once.
constexpr const char* kRetryAfter = "5";

// A word that some practice will have; that Xapian answers at all is what counts.
constexpr const char* kReadyQuery = "roma";

Response plain(int status, std::string body) {
  Response response;
  response.status = status;
  response.set("Content-Type", "text/plain; charset=utf-8");
  response.set("Cache-Control", "no-store");
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

void add_vary(Response& response, std::string_view name) {
  const std::string_view before = response.header("Vary");
  response.set("Vary", before.empty() ? std::string(name) : std::string(before) + ", " + std::string(name));
}

// Compresses what is worth it. What could have been compressed varies, compressed or not.
void compress_body(Response& response, std::string_view accept_encoding) {
  if (response.body->empty() || !is_compressible(response.header("Content-Type"))) return;
  if (response.header("Vary").find("Accept-Encoding") != std::string_view::npos) return;  // chosen already
  add_vary(response, "Accept-Encoding");
  if (response.body->size() < kWorthCompressing && !refuses_identity(accept_encoding)) return;
  const Coding coding = choose_coding(accept_encoding);
  if (coding == Coding::kIdentity) return;
  response.body = std::make_shared<const std::string>(compress(*response.body, coding, Effort::kFast));
  response.set("Content-Encoding", std::string(coding_name(coding)));
}

// A query string as it may stand in a header: bytes that a client should have encoded are encoded.
std::string encoded_again(std::string_view query_string) {
  std::string out;
  for (const char c : query_string) {
    if (static_cast<unsigned char>(c) < 0x80) {
      out += c;
    } else {
      out += percent_encode(std::string_view(&c, 1));
    }
  }
  return out;
}

}  // namespace

struct Site::Ask {
  const Request& request;
  std::string_view path{};
  std::string_view query_string{};
  RouteKind kind = RouteKind::kPage;
  Matched matched{};
  std::string accept_encoding{};

  bool is_options() const { return request.method == "OPTIONS"; }
};

Site::Site(const LiveIndex& index, const PageRenderer& pages, const StaticFiles& files, Metrics& metrics,
           SiteOptions options)
    : index_(index),
      pages_(pages),
      files_(files),
      metrics_(metrics),
      options_(std::move(options)),
      answers_(options_.cache_bytes, [&index] { return Searcher(index.current()).generation_id(); }) {}

Response Site::handle(const Request& request) const {
  const auto began = std::chrono::steady_clock::now();
  Ask ask{request};
  const std::string_view target = request.target;
  ask.path = target.substr(0, target.find('?'));
  if (ask.path.size() < target.size()) ask.query_string = target.substr(ask.path.size() + 1);
  ask.kind = ask.path.starts_with("/api/") ? RouteKind::kData : RouteKind::kPage;

  Response response;
  try {
    ask.accept_encoding = request.header_list("Accept-Encoding");
    try {
      response = answer(ask);
    } catch (const BadRequest& wrong) {
      response = error(ask, 400, wrong.what(), wrong.parameter);
    } catch (const NotFound& missing) {
      response = error(ask, 404, missing.what());
    } catch (const Gone& gone) {
      response = error(ask, 410, gone.what());
    } catch (const SearchTimeout& late) {
      options_.report("a search took too long at " + std::string(ask.path));
      response = error(ask, 503, late.what());
      response.set("Retry-After", kRetryAfter);
      if (ask.kind == RouteKind::kData) response.set("Access-Control-Expose-Headers", "Retry-After");
    } catch (const std::exception& failure) {
      options_.report("internal error at " + std::string(ask.path) + ": " + failure.what());
      response = error(ask, 500, "");
    }
    compress_body(response, ask.accept_encoding);
  } catch (...) {
    response = plain(500, "Something went wrong on this side.\n");
  }
  add_security_headers(response, options_.base_url.starts_with("https://"));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - began;
  metrics_.answered(ask.matched.route ? ask.matched.route->pattern : "other", response.status, seconds.count());
  return response;
}

Response Site::refuse(const Request& request, int status, const std::string& sentence) const {
  Ask ask{request};
  ask.path = "/";  // the address may be what was refused
  ask.kind = request.target.starts_with("/api/") ? RouteKind::kData : RouteKind::kFile;
  try {
    if (ask.kind == RouteKind::kData || request.header_list("Accept").find("text/html") == std::string::npos) {
      return error(ask, status, sentence);
    }
    const Searcher searcher(index_.current());
    const std::string lang = language_for(ask, searcher);
    const PageContext context = page_context(searcher, pages_, options_.base_url, ask.path, lang);
    Response response;
    response.status = status;
    response.set("Content-Type", "text/html; charset=utf-8");
    response.set("Content-Language", context.ui_lang);
    if (status == 400) {  // what is wrong differs from one to the next
      response.body = std::make_shared<const std::string>(pages_.error(status, sentence, context));
      return response;
    }
    const std::lock_guard guard(refusals_mutex_);
    std::shared_ptr<const std::string>& page = refusals_[{status, context.ui_lang}];
    if (!page) page = std::make_shared<const std::string>(pages_.error(status, sentence, context));
    response.body = page;
    return response;
  } catch (const std::exception&) {
    return plain(status, sentence + "\n");
  }
}

Response Site::answer(Ask& ask) const {
  if (auto matched = match_route(ask.path)) ask.matched = std::move(*matched);
  const Route* route = ask.matched.route;
  if (route == nullptr) throw NotFound("there is no such address");
  ask.kind = route->kind;

  if (ask.is_options()) {
    Response options;
    options.status = 204;
    options.set("Allow", kAllowed);
    if (ask.kind == RouteKind::kData) {
      options.set("Access-Control-Allow-Origin", "*");
      options.set("Access-Control-Allow-Methods", kAllowed);
      options.set("Access-Control-Allow-Headers", "*");
      options.set("Access-Control-Max-Age", "86400");
    }
    return options;
  }
  if (ask.request.method != "GET" && ask.request.method != "HEAD") {
    Response wrong = error(ask, 405, "only GET and HEAD are understood here");
    wrong.set("Allow", kAllowed);
    return wrong;
  }
  if (ask.matched.trailing_slash) {
    // Built from the route and not from what was sent, so that it leads nowhere else.
    std::string to(route->pattern);
    if (const std::size_t brace = to.find('{'); brace != std::string::npos) {
      if (route->id == RouteId::kStatic) throw NotFound("there is no such file");
      to.replace(brace, std::string_view("{id}").size(), ask.matched.argument);
    }
    if (!ask.query_string.empty()) to += "?" + encoded_again(ask.query_string);
    Response moved = plain(308, "");
    moved.set("Location", to);
    return moved;
  }
  return ask.kind == RouteKind::kFile ? file(ask) : document(ask);
}

// The reader's language: the best of those that the collection or the interface has.
std::string Site::language_for(const Ask& ask, const Searcher& searcher) const {
  const std::string wishes = ask.request.header_list("Accept-Language");
  if (wishes.empty()) return "en";
  std::vector<std::string> available = searcher.languages();
  available.emplace_back("en");
  for (const std::string& tag : wished_languages(wishes)) {
    std::string nearest = pages_.ui_language(tag);
    if (same_name(nearest.substr(0, nearest.find('-')), tag.substr(0, tag.find('-')))) {
      available.push_back(std::move(nearest));
    }
  }
  return choose_language(wishes, available);
}

Response Site::document(const Ask& ask) const {
  const Searcher searcher(index_.current(), Deadline(options_.search_time));
  Question asked{searcher,
                 pages_,
                 options_.base_url,
                 ask.path,
                 ask.matched.argument,
                 parse_query_string(ask.query_string),
                 language_for(ask, searcher)};
  const bool lang_given = std::ranges::any_of(
      asked.parameters, [](const auto& parameter) { return parameter.first == "lang" && !parameter.second.empty(); });

  std::string essence = searcher.generation_id();
  for (const std::string_view part :
       {std::string_view(GP_VERSION), std::string_view(files_.revision()), std::string_view(ask.request.target),
        lang_given ? std::string_view() : std::string_view(asked.default_lang),
        coding_name(choose_coding(ask.accept_encoding))}) {
    essence += '\0';
    essence += part;
  }
  const std::string etag = "W/\"" + digest_of(essence) + '"';

  Response response;
  response.set("Cache-Control", kRevalidate);
  if (!lang_given) response.set("Vary", "Accept-Language");
  if (ask.kind == RouteKind::kData) {
    response.set("Access-Control-Allow-Origin", "*");
    response.set("Access-Control-Expose-Headers", "ETag, Link, Retry-After");
    response.set("Cross-Origin-Resource-Policy", "cross-origin");
  }
  const std::string known = ask.request.header_list("If-None-Match");
  // "*" asks whether there is any answer at all, which only making it can tell.
  if (known != "*" && none_match_names(known, etag)) {
    response.status = 304;
    response.set("ETag", etag);
    add_vary(response, "Accept-Encoding");
    return response;
  }
  // What decides the tag decides the answer, but that short ones are compressed only for who takes nothing as it is.
  std::string key = std::move(essence);
  if (refuses_identity(ask.accept_encoding)) key += '!';
  if (known != "*") {
    const std::shared_ptr<const Response> kept = answers_.find(searcher.generation_id(), key);
    metrics_.looked_in_cache(kept != nullptr);
    if (kept) return *kept;
  }
  Document made = make_document(ask.matched.route->id, asked);
  response.status = made.status;
  for (auto& [name, value] : made.headers) response.set(std::move(name), std::move(value));
  if (made.status != 200) return response;
  response.set("ETag", etag);
  if (known == "*") {
    response.status = 304;
    add_vary(response, "Accept-Encoding");
    return response;
  }
  response.set("Content-Type", made.media_type);
  if (!made.language.empty()) response.set("Content-Language", made.language);
  response.body = std::make_shared<const std::string>(std::move(made.body));
  // Fast though it is kept: the best effort takes fifty to a hundred times as long and saves a sixth of the bytes.
  compress_body(response, ask.accept_encoding);
  answers_.keep(searcher.generation_id(), std::move(key), std::make_shared<const Response>(response));
  return response;
}

Response Site::file(const Ask& ask) const {
  const RouteId id = ask.matched.route->id;
  if (id == RouteId::kStatic) return static_file(ask, ask.matched.argument);
  if (id == RouteId::kBaseMap) return base_map(ask);
  if (!ask.query_string.empty()) {
    const Parameters parameters = parse_query_string(ask.query_string);
    if (!parameters.empty()) {
      throw BadRequest(parameters.front().first, "there is no parameter '" + parameters.front().first + "' here");
    }
  }
  switch (id) {
    case RouteId::kFavicon:
      return static_file(ask, files_.find("favicon.ico") ? "favicon.ico" : "favicon.svg");
    case RouteId::kRobots: {
      Response robots = plain(200, kRobots);
      robots.set("Cache-Control", "public, max-age=86400");
      return robots;
    }
    case RouteId::kHealth:
      return plain(200, "ok\n");
    case RouteId::kReady:
      try {
        const Searcher searcher(index_.current(), Deadline(options_.search_time));
        Query query;
        query.q = kReadyQuery;
        query.per_page = 1;
        searcher.search(query);
        return plain(200, "ready\n");
      } catch (const std::exception& failure) {
        options_.report(std::string("not ready: ") + failure.what());
        return plain(503, "not ready\n");
      }
    default:
      break;
  }
  const Searcher searcher(index_.current());
  metrics_.serving(searcher.generation_id(), searcher.practices());
  metrics_.cached(answers_.bytes());
  Response metrics = plain(200, metrics_.text());
  metrics.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  return metrics;
}

Response Site::static_file(const Ask& ask, std::string_view name) const {
  const StaticFile* found = files_.find(name);
  bool exact = false;
  for (const auto& [parameter, value] : parse_query_string(ask.query_string)) {
    if (parameter != "v") throw BadRequest(parameter, "there is no parameter '" + parameter + "' here");
    exact = found != nullptr && value == found->digest;
  }
  return send(ask, found, exact ? kForever : kRevalidate);
}

Response Site::base_map(const Ask& ask) const {
  Response response = send(ask, files_.find(base_map_file(parse_query_string(ask.query_string))), kForADay);
  // As an image the drawing may bring its own style, and as a page it can do nothing else.
  response.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  return response;
}

Response Site::send(const Ask& ask, const StaticFile* found, const char* cache_control) const {
  if (found == nullptr) throw NotFound("there is no such file");
  Response response;
  response.set("Content-Type", found->media_type);
  response.set("Cache-Control", cache_control);
  Coding coding = choose_coding(ask.accept_encoding);
  response.body = found->content;
  if (is_compressible(found->media_type)) response.set("Vary", "Accept-Encoding");
  if (!found->variants.valid()) coding = Coding::kIdentity;
  if (coding == Coding::kBrotli) response.body = found->variants.get().brotli;
  if (coding == Coding::kGzip) response.body = found->variants.get().gzip;
  const std::string suffix(coding_name(coding));
  const std::string etag = '"' + found->digest + (suffix.empty() ? "" : "-" + suffix) + '"';
  response.set("ETag", etag);
  if (none_match_names(ask.request.header_list("If-None-Match"), etag)) {
    response.status = 304;
    response.body = std::make_shared<const std::string>();
    return response;
  }
  if (!suffix.empty()) response.set("Content-Encoding", suffix);
  return response;
}

Response Site::error(const Ask& ask, int status, const std::string& detail, const std::string& parameter) const {
  Response response;
  response.status = status;
  response.set("Cache-Control", status >= 500 ? "no-store" : kRevalidate);
  if (ask.kind == RouteKind::kData) {
    response.set("Content-Type", "application/problem+json");
    response.set("Access-Control-Allow-Origin", "*");
    response.set("Access-Control-Expose-Headers", "Retry-After");
    response.body = std::make_shared<const std::string>(
        problem_json(status, std::string(reason_phrase(status)), detail, parameter));
    return response;
  }
  if (ask.kind == RouteKind::kFile) {
    response.set("Content-Type", "text/plain; charset=utf-8");
    response.body =
        std::make_shared<const std::string>((detail.empty() ? std::string(reason_phrase(status)) : detail) + "\n");
    return response;
  }
  const Searcher searcher(index_.current());
  std::string lang;
  Parameters picks;
  std::vector<std::string> picks_of_reader;
  try {
    for (const auto& given : parse_query_string(ask.query_string)) {
      if (given.first == "lang") lang = parse_query({given}, "").lang;
      if (given.first == "pick") picks.push_back(given);
    }
    picks_of_reader = parse_query(picks, "").picks;
  } catch (const BadRequest&) {
    // What is wrong with the address has been said already; the header still tells the language.
  }
  const bool lang_given = !lang.empty();
  if (!lang_given) {
    lang = language_for(ask, searcher);
    response.set("Vary", "Accept-Language");
  }
  PageContext context = page_context(searcher, pages_, options_.base_url, ask.path, lang);
  context.lang_given = lang_given;
  context.picks = std::move(picks_of_reader);
  response.set("Content-Type", "text/html; charset=utf-8");
  response.set("Content-Language", context.ui_lang);
  try {
    response.body = std::make_shared<const std::string>(pages_.error(status, detail, context));
  } catch (const std::exception& failure) {
    options_.report(std::string("the error page cannot be made: ") + failure.what());
    return plain(status, std::string(reason_phrase(status)) + "\n");
  }
  return response;
}

}  // namespace gp
