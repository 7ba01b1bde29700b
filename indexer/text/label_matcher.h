// Finds the labels of concepts in analysed texts: which concepts a text speaks of, in whatever words of its language.
// Labels and texts are compared by stems, so a label in the singular finds the plural; in languages whose stems are no
// more than beginnings of words, the words themselves must be alike too (is_form_of).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/practice/vocabulary.h"
#include "indexer/text/analyser.h"

namespace gp {

// Immutable after construction: any number of threads may use one.
class LabelMatcher {
 public:
  // Labels of every language of the table (language.h), hidden ones among them. `concepts` need not outlive the
  // matcher.
  explicit LabelMatcher(const Scheme<Concept>& concepts);

  // Calls `visit` with the number of each concept (its place in the scheme) that a label names, for the longest label
  // at each word; a word is part of one label only. `tokens` are of an analyser with this stem tag.
  void find(std::string_view stem_tag, std::span<const Token> tokens,
            const std::function<void(std::uint32_t concept_number)>& visit) const;

 private:
  struct Label {
    std::uint32_t concept_number = 0;
    std::vector<std::string> words{};
    std::vector<std::string> stems{};
    bool by_beginning = false;  // the language's stems are beginnings of words
  };
  bool stands_at(const Label& label, std::span<const Token> tokens) const;

  // stem tag -> first stem -> labels, longest first
  std::unordered_map<std::string, std::unordered_map<std::string, std::vector<Label>>> labels_;
};

// Whether two folded words that share their first letters are likely forms of one word: all but the last letters are
// the same, and neither is much longer.
bool is_form_of(std::string_view word, std::string_view other);

}  // namespace gp
