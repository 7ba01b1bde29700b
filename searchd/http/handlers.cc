#include "searchd/http/handlers.h"

#include <algorithm>
#include <initializer_list>
#include <stdexcept>

#include "indexer/practice/characters.h"
#include "searchd/http/map_handlers.h"
#include "searchd/render/comparable_json.h"
#include "searchd/render/json.h"
#include "searchd/render/page.h"
#include "searchd/render/skos.h"
#include "searchd/search/comparable.h"
#include "searchd/search/gap_table.h"

namespace gp {
namespace {

constexpr const char* kHtml = "text/html; charset=utf-8";
constexpr const char* kJson = "application/json";
constexpr const char* kJsonLd = "application/ld+json";
constexpr const char* kMarkdown = "text/markdown; charset=utf-8";
constexpr std::size_t kSuggestions = 12;
constexpr std::size_t kSimilar = 10;
constexpr std::size_t kCandidates = 6;  // to compare a practice with

// The parameters of a route that takes only these, and the reader's language among them.
Query parse_only(const Question& asked, std::initializer_list<std::string_view> allowed) {
  for (const auto& [name, value] : asked.parameters) {
    if (std::ranges::find(allowed, std::string_view(name)) == allowed.end()) {
      throw BadRequest(name, "there is no parameter '" + name + "' here");
    }
  }
  return parse_query(asked.parameters, asked.default_lang);
}

Document home(const Question& asked) {
  const bool searching = std::ranges::any_of(
      asked.parameters, [](const auto& parameter) { return parameter.first != "lang" && parameter.first != "pick"; });
  Query query = parse_query(asked.parameters, asked.default_lang);
  if (searching) {
    Document moved;
    moved.status = 308;
    moved.headers.emplace_back("Location", "/search?" + to_query_string(query));
    return moved;
  }
  const PageContext context = page_context(asked.searcher, asked.pages, asked.base_url, "/", query.lang);
  Document page{kHtml, asked.pages.home(asked.searcher.search(query), context, asked.searcher.points(query, 0))};
  page.language = context.ui_lang;
  return page;
}

Document search(const Question& asked) {
  const Query query = parse_query(asked.parameters, asked.default_lang);
  const PageContext context = page_context(asked.searcher, asked.pages, asked.base_url, "/search", query.lang);
  Document page{kHtml, asked.pages.search(asked.searcher.search(query), context)};
  page.language = context.ui_lang;
  return page;
}

// `name` is a page of the site's own texts.
Document text(const Question& asked, std::string_view name) {
  const Query query = parse_only(asked, {"lang", "pick"});
  const PageContext context = page_context(asked.searcher, asked.pages, asked.base_url, asked.path, query.lang);
  std::vector<EvidenceClass> evidence;
  if (name == "about") evidence = asked.searcher.evidence_classes(query.lang);
  Document page{kHtml, asked.pages.text(name, evidence, query, context)};
  page.language = context.ui_lang;
  return page;
}

Document shortlist(const Question& asked) {
  const Query query = parse_query(asked.parameters, asked.default_lang);
  const PageContext context = page_context(asked.searcher, asked.pages, asked.base_url, "/shortlist", query.lang);
  Document page{kHtml, asked.pages.shortlist(asked.searcher.shortlist(query), context)};
  page.language = context.ui_lang;
  return page;
}

Document gaps(const Question& asked) {
  Parameters parameters = asked.parameters;
  std::string by = take_parameter(parameters, "by");
  const std::string under = take_parameter(parameters, "under");
  if (by.empty()) by = kGapAxisNames[0];
  const auto* const axis = std::ranges::find(kGapAxisNames, by);
  if (axis == std::end(kGapAxisNames)) {
    throw BadRequest("by", "'by' must be 'country', 'evidence', 'decade', 'group' or 'level'");
  }
  const Query query = parse_query(parameters, asked.default_lang);
  const PageContext context = page_context(asked.searcher, asked.pages, asked.base_url, "/gaps", query.lang);
  const auto number = static_cast<GapAxis>(axis - std::begin(kGapAxisNames));
  Document page{kHtml, asked.pages.gaps(asked.searcher.gap_table(query, number, under), context)};
  page.language = context.ui_lang;
  return page;
}

// Takes the ids of practices to compare out of `parameters`, twins once.
std::vector<std::string> take_ids(Parameters& parameters) {
  std::vector<std::string> ids;
  for (const auto& [name, value] : parameters) {
    if (name != "id" || value.empty() || std::ranges::find(ids, value) != ids.end()) continue;
    if (!is_id(value)) throw BadRequest("id", "'id' must be the id of a practice: a-z, 0-9 and hyphens");
    ids.push_back(value);
  }
  if (ids.size() > kMostCompared) {
    throw BadRequest("id", "at most " + std::to_string(kMostCompared) + " practices can be compared at once");
  }
  std::erase_if(parameters, [](const auto& parameter) { return parameter.first == "id"; });
  return ids;
}

// What could go beside the practice chosen, if any: the rest of the shortlist, then those most like it.
std::vector<PracticeView> candidates(const Searcher& searcher, const std::vector<std::string>& chosen,
                                     const Query& query) {
  std::vector<PracticeView> found;
  const auto add = [&](PracticeView view) {
    const auto same = [&](const PracticeView& other) { return other.practice.id == view.practice.id; };
    const bool is_chosen = std::ranges::find(chosen, view.practice.id) != chosen.end();
    if (found.size() < kCandidates && !is_chosen && std::ranges::none_of(found, same)) found.push_back(std::move(view));
  };
  for (Picked& picked : searcher.shortlist(query).picked) add(std::move(picked.practice));
  for (const std::string& id : chosen) {
    for (const Hit& near : searcher.similar(id, query.lang, kCandidates)) add(searcher.facts(near.id, query.lang));
  }
  return found;
}

Document compare(const Question& asked) {
  Parameters parameters = asked.parameters;
  const std::vector<std::string> ids = take_ids(parameters);
  const std::string only = take_parameter(parameters, "only");
  if (!only.empty() && only != "differences") {
    throw BadRequest("only", "'only' must be 'differences', or be left out");
  }
  const Query query = parse_query(parameters, asked.default_lang);
  Comparison comparison;
  comparison.only_differences = !only.empty();
  for (const std::string& id : ids) comparison.practices.push_back(asked.searcher.facts(id, query.lang));
  if (ids.size() < kFewestCompared) comparison.others = candidates(asked.searcher, ids, query);
  const PageContext context = page_context(asked.searcher, asked.pages, asked.base_url, "/compare", query.lang);
  Document page{kHtml, asked.pages.compare(comparison, query, context)};
  page.language = context.ui_lang;
  return page;
}

Document practice(const Question& asked) {
  const Query query = parse_query(asked.parameters, asked.default_lang);
  const PageContext context = page_context(asked.searcher, asked.pages, asked.base_url, asked.path, query.lang);
  Document page{kHtml, asked.pages.practice(asked.searcher.practice(asked.argument, query.lang), query, context)};
  page.language = context.ui_lang;
  return page;
}

Document practice_data(const Question& asked) {
  const Query query = parse_only(asked, {"lang"});
  return {kJson, practice_json(asked.searcher.practice(asked.argument, query.lang))};
}

// A YAML string in double quotes.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      out += c;
    }
  }
  return out + '"';
}

Document practice_markdown(const Question& asked) {
  const Query query = parse_only(asked, {"lang"});
  const PracticeView view = asked.searcher.practice(asked.argument, query.lang);
  const auto found = view.practice.texts.find(view.lang);
  if (found == view.practice.texts.end()) throw std::logic_error("a practice without the text it shows");
  const Text& text = found->second;
  std::string body = "---\ntitle: " + quoted(text.title) + "\nsummary: " + quoted(text.summary) +
                     "\ntranslation: " + std::string(to_string(text.translation)) + "\n---\n\n" + text.body;
  if (!body.ends_with('\n')) body += '\n';
  Document file{kMarkdown, std::move(body)};
  file.language = view.lang;
  return file;
}

// A search by a program, which has no shortlist.
Query parse_search(const Parameters& parameters, std::string_view default_lang) {
  Query query = parse_query(parameters, default_lang);
  if (std::ranges::any_of(parameters, [](const auto& parameter) { return parameter.first == "pick"; })) {
    throw BadRequest("pick", "there is no parameter 'pick' here");
  }
  return query;
}

// The pages before and after as a header. `own`: parameters that only this address has.
void add_page_links(Document& document, const std::string& path, const Query& query, std::size_t total,
                    const std::string& own) {
  std::string links;
  const auto link = [&](std::size_t page, const char* relation) {
    Query other = query;
    other.page = page;
    std::string parameters = to_query_string(other);
    if (!own.empty()) parameters += (parameters.empty() ? "" : "&") + own;
    if (!links.empty()) links += ", ";
    links += "<" + path + "?" + parameters + ">; rel=\"" + relation + '"';
  };
  const std::size_t pages = (total + query.per_page - 1) / query.per_page;
  if (query.page > 1) link(std::min(query.page - 1, std::max<std::size_t>(pages, 1)), "prev");
  if (query.page < std::min(pages, kMaxPage)) link(query.page + 1, "next");
  if (!links.empty()) document.headers.emplace_back("Link", std::move(links));
}

Document api_search(const Question& asked) {
  const Query query = parse_search(asked.parameters, asked.default_lang);
  const SearchResult result = asked.searcher.search(query);
  Document document{kJson, search_json(result)};
  add_page_links(document, "/api/v1/search", query, result.total, {});
  return document;
}

Document api_suggest(const Question& asked) {
  const Query query = parse_only(asked, {"q", "lang"});
  if (std::ranges::none_of(asked.parameters, [](const auto& parameter) { return parameter.first == "q"; })) {
    throw BadRequest("q", "'q' is missing: what was typed so far");
  }
  return {kJson, suggest_json(asked.searcher.suggest(query.q, query.lang, kSuggestions))};
}

Document comparable(const Question& asked) {
  Parameters parameters = asked.parameters;
  const OwnPlace own = take_own_place(parameters);
  const Query query = parse_query(parameters, asked.default_lang);
  const PageContext context = page_context(asked.searcher, asked.pages, asked.base_url, asked.path, query.lang);
  const ComparableResult result = asked.searcher.comparable(query, own);
  Document page{kHtml, asked.pages.comparable(result, asked.searcher.place_choices(query.lang), context)};
  page.language = context.ui_lang;
  return page;
}

Document api_comparable(const Question& asked) {
  Parameters parameters = asked.parameters;
  const OwnPlace own = take_own_place(parameters);
  const Query query = parse_search(parameters, asked.default_lang);
  if (own.empty()) throw BadRequest("place", "'place', 'in' or 'population' is missing: what to compare with");
  const ComparableResult result = asked.searcher.comparable(query, own);
  Document document{kJson, comparable_json(result)};
  add_page_links(document, std::string(asked.path), query, result.found.total, to_query_string(own));
  return document;
}

Document api_facet(const Question& asked) {
  Parameters parameters = asked.parameters;
  const std::string prefix = take_parameter(parameters, "prefix");
  const Query query = parse_search(parameters, asked.default_lang);
  return {kJson, facet_json(asked.argument, asked.searcher.facet_values(asked.argument, query, prefix))};
}

Document api_similar(const Question& asked) {
  const Query query = parse_only(asked, {"lang"});
  return {kJson, hits_json(asked.searcher.similar(asked.argument, query.lang, kSimilar))};
}

// The vocabulary is the same in every language.
Document vocabulary(const Question& asked) {
  parse_only(asked, {});
  return {kJsonLd, vocabulary_jsonld(asked.searcher.vocabulary(), asked.base_url)};
}

Document vocabulary_concept(const Question& asked) {
  parse_only(asked, {});
  auto json = concept_jsonld(asked.searcher.vocabulary(), asked.argument, asked.base_url);
  if (!json) throw NotFound("there is no concept '" + asked.argument + "'");
  return {kJsonLd, *std::move(json)};
}

}  // namespace

PageContext page_context(const Searcher& searcher, const PageRenderer& pages, const std::string& base_url,
                         std::string_view path, std::string_view lang) {
  PageContext context;
  context.ui_lang = pages.ui_language(lang);
  context.path = path;
  context.base_url = base_url;
  context.collection_languages = searcher.languages();
  context.practices = searcher.practices();
  return context;
}

Document make_document(RouteId route, const Question& asked) {
  switch (route) {
    case RouteId::kHome:
      return home(asked);
    case RouteId::kSearch:
      return search(asked);
    case RouteId::kAbout:
      return text(asked, "about");
    case RouteId::kAccessibility:
      return text(asked, "accessibility");
    case RouteId::kPrivacy:
      return text(asked, "privacy");
    case RouteId::kMap:
      return map_document(asked);
    case RouteId::kMapGeoJson:
      return map_geojson_document(asked);
    case RouteId::kGaps:
      return gaps(asked);
    case RouteId::kPractice:
      return practice(asked);
    case RouteId::kShortlist:
      return shortlist(asked);
    case RouteId::kCompare:
      return compare(asked);
    case RouteId::kPracticeJson:
    case RouteId::kApiPractice:
      return practice_data(asked);
    case RouteId::kPracticeMarkdown:
      return practice_markdown(asked);
    case RouteId::kApiSearch:
      return api_search(asked);
    case RouteId::kApiSuggest:
      return api_suggest(asked);
    case RouteId::kApiFacet:
      return api_facet(asked);
    case RouteId::kApiSimilar:
      return api_similar(asked);
    case RouteId::kVocabulary:
      return vocabulary(asked);
    case RouteId::kConcept:
      return vocabulary_concept(asked);
    case RouteId::kComparable:
      return comparable(asked);
    case RouteId::kApiComparable:
      return api_comparable(asked);
    default:
      throw std::logic_error("a route without a document");
  }
}

}  // namespace gp
