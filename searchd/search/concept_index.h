// The vocabulary the other way round: from words a reader types, in any language, to the concepts they name.
// Immutable, made once per vocabulary.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/practice/vocabulary.h"

namespace gp {

// One label of one concept. `scheme` is theme, group, place, country or concept.
struct ConceptLabel {
  std::string_view scheme{};
  std::string id{};
  std::string lang{};
  std::string label{};
  bool hidden = false;               // finds, is never shown
  std::vector<std::string> words{};  // folded, where forms of them must be alike (is_form_of); else empty
};

class ConceptIndex {
 public:
  // `countries`: ISO codes whose names (in `languages`, from ICU) are looked up too.
  ConceptIndex(const Vocabulary& vocabulary, const std::vector<std::string>& countries,
               const std::vector<std::string>& languages);

  // The labels that `key` names; a key is words in folded form, joined by single spaces (word_key), or a language's
  // stems (stem_key). Empty if none.
  const std::vector<std::uint32_t>& find(const std::string& key) const;
  const ConceptLabel& label(std::uint32_t number) const { return labels_[number]; }

  // Labels, hidden ones excepted, in which `folded_prefix` begins the label or one of its words; at most `limit`,
  // labels that begin with it first, then by length. Either those of the facets' values or those of the scheme concept.
  enum class Kind { kFacetValue, kConcept };
  std::vector<std::uint32_t> complete(std::string_view folded_prefix, std::size_t limit,
                                      Kind kind = Kind::kFacetValue) const;

  // The labels of the facets' values that a reader who mistyped a letter may have begun to type (begins_nearly), hidden
  // ones excepted; shorter ones first. Looks at all of them, so it is for those who found nothing else.
  std::vector<std::uint32_t> complete_nearly(std::string_view folded_prefix, std::size_t limit) const;

  std::size_t longest_key_words() const { return longest_; }

  static std::string stem_key(std::string_view stem_tag, std::string_view joined_stems);

 private:
  std::vector<ConceptLabel> labels_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> keys_;
  // (folded text from a word of the label on, label, whether that word is the first), sorted
  struct Entry {
    std::string folded{};
    std::uint32_t label = 0;
    bool first = false;
  };
  std::vector<std::uint32_t> best_of(std::vector<const Entry*> found, std::size_t limit) const;

  std::vector<Entry> sorted_;
  std::size_t longest_ = 0;
};

}  // namespace gp
