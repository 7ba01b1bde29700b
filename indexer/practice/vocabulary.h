// The controlled vocabularies: SKOS concepts with labels in many languages (https://www.w3.org/TR/skos-reference/).
// Immutable after reading, so any number of threads may read one.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/practice/diagnostic.h"

namespace gp {

using Labels = std::map<std::string, std::vector<std::string>>;  // language tag -> labels

struct Concept {
  std::string id{};
  std::string broader{};                            // id in the same scheme, or of a theme; empty for a top concept
  std::vector<std::string> related{};               // ids in the same scheme, or of themes
  std::map<std::string, std::string> pref_label{};  // language tag -> the label shown
  Labels alt_label{};
  Labels hidden_label{};  // dated, pejorative, misspelt: finds, is never shown
  std::map<std::string, std::string> definition{};

  bool operator==(const Concept&) const = default;
};

struct Place : Concept {
  std::string country{};  // ISO 3166-1 alpha-2, XK for Kosovo*
  std::string region{};
  double latitude = 0;   // degrees, WGS 84, -90..90; both 0: not known
  double longitude = 0;  // degrees, -180..180
  std::optional<long long> population{};
  std::optional<int> population_year{};

  bool operator==(const Place&) const = default;
};

// The label of `labels` that a reader of `lang` gets: the tag itself; for sr-Latn the Serbian label in Latin script;
// the tag without its subtags; for bs, cnr and hr each other, then Serbian in Latin script; English; any. Empty only
// for no labels.
std::string label_for(const std::map<std::string, std::string>& labels, std::string_view lang);

// Serbian (or Montenegrin, Macedonian excepted) Cyrillic to Latin, letter by letter; other characters pass. By the
// one-to-one correspondence of the two Serbian alphabets; Љ Њ Џ among capitals become LJ NJ DŽ, else Lj Nj Dž.
std::string serbian_to_latin(std::string_view utf8);

// One file of concepts, in the order of the file. T is Concept or Place.
template <class T>
class Scheme {
 public:
  Scheme() = default;
  explicit Scheme(std::vector<T> concepts);

  const std::vector<T>& concepts() const { return concepts_; }
  const T* find(std::string_view id) const;  // null: no such concept

  // The id or label in any language nearest to `wrong` by edit distance, as an id; empty when nothing is near.
  std::string nearest(std::string_view wrong) const;

 private:
  std::vector<T> concepts_;
  std::unordered_map<std::string, std::size_t> by_id_;
};

struct Vocabulary {
  Scheme<Concept> themes{};
  Scheme<Concept> target_groups{};
  Scheme<Concept> evidence{};
  Scheme<Concept> levels{};
  Scheme<Concept> sections{};
  Scheme<Place> places{};
  Scheme<Concept> concepts{};  // the words of the field: they name what a reader means in any language
};

// Calls `visit(name, scheme)` with every scheme, by the name of its file; the one list of them all. V is a Vocabulary,
// const or not.
template <class V, class Visit>
void each_scheme(V& vocabulary, const Visit& visit) {
  visit("themes", vocabulary.themes);
  visit("target-groups", vocabulary.target_groups);
  visit("evidence", vocabulary.evidence);
  visit("levels", vocabulary.levels);
  visit("sections", vocabulary.sections);
  visit("places", vocabulary.places);
  visit("concepts", vocabulary.concepts);
}

// Reads vocabulary/: a scheme is a file, themes.yaml, or a folder of files, concepts/*.yaml. Everything wrong goes to
// `diagnostics`; what could be read is returned. A file that is missing is an error for themes and places and an empty
// scheme for the others; one without a concept is an error. The folder and its files may be links to what lies in the
// folder around it, the corpus. Throws std::system_error when that one cannot be read.
Vocabulary read_vocabulary(const std::string& folder, Diagnostics& diagnostics);

// The vocabulary as one JSON document and back; this is how it travels inside the index. from_json throws
// std::runtime_error when `json` is not what to_json wrote.
std::string vocabulary_to_json(const Vocabulary& vocabulary);
Vocabulary vocabulary_from_json(std::string_view json);

// Digest over all bytes of the vocabulary files, and which of them are links: another digest, another index.
std::string vocabulary_digest(const std::string& folder);

}  // namespace gp
