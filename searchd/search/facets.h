// Facet counts over sets of practices.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "searchd/search/doc_set.h"
#include "searchd/search/query.h"
#include "searchd/search/result.h"

namespace gp {

class Generation;

// The filters of a query as sets.
class Filters {
 public:
  // Throws BadRequest naming the facet for a value the index does not have.
  Filters(const Query& query, const Generation& generation);

  bool any() const { return any_; }

  // `documents` under all filters but those of one facet (kFacetNames.size(): under all; kYears: all but the years).
  DocSet apply(const DocSet& documents, std::size_t except) const;
  static constexpr std::size_t kYears = kFacetNames.size() + 1;
  bool has_years() const { return has_years_; }
  bool filters(std::size_t facet) const { return !selected_[facet].empty(); }
  const std::vector<std::uint32_t>& selected(std::size_t facet) const { return selected_[facet]; }
  // What is selected, by the name of the facet, in the order of the query.
  std::map<std::string, std::vector<Labelled>> labelled(const std::string& lang) const;

 private:
  const Generation& generation_;
  std::array<std::vector<std::uint32_t>, kFacetNames.size()> selected_{};  // values, by facet
  std::array<DocSet, kFacetNames.size()> sets_{};
  DocSet years_{};
  bool has_years_ = false;
  bool any_ = false;
};

// The values of one facet among `documents`, by count, then by label; selected ones always, others if they count.
std::vector<FacetValue> count_facet(std::size_t facet, const DocSet& documents, const Filters& filters,
                                    const std::string& lang, const Generation& generation);

// How many of `documents` were active in each year, from the first to the last that the index knows; empty where it
// knows none. The count of a year is the total of a search from it to it.
std::vector<YearCount> count_years(const DocSet& documents, const Generation& generation);

// The number of a facet in kFacetNames; kFacetNames.size() if there is none of that name.
std::size_t facet_number(std::string_view name);

}  // namespace gp
