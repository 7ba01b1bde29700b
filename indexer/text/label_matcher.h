// Finds the labels of concepts in analysed texts: which concepts a text speaks of, in whatever words of its language.
// Labels and texts are compared by stems, so a label in the singular finds the plural; in languages whose stems are no
// more than beginnings of words, the words themselves must be alike too (is_form_of).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/practice/vocabulary.h"
#include "indexer/text/analyser.h"

namespace gp {

// The labels of a language are analysed when the first text in it comes: a small change to a collection needs few of
// them. Any number of threads may use one.
class LabelMatcher {
 public:
  // Labels of every language of the table (language.h), hidden ones among them. `concepts` must outlive the matcher.
  explicit LabelMatcher(const Scheme<Concept>& concepts);
  explicit LabelMatcher(Scheme<Concept>&& concepts) = delete;

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
  struct Written {
    std::uint32_t concept_number = 0;
    std::string_view language{};
    std::string_view text{};
  };
  struct LanguageLabels {
    std::vector<Written> written{};
    std::once_flag analysed{};
    std::unordered_map<std::string, std::vector<Label>> by_first_stem{};  // the longest first
  };
  static void analyse(LanguageLabels& labels);
  static bool stands_at(const Label& label, std::span<const Token> tokens);

  std::unordered_map<std::string, std::unique_ptr<LanguageLabels>> labels_{};  // by stem tag
};

// Whether two folded words that share their first letters are likely forms of one word: all but the last letters are
// the same, and neither is much longer.
bool is_form_of(std::string_view word, std::string_view other);

}  // namespace gp
