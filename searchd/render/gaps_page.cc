// Themes are the rows. Where there are many columns, their names stand upright: a reader sees all countries at once,
// which is what the map is for, and names that she knows are read that way too.
#include "searchd/render/gaps_page.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "searchd/render/chips.h"

namespace gp {
namespace {

constexpr std::uint32_t kShades = 5;
constexpr std::size_t kMostWideColumns = 12;  // with names that lie; more columns have them upright

std::string by_name(GapAxis by) {
  return std::string(kGapAxisNames[static_cast<std::size_t>(by)]);
}

std::string page_url(const Query& query, GapAxis by, const std::string& under) {
  return url_of("/gaps", query, gap_parameters(by, under));
}

// The table in the making.
class Map {
 public:
  Map(View& view, const GapTable& table) : view_(view), table_(table) {
    for (const std::vector<std::uint32_t>& row : table.counts) {
      for (const std::uint32_t count : row) most_ = std::max(most_, count);
    }
  }

  Data columns() {
    Data list(Data::type::list);
    for (const GapEntry& other : table_.others) append(list, heading(other));
    return list;
  }

  Data rows() {
    Data list(Data::type::list);
    for (std::size_t row = 0; row < table_.themes.size(); ++row) {
      const GapEntry& theme = table_.themes[row];
      Data data = heading(theme);
      data["row_id"] = theme.id.empty() ? "theme" : "theme-" + theme.id;
      data["row_narrower"] = theme.is_narrower;
      data["row_toggle"] = when(theme.narrower > 0, toggle(theme));
      data["row_total"] = cell(theme.count, {&theme}, 0);
      Data cells(Data::type::list);
      for (std::size_t column = 0; column < table_.others.size(); ++column) {
        const std::uint32_t count = table_.counts[row][column];
        append(cells, cell(count, {&theme, &table_.others[column]}, shade(count)));
      }
      data["row_cells"] = std::move(cells);
      append(list, std::move(data));
    }
    return list;
  }

  Data totals() {
    Data cells(Data::type::list);
    for (const GapEntry& other : table_.others) append(cells, cell(other.count, {&other}, 0));
    return cells;
  }

  Data total() { return cell(static_cast<std::uint32_t>(table_.total), {}, 0); }

  // Whether there were practices that no address finds.
  bool some_without_link() const { return some_without_link_; }

 private:
  // In the words of the page: decades, and what is not known.
  static bool is_ours(const GapEntry& entry) { return entry.label.empty(); }

  std::string name(const GapEntry& entry) const {
    if (entry.id.empty()) return view_.text("gaps.unknown");
    return is_ours(entry) ? view_.text("gaps.decade", {{"year", entry.id}}) : entry.label;
  }

  Data heading(const GapEntry& entry) {
    Data data;
    if (entry.facet == "country") needs_star(view_, entry.id);
    data["entry_label"] = name(entry);
    data["entry_lang"] = is_ours(entry) ? Data(false) : label_lang(view_);
    return data;
  }

  // 0: nothing; else by how much of the highest number it is.
  std::uint32_t shade(std::uint32_t count) const { return most_ == 0 ? 0 : (count * kShades + most_ - 1) / most_; }

  Data toggle(const GapEntry& theme) const {
    const bool open = theme.id == table_.under;
    Data data;
    data["toggle_url"] = page_url(table_.query, table_.by, open ? "" : theme.id) + "#theme-" + theme.id;
    data["toggle_open"] = open;
    return data;
  }

  // Practices that are in all of `entries`.
  Data cell(std::uint32_t count, const std::vector<const GapEntry*>& entries, std::uint32_t shade) {
    Data data;
    data["cell_none"] = count == 0;
    data["cell_count"] = view_.format.number(count);
    data["cell_shade"] = when(shade > 0, std::to_string(shade));
    data["cell_link"] = false;
    if (count == 0) return data;
    if (!std::ranges::all_of(entries, [](const GapEntry* entry) { return entry->linked; })) {
      some_without_link_ = true;
      return data;
    }
    Query query = table_.query;
    query.page = 1;
    for (const GapEntry* entry : entries) query = narrowed(std::move(query), *entry);
    Data link;
    link["link_url"] = search_url(query);
    add_link_name(link, count, entries);
    data["cell_link"] = std::move(link);
    return data;
  }

  // "Housing, France: 3 practices"; where the names are in another language than the page, nothing of the page's.
  void add_link_name(Data& link, std::uint32_t count, const std::vector<const GapEntry*>& entries) const {
    std::vector<std::string> names;
    bool ours = entries.empty();
    for (const GapEntry* entry : entries) {
      names.push_back(name(*entry));
      ours = ours || is_ours(*entry);
    }
    const bool foreign = label_lang(view_).is_string() && !ours;
    link["link_lang"] = foreign ? label_lang(view_) : Data(false);
    if (entries.empty()) {
      link["link_name"] = view_.text("gaps.cell.all", {count_of("count", count)});
    } else if (names.size() == 1) {
      link["link_name"] =
          view_.text(foreign ? "gaps.cell.one_bare" : "gaps.cell.one", {{"name", names[0]}, count_of("count", count)});
    } else {
      link["link_name"] = view_.text(foreign ? "gaps.cell.both_bare" : "gaps.cell.both",
                                     {{"theme", names[0]}, {"other", names[1]}, count_of("count", count)});
    }
  }

  View& view_;
  const GapTable& table_;
  std::uint32_t most_ = 0;
  bool some_without_link_ = false;
};

Data axes(const View& view, const GapTable& table) {
  Data list(Data::type::list);
  for (std::size_t i = 0; i < std::size(kGapAxisNames); ++i) {
    const auto by = static_cast<GapAxis>(i);
    Data axis;
    axis["axis_url"] = page_url(table.query, by, table.under);
    axis["axis_label"] = view.text("gaps.by." + by_name(by));
    axis["axis_current"] = by == table.by;
    append(list, std::move(axis));
  }
  return list;
}

std::string label_of(const GapTable& table, const std::string& facet, const std::string& id) {
  const auto chosen = table.chosen.find(facet);
  if (chosen == table.chosen.end()) return id;
  const auto value = std::ranges::find(chosen->second, id, &Labelled::id);
  return value == chosen->second.end() ? id : value->label;
}

bool is_narrowed(const Query& query) {
  return !query.q.empty() || filter_count(query) > 0;
}

}  // namespace

std::string gaps_url(const Query& query) {
  return page_url(query, GapAxis::kCountry, "");
}

Data gaps_page(View& view, const GapTable& table) {
  Query query = table.query;
  query.page = 1;
  Data page;
  page["gaps_of"] = query.q.empty()
                        ? view.text("results.total", {count_of("count", table.total)})
                        : view.text("results.total_for", {count_of("count", table.total), {"words", query.q}});
  page["gaps_lead"] = view.text(is_narrowed(query) ? "gaps.lead_search" : "gaps.lead");
  page["gaps_corrected"] = when(!table.corrected.empty(), view.text("note.corrected", {{"words", table.corrected}}));
  page["gaps_search_url"] = search_url(query);
  page["chosen"] =
      chips(view, query, [&](const std::string& facet, const std::string& id) { return label_of(table, facet, id); });
  page["gaps_axes"] = axes(view, table);
  page["gaps_caption"] = view.text("gaps.caption." + by_name(table.by));

  Map map(view, table);
  page["gaps_columns"] = map.columns();
  page["gaps_total"] = map.total();
  page["gaps_totals"] = map.totals();
  page["gaps_rows"] = map.rows();
  page["gaps_upright"] = table.others.size() > kMostWideColumns;
  page["gaps_last_year"] =
      when(table.by == GapAxis::kDecade, view.text("gaps.last_year", {{"year", std::to_string(table.last_year)}}));
  page["gaps_without_link"] = map.some_without_link();

  Frame frame;
  frame.kind = "gaps";
  frame.title = view.text("gaps.title");
  frame.description = view.text("gaps.description");
  frame.index = !is_narrowed(query) && view.context.own_parameters.empty();
  add_frame(page, view, frame);
  page["header_search"] = true;
  return page;
}

}  // namespace gp
