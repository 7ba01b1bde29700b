// Search results and practices as HTML: Mustache templates from web/templates, texts from web/messages (ICU
// MessageFormat), nothing of either in C++. Everything put into a template is escaped by it; the one exception is the
// body of a practice, which CommonMark renders with raw HTML left out.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/search/gap_table.h"
#include "searchd/search/map_points.h"
#include "searchd/search/result.h"

namespace gp {

struct ComparableResult;
struct PlaceChoices;
struct BaseMapDrawing;
struct MapView;

// What a page needs to know beside its content.
struct PageContext {
  std::string ui_lang = "en";                       // language of the interface: one that web/messages has
  bool lang_given = false;                          // it was said in the address, and links keep it
  std::string path{};                               // "/search"
  std::string base_url{};                           // for canonical and alternate addresses; no slash at the end
  std::vector<std::string> collection_languages{};  // for the choice of language
  std::size_t practices = 0;
  std::string own_parameters{};      // of this page beside the search: "zoom=2&at=45.1,7.7"; the renderer fills it in
  std::vector<std::string> picks{};  // the reader's shortlist, for pages of errors; others have it in their query
};

inline constexpr std::size_t kFewestCompared = 2;
inline constexpr std::size_t kMostCompared = 4;

// What the page that compares shows.
struct Comparison {
  std::vector<PracticeView> practices{};  // kFewestCompared to kMostCompared; fewer: the page says how to go on
  bool only_differences = false;
  std::vector<PracticeView> others{};  // to go on with, where there are fewer than two
};

class PageRenderer {
 public:
  // Reads `web_folder`/templates and /messages. Throws std::runtime_error naming the file and what is wrong with it: a
  // template that does not parse, a message that is missing in one of the languages or does not parse.
  // `asset_url` gives the address of a static file by its name under `web_folder`/static ("site.css"). `contact` is
  // that of the body that runs the site: an e-mail address or a web address; empty: not said.
  PageRenderer(const std::string& web_folder, const std::function<std::string(const std::string&)>& asset_url,
               std::string contact = {});
  ~PageRenderer();

  // The interface language for a reader of `lang`: it, its nearest, or English.
  std::string ui_language(std::string_view lang) const;

  // `places` of everything; none: no map.
  std::string home(const SearchResult& everything, const PageContext& context, const MapPoints& places = {}) const;
  std::string search(const SearchResult& result, const PageContext& context) const;
  // `points`: all matches of the search that `result` is a page of.
  std::string map(const SearchResult& result, const MapPoints& points, const MapView& view,
                  const PageContext& context) const;
  std::string base_map(const BaseMapDrawing& drawing) const;  // SVG
  // The briefing of what the reader picked.
  std::string shortlist(const Shortlist& list, const PageContext& context) const;
  std::string compare(const Comparison& comparison, const Query& query, const PageContext& context) const;
  std::string practice(const PracticeView& view, const Query& query, const PageContext& context) const;
  // `name` is one of kTextPages.
  std::string text(std::string_view name, const std::vector<EvidenceClass>& evidence, const Query& query,
                   const PageContext& context) const;
  std::string comparable(const ComparableResult& result, const PlaceChoices& choices, const PageContext& context) const;
  std::string gaps(const GapTable& table, const PageContext& context) const;
  // `detail` says which parameter or which practice; for 410 the reason of the withdrawal.
  std::string error(int status, const std::string& detail, const PageContext& context) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gp
