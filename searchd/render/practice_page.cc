#include "searchd/render/practice_page.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "searchd/render/comparable_page.h"
#include "searchd/render/markdown.h"

namespace gp {
namespace {

// The sections of a text in their order, as corpus/vocabulary/sections.yaml has them; a text that has all of them can
// be laid out by what they are.
constexpr std::array<std::string_view, 5> kSections = {"context", "what-was-done", "results", "what-did-not-work",
                                                       "lessons-and-transfer"};

Data lines(const std::vector<std::string>& all) {
  if (all.empty()) return false;
  Data list(Data::type::list);
  for (const std::string& one : all) {
    Data line;
    line["line"] = one;
    append(list, std::move(line));
  }
  Data result;
  result["lines"] = std::move(list);
  return result;
}

Data search_link(const View& view, std::string_view facet, const Labelled& value) {
  if (value.label.empty()) return false;
  Data link;
  link["fact_label"] = value.label;
  link["fact_url"] = search_url(search_for(view.query, facet, value.id));
  return link;
}

Data search_links(const View& view, std::string_view facet, const std::vector<Labelled>& values) {
  if (values.empty()) return false;
  Data list(Data::type::list);
  for (const Labelled& value : values) append(list, search_link(view, facet, value));
  Data result;
  result["fact_links"] = std::move(list);
  return result;
}

Data organisations(const std::vector<Organisation>& all) {
  if (all.empty()) return false;
  Data list(Data::type::list);
  for (const Organisation& organisation : all) {
    Data one;
    one["organisation_name"] = organisation.name;
    one["organisation_role"] = or_false(organisation.role);
    append(list, std::move(one));
  }
  Data result;
  result["organisation_list"] = std::move(list);
  return result;
}

std::string population(const View& view, const PracticeView& shown) {
  if (!shown.population) return {};
  const std::string number = view.format.number(*shown.population);
  if (!shown.population_year) return number;
  return view.text("fact.population_in", {{"number", number}, {"year", std::to_string(*shown.population_year)}});
}

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& one : all) text += (text.empty() ? "" : "; ") + one;
  return text;
}

// What the class of evidence rests on, a line each, in the words of the case.
Data rests_on(const View& view, const PracticeView& shown) {
  const Evidence& evidence = shown.practice.evidence;
  Data list(Data::type::list);
  for (const std::string_view basis : shown.evidence_assessment.rests_on) {
    std::string detail;
    if (basis == kReplication) detail = joined(evidence.replication);
    if (basis == kAward) detail = joined(evidence.award);
    if (basis == kEvaluation && evidence.evaluation) {
      detail = evidence.evaluation->method;
      const std::string& evaluator = evidence.evaluation->evaluator;
      if (!evaluator.empty()) detail += (detail.empty() ? "" : " – ") + evaluator;
    }
    Data line;
    line["basis_name"] = view.text("evidence." + std::string(basis));
    line["basis_detail"] = or_false(detail);
    append(list, std::move(line));
  }
  if (shown.evidence_assessment.rests_on.empty()) return false;
  Data result;
  result["basis_list"] = std::move(list);
  return result;
}

// What would give the practice the next class.
std::string missing_evidence(const View& view, const PracticeView& shown) {
  if (shown.evidence.id != shown.evidence_assessment.concept_id || shown.next_evidence.label.empty()) return {};
  const bool replication = shown.evidence_assessment.next == kReplicated;
  return view.text(replication ? "evidence.missing_replication" : "evidence.missing_evaluation",
                   {{"next", shown.next_evidence.label}});
}

void add_facts(Data& page, View& view, const PracticeView& shown) {
  const Practice& practice = shown.practice;
  page["fact_lang"] = lang_or_false(view, practice.original_language);
  page["fact_city"] = search_link(view, "city", shown.city);
  page["fact_region"] = or_false(shown.region);
  page["fact_country"] = search_link(view, "country", shown.country);
  page["fact_star"] = needs_star(view, shown.country.id);
  page["fact_where"] = !shown.city.label.empty() || !shown.country.label.empty();
  page["fact_population"] = or_false(population(view, shown));
  page["fact_years"] = or_false(years(view, practice.period));
  page["fact_level"] = search_link(view, "level", shown.level);
  page["fact_organisations"] = organisations(practice.organisations);
  page["fact_funding"] = lines(practice.funding);
  page["fact_budget"] = when(practice.budget_eur.has_value(), view.format.euros(practice.budget_eur.value_or(0)));
  page["fact_groups"] = search_links(view, "group", shown.target_groups);
  page["fact_themes"] = search_links(view, "theme", shown.themes);
  page["fact_evidence"] = search_link(view, "evidence", shown.evidence);
  page["fact_evidence_id"] = shown.evidence.id;
  page["fact_evidence_definition"] = or_false(shown.evidence_definition);
  page["fact_evidence_reason"] = or_false(practice.evidence.reason);
  page["fact_rests_on"] = rests_on(view, shown);
  page["fact_missing"] = or_false(missing_evidence(view, shown));
  page["fact_awards"] = lines(practice.awards);
}

Data sections(const std::string& body) {
  const std::vector<Section> all = to_sections(body);
  Data list(Data::type::list);
  for (std::size_t i = 0; i < all.size(); ++i) {
    Data section;
    section["section_heading"] = or_false(all[i].heading);
    section["section_html"] = all[i].html;
    section["section_kind"] = all.size() == kSections.size() ? std::string(kSections[i]) : "other";
    append(list, std::move(section));
  }
  return list;
}

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

// What a reader must know about the text: it is not in the language asked for, or a machine translated it.
void add_text_notes(Data& page, const View& view, const PracticeView& shown, const Text& text) {
  page["text_elsewhere"] = false;
  if (shown.lang != view.query.lang) {
    page["text_elsewhere"] = view.text("practice.not_in", {{"wanted", language_name(view, view.query.lang)},
                                                           {"shown", language_name(view, shown.lang)}});
  }
  page["text_machine"] = false;
  if (text.translation != Translation::kMachine) return;
  Data machine;
  machine["original_url"] = false;
  for (const auto& [lang, other] : shown.practice.texts) {
    if (other.translation != Translation::kOriginal) continue;
    machine["original_url"] = practice_url(shown.practice.id, in_language(view.query, lang));
    machine["original_tag"] = lang;
    machine["original_label"] = view.text("practice.read_original", {{"language", language_name(view, lang)}});
  }
  page["text_machine"] = std::move(machine);
}

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

std::string host_of(std::string_view url) {
  const std::size_t start = url.find("://");
  if (start == std::string_view::npos) return std::string(url);
  const std::string_view rest = url.substr(start + 3);
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  return std::string(host.starts_with("www.") ? host.substr(4) : host);
}

Data sources(const View& view, const std::vector<Source>& all) {
  if (all.empty()) return false;
  Data list(Data::type::list);
  for (const Source& source : all) {
    const std::string host = host_of(source.url);
    Data one;
    one["source_label"] = source.publisher.empty() ? host : source.publisher;
    one["source_url"] = when(is_web_address(source.url), source.url);
    one["source_host"] = when(!source.publisher.empty(), host);
    one["source_year"] = when(source.year.has_value(), std::to_string(source.year.value_or(0)));
    one["source_tag"] = or_false(source.lang);
    one["source_language"] = or_false(source.lang.empty() ? "" : language_name(view, source.lang));
    one["source_secondary"] = source.secondary;
    append(list, std::move(one));
  }
  Data result;
  result["source_list"] = std::move(list);
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

std::string place(const PracticeView& shown) {
  if (shown.city.label.empty()) return shown.country.label;
  return shown.country.label.empty() ? shown.city.label : shown.city.label + ", " + shown.country.label;
}

Data breadcrumb(const View& view) {
  Data data;
  data["back_url"] = search_url(view.query);
  data["back_label"] = view.text("practice.back_to_all");
  if (!view.query.q.empty()) data["back_label"] = view.text("practice.back_to_words", {{"words", view.query.q}});
  return data;
}

}  // namespace

Data practice_page(View& view, const PracticeView& shown) {
  const Practice& practice = shown.practice;
  static const Text kNoText;
  const auto found = practice.texts.find(shown.lang);
  const Text& text = found == practice.texts.end() ? kNoText : found->second;
  const std::string permanent = view.context.base_url + "/practices/" + practice.id;

  Data page;
  page["breadcrumb"] = breadcrumb(view);
  page["practice_lang"] = lang_or_false(view, shown.lang);
  page["practice_title"] = text.title;
  page["practice_summary"] = or_false(text.summary);
  page["practice_place"] = or_false(place(shown));
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
