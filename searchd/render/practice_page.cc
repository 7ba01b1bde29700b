#include "searchd/render/practice_page.h"

#include <algorithm>
#include <cmath>

#include "searchd/render/comparable_page.h"
#include "searchd/render/practice_facts.h"

namespace gp {
namespace {

Data versions(const View& view, const PracticeView& shown) {
  if (shown.practice.texts.size() < 2) return false;
  Data list(Data::type::list);
  for (const auto& [lang, text] : shown.practice.texts) {
    Data version;
    version["version_tag"] = lang;
    version["version_name"] = own_language_name(view, lang);
    version["version_url"] = practice_url(shown.practice.id, in_language(view.query, lang));
    version["version_current"] = lang == shown.lang;
    version["version_original"] = text.translation == Translation::kOriginal;
    append(list, std::move(version));
  }
  Data result;
  result["version_list"] = std::move(list);
  return result;
}

Data cards(View& view, const std::vector<Hit>& all) {
  if (all.empty()) return false;
  Data result;
  result["cards"] = hits(view, all);
  return result;
}

// Towns are given by their centres, so more digits would say nothing.
long long rounded(double kilometres) {
  constexpr double kFar = 20;
  constexpr double kStep = 10;
  if (kilometres >= kFar) return std::llround(kilometres / kStep) * std::llround(kStep);
  return std::max(1LL, std::llround(kilometres));
}

Data nearby(View& view, const std::vector<NearbyPractice>& all) {
  if (all.empty()) return false;
  Data list(Data::type::list);
  for (const NearbyPractice& near : all) {
    Data one = hit(view, near.hit);
    one["near_distance"] =
        near.same_town ? view.text("nearby.same_town") : view.format.kilometres(rounded(near.kilometres));
    append(list, std::move(one));
  }
  Data result;
  result["near_list"] = std::move(list);
  return result;
}

}  // namespace

Data practice_page(View& view, const PracticeView& shown) {
  const Practice& practice = shown.practice;
  const Text& text = text_of(shown);
  const std::string permanent = permanent_url(view, practice.id);

  Data page;
  page["breadcrumb"] = breadcrumb(view);
  add_pick(page, view, practice.id, text.title, shown.lang);
  page["practice_lang"] = lang_or_false(view, shown.lang);
  page["practice_title"] = text.title;
  page["practice_summary"] = or_false(text.summary);
  page["practice_place"] = or_false(without_star(place(shown)));
  page["practice_years"] = or_false(years(view, practice.period));
  page["practice_sections"] = sections(text.body);
  page["versions"] = versions(view, shown);
  add_text_notes(page, view, shown, text);
  add_facts(page, view, shown);
  page["sources"] = sources(view, practice.sources);
  const std::string& dated = practice.reviewed.empty() ? practice.added : practice.reviewed;
  page["citation"] = pieces(view.texts.pieces("practice.citation", {{"title", text.title},
                                                                    {"place", place(shown)},
                                                                    {"site", view.text("site.name")},
                                                                    {"year", dated.substr(0, 4)},
                                                                    {"url", permanent}}),
                            {{"title", shown.lang}});
  page["practice_added"] = or_false(view.format.date(practice.added));
  page["practice_reviewed"] = or_false(view.format.date(practice.reviewed));
  page["practice_added_iso"] = practice.added;
  page["practice_reviewed_iso"] = practice.reviewed;
  page["json_url"] = "/practices/" + practice.id + ".json";
  page["markdown_url"] = "/practices/" + practice.id + ".md";
  page["related"] = cards(view, shown.related);
  page["similar"] = cards(view, shown.similar);
  page["nearby"] = nearby(view, shown.nearby);
  page["fact_comparable_url"] = when(!shown.city.id.empty(), comparable_url(view.query, {.place = shown.city.id}));

  Frame frame;
  frame.kind = "practice";
  frame.title = text.title;
  frame.title_lang = shown.lang;
  frame.description = text.summary;
  frame.og_type = "article";
  add_frame(page, view, frame);
  page["header_search"] = true;
  return page;
}

Data error_page(View& view, int status, const std::string& detail) {
  std::string key = "error." + std::to_string(status);
  if (!view.texts.has(key + ".title")) key = status < 500 ? "error.400" : "error.500";
  // Of our own failures the reader is told nothing that is not in the messages.
  const bool tell = !detail.empty() && (status == 400 || status == 404 || status == 410);
  Data page;
  page["error_status"] = std::to_string(status);
  page["error_title"] = view.text(key + ".title");
  page["error_text"] = view.text(key + ".text");
  page["error_detail"] = when(tell, detail);
  page["error_detail_label"] = or_false(tell ? view.text("error.detail." + std::to_string(status)) : "");
  page["error_detail_lang"] = lang_or_false(view, "en");

  Frame frame;
  frame.kind = "error";
  frame.title = view.text(key + ".title");
  frame.description = view.text("site.tagline");
  frame.error = true;
  frame.languages = status == 404 || status == 410;
  add_frame(page, view, frame);
  page["header_search"] = true;
  return page;
}

}  // namespace gp
