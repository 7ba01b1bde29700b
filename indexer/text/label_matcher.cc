#include "indexer/text/label_matcher.h"

#include <algorithm>

#include "indexer/text/analysers.h"
#include "indexer/text/language.h"

namespace gp {
namespace {

constexpr std::size_t kMaxLabelWords = 6;
constexpr std::size_t kMaxEnding = 3;  // letters by which forms of a word differ

std::size_t letters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

bool is_form_of(std::string_view word, std::string_view other) {
  std::size_t same = 0;
  while (same < word.size() && same < other.size() && word[same] == other[same]) ++same;
  while (same > 0 && same < std::max(word.size(), other.size()) &&
         ((same < word.size() && (static_cast<unsigned char>(word[same]) & 0xC0) == 0x80) ||
          (same < other.size() && (static_cast<unsigned char>(other[same]) & 0xC0) == 0x80))) {
    --same;
  }
  return letters(word.substr(same)) <= kMaxEnding && letters(other.substr(same)) <= kMaxEnding &&
         2 * letters(word.substr(0, same)) > letters(word);
}

LabelMatcher::LabelMatcher(const Scheme<Concept>& concepts) {
  const auto add = [&](std::uint32_t number, const std::string& language, const std::string& text) {
    if (!is_known_language(language)) return;
    std::unique_ptr<LanguageLabels>& labels = labels_[std::string(language_for(language).stem_tag)];
    if (labels == nullptr) labels = std::make_unique<LanguageLabels>();
    labels->written.push_back({.concept_number = number, .language = language, .text = text});
  };
  for (std::uint32_t number = 0; number < concepts.concepts().size(); ++number) {
    const Concept& one = concepts.concepts()[number];
    for (const auto& [language, label] : one.pref_label) add(number, language, label);
    for (const Labels* all : {&one.alt_label, &one.hidden_label}) {
      for (const auto& [language, some] : *all) {
        for (const std::string& label : some) add(number, language, label);
      }
    }
  }
}

void LabelMatcher::analyse(LanguageLabels& labels) {
  Analysers analysers;
  for (const Written& written : labels.written) {
    Label label{.concept_number = written.concept_number,
                .by_beginning = language_for(written.language).stemming == Stemming::kFirstFive};
    for (const Token& token : analysers.of(written.language).analyse(written.text)) {
      label.words.emplace_back(token.word);
      label.stems.emplace_back(token.stem);
    }
    if (label.words.empty() || label.words.size() > kMaxLabelWords) continue;
    std::vector<Label>& same = labels.by_first_stem[label.stems.front()];
    same.push_back(std::move(label));
  }
  for (auto& [stem, same] : labels.by_first_stem) {
    std::ranges::stable_sort(same, [](const Label& a, const Label& b) { return a.words.size() > b.words.size(); });
  }
}

bool LabelMatcher::stands_at(const Label& label, std::span<const Token> tokens) {
  if (label.words.size() > tokens.size()) return false;
  for (std::size_t i = 0; i < label.words.size(); ++i) {
    if (tokens[i].stem != label.stems[i]) return false;
    if (label.by_beginning && !is_form_of(label.words[i], tokens[i].word)) return false;
  }
  return true;
}

void LabelMatcher::find(std::string_view stem_tag, std::span<const Token> tokens,
                        const std::function<void(std::uint32_t concept_number)>& visit) const {
  const auto of_language = labels_.find(std::string(stem_tag));
  if (of_language == labels_.end()) return;
  LanguageLabels& known = *of_language->second;
  std::call_once(known.analysed, [&known] { analyse(known); });
  std::string stem;
  for (std::size_t at = 0; at < tokens.size();) {
    stem = tokens[at].stem;
    const auto labels = known.by_first_stem.find(stem);
    std::size_t words = 0;  // of the longest label here; another concept may have one as long
    if (labels != known.by_first_stem.end()) {
      std::vector<std::uint32_t> named;
      for (const Label& label : labels->second) {
        if (words > 0 && label.words.size() < words) break;
        if (!stands_at(label, tokens.subspan(at))) continue;
        words = label.words.size();
        if (std::ranges::find(named, label.concept_number) == named.end()) named.push_back(label.concept_number);
      }
      for (const std::uint32_t number : named) visit(number);
    }
    at += std::max<std::size_t>(words, 1);
  }
}

}  // namespace gp
