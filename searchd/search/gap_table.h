// The matches of a search as a table, themes by something else: what there is, and what there is not. All rows and
// columns stand there, those without a match too, but for those that a filter of their own facet rules out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/search/query.h"
#include "searchd/search/result.h"

namespace gp {

// What stands beside the themes.
enum class GapAxis { kCountry, kEvidence, kDecade, kGroup, kLevel };
inline constexpr std::string_view kGapAxisNames[] = {"country", "evidence", "decade", "group", "level"};

// A theme, or a value of the other axis.
struct GapEntry {
  std::string id{};          // of the value; of a decade its first year; empty: practices that have no value
  std::string label{};       // empty for decades and for practices that have no value
  std::uint32_t count = 0;   // matches, each once
  std::size_t narrower = 0;  // of a top theme: how many themes it has under it
  bool is_narrower = false;  // one of these, and its theme stands before it
  bool linked = false;       // some address finds just these practices: see narrowed()
  std::string facet{};       // what `values` are of
  std::vector<std::string> values{};
  std::optional<int> from{};
  std::optional<int> to{};
};

struct GapTable {
  Query query{};
  GapAxis by = GapAxis::kCountry;
  std::string under{};      // the theme that is opened; empty: none
  std::string corrected{};  // the query that was run instead; empty: as typed
  std::size_t total = 0;    // that of the search
  std::size_t practices = 0;
  int last_year = 0;                                 // up to which practices without an end count, where by decade
  std::vector<GapEntry> themes{};                    // by label; those under `under` stand behind it
  std::vector<GapEntry> others{};                    // evidence and level in the order of the vocabulary, decades in
                                                     // that of time, else by label; what has no value comes last
  std::vector<std::vector<std::uint32_t>> counts{};  // [theme][other]: matches with both, each once
  std::map<std::string, std::vector<Labelled>> chosen{};  // the values of the query's filters, by facet
};

// What the page of the table has beside the search, as parameters: "by=decade&under=housing".
std::string gap_parameters(GapAxis by, const std::string& under);

// The search for those of the query's matches that are in `entry`, which must be linked. The matches of a cell are
// found by narrowing by its theme and then by the other: exact, since a filter that both axes would set is never there.
Query narrowed(Query query, const GapEntry& entry);

}  // namespace gp
