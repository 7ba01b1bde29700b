// The schemes are read with the same tree and key reader as a practice, and travel inside the index as the same tree
// written as JSON: one decoder for the file a person wrote and for what the indexer wrote. The judgement over a whole
// scheme (unique ids, broader concepts that exist and end somewhere) comes after its concepts are read.
#include "indexer/practice/vocabulary.h"

#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <set>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "indexer/practice/characters.h"
#include "indexer/practice/file.h"
#include "indexer/practice/key_reader.h"
#include "indexer/practice/language_tag.h"
#include "indexer/practice/nearest.h"
#include "indexer/practice/tree.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxVocabularyFileBytes = std::size_t{8} * 1024 * 1024;

bool is_required(std::string_view scheme) {
  return scheme == "themes" || scheme == "places";
}

bool is_country(const std::string& code) {
  for (const char* const* known = uloc_getISOCountries(); *known != nullptr; ++known) {
    if (code == *known) return true;
  }
  return false;
}

class SchemeReader {
 public:
  // `themes`: what `broader` and `related` may name besides the concepts of the file.
  SchemeReader(const Scheme<Concept>& themes, Diagnostics& diagnostics) : themes_(themes), diagnostics_(diagnostics) {}

  template <class T>
  std::vector<T> read(const Tree& root) {
    std::vector<T> concepts;
    if (root.kind == Tree::Kind::kNull) return concepts;
    if (root.kind != Tree::Kind::kList) {
      diagnostics_.error(root.where(), "the file is not a list of concepts", "begin each concept with '- id: …'");
      return concepts;
    }
    for (const Tree& node : root.children) {
      if (node.kind != Tree::Kind::kMap) {
        diagnostics_.error(node.where(), "not a concept", "write '- id: …' and its labels beneath");
        continue;
      }
      T one;
      KeyReader map(node, diagnostics_);
      read_concept(map, one);
      if constexpr (std::is_same_v<T, Place>) read_place(map, one);
      map.finish();
      if (accept_id(one.id, node)) concepts.push_back(std::move(one));
    }
    check_links(concepts);
    return concepts;
  }

 private:
  void read_concept(KeyReader& map, Concept& one) {
    one.id = map.text("id");
    one.broader = map.text("broader");
    one.related = map.texts("related");
    one.pref_label = read_label_each(map, "prefLabel");
    one.alt_label = read_labels(map, "altLabel");
    one.hidden_label = read_labels(map, "hiddenLabel");
    one.definition = read_label_each(map, "definition");
    if (!one.pref_label.contains("en")) {
      diagnostics_.warning(map.where(), "concept " + in_quotes(one.id) + " has no label in English",
                           "write 'prefLabel: {en: …}'; readers of other languages get it where theirs is missing");
    }
  }

  void read_place(KeyReader& map, Place& place) {
    place.country = map.text("country");
    place.region = map.text("region");
    const std::string degrees = "write degrees with a decimal point, such as 47.0707";
    const std::optional<double> latitude = map.number("latitude", degrees);
    const std::optional<double> longitude = map.number("longitude", degrees);
    place.population = map.whole("population", "write the number of inhabitants in digits only");
    const std::optional<long long> year = map.whole("population_year", "write the year with four digits");
    check_country(map, place);
    check_coordinates(map, latitude, longitude);
    place.latitude = latitude.value_or(0);
    place.longitude = longitude.value_or(0);
    check_population(map, place, year);
  }

  void check_country(const KeyReader& map, const Place& place) {
    if (place.country.empty()) {
      diagnostics_.warning(map.where(), "place " + in_quotes(place.id) + " has no country", "write 'country: AT'");
    } else if (!is_country(place.country)) {
      diagnostics_.error(map.where_of("country"), "unknown country " + in_quotes(place.country),
                         "write its code of two capitals (ISO 3166-1), XK for Kosovo*");
    }
  }

  void check_coordinates(const KeyReader& map, std::optional<double> latitude, std::optional<double> longitude) {
    if (latitude && (*latitude < -90 || *latitude > 90)) {
      diagnostics_.error(map.where_of("latitude"), "the latitude is not between -90 and 90",
                         "write degrees north of the equator; perhaps latitude and longitude are exchanged");
    }
    if (longitude && (*longitude < -180 || *longitude > 180)) {
      diagnostics_.error(map.where_of("longitude"), "the longitude is not between -180 and 180",
                         "write degrees east of Greenwich");
    }
    if (latitude.has_value() != longitude.has_value()) {
      diagnostics_.error(map.where_of(latitude ? "latitude" : "longitude"),
                         latitude ? "a latitude without longitude" : "a longitude without latitude",
                         "write both, or neither");
    } else if (!latitude) {
      diagnostics_.warning(map.where(), "a place without coordinates",
                           "write 'latitude' and 'longitude' of its centre");
    }
  }

  void check_population(const KeyReader& map, Place& place, std::optional<long long> year) {
    if (place.population && *place.population < 0) {
      diagnostics_.error(map.where_of("population"), "the population is negative", "write the number of inhabitants");
    }
    if (!year) return;
    if (*year < 1800 || *year > 2100) {
      diagnostics_.error(map.where_of("population_year"),
                         "the year " + std::to_string(*year) + " is not between 1800 and 2100",
                         "write the year of the count with four digits");
      return;
    }
    place.population_year = static_cast<int>(*year);
  }

  // language -> one label
  std::map<std::string, std::string> read_label_each(KeyReader& map, std::string_view key) {
    std::map<std::string, std::string> labels;
    std::optional<KeyReader> by_language = map.map(key, std::string(key) + ": {en: …}");
    if (!by_language) return labels;
    for (const std::string& language : by_language->keys()) {
      check_language(*by_language, language);
      if (std::string label = by_language->text(language); !label.empty()) labels.emplace(language, std::move(label));
    }
    return labels;
  }

  // language -> labels
  Labels read_labels(KeyReader& map, std::string_view key) {
    Labels labels;
    std::optional<KeyReader> by_language = map.map(key, std::string(key) + ": {en: […]}");
    if (!by_language) return labels;
    for (const std::string& language : by_language->keys()) {
      check_language(*by_language, language);
      if (auto some = by_language->texts(language); !some.empty()) labels.emplace(language, std::move(some));
    }
    return labels;
  }

  // Remembers the good ones: a file names the same thirty languages at every concept.
  void check_language(const KeyReader& map, const std::string& tag) {
    if (languages_.contains(tag)) return;
    if (is_language_tag(tag)) {
      languages_.insert(tag);
      return;
    }
    const std::string meant = suggested_language_tag(tag);
    diagnostics_.error(map.where_of(tag), in_quotes(tag) + " is not a language tag",
                       meant.empty() ? "write a BCP 47 tag such as 'en' or 'sr-Latn'" : "write " + in_quotes(meant));
  }

  bool accept_id(const std::string& id, const Tree& node) {
    if (!is_id(id)) {
      const std::string meant = to_id(id);
      diagnostics_.error(
          node.where(), id.empty() ? "a concept without id" : in_quotes(id) + " is not an id",
          meant.empty() ? "write 'id: …' with lower-case letters, digits and hyphens" : "write " + in_quotes(meant));
      return false;
    }
    const auto [first, fresh] = nodes_.emplace(id, &node);
    if (!fresh) {
      diagnostics_.error(node.where(), "concept " + in_quotes(id) + " for the second time",
                         "give it another id, or delete it; the first stands in " +
                             (first->second->file == node.file ? "line " : std::string(first->second->file) + ":") +
                             std::to_string(first->second->line));
    }
    return fresh;
  }

  template <class T>
  void check_links(const std::vector<T>& concepts) {
    std::map<std::string, std::string> broader;
    for (const T& one : concepts) broader.emplace(one.id, one.broader);
    for (const T& one : concepts) {
      const KeyReader map(*nodes_.at(one.id), ignored_);
      if (!one.broader.empty()) {
        check_link(map.where_of("broader"), "broader", one.broader, broader);
        if (is_its_own_ancestor(one.id, broader)) {
          diagnostics_.error(
              map.where_of("broader"),
              "concept " + in_quotes(one.id) + " is broader than itself, through " + in_quotes(one.broader),
              "let one of them have no 'broader'");
        }
      }
      for (const std::string& other : one.related) check_link(map.where_of("related"), "related", other, broader);
    }
  }

  void check_link(Location where, const std::string& kind, const std::string& id,
                  const std::map<std::string, std::string>& own) {
    if (own.contains(id) || themes_.find(id) != nullptr) return;
    Nearest nearest(id);
    for (const auto& [known, wider] : own) nearest.offer(known);
    for (const Concept& theme : themes_.concepts()) nearest.offer(theme.id);
    diagnostics_.error(std::move(where), "unknown " + kind + " concept " + in_quotes(id),
                       nearest.answer().empty() ? "write an id of this file, or of themes.yaml"
                                                : "write " + in_quotes(nearest.answer()));
  }

  static bool is_its_own_ancestor(const std::string& id, const std::map<std::string, std::string>& broader) {
    std::set<std::string> seen;
    auto step = broader.find(id);
    while (step != broader.end() && seen.insert(step->first).second) {
      if (step->second == id) return true;
      step = broader.find(step->second);
    }
    return false;
  }

  const Scheme<Concept>& themes_;
  Diagnostics& diagnostics_;
  Diagnostics ignored_;  // what a second look at a map would say again
  std::set<std::string> languages_;
  std::map<std::string, const Tree*> nodes_;
};

// The concepts of one file, not yet judged. Nothing, and an error, when there are none: an empty scheme accepts any id,
// and a file cut to nothing must not switch the checking off.
std::optional<Tree> read_scheme_file(const std::string& name, bool required, Diagnostics& diagnostics) {
  const std::optional<std::string> bytes = read_file(name, kMaxVocabularyFileBytes, diagnostics);
  if (!bytes) return std::nullopt;
  const std::optional<std::string> text = to_clean_utf8(*bytes, {name, 1}, diagnostics);
  if (!text) return std::nullopt;
  std::optional<Tree> root = read_yaml(*text, name, 1, kMaxVocabularyNodes, diagnostics);
  if (!root) return std::nullopt;
  if (root->kind == Tree::Kind::kNull || (root->kind == Tree::Kind::kList && root->children.empty())) {
    diagnostics.error({name, 0}, "the file has no concepts",
                      std::string("write them, each beginning with '- id: …'") + (required ? "" : ", or delete it"));
    return std::nullopt;
  }
  return root;
}

bool is_scheme_file(const fs::path& path) {
  return path.extension() == ".yaml" && !path.filename().string().starts_with('.');
}

// The files of a scheme: <name>.yaml, and those of the folder <name>/ in order of their names.
std::vector<std::string> scheme_files(const fs::path& folder, std::string_view name, const std::string& corpus,
                                      Diagnostics& diagnostics) {
  std::vector<std::string> files;
  const auto add = [&](const fs::path& path) {
    if (stays_inside(corpus, path.string(), diagnostics)) files.push_back(path.string());
  };
  std::error_code problem;
  const fs::path single = folder / (std::string(name) + ".yaml");
  if (fs::symlink_status(single, problem).type() != fs::file_type::not_found) add(single);
  const fs::path several = folder / name;
  if (fs::symlink_status(several, problem).type() == fs::file_type::not_found) return files;
  if (!stays_inside(corpus, several.string(), diagnostics)) return files;
  std::vector<fs::path> found;
  for (fs::directory_iterator entry(several, problem), end; !problem && entry != end; entry.increment(problem)) {
    if (is_scheme_file(entry->path())) found.push_back(entry->path());
  }
  if (problem) {
    diagnostics.error({several.string(), 0}, "cannot be read: " + problem.message(),
                      "check that it is a folder, and its permissions");
  }
  std::ranges::sort(found);
  std::ranges::for_each(found, add);
  return files;
}

// Whether there is a folder to look into, which may be without files: it need not exist, but must not be closed or a
// link out of `corpus`.
bool may_be_read(const fs::path& folder, const std::string& corpus, Diagnostics& diagnostics) {
  std::error_code problem;
  if (fs::symlink_status(folder, problem).type() == fs::file_type::none) throw std::system_error(problem, corpus);
  if (!stays_inside(corpus, folder.string(), diagnostics)) return false;
  const fs::directory_iterator entries(folder, problem);
  if (!problem || problem == std::errc::no_such_file_or_directory) return true;
  diagnostics.error({folder.string(), 0}, "cannot be read: " + problem.message(),
                    "check that it is a folder, and its permissions");
  return false;
}

// The canonical path of the folder around the vocabulary; empty when it does not exist.
std::string corpus_around(const fs::path& folder) {
  const fs::path around = folder.has_parent_path() ? folder.parent_path() : ".";
  std::error_code problem;
  const fs::path corpus = fs::canonical(around, problem);
  if (problem && problem != std::errc::no_such_file_or_directory) throw std::system_error(problem, around.string());
  return corpus.string();
}

Tree labels_node(std::string key, const std::map<std::string, std::string>& labels) {
  Tree map = map_node(std::move(key));
  for (const auto& [language, label] : labels) map.children.push_back(scalar_node(language, label));
  return map;
}

Tree labels_node(std::string key, const Labels& labels) {
  Tree map = map_node(std::move(key));
  for (const auto& [language, some] : labels) {
    Tree list = list_node(language);
    for (const std::string& label : some) list.children.push_back(scalar_node("", label));
    map.children.push_back(std::move(list));
  }
  return map;
}

template <class Number>
Tree number_node(std::string key, Number value) {
  std::array<char, 32> digits{};
  const auto [end, problem] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return scalar_node(std::move(key), std::string(digits.data(), end), true);
}

void add_place_keys(const Place& place, Tree& map) {
  map.children.push_back(scalar_node("country", place.country));
  map.children.push_back(scalar_node("region", place.region));
  map.children.push_back(number_node("latitude", place.latitude));
  map.children.push_back(number_node("longitude", place.longitude));
  if (place.population) map.children.push_back(number_node("population", *place.population));
  if (place.population_year) map.children.push_back(number_node("population_year", *place.population_year));
}

template <class T>
Tree concept_node(const T& one) {
  Tree map = map_node("");
  map.children.push_back(scalar_node("id", one.id));
  map.children.push_back(scalar_node("broader", one.broader));
  Tree related = list_node("related");
  for (const std::string& id : one.related) related.children.push_back(scalar_node("", id));
  map.children.push_back(std::move(related));
  map.children.push_back(labels_node("prefLabel", one.pref_label));
  map.children.push_back(labels_node("altLabel", one.alt_label));
  map.children.push_back(labels_node("hiddenLabel", one.hidden_label));
  map.children.push_back(labels_node("definition", one.definition));
  if constexpr (std::is_same_v<T, Place>) add_place_keys(one, map);
  return map;
}

// An id is an address, /vocabulary/<id>, and can lead to one concept only.
void warn_of_shared_ids(const Vocabulary& vocabulary, const std::string& folder, Diagnostics& diagnostics) {
  std::map<std::string, std::string_view> first;
  each_scheme(vocabulary, [&](std::string_view name, const auto& scheme) {
    for (const Concept& one : scheme.concepts()) {
      const auto [known, fresh] = first.emplace(one.id, name);
      if (fresh) continue;
      diagnostics.warning({(fs::path(folder) / (std::string(name) + ".yaml")).string(), 0},
                          "concept " + in_quotes(one.id) + " is in " + std::string(known->second) + ".yaml too",
                          "give one of them another id; the address of both is that of the first");
    }
  });
}

}  // namespace

template <class T>
Scheme<T>::Scheme(std::vector<T> concepts) : concepts_(std::move(concepts)) {
  for (std::size_t i = 0; i < concepts_.size(); ++i) by_id_.emplace(concepts_[i].id, i);
}

template <class T>
const T* Scheme<T>::find(std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  return found == by_id_.end() ? nullptr : &concepts_[found->second];
}

template <class T>
std::string Scheme<T>::nearest(std::string_view wrong) const {
  Nearest nearest(wrong);
  for (const T& one : concepts_) nearest.offer(one.id);
  for (const T& one : concepts_) {
    for (const auto& [language, label] : one.pref_label) nearest.offer(label, one.id);
    for (const Labels* labels : {&one.alt_label, &one.hidden_label}) {
      for (const auto& [language, some] : *labels) {
        for (const std::string& label : some) nearest.offer(label, one.id);
      }
    }
  }
  return nearest.answer();
}

template class Scheme<Concept>;
template class Scheme<Place>;

Vocabulary read_vocabulary(const std::string& folder, Diagnostics& diagnostics) {
  Vocabulary vocabulary;
  const std::string corpus = corpus_around(folder);
  if (!may_be_read(folder, corpus, diagnostics)) return vocabulary;
  each_scheme(vocabulary, [&]<class T>(std::string_view name, Scheme<T>& scheme) {
    const bool required = is_required(name);
    const std::size_t errors = diagnostics.errors();
    const std::vector<std::string> files = scheme_files(folder, name, corpus, diagnostics);
    if (files.empty() && required && diagnostics.errors() == errors) {
      diagnostics.error({(fs::path(folder) / (std::string(name) + ".yaml")).string(), 0}, "the file is missing",
                        "write it; corpus/README.md says how");
    }
    // One list, whatever the files: ids and links hold across them. The nodes refer to the names in `files`.
    Tree all = list_node("");
    for (const std::string& file : files) {
      std::optional<Tree> root = read_scheme_file(file, required, diagnostics);
      if (!root) continue;
      if (root->kind != Tree::Kind::kList) {
        SchemeReader(vocabulary.themes, diagnostics).read<T>(*root);  // says what is wrong with it
        continue;
      }
      std::ranges::move(root->children, std::back_inserter(all.children));
    }
    scheme = Scheme<T>(SchemeReader(vocabulary.themes, diagnostics).read<T>(all));
  });
  warn_of_shared_ids(vocabulary, folder, diagnostics);
  return vocabulary;
}

std::string vocabulary_to_json(const Vocabulary& vocabulary) {
  Tree root = map_node("");
  each_scheme(vocabulary, [&root]<class T>(std::string_view name, const Scheme<T>& scheme) {
    Tree list = list_node(std::string(name));
    for (const T& one : scheme.concepts()) list.children.push_back(concept_node(one));
    root.children.push_back(std::move(list));
  });
  return write_json(root);
}

Vocabulary vocabulary_from_json(std::string_view json) {
  Diagnostics diagnostics;
  const std::optional<Tree> root = read_json(json, "vocabulary", 0, kMaxVocabularyNodes, diagnostics);
  Vocabulary vocabulary;
  each_scheme(vocabulary, [&]<class T>(std::string_view name, Scheme<T>& scheme) {
    if (!root) return;
    const auto node = std::ranges::find(root->children, name, &Tree::key);
    if (node == root->children.end()) throw std::runtime_error("vocabulary: no " + std::string(name));
    scheme = Scheme<T>(SchemeReader(vocabulary.themes, diagnostics).read<T>(*node));
  });
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == Severity::kError) throw std::runtime_error(to_string(diagnostic));
  }
  return vocabulary;
}

std::string vocabulary_digest(const std::string& folder) {
  std::vector<fs::path> paths;
  std::error_code problem;
  for (fs::recursive_directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    if (is_scheme_file(entry->path())) paths.push_back(entry->path());
  }
  std::ranges::sort(paths);
  Digest digest;
  Diagnostics said_by_read_vocabulary;
  // A link may lead out of the corpus: what is found good must not become one unseen.
  digest.add(fs::is_symlink(folder, problem) ? "link" : "");
  for (const fs::path& path : paths) {
    digest.add(fs::is_symlink(path, problem) ? "link" : "");
    const auto bytes = read_file(path.string(), kMaxVocabularyFileBytes, said_by_read_vocabulary);
    digest.add(path.lexically_relative(folder).string());
    digest.add(bytes.value_or(""));
  }
  return digest.hex();
}

}  // namespace gp
