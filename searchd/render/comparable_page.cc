// A page of results with another order: what it has in common with the search page, it has from there.
#include "searchd/render/comparable_page.h"

#include <algorithm>
#include <cmath>

#include "searchd/render/search_page.h"

namespace gp {
namespace {

constexpr std::string_view kPath = "/comparable";
constexpr long long kPercent = 100;
constexpr long long kMostParts = 11;  // "less than a tenth"

OwnPlace own_place(const Labelled& place) {
  return {.place = place.id};
}

// Another place of the reader's, under the search as it is.
std::string with_place(const View& view, const Labelled& place) {
  const std::string query_string = to_query_string(first_page(view.query));
  return std::string(kPath) + "?" + (query_string.empty() ? "" : query_string + "&") +
         to_query_string(own_place(place));
}

std::string inhabitants(const View& view, long long count) {
  return view.text("comparable.inhabitants", {{"count", count}});
}

Data place_link(View& view, const PlaceChoice& choice) {
  Data link;
  link["own_name"] = choice.place.label;
  link["own_country"] = or_false(choice.country.label);
  link["own_inhabitants"] = when(choice.population.has_value(), inhabitants(view, choice.population.value_or(0)));
  link["own_url"] = with_place(view, choice.place);
  needs_star(view, choice.country.id);
  return link;
}

Data place_links(View& view, const std::vector<PlaceChoice>& all) {
  if (all.empty()) return false;
  Data list(Data::type::list);
  for (const PlaceChoice& choice : all) append(list, place_link(view, choice));
  Data result;
  result["own_links"] = std::move(list);
  return result;
}

// --- the form

void add_form(Data& page, View& view, const ComparableResult& result, const PlaceChoices& choices) {
  // The search goes along with the form, but for its words, which have a field, and its page: another order begins
  // anew.
  Query kept = first_page(view.query);
  kept.q.clear();
  page["own_fields"] = hidden_fields(kept);
  page["own_typed"] = result.typed;
  // As it was typed: a name that could not be read is corrected, not typed anew.
  page["own_typed_lang"] = result.known.place.id.empty() ? Data(false) : label_lang(view);
  page["own_population"] = result.asked.population ? std::to_string(*result.asked.population) : "";
  Data places(Data::type::list);
  for (const PlaceChoice& choice : choices.places) {
    Data option;
    option["option_value"] = choice.place.label;
    option["option_label"] = choice.country.label;
    append(places, std::move(option));
  }
  page["own_places"] = std::move(places);
  Data countries(Data::type::list);
  for (const Labelled& country : choices.countries) {
    Data option;
    option["option_value"] = country.id;
    option["option_label"] = country.label;
    option["option_selected"] = country.id == result.asked.country;
    needs_star(view, country.id);
    append(countries, std::move(option));
  }
  page["own_countries"] = std::move(countries);
}

// --- how comparable

Data argument_piece(const View& view, const std::string& key, const std::string& name, const Labelled& value) {
  return pieces(view.texts.pieces(key, {{name, value.label}}),
                {{name, value.label.empty() ? std::string() : view.query.lang}});
}

// How many times as many, or what part: the nearest whole number.
Data population_words(const View& view, long long reader, long long theirs, const std::string& relation) {
  const MessageArgument number{"number", view.format.number(theirs)};
  if (relation == "same") return pieces(view.texts.pieces("comparable.population.same", {number}), {});
  const auto ratio = [](long long more, long long fewer) {
    return std::llround(static_cast<double>(more) / static_cast<double>(fewer));
  };
  if (theirs > reader) {
    return pieces(view.texts.pieces("comparable.population.more", {number, {"times", ratio(theirs, reader)}}), {});
  }
  const long long parts = std::min(kMostParts, ratio(reader, theirs));
  return pieces(view.texts.pieces("comparable.population.fewer", {number, {"parts", parts}}), {});
}

Data criterion_words(const View& view, const Circumstances& reader, const Likeness& comparison,
                     const Criterion& criterion, const Hit& hit) {
  if (criterion.relation == "unknown") return pieces(view.texts.pieces("comparable.unknown_value"), {});
  if (criterion.id == "population") {
    return population_words(view, reader.population.value_or(1), comparison.theirs.population.value_or(1),
                            criterion.relation);
  }
  const std::string key = "comparable." + criterion.id + "." + criterion.relation;
  if (criterion.id == "country") return argument_piece(view, key, "country", hit.country);
  if (criterion.id == "level") return argument_piece(view, key, "level", hit.level);
  return pieces(view.texts.pieces(key), {});
}

Data likeness(const View& view, const Circumstances& reader, const Likeness& comparison, const Hit& hit) {
  Data criteria(Data::type::list);
  for (const Criterion& criterion : comparison.criteria) {
    Data one = criterion_words(view, reader, comparison, criterion, hit);
    one["like_name"] = view.text("comparable.criterion." + criterion.id);
    const bool near = criterion.relation == "neighbour" || criterion.relation == "part";
    one["like_class"] = near ? "similar" : criterion.relation;
    append(criteria, std::move(one));
  }
  const long long percent = std::llround(comparison.score * static_cast<double>(kPercent));
  Data data;
  data["like_criteria"] = std::move(criteria);
  data["like_own_town"] = comparison.own_town;
  data["like_score"] = view.text("comparable.score", {{"score", view.format.number(percent)}});
  data["like_width"] = std::to_string(percent);
  return data;
}

Data compared_hits(View& view, const ComparableResult& result) {
  if (!result.compared || result.found.hits.empty()) return false;
  Data list(Data::type::list);
  for (std::size_t i = 0; i < result.found.hits.size(); ++i) {
    const Hit& one = result.found.hits[i];
    Data data = hit(view, one);
    data["hit_likeness"] = likeness(view, result.reader, result.likenesses.at(i), one);
    append(list, std::move(data));
  }
  Data data;
  data["hits"] = std::move(list);
  return data;
}

// --- what the practices are compared with

Data compared_with(View& view, const ComparableResult& result) {
  if (!result.compared) return false;
  const PlaceChoice& known = result.known;
  Data data;
  data["reader_place"] = or_false(known.place.label);
  data["reader_country"] = or_false(known.country.label);
  data["reader_population"] = when(known.population.has_value(), inhabitants(view, known.population.value_or(0)));
  needs_star(view, known.country.id);
  data["reader_no_population"] = !known.population.has_value();
  data["reader_refine_url"] = search_url(view.query);
  return data;
}

Data unknown_place(View& view, const ComparableResult& result) {
  if (!result.unknown_place) return false;
  Data data = pieces(view.texts.pieces("comparable.unknown", {{"place", result.asked.place}}), {});
  data["unknown_nearest"] = result.nearest ? place_link(view, *result.nearest) : Data(false);
  return data;
}

std::string title(const View& view, const ComparableResult& result) {
  std::string title = result.known.place.label.empty()
                          ? view.text("comparable.title")
                          : view.text("comparable.title_for", {{"place", result.known.place.label}});
  if (result.compared && view.query.page > 1)
    title += view.text("search.title_page", {count_of("page", view.query.page)});
  return title;
}

}  // namespace

std::string comparable_url(const Query& reader, const OwnPlace& own) {
  return url_of(std::string(kPath), only_reader(reader), to_query_string(own));
}

Data comparable_page(View& view, const ComparableResult& result, const PlaceChoices& choices) {
  const Query& query = result.found.query;
  Data page = search_page(view, result.found);
  page["own_title"] = result.known.place.label.empty()
                          ? pieces(view.texts.pieces("comparable.title"), {})
                          : argument_piece(view, "comparable.title_for", "place", result.known.place);
  add_form(page, view, result, choices);
  page["own_intro"] = !result.compared;
  page["own_examples"] = result.asked.empty() ? place_links(view, choices.examples) : Data(false);
  page["own_unknown"] = unknown_place(view, result);
  page["own_namesakes"] = place_links(view, result.namesakes);
  page["own_compared"] = compared_with(view, result);
  page["found"] = compared_hits(view, result);
  const MessageArgument count = count_of("count", result.found.total);
  page["results_heading"] = query.q.empty() ? view.text("comparable.results", {count})
                                            : view.text("comparable.results_for", {count, {"words", query.q}});

  const bool searching = !query.q.empty() || !query.filters.empty() || query.from || query.to || query.page > 1;
  Frame frame;
  frame.kind = "comparable";
  frame.title = title(view, result);
  frame.description = view.text("comparable.description");
  frame.index = result.asked.empty() && !searching;
  add_frame(page, view, frame);
  page["header_search"] = true;
  const Query search = with_picks(query, {});
  page["api_url"] = result.asked.empty() ? url_of("/api/v1/search", search) : "/api/v1" + own_url(view, search);
  return page;
}

}  // namespace gp
