#include "searchd/render/compare_page.h"

#include <algorithm>

#include "searchd/render/practice_facts.h"

namespace gp {
namespace {

// What a field says of one practice, to show and to compare.
struct Cell {
  Data shown{};         // cell_* of compare.mustache; false: the sources do not say
  std::string value{};  // the fact itself, in no language
};

struct Row {
  std::string_view label;  // key of a message
  Cell (*cell)(View& view, const PracticeView& shown);
};

Data cell_of(const char* kind, Data content, Data lang) {
  Data cell;
  cell["cell_text"] = false;
  cell["cell_evidence"] = false;
  cell["cell_tags"] = false;
  cell["cell_lines"] = false;
  cell["cell_html"] = false;
  cell["cell_star"] = false;
  cell[kind] = std::move(content);
  cell["cell_lang"] = std::move(lang);
  return cell;
}

Cell text_cell(const std::string& text, std::string value, Data lang) {
  return {when(!text.empty(), cell_of("cell_text", text, std::move(lang))), std::move(value)};
}

Cell list_cell(const char* kind, const std::vector<std::string>& all, std::string value, Data lang) {
  if (all.empty()) return {false, {}};
  Data items(Data::type::list);
  for (const std::string& text : all) {
    Data item;
    item["item_text"] = text;
    append(items, std::move(item));
  }
  Data list;
  list["cell_items"] = std::move(items);
  return {cell_of(kind, std::move(list), std::move(lang)), std::move(value)};
}

// One after the other, in an order that does not matter.
std::string as_set(std::vector<std::string> all) {
  std::sort(all.begin(), all.end());
  std::string value;
  for (const std::string& one : all) value += one + '\n';
  return value;
}

Cell concepts_cell(const View& view, const std::vector<Labelled>& concepts) {
  std::vector<std::string> ids;
  std::vector<std::string> labels;
  for (const Labelled& one : concepts) {
    ids.push_back(one.id);
    labels.push_back(one.label);
  }
  return list_cell("cell_tags", labels, as_set(std::move(ids)), label_lang(view));
}

Cell section_cell(const View& view, const PracticeView& shown, std::string_view kind) {
  const std::string html = section_html(text_of(shown).body, kind);
  if (html.empty()) return {false, {}};
  Data section;
  section["section_html"] = html;
  return {cell_of("cell_html", std::move(section), lang_or_false(view, shown.lang)), html};
}

template <std::size_t kNumber>
Cell section_number(View& view, const PracticeView& shown) {
  return section_cell(view, shown, kSections[kNumber]);
}

std::string number_of(const std::optional<long long>& number) {
  return number ? std::to_string(*number) : std::string();
}

std::string number_of(const std::optional<int>& number) {
  return number ? std::to_string(*number) : std::string();
}

Data original_lang(const View& view, const PracticeView& shown) {
  return lang_or_false(view, shown.practice.original_language);
}

Cell where_cell(View& view, const PracticeView& shown) {
  Cell cell = text_cell(without_star(place(shown)), shown.city.id + '\n' + shown.country.id, label_lang(view));
  if (needs_star(view, shown.country.id)) cell.shown["cell_star"] = true;
  return cell;
}

Cell population_cell(View& view, const PracticeView& shown) {
  return text_cell(population(view, shown), number_of(shown.population), false);
}

Cell years_cell(View& view, const PracticeView& shown) {
  const Period& period = shown.practice.period;
  return text_cell(years(view, period), number_of(period.start) + '-' + number_of(period.end), false);
}

Cell level_cell(View& view, const PracticeView& shown) {
  return text_cell(shown.level.label, shown.level.id, label_lang(view));
}

Cell budget_cell(View& view, const PracticeView& shown) {
  const std::optional<long long>& budget = shown.practice.budget_eur;
  return text_cell(budget ? view.format.euros(*budget) : std::string(), number_of(budget), false);
}

Cell funding_cell(View& view, const PracticeView& shown) {
  return list_cell("cell_lines", shown.practice.funding, as_set(shown.practice.funding), original_lang(view, shown));
}

Cell evidence_cell(View& view, const PracticeView& shown) {
  if (shown.evidence.label.empty()) return {false, {}};
  Data evidence;
  evidence["evidence_id"] = shown.evidence.id;
  evidence["evidence_label"] = shown.evidence.label;
  return {cell_of("cell_evidence", std::move(evidence), label_lang(view)), shown.evidence.id};
}

Cell reason_cell(View& view, const PracticeView& shown) {
  const std::string& reason = shown.practice.evidence.reason;
  return text_cell(reason, reason, original_lang(view, shown));
}

Cell groups_cell(View& view, const PracticeView& shown) {
  return concepts_cell(view, shown.target_groups);
}

Cell themes_cell(View& view, const PracticeView& shown) {
  return concepts_cell(view, shown.themes);
}

Cell languages_cell(View& view, const PracticeView& shown) {
  std::vector<std::string> tags;
  std::vector<std::string> names;
  for (const auto& [tag, text] : shown.practice.texts) {
    tags.push_back(tag);
    names.push_back(language_name(view, tag));
  }
  return text_cell(view.format.list(names), as_set(std::move(tags)), false);
}

Cell organisations_cell(View& view, const PracticeView& shown) {
  std::vector<std::string> names;
  for (const Organisation& one : shown.practice.organisations) names.push_back(one.name);
  return list_cell("cell_lines", names, as_set(names), original_lang(view, shown));
}

Cell summary_cell(View& view, const PracticeView& shown) {
  const std::string& summary = text_of(shown).summary;
  return text_cell(summary, summary, lang_or_false(view, shown.lang));
}

Cell sources_cell(View& view, const PracticeView& shown) {
  const std::size_t count = shown.practice.sources.size();
  return text_cell(view.format.number(static_cast<long long>(count)), std::to_string(count), false);
}

// What decides comes first, what is read afterwards last.
constexpr Row kRows[] = {
    {"fact.where", where_cell},
    {"fact.population", population_cell},
    {"fact.when", years_cell},
    {"fact.level", level_cell},
    {"fact.budget", budget_cell},
    {"fact.funding", funding_cell},
    {"fact.evidence", evidence_cell},
    {"compare.reason", reason_cell},
    {"fact.groups", groups_cell},
    {"fact.themes", themes_cell},
    {"compare.summary", summary_cell},
    {"compare.done", section_number<1>},
    {"compare.results", section_number<2>},
    {"compare.failed", section_number<3>},
    {"compare.lessons", section_number<4>},
    {"compare.ask", organisations_cell},
    {"compare.languages", languages_cell},
    {"compare.sources", sources_cell},
};

std::vector<std::string> ids_of(const std::vector<PracticeView>& practices) {
  std::vector<std::string> ids;
  ids.reserve(practices.size());
  for (const PracticeView& shown : practices) ids.push_back(shown.practice.id);
  return ids;
}

Data columns(const View& view, const Comparison& comparison) {
  const std::vector<std::string> ids = ids_of(comparison.practices);
  Data list(Data::type::list);
  for (const PracticeView& shown : comparison.practices) {
    Data column;
    column["column_title"] = text_of(shown).title;
    column["column_lang"] = lang_or_false(view, shown.lang);
    column["column_url"] = practice_url(shown.practice.id, view.query);
    column["column_remove_url"] = compare_url(without(ids, shown.practice.id), comparison.only_differences, view.query);
    append(list, std::move(column));
  }
  return list;
}

// Adds the rows; answers how many differ.
std::size_t add_rows(Data& table, View& view, const Comparison& comparison) {
  Data rows(Data::type::list);
  std::size_t differing = 0;
  for (const Row& row : kRows) {
    Data cells(Data::type::list);
    std::vector<std::string> values;
    for (const PracticeView& shown : comparison.practices) {
      Cell cell = row.cell(view, shown);
      Data data;
      data["cell"] = std::move(cell.shown);
      append(cells, std::move(data));
      values.push_back(std::move(cell.value));
    }
    const bool differs = std::ranges::any_of(values, [&](const std::string& value) { return value != values.front(); });
    if (differs) ++differing;
    if (comparison.only_differences && !differs) continue;
    Data data;
    data["row_label"] = view.text(row.label);
    data["row_differs"] = differs;
    data["cells"] = std::move(cells);
    append(rows, std::move(data));
  }
  table["rows"] = std::move(rows);
  return differing;
}

Data table(View& view, const Comparison& comparison) {
  Data table;
  table["columns"] = columns(view, comparison);
  table["columns_count"] = std::to_string(comparison.practices.size());
  const std::size_t differing = add_rows(table, view, comparison);
  table["differing"] =
      view.text("compare.differing", {count_of("count", differing), count_of("rows", std::size(kRows))});
  table["only_differences"] = comparison.only_differences;
  table["switch_url"] = compare_url(ids_of(comparison.practices), !comparison.only_differences, view.query);
  return table;
}

// With fewer than two there is nothing to compare yet: what there is, and what could go beside it.
Data too_few(const View& view, const Comparison& comparison) {
  Data data;
  data["chosen_title"] = false;
  if (!comparison.practices.empty()) {
    data["chosen_title"] = text_of(comparison.practices.front()).title;
    data["chosen_lang"] = lang_or_false(view, comparison.practices.front().lang);
    data["chosen_url"] = practice_url(comparison.practices.front().practice.id, view.query);
  }
  Data list(Data::type::list);
  for (const PracticeView& other : comparison.others) {
    std::vector<std::string> ids = ids_of(comparison.practices);
    ids.push_back(other.practice.id);
    Data one;
    one["other_title"] = text_of(other).title;
    one["other_lang"] = lang_or_false(view, other.lang);
    one["other_place"] = or_false(place(other));
    one["other_url"] = compare_url(ids, comparison.only_differences, view.query);
    append(list, std::move(one));
  }
  Data others;
  others["other_list"] = std::move(list);
  data["others"] = when(!comparison.others.empty(), std::move(others));
  return data;
}

}  // namespace

Data compare_page(View& view, const Comparison& comparison) {
  const bool enough = comparison.practices.size() >= kFewestCompared;
  const std::string title =
      enough ? view.text("compare.title", {count_of("count", comparison.practices.size())}) : view.text("compare.few");
  Data page;
  page["compare_title"] = title;
  page["breadcrumb"] = breadcrumb(view);
  page["comparison"] = enough ? table(view, comparison) : Data(false);
  page["too_few"] = enough ? Data(false) : too_few(view, comparison);
  page["search_url"] = search_url(view.query);

  Frame frame;
  frame.kind = "compare";
  frame.title = title;
  frame.description = view.text("compare.description");
  frame.index = false;
  add_frame(page, view, frame);
  page["header_search"] = true;
  return page;
}

}  // namespace gp
