// A small collection by hand: enough of everything to fill each part of each page.
#pragma once

#include <filesystem>
#include <string>

#include "searchd/render/page.h"

namespace gp {

inline std::string source_folder() {
  return std::filesystem::path(__FILE__).parent_path().parent_path().parent_path().parent_path().string();
}
inline std::string web_folder() {
  return source_folder() + "/web";
}

inline const PageRenderer& pages() {
  static const PageRenderer renderer(web_folder(), [](const std::string& name) { return "/static/" + name + "?v=1"; });
  return renderer;
}

inline PageContext context(const std::string& ui_lang, const std::string& path) {
  return {.ui_lang = ui_lang,
          .path = path,
          .base_url = "https://example.org",
          .collection_languages = {"ca", "de", "en", "fr", "it", "sr", "sr-Latn"},
          .practices = 149};
}

inline Hit turin() {
  return {.id = "turin-housing",
          .title = "A city of possibilities",
          .summary = "Families left the camp for flats.",
          .lang = "en",
          .languages = {"en", "it"},
          .title_marked = {{"A city of ", false}, {"possibilities", true}},
          .snippet = {{"left the ", false}, {"camp", true}, {" for flats", false}},
          .snippet_lang = "en",
          .themes = {{"housing", "Housing"}, {"education", "Education"}},
          .target_groups = {{"roma", "Roma"}},
          .country = {"IT", "Italy"},
          .city = {"turin", "Turin"},
          .evidence = {"promising", "Promising practice"},
          .level = {"city", "Municipality"},
          .period = {2013, 2015},
          .score = 7,
          .why = {}};
}

inline SearchResult result_of(const std::string& q, std::size_t total) {
  SearchResult result;
  result.query.q = q;
  result.query.sort = q.empty() ? Sort::kNewest : Sort::kRelevance;
  result.total = total;
  result.practices = 149;
  if (total > 0) result.hits = {turin()};
  result.facets["theme"] = {
      {"housing", "Housing", 37, false}, {"health", "Health", 1, false}, {"sport", "Sport", 0, false}};
  result.facets["country"] = {{"IT", "Italy", 12, false}, {"AT", "Austria", 3, false}};
  result.facets["language"] = {{"en", "English", 149, false}, {"it", "Italian", 9, false}};
  for (int i = 1; i <= 25; ++i) {
    result.facets["city"].push_back({"city-" + std::to_string(i), "City " + std::to_string(i), 1, false});
  }
  return result;
}

inline PracticeView graz() {
  PracticeView view;
  Practice& practice = view.practice;
  practice.id = "graz-garlic";
  practice.place = "graz";
  practice.evidence = {.concept_id = "replicated", .basis = {"replication"}, .reason = "Six towns carry it on."};
  practice.period = {2011, {}};
  practice.organisations = {{"City of Graz", "funder"}, {"European Neighbours", ""}};
  practice.funding = {"Province of Styria"};
  practice.budget_eur = 1234567;
  practice.awards = {"Roma Spirit Award 2016"};
  practice.sources = {{"https://www.coe.int/garlic?a=1&b=2", "Council of Europe", "en", 2012, false},
                      {"javascript:alert(1)", "Nobody", "de", {}, true}};
  practice.original_language = "en";
  practice.added = "2026-11-22";
  practice.reviewed = "2026-12-01";
  practice.texts["en"] = {
      "Growing garlic", "Coaches train helpers.", Translation::kOriginal,
      "## Context\n\nA ban.\n\n## What was done\n\n- *one*\n\n## Results\n\n30 coaches.\n\n"
      "## What did not work\n\nFewer jobs.\n\n## Lessons and transfer\n\n### Steps\n\nStep by step."};
  practice.texts["de"] = {"Knoblauch anbauen", "Coaches schulen Hilfskräfte.", Translation::kMachine,
                          "## Ausgangslage\n\nEin Verbot."};
  view.lang = "en";
  view.themes = {{"employment", "Employment"}};
  view.target_groups = {{"families", "Families"}};
  view.country = {"AT", "Austria"};
  view.city = {"graz", "Graz"};
  view.region = "Styria";
  view.population = 295424;
  view.population_year = 2023;
  view.evidence = {"replicated", "Replicated practice"};
  view.evidence_definition = "It works elsewhere too.";
  view.level = {"city", "Municipality"};
  view.similar = {turin()};
  view.related = {turin()};
  return view;
}

inline std::string search_page(const SearchResult& result, const std::string& ui_lang = "en") {
  return pages().search(result, context(ui_lang, "/search"));
}

// Filters, notes and reasons of all kinds.
inline SearchResult rich_result() {
  SearchResult result = result_of("camp \"flats\"", 12);
  result.query.filters["theme"] = {"housing"};
  result.query.from = 2010;
  result.query.per_page = 5;
  result.query.page = 2;
  result.facets["theme"][0].selected = true;
  result.facets["country"].push_back({"XK", "Kosovo*", 1, false});
  Query undone = result.query;
  undone.q = "kamp";
  result.notes = {{"corrected", "camp", 0, undone}, {"relaxed", "camp", 0, {}}, {"something_new", "x", 0, {}}};
  for (const char* code : {"similar", "unmatched", "widened", "translate", "filters"}) {
    result.notes.push_back({code, "camp", 2, undone});
  }
  result.corrected = "camp";
  result.hits[0].lang = "it";
  result.hits[0].why = {{"camp", "campo", "it", "stem", "body"}, {"flats", "flats", "en", "direct", "title"}};
  return result;
}

}  // namespace gp
