#include "searchd/render/json.h"

#include <nlohmann/json.hpp>

#include "indexer/practice/corpus.h"
#include "searchd/render/json_writer.h"
#include "searchd/render/view.h"

namespace gp {
namespace {

// Keys keep their order: people read these answers too.
using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json labelled(const Labelled& one) {
  if (one.id.empty()) return nullptr;
  return {{"id", one.id}, {"label", one.label}};
}

Json labelled(const std::vector<Labelled>& all) {
  Json list = Json::array();
  for (const Labelled& one : all) list.push_back(labelled(one));
  return list;
}

void write(JsonWriter& out, const Labelled& one) {
  if (one.id.empty()) return out.null();
  out.begin_object();
  out.member("id", one.id);
  out.member("label", one.label);
  out.end_object();
}

void write(JsonWriter& out, const std::string& text) {
  out.value(text);
}

void write(JsonWriter& out, const Fragment& one) {
  out.begin_object();
  out.member("text", one.text);
  out.member("mark", one.mark);
  out.end_object();
}

void write(JsonWriter& out, const Why& reason) {
  out.begin_object();
  out.member("word", reason.word);
  out.member("matched", reason.matched);
  out.member("lang", reason.lang);
  out.member("by", reason.by);
  out.member("field", reason.field);
  out.end_object();
}

void write(JsonWriter& out, const FacetValue& value) {
  out.begin_object();
  out.member("id", value.id);
  out.member("label", value.label);
  out.member("count", value.count);
  out.member("selected", value.selected);
  out.key("broader");
  if (value.broader.empty())
    out.null();
  else
    out.value(value.broader);
  out.end_object();
}

void write(JsonWriter& out, const YearCount& year) {
  out.begin_object();
  out.member("year", year.year);
  out.member("count", year.count);
  out.end_object();
}

void write(JsonWriter& out, const Note& note) {
  out.begin_object();
  out.member("code", note.code);
  out.member("detail", note.detail);
  out.member("count", note.count);
  if (note.undo) out.member("undo", search_url(*note.undo));
  out.end_object();
}

void write(JsonWriter& out, const Hit& hit);

template <class T>
void write_all(JsonWriter& out, std::string_view name, const std::vector<T>& all) {
  out.key(name);
  out.begin_array();
  for (const T& one : all) write(out, one);
  out.end_array();
}

void write_year(JsonWriter& out, std::string_view name, const std::optional<int>& year) {
  out.key(name);
  if (year)
    out.value(*year);
  else
    out.null();
}

void write(JsonWriter& out, const Hit& hit) {
  const auto labelled_member = [&out](std::string_view name, const Labelled& one) {
    out.key(name);
    write(out, one);
  };
  out.begin_object();
  out.member("id", hit.id);
  out.member("url", "/practices/" + hit.id);
  out.member("title", hit.title);
  out.member("summary", hit.summary);
  out.member("lang", hit.lang);
  write_all(out, "languages", hit.languages);
  write_all(out, "snippet", hit.snippet);
  out.member("snippet_lang", hit.snippet_lang);
  write_all(out, "themes", hit.themes);
  write_all(out, "groups", hit.target_groups);
  labelled_member("country", hit.country);
  labelled_member("city", hit.city);
  labelled_member("evidence", hit.evidence);
  labelled_member("level", hit.level);
  out.key("period");
  out.begin_object();
  write_year(out, "start", hit.period.start);
  write_year(out, "end", hit.period.end);
  out.end_object();
  out.member("score", hit.score);
  write_all(out, "why", hit.why);
  out.end_object();
}

}  // namespace

std::string search_json(const SearchResult& result) {
  JsonWriter out;
  out.begin_object();
  out.key("query");
  out.begin_object();
  out.member("q", result.query.q);
  out.member("lang", result.query.lang);
  out.key("filters");
  out.begin_object();
  for (const auto& [name, ids] : result.query.filters) write_all(out, name, ids);
  out.end_object();
  if (result.query.from) out.member("from", *result.query.from);
  if (result.query.to) out.member("to", *result.query.to);
  out.key("corrected");
  if (result.corrected.empty())
    out.null();
  else
    out.value(result.corrected);
  write_all(out, "notes", result.notes);
  out.end_object();
  out.member("total", result.total);
  out.member("page", result.query.page);
  out.member("per_page", result.query.per_page);
  write_all(out, "hits", result.hits);
  out.key("facets");
  out.begin_object();
  for (const std::string_view name : kFacetNames) {
    const auto facet = result.facets.find(std::string(name));
    if (facet != result.facets.end()) write_all(out, name, facet->second);
  }
  out.end_object();
  write_all(out, "years", result.years);
  out.key("index");
  out.begin_object();
  out.member("generation", result.generation);
  out.member("practices", result.practices);
  out.end_object();
  out.end_object();
  return out.take();
}

std::string suggest_json(const std::vector<Suggestion>& suggestions) {
  Json list = Json::array();
  for (const Suggestion& one : suggestions) {
    Json item = {{"kind", one.kind}, {"id", one.id}, {"label", one.label}, {"lang", one.lang}, {"count", one.count}};
    if (!one.matched.empty()) item["matched"] = one.matched;
    list.push_back(std::move(item));
  }
  return dump({{"suggestions", std::move(list)}});
}

std::string facet_json(const std::string& name, const std::vector<FacetValue>& values) {
  JsonWriter out;
  out.begin_object();
  out.member("facet", name);
  write_all(out, "values", values);
  out.end_object();
  return out.take();
}

std::string practice_json(const PracticeView& view) {
  // The record as the indexer reads it, with what a reader needs to understand its identifiers.
  Json json = Json::parse(to_json_line(view.practice));
  json["url"] = "/practices/" + view.practice.id;
  json["labels"] = {{"lang", view.lang},
                    {"themes", labelled(view.themes)},
                    {"target_groups", labelled(view.target_groups)},
                    {"country", labelled(view.country)},
                    {"city", labelled(view.city)},
                    {"evidence", labelled(view.evidence)},
                    {"level", labelled(view.level)}};
  if (!view.city.id.empty()) {
    json["location"] = {{"region", view.region}, {"latitude", view.latitude}, {"longitude", view.longitude}};
    if (view.population) json["location"]["population"] = *view.population;
    if (view.population_year) json["location"]["population_year"] = *view.population_year;
  }
  json["generation"] = view.generation;
  return dump(json);
}

std::string hits_json(const std::vector<Hit>& all) {
  JsonWriter out;
  out.begin_object();
  write_all(out, "hits", all);
  out.end_object();
  return out.take();
}

std::string problem_json(int status, const std::string& title, const std::string& detail,
                         const std::string& parameter) {
  Json json = {{"type", "about:blank"}, {"title", title}, {"status", status}};
  if (!detail.empty()) json["detail"] = detail;
  if (!parameter.empty()) json["parameter"] = parameter;
  return dump(json);
}

}  // namespace gp
