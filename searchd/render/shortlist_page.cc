#include "searchd/render/shortlist_page.h"

#include <algorithm>
#include <array>

#include "searchd/render/compare_page.h"
#include "searchd/render/practice_facts.h"

namespace gp {
namespace {

// What a council asks about; context and course are on the practice's own page.
constexpr std::array<std::string_view, 3> kBriefSections = {"results", "what-did-not-work", "lessons-and-transfer"};

std::string anchor_of(const std::string& id) {
  return "brief-" + id;
}

// --- how the reader came to them

Data how_lines(const View& view, const Shortlist& list) {
  const Query& query = list.query;
  Data lines(Data::type::list);
  bool any = false;
  const auto add = [&](Data line) {
    append(lines, std::move(line));
    any = true;
  };
  if (!query.q.empty()) add(pieces(view.texts.pieces("shortlist.how.words", {{"words", query.q}}), {}));
  for (const std::string_view facet : kFacetNames) {
    const auto found = list.filters.find(std::string(facet));
    if (found == list.filters.end()) continue;
    std::vector<std::string> labels;
    for (const Labelled& value : found->second) labels.push_back(value.label);
    add(pieces(view.texts.pieces("shortlist.how.filter", {{"facet", view.text("facet." + std::string(facet))},
                                                          {"values", view.format.list(labels)}}),
               {{"values", query.lang == view.context.ui_lang ? "" : query.lang}}));
  }
  if (query.from || query.to) {
    add(pieces(view.texts.pieces("filter.years", {{"years", years(view, {query.from, query.to})}}), {}));
  }
  if (!any) return false;
  Data how;
  how["how_lines"] = std::move(lines);
  return how;
}

// --- the practices

// Nothing is marked in a briefing, so words found as typed are worth telling too.
Data why_picked(const View& view, const std::vector<Why>& why) {
  Hit hit;
  hit.why = why;
  return why_lines(view, hit);
}

std::vector<std::string> swapped(std::vector<std::string> ids, std::size_t left, std::size_t right) {
  std::swap(ids[left], ids[right]);
  return ids;
}

Data brief(View& view, const Shortlist& list, std::size_t number) {
  const PracticeView& shown = list.picked[number].practice;
  const Practice& practice = shown.practice;
  const Text& text = text_of(shown);
  Data one;
  one["brief_number"] = view.format.number(static_cast<long long>(number) + 1);
  one["brief_id"] = practice.id;
  one["brief_anchor"] = anchor_of(practice.id);
  one["brief_lang"] = lang_or_false(view, shown.lang);
  one["brief_title"] = text.title;
  one["brief_summary"] = or_false(text.summary);
  one["brief_place"] = or_false(without_star(place(shown)));
  one["brief_years"] = or_false(years(view, practice.period));
  one["brief_url"] = practice_url(practice.id, view.query);
  one["brief_permanent"] = permanent_url(view, practice.id);
  one["brief_reviewed"] = or_false(view.format.date(practice.reviewed.empty() ? practice.added : practice.reviewed));
  one["brief_compared"] = number < kMostCompared;  // ticked in the form
  one["brief_why"] = why_picked(view, list.picked[number].why);
  add_facts(one, view, shown);
  one["brief_ask"] = organisations(practice.organisations);  // with a heading of its own
  one["fact_organisations"] = false;
  one["fact_missing"] = false;  // what more would prove it is for its own page
  add_text_notes(one, view, shown, text);
  one["brief_sections"] = sections(text.body, 3, kBriefSections);
  one["sources"] = sources(view, practice.sources);

  std::vector<std::string> ids;
  for (const Picked& picked : list.picked) ids.push_back(picked.practice.practice.id);
  const auto url_of = [&](std::vector<std::string> picks) {
    return shortlist_url(with_picks(view.query, std::move(picks))) + "#picks";
  };
  one["brief_remove_url"] = url_of(without(ids, practice.id));
  one["brief_up_url"] = when(number > 0, number > 0 ? url_of(swapped(ids, number, number - 1)) : "");
  const bool last = number + 1 == ids.size();
  one["brief_down_url"] = when(!last, last ? "" : url_of(swapped(ids, number, number + 1)));
  return one;
}

Data missing(const View& view, const Shortlist& list) {
  if (list.missing.empty()) return false;
  std::vector<std::string> picks = list.query.picks;
  for (const std::string& id : list.missing) picks = without(std::move(picks), id);
  Data note;
  note["missing_text"] =
      view.text("shortlist.missing", {count_of("count", list.missing.size()), {"ids", view.format.list(list.missing)}});
  note["missing_url"] = shortlist_url(with_picks(list.query, std::move(picks)));
  return note;
}

// Up to four are compared by a link, of more the reader chooses.
void add_comparison(Data& page, const View& view, const Shortlist& list) {
  std::vector<std::string> ids;
  for (const Picked& picked : list.picked) ids.push_back(picked.practice.practice.id);
  const bool choose = ids.size() > kMostCompared;
  page["compare_url"] = false;
  if (ids.size() >= kFewestCompared && !choose) {
    page["compare_url"] = compare_url(ids, false, view.query);
    page["compare_label"] = view.text("shortlist.compare", {count_of("count", ids.size())});
  }
  page["compare_choose"] = choose;
  page["compare_fields"] = hidden_fields(view.query);
}

// The newest review of those shown: what the briefing says was true then.
std::string newest_review(const Shortlist& list) {
  std::string newest;
  for (const Picked& picked : list.picked) {
    const Practice& practice = picked.practice.practice;
    newest = std::max(newest, practice.reviewed.empty() ? practice.added : practice.reviewed);
  }
  return newest;
}

}  // namespace

Data shortlist_page(View& view, const Shortlist& list) {
  Data page;
  Data briefs(Data::type::list);
  for (std::size_t i = 0; i < list.picked.size(); ++i) append(briefs, brief(view, list, i));
  const bool any = !list.picked.empty();
  Data briefing;
  briefing["briefs"] = std::move(briefs);
  page["briefing"] = when(any, std::move(briefing));
  const std::string title =
      any ? view.text("shortlist.title", {count_of("count", list.picked.size())}) : view.text("shortlist.empty.title");
  page["breadcrumb"] = breadcrumb(view);
  page["briefing_title"] = title;
  page["briefing_of"] = when(any, view.text("results.of", {count_of("count", list.practices)}));
  page["briefing_how"] = how_lines(view, list);
  const std::string newest = newest_review(list);
  page["briefing_as_of"] =
      when(any && !newest.empty(), view.text("shortlist.as_of", {{"date", view.format.date(newest)}}));
  page["briefing_missing"] = missing(view, list);
  page["briefing_address"] = view.context.base_url + shortlist_url(view.query);
  page["search_url"] = search_url(view.query);
  add_comparison(page, view, list);

  Frame frame;
  frame.kind = "shortlist";
  frame.title = title;
  frame.description = view.text("shortlist.description");
  frame.index = false;
  add_frame(page, view, frame);
  page["header_search"] = true;
  return page;
}

}  // namespace gp
