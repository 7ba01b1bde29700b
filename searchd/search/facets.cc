#include "searchd/search/facets.h"

#include <algorithm>

#include "indexer/schema/index_schema.h"
#include "searchd/search/generation.h"

namespace gp {

static_assert(std::size(kFacetColumns) == kFacetNames.size());

namespace {

// How many of `documents` have each value.
std::vector<std::uint32_t> counts_of(std::size_t facet, const DocSet& documents, const Generation& generation) {
  const FacetColumn& column = generation.columns().facets[facet];
  std::vector<std::uint32_t> counts(column.values.size());
  // All at once where there are few values: 64 documents of a value cost less than two documents of a column.
  const std::size_t words = documents.bytes() / sizeof(std::uint64_t);
  if (documents == generation.all()) {
    for (std::uint32_t value = 0; value < counts.size(); ++value) counts[value] = generation.value_count(facet, value);
  } else if (words * counts.size() < std::size_t{2} * documents.count()) {
    for (std::uint32_t value = 0; value < counts.size(); ++value) {
      counts[value] = documents.common(generation.with_value(facet, value));
    }
  } else {
    documents.for_each([&](std::uint32_t document) {
      for (const std::uint16_t value : column.of(document)) ++counts[value];
    });
  }
  return counts;
}

}  // namespace

std::size_t facet_number(std::string_view name) {
  return static_cast<std::size_t>(std::find(kFacetNames.begin(), kFacetNames.end(), name) - kFacetNames.begin());
}

Filters::Filters(const Query& query, const Generation& generation) : generation_(generation) {
  for (const auto& [name, ids] : query.filters) {
    const std::size_t facet = facet_number(name);
    sets_[facet] = DocSet(generation.rows());
    for (const std::string& id : ids) {
      const auto value = generation.facet_value(facet, id);
      if (!value) throw BadRequest(name, "there is no " + name + " '" + id + "' in this collection");
      selected_[facet].push_back(*value);
      sets_[facet] |= generation.with_value(facet, *value);
    }
    any_ = any_ || !ids.empty();
  }
  if (query.from || query.to) {
    has_years_ = any_ = true;
    years_ = DocSet(generation.rows());
    const Columns& columns = generation.columns();
    generation.all().for_each([&](std::uint32_t document) {
      // Active in the period: begun before it ended, not ended before it began. What is not known cannot be claimed,
      // but for the end: without one a practice goes on.
      const std::int16_t start = columns.start[document];
      const std::int16_t end = columns.end[document];
      if (start == kNoYear && end == kNoYear) return;
      if (query.to && (start == kNoYear ? end : start) > *query.to) return;
      if (query.from && end != kNoYear && end < *query.from) return;
      years_.add(document);
    });
  }
}

std::map<std::string, std::vector<Labelled>> Filters::labelled(const std::string& lang) const {
  const std::shared_ptr<const FacetLabels> labels = generation_.labels(lang);
  std::map<std::string, std::vector<Labelled>> chosen;
  for (std::size_t facet = 0; facet < selected_.size(); ++facet) {
    for (const std::uint32_t value : selected_[facet]) {
      chosen[std::string(kFacetNames[facet])].push_back(
          {.id = std::string(generation_.columns().facets[facet].values[value]), .label = labels->label[facet][value]});
    }
  }
  return chosen;
}

DocSet Filters::apply(const DocSet& documents, std::size_t except) const {
  DocSet left = documents;
  for (std::size_t facet = 0; facet < selected_.size(); ++facet) {
    if (facet != except && filters(facet)) left &= sets_[facet];
  }
  if (has_years_ && except != kYears) left &= years_;
  return left;
}

std::vector<FacetValue> count_facet(std::size_t facet, const DocSet& documents, const Filters& filters,
                                    const std::string& lang, const Generation& generation) {
  const FacetColumn& column = generation.columns().facets[facet];
  const std::shared_ptr<const FacetLabels> labels = generation.labels(lang);
  const std::vector<std::uint32_t> counts = counts_of(facet, documents, generation);
  const std::vector<std::uint32_t>& selected = filters.selected(facet);
  const auto is_selected = [&selected](std::uint32_t value) {
    return std::find(selected.begin(), selected.end(), value) != selected.end();
  };
  // The most frequent first, then by label; as one number each, which sort in half the time.
  const std::vector<std::uint32_t>& rank = labels->rank[facet];
  std::vector<std::uint64_t> order;
  for (std::uint32_t value = 0; value < counts.size(); ++value) {
    if (counts[value] > 0 || is_selected(value)) order.push_back(std::uint64_t{~counts[value]} << 32 | rank[value]);
  }
  std::ranges::sort(order);
  std::vector<FacetValue> values;
  values.reserve(order.size());
  for (const std::uint64_t one : order) {
    const std::uint32_t value = labels->by_rank[facet][static_cast<std::uint32_t>(one)];
    values.push_back({.id = std::string(column.values[value]),
                      .label = labels->label[facet][value],
                      .count = counts[value],
                      .selected = is_selected(value),
                      .broader = std::string(generation.broader_value(facet, value))});
  }
  return values;
}

std::vector<YearCount> count_years(const DocSet& documents, const Generation& generation) {
  const auto [first, last] = generation.years();
  std::vector<YearCount> years;
  if (first == kNoYear) return years;
  // How many begin in a year less how many have ended by it; the sum up to a year is how many are active in it.
  std::vector<std::int64_t> change(static_cast<std::size_t>(last - first) + 2);
  const Columns& columns = generation.columns();
  documents.for_each([&, begin = first](std::uint32_t document) {
    const std::int16_t start = columns.start[document];
    const std::int16_t end = columns.end[document];
    if ((start == kNoYear && end == kNoYear) || (end != kNoYear && end < start)) return;
    ++change[static_cast<std::size_t>((start == kNoYear ? end : start) - begin)];
    if (end != kNoYear) --change[static_cast<std::size_t>(end - begin) + 1];
  });
  std::int64_t active = 0;
  for (int year = first; year <= last; ++year) {
    active += change[static_cast<std::size_t>(year - first)];
    years.push_back({.year = year, .count = static_cast<std::uint32_t>(active)});
  }
  return years;
}

}  // namespace gp
