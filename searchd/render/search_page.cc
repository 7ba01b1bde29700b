#include "searchd/render/search_page.h"

#include <algorithm>
#include <set>

#include "searchd/render/chips.h"
#include "searchd/render/facet_list.h"
#include "searchd/render/gaps_page.h"
#include "searchd/render/map_page.h"
#include "searchd/render/year_chart.h"

namespace gp {
namespace {

constexpr std::size_t kPagesAround = 1;  // the current page, in the pagination
constexpr std::size_t kThemesToTry = 12;
constexpr std::size_t kNewestAtHome = 6;

const std::vector<FacetValue>& values_of(const SearchResult& result, std::string_view facet) {
  static const std::vector<FacetValue> kNone;
  const auto found = result.facets.find(std::string(facet));
  return found == result.facets.end() ? kNone : found->second;
}

// --- what was asked for

Data facets(View& view, const SearchResult& result) {
  Data list(Data::type::list);
  for (const std::string_view name : kFacetNames) {
    const std::vector<FacetValue>& values = values_of(result, name);
    if (!values.empty()) append(list, facet_list(view, name, values));
  }
  return list;
}

std::string label_of(const SearchResult& result, const std::string& facet, const std::string& id) {
  for (const FacetValue& value : values_of(result, facet)) {
    if (value.id == id) return value.label;
  }
  return id;
}

Data note(const View& view, const SearchResult& result, const Note& one) {
  const std::string words = one.code == "corrected" && !result.corrected.empty() ? result.corrected : one.detail;
  const std::string key = "note." + one.code;
  std::string said = view.texts.has(key) ? key : "note.other";
  const std::string one_word = key + ".one_word";
  if (one.detail.find(' ') == std::string::npos && view.texts.has(one_word)) said = one_word;
  Data data = pieces(
      view.texts.pieces(said, {{"words", words}, count_of("most", kMaxQueryWords), count_of("count", one.count)}), {});
  data["note_undo"] = false;
  if (one.undo) {
    Data undo;
    undo["undo_url"] = own_url(view, *one.undo);
    const std::string own_key = key + ".undo";
    undo["undo_label"] = view.text(view.texts.has(own_key) ? own_key : "note.undo",
                                   {{"words", result.query.q}, count_of("count", one.count)});
    data["note_undo"] = std::move(undo);
  }
  return data;
}

// It speaks of the practices below it.
bool is_about_hits(const Note& one) {
  return one.code == "similar" || one.code == "relaxed" || one.code == "widened";
}

bool has_note(const SearchResult& result, std::string_view code) {
  return std::any_of(result.notes.begin(), result.notes.end(), [&](const Note& one) { return one.code == code; });
}

// How far the search for the words went, and the ways to a wider or narrower one.
Data scope(const View& view, const SearchResult& result) {
  const Query& query = result.query;
  if (query.q.empty() || has_note(result, "no_words")) return false;
  Data lines(Data::type::list);
  bool any = false;
  const auto add = [&](const std::string& state, Query other) {
    Data line;
    line["scope_text"] = view.text("scope." + state);
    line["scope_label"] = view.text("scope." + state + ".change");
    line["scope_url"] = own_url(view, first_page(std::move(other)));
    append(lines, std::move(line));
    any = true;
  };
  Query other = query;
  other.translate = !query.translate;
  if (query.all_words) {
    Query some_words = query;
    some_words.all_words = false;
    add("all", std::move(some_words));
  }
  // The note "translate" has the same link; where nothing was found, the empty state says what was tried.
  if (!query.translate) {
    if (!has_note(result, "translate")) add("typed", std::move(other));
  } else if (!query.all_words && result.total > 0) {
    add("meaning", std::move(other));
  }
  Data data;
  data["scope_lines"] = std::move(lines);
  return when(any, std::move(data));
}

Data sort_options(const View& view, const Query& query) {
  const bool by_relevance = !query.q.empty();
  Data list(Data::type::list);
  const auto add = [&](const std::string& name, Sort sort, bool natural) {
    Data option;
    // The natural order has no value: who adds words to a list by newness wants the best matches first.
    option["option_value"] = natural ? "" : name;
    option["option_label"] = view.text("sort." + name);
    option["option_selected"] = query.sort == sort;
    append(list, std::move(option));
  };
  if (by_relevance) add("relevance", Sort::kRelevance, true);
  add("newest", Sort::kNewest, !by_relevance);
  add("title", Sort::kTitle, false);
  return list;
}

// --- pages

std::size_t page_count(const SearchResult& result) {
  const std::size_t size = std::max<std::size_t>(result.query.per_page, 1);
  return std::min(kMaxPage, (result.total + size - 1) / size);
}

std::string page_url(const View& view, const Query& query, std::size_t page) {
  Query other = query;
  other.page = page;
  return own_url(view, other);
}

Data pagination(const View& view, const Query& query, std::size_t pages) {
  std::set<std::size_t> shown = {1, pages};
  for (std::size_t page = query.page - std::min(kPagesAround, query.page - 1); page <= query.page + kPagesAround;
       ++page) {
    if (page <= pages) shown.insert(page);
  }
  Data list(Data::type::list);
  std::size_t last = 0;
  for (const std::size_t page : shown) {
    Data item;
    item["page_gap"] = page > last + 1;
    item["page_number"] = view.format.number(static_cast<long long>(page));
    item["page_url"] = page_url(view, query, page);
    item["page_current"] = page == query.page;
    item["page_label"] = view.text("pages.page", {count_of("page", page)});
    append(list, std::move(item));
    last = page;
  }
  Data data;
  data["pages"] = std::move(list);
  data["page_previous"] = when(query.page > 1, page_url(view, query, query.page - 1));
  data["page_next"] = when(query.page < pages, page_url(view, query, query.page + 1));
  return data;
}

// --- links with counts: themes, countries

Data count_link(View& view, std::string_view facet, const FacetValue& value) {
  Data link;
  link["link_label"] = value.label;
  link["link_url"] = search_url(search_for(view.query, facet, value.id));
  link["link_count"] = when(value.count > 0, view.format.number(value.count));
  link["link_count_words"] = view.text("count.practices", {count_of("count", value.count)});
  if (facet == "country") needs_star(view, value.id);
  return link;
}

Data count_links(View& view, std::string_view facet, const std::vector<FacetValue>& values, std::size_t most) {
  Data list(Data::type::list);
  std::size_t listed = 0;
  for (const FacetValue& value : values) {
    if (listed++ == most) break;
    append(list, count_link(view, facet, value));
  }
  return list;
}

Data nothing_found(View& view, const SearchResult& result) {
  Data data;
  data["empty_clear_url"] = when(filter_count(result.query) > 0, own_url(view, without_filters(result.query)));
  data["empty_tried"] =
      when(!result.query.q.empty(), view.text(result.query.translate ? "empty.tried" : "empty.tried_typed"));
  const std::vector<FacetValue> themes = top_values(values_of(result, "theme"));
  Data list;
  list["links"] = count_links(view, "theme", themes, kThemesToTry);
  data["empty_themes"] = when(!themes.empty(), std::move(list));
  return data;
}

std::string heading(const View& view, const SearchResult& result) {
  const MessageArgument count = count_of("count", result.total);
  if (result.query.q.empty()) return view.text("results.total", {count});
  return view.text("results.total_for", {count, {"words", result.query.q}});
}

std::string title(const View& view, const SearchResult& result) {
  const Query& query = result.query;
  std::string title = view.text("search.title_all");
  if (!query.q.empty()) title = view.text("search.title", {count_of("count", result.total), {"words", query.q}});
  if (query.page > 1) title += view.text("search.title_page", {count_of("page", query.page)});
  return title;
}

}  // namespace

void add_search_state(Data& page, View& view, const SearchResult& result) {
  const Query& query = result.query;
  page["results_heading"] = heading(view, result);
  page["results_of"] = when(result.total > 0 && result.total != result.practices,
                            view.text("results.of", {count_of("count", result.practices)}));
  page["facets"] = facets(view, result);
  page["year_from"] = query.from ? std::to_string(*query.from) : "";
  page["year_to"] = query.to ? std::to_string(*query.to) : "";

  page["year_chart"] = year_chart(view, result.years);

  page["filters_active"] =
      when(filter_count(query) > 0, view.text("facet.selected", {count_of("count", filter_count(query))}));
  page["chosen"] =
      chips(view, query, [&](const std::string& facet, const std::string& id) { return label_of(result, facet, id); });
  Data notes(Data::type::list);
  bool any_note = false;
  for (const Note& one : result.notes) {
    if (result.total == 0 && is_about_hits(one)) continue;
    append(notes, note(view, result, one));
    any_note = true;
  }
  Data all_notes;
  all_notes["note_list"] = std::move(notes);
  page["notes"] = when(any_note, std::move(all_notes));

  page["scope"] = scope(view, result);
  page["form_words"] = query.all_words;
  page["nothing_found"] = false;
  if (result.total == 0) page["nothing_found"] = nothing_found(view, result);
}

bool is_plain_search(const Query& query) {
  return query.q.empty() && filter_count(query) == 0 && query.page == 1 && !query.sort_given;
}

Data search_page(View& view, const SearchResult& result) {
  const Query& query = result.query;
  const std::size_t pages = page_count(result);
  const bool past_end = result.total > 0 && result.hits.empty();
  Data page;
  add_search_state(page, view, result);
  page["sort_options"] = sort_options(view, query);
  Data hit_list;
  hit_list["hits"] = hits(view, result.hits);
  page["found"] = when(!result.hits.empty(), std::move(hit_list));
  page["past_end_url"] = when(past_end, page_url(view, query, 1));
  page["pagination"] = false;
  if (pages > 1 && !past_end) page["pagination"] = pagination(view, query, pages);

  Frame frame;
  frame.kind = "search";
  frame.title = title(view, result);
  frame.description = view.text("search.description");
  frame.index = is_plain_search(query);
  if (query.page > 1 && !past_end) frame.previous_url = view.context.base_url + page_url(view, query, query.page - 1);
  if (query.page < pages) frame.next_url = view.context.base_url + page_url(view, query, query.page + 1);
  add_frame(page, view, frame);
  page["header_search"] = true;
  page["one_form"] = true;
  page["show_as"] = show_as_map(view, query);
  page["api_url"] = url_of("/api/v1/search", with_picks(query, {}));
  page["form_per_page"] = when(query.per_page != Query{}.per_page, std::to_string(query.per_page));
  return page;
}

Data home_page(View& view, const SearchResult& everything, const MapPoints& places) {
  std::vector<FacetValue> countries = values_of(everything, "country");
  std::sort(countries.begin(), countries.end(),
            [&](const FacetValue& left, const FacetValue& right) { return view.format.less(left.label, right.label); });
  const std::vector<FacetValue> themes = top_values(values_of(everything, "theme"));
  const std::size_t languages = values_of(everything, "language").size();

  Data page;
  Data figures(Data::type::list);
  const auto figure = [&](const std::string& key, std::size_t count) {
    Data one;
    one["figure_number"] = view.format.number(static_cast<long long>(count));
    one["figure_words"] = view.text(key, {count_of("count", count)});
    append(figures, std::move(one));
  };
  figure("home.figure.practices", everything.practices);
  figure("home.figure.countries", countries.size());
  figure("home.figure.languages", languages == 0 ? view.context.collection_languages.size() : languages);
  page["figures"] = std::move(figures);

  Data examples(Data::type::list);
  const auto example = [&](const std::string& words, const std::string& lang) {
    Query query;
    query.q = words;
    query.lang = view.query.lang;
    query.lang_given = view.query.lang_given;
    query.picks = view.query.picks;
    Data one;
    one["example_words"] = words;
    one["example_lang"] = lang_or_false(view, lang);
    one["example_url"] = search_url(query);
    append(examples, std::move(one));
  };
  for (const char* number : {"1", "2", "3"}) {
    example(view.text(std::string("home.example.") + number), view.context.ui_lang);
  }
  example(view.text("home.example.foreign"), view.text("home.example.foreign.lang"));
  page["examples"] = std::move(examples);

  Data theme_links;
  theme_links["links"] = count_links(view, "theme", themes, themes.size());
  page["home_themes"] = when(!themes.empty(), std::move(theme_links));
  page["gaps_url"] = gaps_url(everything.query);
  Data country_links;
  country_links["links"] = count_links(view, "country", countries, countries.size());
  page["home_countries"] = when(!countries.empty(), std::move(country_links));
  page["home_map"] = home_map(view, places);
  Data newest;
  const std::size_t cards = std::min(kNewestAtHome, everything.hits.size());
  newest["cards"] = hits(view, {everything.hits.begin(), everything.hits.begin() + static_cast<std::ptrdiff_t>(cards)});
  page["home_newest"] = when(!everything.hits.empty(), std::move(newest));

  Frame frame;
  frame.kind = "home";
  frame.description = view.text("home.description", {count_of("count", everything.practices)});
  add_frame(page, view, frame);
  page["header_search"] = false;
  return page;
}

}  // namespace gp
