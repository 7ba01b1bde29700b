#include "searchd/render/skos.h"

#include <map>
#include <type_traits>
#include <vector>

#include "searchd/render/json_writer.h"

namespace gp {
namespace {

constexpr std::string_view kLicence = "https://creativecommons.org/licenses/by/4.0/";

// What a scheme is called in English; its name is that of its file.
std::string_view title_of(std::string_view scheme) {
  if (scheme == "themes") return "Themes";
  if (scheme == "target-groups") return "Target groups";
  if (scheme == "evidence") return "Classes of evidence";
  if (scheme == "levels") return "Levels of government";
  if (scheme == "sections") return "Sections of a case";
  if (scheme == "places") return "Places";
  return "Concepts of the policy field";
}

class SkosWriter {
 public:
  SkosWriter(const Vocabulary& vocabulary, const std::string& base_url) : vocabulary_(vocabulary), base_(base_url) {
    each_scheme(vocabulary_, [this](std::string_view name, const auto& scheme) {
      for (const Concept& one : scheme.concepts()) {
        scheme_of_.emplace(one.id, name);
        if (!one.broader.empty()) narrower_[one.broader].push_back(one.id);
      }
    });
    out_.begin_object();
    write_context();
  }

  std::string all() {
    out_.key("@graph");
    out_.begin_array();
    each_scheme(vocabulary_, [this](std::string_view name, const auto& scheme) { write_scheme(name, scheme); });
    each_scheme(vocabulary_, [this](std::string_view name, const auto& scheme) {
      for (const auto& one : scheme.concepts()) {
        if (scheme_of_.at(one.id) != name) continue;  // its address is that of another
        out_.begin_object();
        write_concept(name, one);
        out_.end_object();
      }
    });
    out_.end_array();
    return finish();
  }

  std::optional<std::string> only(std::string_view id) {
    bool found = false;
    each_scheme(vocabulary_, [&](std::string_view name, const auto& scheme) {
      const auto* one = scheme.find(id);
      if (found || one == nullptr) return;
      found = true;
      write_concept(name, *one);
    });
    if (!found) return std::nullopt;
    return finish();
  }

 private:
  std::string finish() {
    out_.end_object();
    return out_.take() + '\n';
  }

  void write_context() {
    out_.key("@context");
    out_.begin_object();
    out_.member("skos", "http://www.w3.org/2004/02/skos/core#");
    out_.member("dct", "http://purl.org/dc/terms/");
    out_.member("gn", "http://www.geonames.org/ontology#");
    out_.member("wgs84", "http://www.w3.org/2003/01/geo/wgs84_pos#");
    for (const char* label : {"prefLabel", "altLabel", "hiddenLabel", "definition"}) {
      write_term(label, std::string("skos:") + label, "@container", "@language");
    }
    for (const char* link : {"inScheme", "topConceptOf", "hasTopConcept", "broader", "narrower", "related",
                             "broadMatch", "narrowMatch", "relatedMatch"}) {
      write_term(link, std::string("skos:") + link, "@type", "@id");
    }
    write_term("title", "dct:title", "@container", "@language");
    write_term("license", "dct:license", "@type", "@id");
    out_.member("countryCode", "gn:countryCode");
    out_.member("population", "gn:population");
    out_.member("latitude", "wgs84:lat");
    out_.member("longitude", "wgs84:long");
    out_.end_object();
  }

  void write_term(std::string_view term, const std::string& iri, std::string_view key, std::string_view value) {
    out_.key(term);
    out_.begin_object();
    out_.member("@id", iri);
    out_.member(key, value);
    out_.end_object();
  }

  template <class T>
  void write_scheme(std::string_view name, const Scheme<T>& scheme) {
    if (scheme.concepts().empty()) return;
    out_.begin_object();
    out_.member("@id", scheme_address(name));
    out_.member("@type", "skos:ConceptScheme");
    out_.key("title");
    out_.begin_object();
    out_.member("en", title_of(name));
    out_.end_object();
    out_.member("license", kLicence);
    out_.key("hasTopConcept");
    out_.begin_array();
    for (const Concept& one : scheme.concepts()) {
      if (is_top(name, one)) out_.value(address(one.id));
    }
    out_.end_array();
    out_.end_object();
  }

  template <class T>
  void write_concept(std::string_view scheme, const T& one) {
    out_.member("@id", address(one.id));
    out_.member("@type", "skos:Concept");
    out_.member("inScheme", scheme_address(scheme));
    if (is_top(scheme, one)) out_.member("topConceptOf", scheme_address(scheme));
    write_label("prefLabel", one.pref_label);
    write_labels("altLabel", one.alt_label);
    write_labels("hiddenLabel", one.hidden_label);
    write_label("definition", one.definition);
    if (!one.broader.empty()) write_links(scheme, {one.broader}, "broader", "broadMatch");
    if (const auto found = narrower_.find(one.id); found != narrower_.end()) {
      write_links(scheme, found->second, "narrower", "narrowMatch");
    }
    write_links(scheme, one.related, "related", "relatedMatch");
    if constexpr (std::is_same_v<T, Place>) write_place(one);
  }

  void write_place(const Place& place) {
    if (!place.country.empty()) out_.member("countryCode", place.country);
    if (place.latitude != 0 || place.longitude != 0) {
      out_.member("latitude", place.latitude);
      out_.member("longitude", place.longitude);
    }
    if (place.population) out_.member("population", *place.population);
  }

  void write_label(std::string_view key, const std::map<std::string, std::string>& labels) {
    if (labels.empty()) return;
    out_.key(key);
    out_.begin_object();
    for (const auto& [lang, label] : labels) out_.member(lang, label);
    const auto serbian = labels.find("sr");
    if (serbian != labels.end() && !labels.contains("sr-Latn")) {
      out_.member("sr-Latn", serbian_to_latin(serbian->second));
    }
    out_.end_object();
  }

  void write_labels(std::string_view key, const Labels& labels) {
    if (labels.empty()) return;
    out_.key(key);
    out_.begin_object();
    for (const auto& [lang, some] : labels) write_list(lang, some);
    const auto serbian = labels.find("sr");
    if (serbian != labels.end() && !labels.contains("sr-Latn")) {
      std::vector<std::string> latin;
      for (const std::string& label : serbian->second) latin.push_back(serbian_to_latin(label));
      write_list("sr-Latn", latin);
    }
    out_.end_object();
  }

  void write_list(std::string_view key, const std::vector<std::string>& values) {
    out_.key(key);
    out_.begin_array();
    for (const std::string& value : values) out_.value(value);
    out_.end_array();
  }

  void write_links(std::string_view scheme, const std::vector<std::string>& ids, std::string_view within,
                   std::string_view across) {
    std::vector<std::string> own;
    std::vector<std::string> others;
    for (const std::string& id : ids) {
      const auto found = scheme_of_.find(id);
      (found != scheme_of_.end() && found->second == scheme ? own : others).push_back(address(id));
    }
    if (!own.empty()) write_list(within, own);
    if (!others.empty()) write_list(across, others);
  }

  bool is_top(std::string_view scheme, const Concept& one) const {
    const auto broader = scheme_of_.find(one.broader);
    return broader == scheme_of_.end() || broader->second != scheme;
  }

  std::string address(std::string_view id) const { return base_ + "/vocabulary/" + std::string(id); }
  std::string scheme_address(std::string_view name) const { return base_ + "/vocabulary.jsonld#" + std::string(name); }

  const Vocabulary& vocabulary_;
  const std::string& base_;
  std::map<std::string, std::string_view, std::less<>> scheme_of_;
  std::map<std::string, std::vector<std::string>, std::less<>> narrower_;
  JsonWriter out_;
};

}  // namespace

std::string vocabulary_jsonld(const Vocabulary& vocabulary, const std::string& base_url) {
  return SkosWriter(vocabulary, base_url).all();
}

std::optional<std::string> concept_jsonld(const Vocabulary& vocabulary, std::string_view id,
                                          const std::string& base_url) {
  return SkosWriter(vocabulary, base_url).only(id);
}

}  // namespace gp
