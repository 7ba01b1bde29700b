#include "searchd/render/facet_list.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

namespace gp {
namespace {

constexpr std::size_t kFirstValues = 8;  // of a facet, in plain sight
constexpr std::size_t kMostValues = 60;  // of a facet, in the page at all
constexpr std::size_t kLongList = 20;    // values of a facet, from where a field to find one is worth its space

// A value of the first level with all that are under it, in the order of the facet.
struct Family {
  const FacetValue* top = nullptr;
  std::vector<const FacetValue*> narrower{};

  bool any_selected() const {
    return top->selected || std::ranges::any_of(narrower, [](const FacetValue* one) { return one->selected; });
  }
};

// What is under a value of the second level is listed beside it: a page has room for two levels.
std::vector<Family> families(const std::vector<FacetValue>& values) {
  std::unordered_map<std::string_view, const FacetValue*> by_id;
  for (const FacetValue& value : values) by_id.emplace(value.id, &value);
  const auto wider = [&by_id](const FacetValue* value) -> const FacetValue* {
    const auto found = value->broader.empty() ? by_id.end() : by_id.find(value->broader);
    return found == by_id.end() ? nullptr : found->second;
  };
  const auto top_of = [&](const FacetValue* value) {
    std::size_t steps = values.size();  // a circle, which the indexer refuses, would have no top
    for (const FacetValue* up = wider(value); up != nullptr && steps > 0; up = wider(value), --steps) value = up;
    return value;
  };
  std::vector<Family> all;
  std::unordered_map<const FacetValue*, std::size_t> place;
  for (const FacetValue& value : values) {
    if (top_of(&value) == &value) {
      place.emplace(&value, all.size());
      all.push_back({.top = &value});
    }
  }
  for (const FacetValue& value : values) {
    const auto family = place.find(top_of(&value));
    if (family != place.end() && family->first != &value) all[family->second].narrower.push_back(&value);
  }
  return all;
}

Data facet_value(View& view, std::string_view facet, const FacetValue& value) {
  Data data;
  data["value_id"] = value.id;
  data["value_label"] = value.label;
  data["value_count"] = view.format.number(value.count);
  data["value_count_words"] = view.text("count.practices", {count_of("count", value.count)});
  data["value_selected"] = value.selected;
  data["value_disabled"] = value.count == 0 && !value.selected;
  if (facet == "country") needs_star(view, value.id);
  data["value_narrower"] = false;
  return data;
}

// `room`: how many more of them the page takes; what is selected always has room.
Data narrower(View& view, std::string_view facet, const Family& family, std::size_t& room) {
  Data list(Data::type::list);
  std::size_t listed = 0;
  for (const FacetValue* one : family.narrower) {
    if (room == 0 && !one->selected) continue;
    room -= std::min<std::size_t>(room, 1);
    append(list, facet_value(view, facet, *one));
    ++listed;
  }
  if (listed == 0) return false;
  const std::string key = "facet.narrower." + std::string(facet);
  Data data;
  data["narrower_label"] = view.text(view.texts.has(key) ? key : "facet.narrower", {count_of("count", listed)});
  data["narrower_open"] = family.any_selected();
  data["narrower_values"] = std::move(list);
  return data;
}

}  // namespace

Data facet_list(View& view, std::string_view name, const std::vector<FacetValue>& values) {
  Data first(Data::type::list);
  Data more(Data::type::list);
  std::size_t listed = 0;
  std::size_t hidden = 0;
  const std::vector<Family> all = families(values);
  std::size_t room = kMostValues - std::min(kMostValues, all.size());
  for (const Family& family : all) {
    ++listed;
    const bool in_sight = listed <= kFirstValues || family.any_selected();
    if (!in_sight && listed > kMostValues) continue;
    Data value = facet_value(view, name, *family.top);
    value["value_narrower"] = narrower(view, name, family, room);
    if (!in_sight) ++hidden;
    append(in_sight ? first : more, std::move(value));
  }
  const auto selected =
      static_cast<std::size_t>(std::ranges::count_if(values, [](const FacetValue& one) { return one.selected; }));
  const std::string legend = view.text("facet." + std::string(name));
  Data data;
  data["facet_name"] = std::string(name);
  data["facet_legend"] = legend;
  data["facet_selected"] = when(selected > 0, view.text("facet.selected", {count_of("count", selected)}));
  data["facet_first"] = std::move(first);
  data["facet_more"] = false;
  data["facet_find"] = false;
  if (hidden > 0) {
    Data rest;
    rest["more_label"] = view.text("facet.more", {count_of("count", hidden)});
    rest["more_values"] = std::move(more);
    data["facet_more"] = std::move(rest);
    if (values.size() >= kLongList) data["facet_find"] = view.text("facet.find", {{"facet", legend}});
  }
  data["facet_cut"] = when(values.size() > kMostValues, view.text("facet.cut", {count_of("count", kMostValues)}));
  return data;
}

std::vector<FacetValue> top_values(const std::vector<FacetValue>& values) {
  std::vector<FacetValue> tops;
  for (const Family& family : families(values)) tops.push_back(*family.top);
  return tops;
}

}  // namespace gp
