#include "searchd/render/chips.h"

#include <utility>
#include <vector>

namespace gp {

std::size_t filter_count(const Query& query) {
  std::size_t count = query.from || query.to ? 1 : 0;
  for (const auto& [facet, ids] : query.filters) count += ids.size();
  return count;
}

Query without_filters(Query query) {
  query.filters.clear();
  query.from.reset();
  query.to.reset();
  return first_page(std::move(query));
}

Data chips(const View& view, const Query& query,
           const std::function<std::string(const std::string&, const std::string&)>& label_of) {
  if (filter_count(query) == 0) return false;
  Data list(Data::type::list);
  const auto add = [&](const std::string& label, bool is_label, const Query& without) {
    Data chip;
    chip["chip_label"] = label;
    chip["chip_is_label"] = is_label;
    chip["chip_remove"] = view.text("filter.remove");
    chip["chip_url"] = own_url(view, first_page(without));
    append(list, std::move(chip));
  };
  for (const std::string_view name : kFacetNames) {
    const auto chosen = query.filters.find(std::string(name));
    if (chosen == query.filters.end()) continue;
    for (const std::string& id : chosen->second) {
      Query without = query;
      std::vector<std::string>& ids = without.filters[chosen->first];
      std::erase(ids, id);
      if (ids.empty()) without.filters.erase(chosen->first);
      add(label_of(chosen->first, id), true, without);
    }
  }
  if (query.from || query.to) {
    Query without = query;
    without.from.reset();
    without.to.reset();
    add(view.text("filter.years", {{"years", years(view, {query.from, query.to})}}), false, without);
  }
  Data chosen;
  chosen["chips"] = std::move(list);
  chosen["clear_url"] = own_url(view, without_filters(query));
  return chosen;
}

}  // namespace gp
