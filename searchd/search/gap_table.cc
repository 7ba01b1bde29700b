// Each row and each column is a set of practices, cut down to the matches; a cell is the size of what two of them
// share.
//
// A number leads to its practices where an address can say them. Values of one facet are OR in an address, so a row of
// a facet that is filtered already can take the place of its filter only where the index shows that it means the same.
// With years it is simpler: periods are spans, and spans that overlap two overlapping ones each overlap what these
// share. So the years of a decade within those of the search find the same practices as both conditions one after the
// other.
#include "searchd/search/gap_table.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "indexer/text/names.h"
#include "searchd/search/facets.h"
#include "searchd/search/generation.h"
#include "searchd/search/retrieval.h"
#include "searchd/search/searcher.h"

namespace gp {
namespace {

constexpr int kYearsOfDecade = 10;

// Rows or columns, each with its practices.
struct Axis {
  std::vector<GapEntry> entries{};
  std::vector<DocSet> sets{};
};

int year_of(std::int32_t day) {
  return static_cast<int>(std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(day))).year());
}

int decade_of(int year) {
  return year - year % kYearsOfDecade;
}

// Makes the entries of one table from its matches.
class TableMaker {
 public:
  TableMaker(const Query& query, const Filters& filters, const DocSet& matches, const Generation& generation)
      : query_(query), filters_(filters), matches_(matches), generation_(generation), collation_(query.lang) {}

  Axis themes(std::string_view under) const {
    const std::vector<Concept>& all = generation_.vocabulary().themes.concepts();
    Axis axis;
    for (const Labelled& top : by_label(all, "")) {
      const std::vector<Labelled> narrower = by_label(all, top.id);
      add(axis, "theme", top);
      axis.entries.back().narrower = narrower.size();
      if (top.id != under) continue;
      for (const Labelled& one : narrower) {
        add(axis, "theme", one);
        axis.entries.back().is_narrower = true;
      }
    }
    add_without(axis, "theme");
    return axis;
  }

  Axis others(GapAxis by, int last_year) const {
    Axis axis;
    switch (by) {
      case GapAxis::kCountry:
        for (const Labelled& one : possible("country", countries())) add(axis, "country", one);
        break;
      case GapAxis::kEvidence:
        for (const Labelled& one : possible("evidence", in_order(generation_.vocabulary().evidence))) {
          add(axis, "evidence", one);
        }
        break;
      case GapAxis::kGroup:
        for (const Labelled& one : sorted(in_order(generation_.vocabulary().target_groups))) add(axis, "group", one);
        break;
      case GapAxis::kLevel:
        for (const Labelled& one : possible("level", in_order(generation_.vocabulary().levels))) {
          add(axis, "level", one);
        }
        break;
      case GapAxis::kDecade:
        add_decades(axis, last_year);
        return axis;
    }
    add_without(axis, kGapAxisNames[static_cast<std::size_t>(by)]);
    return axis;
  }

 private:
  std::vector<Labelled> sorted(std::vector<Labelled> all) const {
    std::sort(all.begin(), all.end(), [this](const Labelled& a, const Labelled& b) {
      return std::pair(collation_.key(a.label), a.id) < std::pair(collation_.key(b.label), b.id);
    });
    return all;
  }

  Labelled labelled(const Concept& one) const {
    std::string label = label_for(one.pref_label, query_.lang);
    if (label.empty()) label = one.id;
    return {.id = one.id, .label = std::move(label)};
  }

  std::vector<Labelled> in_order(const Scheme<Concept>& scheme) const {
    std::vector<Labelled> all;
    for (const Concept& one : scheme.concepts()) all.push_back(labelled(one));
    return all;
  }

  std::vector<Labelled> by_label(const std::vector<Concept>& all, std::string_view broader) const {
    std::vector<Labelled> some;
    for (const Concept& one : all) {
      if (one.broader == broader) some.push_back(labelled(one));
    }
    return sorted(std::move(some));
  }

  // Those of the whole index, not of the matches only: a country where nothing is found is a gap.
  std::vector<Labelled> countries() const {
    const std::size_t facet = facet_number("country");
    const std::shared_ptr<const FacetLabels> labels = generation_.labels(query_.lang);
    const auto& values = generation_.columns().facets[facet].values;
    std::vector<Labelled> all;
    for (std::uint32_t value = 0; value < values.size(); ++value) {
      if (generation_.value_count(facet, value) == 0) continue;
      all.push_back({.id = std::string(values[value]), .label = labels->label[facet][value]});
    }
    return sorted(std::move(all));
  }

  // Of a facet of which a practice has one value, those its own filter leaves: with France chosen, 0 in Spain would say
  // nothing about Spain.
  std::vector<Labelled> possible(std::string_view facet_name, std::vector<Labelled> all) const {
    const auto chosen = query_.filters.find(std::string(facet_name));
    if (chosen == query_.filters.end()) return all;
    std::erase_if(all, [&chosen](const Labelled& one) {
      return std::ranges::find(chosen->second, one.id) == chosen->second.end();
    });
    return all;
  }

  // What the facet's filter leaves of the whole index.
  DocSet under_filter(std::size_t facet) const {
    DocSet chosen(generation_.rows());
    for (const std::uint32_t value : filters_.selected(facet)) chosen |= generation_.with_value(facet, value);
    return chosen;
  }

  static bool within(DocSet part, const DocSet& whole) {
    part -= whole;
    return part.empty();
  }

  void push(Axis& axis, GapEntry entry, DocSet set) const {
    set &= matches_;
    entry.count = set.count();
    axis.entries.push_back(std::move(entry));
    axis.sets.push_back(std::move(set));
  }

  void add(Axis& axis, const std::string& facet_name, const Labelled& one) const {
    const std::size_t facet = facet_number(facet_name);
    const auto value = generation_.facet_value(facet, one.id);
    DocSet set = value ? generation_.with_value(facet, *value) : DocSet(generation_.rows());
    GapEntry entry{.id = one.id, .label = one.label, .facet = facet_name};
    if (value) {
      entry.values = {one.id};
      entry.linked = true;
    }
    if (entry.linked && filters_.filters(facet)) {
      const DocSet chosen = under_filter(facet);
      if (!within(set, chosen)) {
        entry.values = query_.filters.at(facet_name);
        entry.linked = within(chosen, set);
      }
    }
    push(axis, std::move(entry), std::move(set));
  }

  // Practices that have no value of the facet, if there are such and no filter asks for one.
  void add_without(Axis& axis, std::string_view facet_name) const {
    const std::size_t facet = facet_number(facet_name);
    if (filters_.filters(facet)) return;
    const FacetColumn& column = generation_.columns().facets[facet];
    DocSet without(generation_.rows());
    generation_.all().for_each([&](std::uint32_t document) {
      if (column.of(document).empty()) without.add(document);
    });
    if (!without.empty()) push(axis, {.facet = std::string(facet_name)}, std::move(without));
  }

  // Only those that the years of the search reach: of others there is nothing to say.
  void add_decades(Axis& axis, int last_year) const {
    const auto [first, last] = generation_.years();
    if (first != kNoYear) {
      for (int decade = decade_of(first); decade <= last_year; decade += kYearsOfDecade) {
        Query years;
        years.from = std::max(decade, query_.from.value_or(decade));
        years.to = std::min(decade + kYearsOfDecade - 1, query_.to.value_or(decade + kYearsOfDecade - 1));
        if (*years.from > *years.to) continue;
        GapEntry entry{.id = std::to_string(decade), .linked = true, .from = years.from, .to = years.to};
        push(axis, std::move(entry), Filters(years, generation_).apply(generation_.all(), kFacetNames.size()));
      }
    }
    DocSet unknown(generation_.rows());
    const Columns& columns = generation_.columns();
    generation_.all().for_each([&](std::uint32_t document) {
      if (columns.start[document] == kNoYear && columns.end[document] == kNoYear) unknown.add(document);
    });
    if (!unknown.empty() && !filters_.has_years()) push(axis, {}, std::move(unknown));
  }

  const Query& query_;
  const Filters& filters_;
  const DocSet& matches_;
  const Generation& generation_;
  Collation collation_;
};

// The year in which the newest practice was added, or the last that is known of any if that is later.
int last_year(const Generation& generation) {
  int year = generation.years().second;
  generation.all().for_each(
      [&](std::uint32_t document) { year = std::max(year, year_of(generation.columns().added[document])); });
  return year;
}

void check_theme(std::string_view under, const Vocabulary& vocabulary) {
  if (under.empty()) return;
  const Concept* one = vocabulary.themes.find(under);
  if (one == nullptr) throw BadRequest("under", "there is no theme '" + std::string(under) + "'");
  if (!one->broader.empty()) {
    throw BadRequest("under", "'" + std::string(under) + "' is no top theme: only those have narrower ones here");
  }
}

}  // namespace

GapTable Searcher::gap_table(const Query& query, GapAxis by, std::string_view under) const {
  const Generation& generation = *generation_;
  check_theme(under, generation.vocabulary());
  const Filters filters(query, generation);
  GapTable table{.query = query, .by = by, .under = std::string(under)};
  const Retrieval found = retrieve(query, generation, deadline_);
  table.corrected = found.corrected;
  const DocSet matches = filters.apply(found.matches, kFacetNames.size());
  table.total = matches.count();
  table.practices = generation.meta().practices;
  table.last_year = last_year(generation);
  table.chosen = filters.labelled(query.lang);

  const TableMaker maker(query, filters, matches, generation);
  Axis themes = maker.themes(under);
  Axis others = maker.others(by, table.last_year);
  for (const DocSet& theme : themes.sets) {
    std::vector<std::uint32_t>& row = table.counts.emplace_back();
    for (DocSet both : others.sets) {
      both &= theme;
      row.push_back(both.count());
    }
  }
  table.themes = std::move(themes.entries);
  table.others = std::move(others.entries);
  return table;
}

Query narrowed(Query query, const GapEntry& entry) {
  if (!entry.facet.empty()) query.filters[entry.facet] = entry.values;
  if (entry.from) query.from = entry.from;
  if (entry.to) query.to = entry.to;
  return first_page(std::move(query));
}

std::string gap_parameters(GapAxis by, const std::string& under) {
  std::string text;
  if (by != GapAxis::kCountry) text = "by=" + std::string(kGapAxisNames[static_cast<std::size_t>(by)]);
  if (!under.empty()) text += (text.empty() ? "" : "&") + ("under=" + percent_encode(under));
  return text;
}

}  // namespace gp
