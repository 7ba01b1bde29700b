// The questions the site can ask of an index. Stateless beside the generation it looks at: cheap to make, one per
// request, so a request never sees two generations. All methods are const and may run in any number of threads at once.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/search/deadline.h"
#include "searchd/search/gap_table.h"
#include "searchd/search/map_points.h"
#include "searchd/search/query.h"
#include "searchd/search/result.h"

namespace gp {

class DocSet;
class Generation;
struct ComparableResult;
struct OwnPlace;
struct PlaceChoices;
struct Ranked;
struct Vocabulary;

// No such practice: status 404.
struct NotFound : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// It was there and was withdrawn; what() is the reason: status 410.
struct Gone : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Searcher {
 public:
  // Searches for words end by SearchTimeout at the deadline.
  explicit Searcher(std::shared_ptr<const Generation> generation, Deadline deadline = {})
      : generation_(std::move(generation)), deadline_(deadline) {}

  // Exact total, exact counts. Throws BadRequest for a filter value the index does not have.
  SearchResult search(const Query& query) const;

  // All that search() finds, by place; page and order do not matter. Titles cost a look at each practice, so they are
  // there only of at most `most_titled`. Throws BadRequest likewise.
  MapPoints points(const Query& query, std::size_t most_titled) const;

  // Practices, cities, countries, themes, groups and words whose label in any language goes on from what was typed; at
  // most `limit`. Hidden labels find nothing here.
  std::vector<Suggestion> suggest(std::string_view typed, std::string_view lang, std::size_t limit) const;

  // The values of one facet under `query` (disregarding its own filter) of which a word of a label in any language
  // begins with `prefix`; all of them for an empty prefix. Throws NotFound for an unknown facet.
  std::vector<FacetValue> facet_values(std::string_view facet, const Query& query, std::string_view prefix) const;

  // How many of the matches have which theme and which of `by`; `under`: a top theme to be opened, or empty. Throws
  // BadRequest for a filter value or a theme the index does not have.
  GapTable gap_table(const Query& query, GapAxis by, std::string_view under) const;

  // Throws NotFound, Gone.
  PracticeView practice(std::string_view id, std::string_view lang) const;

  // The same without those like it or related to it, which cost a search. Throws NotFound, Gone.
  PracticeView facts(std::string_view id, std::string_view lang) const;

  // The practices picked in `query`, and why its words find each of them. Ids there are not are told, not thrown.
  // Throws BadRequest for a filter value the index does not have.
  Shortlist shortlist(const Query& query) const;

  // The practices most like this one, best first. Throws NotFound, Gone.
  std::vector<Hit> similar(std::string_view id, std::string_view lang, std::size_t limit) const;

  // Weakest first, as the vocabulary has them.
  std::vector<EvidenceClass> evidence_classes(const std::string& lang) const;

  // The same practices as search(), those from places most comparable to the reader's first (comparable.h). Throws
  // BadRequest for a country there is not; a place that is not known is no error.
  ComparableResult comparable(const Query& query, const OwnPlace& own) const;

  // The places and countries a reader may choose her own from.
  PlaceChoices place_choices(std::string_view lang) const;

  // Language tags the collection has texts in, sorted.
  std::vector<std::string> languages() const;

  // Lives as long as the searcher.
  const Vocabulary& vocabulary() const;

  const std::string& generation_id() const;
  std::size_t practices() const;

 private:
  // The page of a result from all its matches; empty: the order that the query asks for.
  using Order = std::function<std::vector<Ranked>(const DocSet& matches)>;
  SearchResult search(const Query& query, const Order& order) const;

  std::shared_ptr<const Generation> generation_;
  Deadline deadline_;
};

}  // namespace gp
