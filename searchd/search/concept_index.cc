#include "searchd/search/concept_index.h"

#include <algorithm>
#include <set>

#include "indexer/text/analysers.h"
#include "indexer/text/language.h"
#include "indexer/text/names.h"
#include "searchd/search/spelling.h"

namespace gp {
namespace {

constexpr std::size_t kMaxLabelWords = 6;

// One-word keys of one or two letters would match every other query ("in" is Slovene for a district's name somewhere).
constexpr std::size_t kMinKeyBytes = 3;

}  // namespace

std::string ConceptIndex::stem_key(std::string_view stem_tag, std::string_view joined_stems) {
  return std::string(stem_tag).append("|").append(joined_stems);
}

ConceptIndex::ConceptIndex(const Vocabulary& vocabulary, const std::vector<std::string>& countries,
                           const std::vector<std::string>& languages) {
  Analysers analysers;
  std::set<std::string> seen;
  const auto add = [&](std::string_view scheme, const std::string& id, const std::string& lang,
                       const std::string& label, bool hidden) {
    Analyser& analyser = analysers.of(lang);
    const std::vector<Token>& tokens = analyser.analyse(label);
    if (tokens.empty() || tokens.size() > kMaxLabelWords) return;
    const auto number = static_cast<std::uint32_t>(labels_.size());
    labels_.push_back({.scheme = scheme, .id = id, .lang = lang, .label = label, .hidden = hidden});
    ConceptLabel& made = labels_.back();
    const bool by_beginning = language_for(lang).stemming == Stemming::kFirstFive;
    std::string words;
    std::string stems;
    std::vector<std::size_t> starts;
    for (const Token& token : tokens) {
      if (!words.empty()) words += ' ';
      if (!stems.empty()) stems += ' ';
      starts.push_back(words.size());
      words += token.word;
      stems += token.stem;
      if (by_beginning) made.words.emplace_back(token.word);
    }
    longest_ = std::max(longest_, tokens.size());
    if (words.size() >= kMinKeyBytes) {
      keys_[words].push_back(number);
      // English inflects no names, and its place labels stand for many languages: Graz is not "graze".
      if (scheme != "place" || lang != "en") keys_[stem_key(analyser.stem_tag(), stems)].push_back(number);
    }
    if (!hidden) {
      for (std::size_t i = 0; i < starts.size(); ++i) {
        sorted_.push_back({.folded = words.substr(starts[i]), .label = number, .first = i == 0});
      }
    }
  };
  const auto add_concept = [&](std::string_view scheme, const Concept& one) {
    for (const auto& [lang, label] : one.pref_label) add(scheme, one.id, lang, label, false);
    for (const auto& [lang, labels] : one.alt_label) {
      for (const std::string& label : labels) add(scheme, one.id, lang, label, false);
    }
    for (const auto& [lang, labels] : one.hidden_label) {
      for (const std::string& label : labels) add(scheme, one.id, lang, label, true);
    }
  };
  for (const Concept& one : vocabulary.themes.concepts()) add_concept("theme", one);
  for (const Concept& one : vocabulary.target_groups.concepts()) add_concept("group", one);
  for (const Place& one : vocabulary.places.concepts()) add_concept("place", one);
  for (const Concept& one : vocabulary.concepts.concepts()) add_concept("concept", one);
  for (const std::string& country : countries) {
    std::set<std::string> names;  // many languages share one
    for (const std::string& lang : languages) {
      std::string name = country_name(country, lang);
      if (name.ends_with('*')) name.pop_back();
      if (names.insert(name).second) add("country", country, lang, name, false);
    }
  }
  std::sort(sorted_.begin(), sorted_.end(), [](const Entry& a, const Entry& b) { return a.folded < b.folded; });
}

const std::vector<std::uint32_t>& ConceptIndex::find(const std::string& key) const {
  static const std::vector<std::uint32_t> none;
  const auto it = keys_.find(key);
  return it == keys_.end() ? none : it->second;
}

std::vector<std::uint32_t> ConceptIndex::complete(std::string_view folded_prefix, std::size_t limit, Kind kind) const {
  auto it = std::lower_bound(sorted_.begin(), sorted_.end(), folded_prefix,
                             [](const Entry& entry, std::string_view prefix) { return entry.folded < prefix; });
  std::vector<const Entry*> found;
  for (; it != sorted_.end() && it->folded.starts_with(folded_prefix); ++it) {
    if ((labels_[it->label].scheme == "concept") == (kind == Kind::kConcept)) found.push_back(&*it);
  }
  return best_of(std::move(found), limit);
}

std::vector<std::uint32_t> ConceptIndex::complete_nearly(std::string_view folded_prefix, std::size_t limit) const {
  std::vector<const Entry*> found;
  for (const Entry& entry : sorted_) {
    if (labels_[entry.label].scheme != "concept" && begins_nearly(entry.folded, folded_prefix)) found.push_back(&entry);
  }
  return best_of(std::move(found), limit);
}

// Labels that begin with what was typed first, then the shorter ones; each concept once.
std::vector<std::uint32_t> ConceptIndex::best_of(std::vector<const Entry*> found, std::size_t limit) const {
  std::stable_sort(found.begin(), found.end(), [](const Entry* a, const Entry* b) {
    if (a->first != b->first) return a->first;
    return a->folded.size() < b->folded.size();
  });
  std::vector<std::uint32_t> numbers;
  std::set<std::string> concepts;
  for (const Entry* entry : found) {
    if (numbers.size() == limit) break;
    const ConceptLabel& one = labels_[entry->label];
    if (concepts.insert(std::string(one.scheme) + ':' + one.id).second) numbers.push_back(entry->label);
  }
  return numbers;
}

}  // namespace gp
