#include "searchd/render/practice_facts.h"

#include <algorithm>

#include "searchd/render/markdown.h"

namespace gp {
namespace {

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

}  // namespace

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

void add_facts(Data& page, View& view, const PracticeView& shown) {
  const Practice& practice = shown.practice;
  page["fact_lang"] = lang_or_false(view, practice.original_language);
  page["fact_city"] = search_link(view, "city", shown.city);
  page["fact_region"] = or_false(shown.region);
  page["fact_country"] = search_link(view, "country", {shown.country.id, without_star(shown.country.label)});
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

Data sections(const std::string& body, int level, std::span<const std::string_view> kinds) {
  const std::vector<Section> all = to_sections(body, level);
  const bool known = all.size() == kSections.size();
  Data list(Data::type::list);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (known && !kinds.empty() && std::ranges::find(kinds, kSections[i]) == kinds.end()) continue;
    Data section;
    section["section_heading"] = or_false(all[i].heading);
    section["section_html"] = all[i].html;
    section["section_kind"] = known ? std::string(kSections[i]) : "other";
    append(list, std::move(section));
  }
  return list;
}

std::string section_html(const std::string& body, std::string_view kind) {
  const std::vector<Section> all = to_sections(body);
  if (all.size() != kSections.size()) return {};
  const auto* const found = std::find(kSections.begin(), kSections.end(), kind);
  return found == kSections.end() ? std::string() : all[static_cast<std::size_t>(found - kSections.begin())].html;
}

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

std::string population(const View& view, const PracticeView& shown) {
  if (!shown.population) return {};
  const std::string number = view.format.number(*shown.population);
  if (!shown.population_year) return number;
  return view.text("fact.population_in", {{"number", number}, {"year", std::to_string(*shown.population_year)}});
}

const Text& text_of(const PracticeView& shown) {
  static const Text kNoText;
  const auto found = shown.practice.texts.find(shown.lang);
  return found == shown.practice.texts.end() ? kNoText : found->second;
}

std::string place(const PracticeView& shown) {
  if (shown.city.label.empty()) return shown.country.label;
  return shown.country.label.empty() ? shown.city.label : shown.city.label + ", " + shown.country.label;
}

Data breadcrumb(const View& view) {
  Data data;
  data["back_url"] = search_url(view.query);
  data["back_label"] = view.text("practice.back_to_all");
  if (!view.query.filters.empty() || view.query.from || view.query.to) {
    data["back_label"] = view.text("shortlist.back_to_filtered");
  }
  if (!view.query.q.empty()) data["back_label"] = view.text("practice.back_to_words", {{"words", view.query.q}});
  return data;
}

}  // namespace gp
