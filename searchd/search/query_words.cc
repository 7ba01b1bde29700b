#include "searchd/search/query_words.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/schema/index_schema.h"
#include "indexer/text/label_matcher.h"
#include "indexer/text/language.h"
#include "searchd/search/generation.h"
#include "searchd/search/thread_analyser.h"

namespace gp {
namespace {

void add_term(std::vector<TermSet>& terms, std::string term, const Generation& generation, Xapian::Database& database) {
  for (const TermSet& have : terms) {
    if (have.term == term) return;
  }
  std::shared_ptr<const DocSet> documents = generation.with_term(term, database);
  if (!documents->empty()) terms.push_back({.term = std::move(term), .documents = std::move(documents)});
}

void analyse_as(QueryWord& word, const std::string& stem_tag, const Generation& generation,
                Xapian::Database& database) {
  const std::vector<Token>& tokens = thread_analyser(language_of_stem_tag(stem_tag)).analyse(word.typed);
  if (tokens.empty()) return;
  // More than one only where a language cuts what the reader's does not; the last is the word, before it are particles.
  const Token& token = tokens.back();
  word.stop_word = word.stop_word || token.stop_word;
  add_term(word.exact, word.title ? title_word_term(token.word) : word_term(token.word), generation, database);
  add_term(word.stems, word.title ? title_stem_term(stem_tag, token.stem) : stem_term(stem_tag, token.stem), generation,
           database);
  if (std::find(word.forms.begin(), word.forms.end(), token.word) == word.forms.end())
    word.forms.emplace_back(token.word);
  word.marks.emplace_back(stem_tag, stem_mark(stem_tag, token.stem));
}

// What the index has of a concept; without documents when it has nothing.
ConceptMatch match_concept(const ConceptLabel& label, const std::string& typed, const Generation& generation,
                           Xapian::Database& database) {
  ConceptMatch match{.scheme = label.scheme, .id = label.id, .typed = typed};
  if (label.scheme == "concept") {
    match.term = concept_term(label.id);
    match.documents = generation.with_term(match.term, database);
    if (!match.documents->empty()) match.marks = generation.concept_marks(label.id);
  } else {
    const std::string_view facet = label.scheme == "place" ? "city" : label.scheme;
    const auto number = static_cast<std::size_t>(std::find(std::begin(kFacetColumns), std::end(kFacetColumns), facet) -
                                                 std::begin(kFacetColumns));
    // The set lives as long as the generation, which the caller holds.
    if (const auto value = generation.facet_value(number, label.id)) {
      match.documents =
          std::shared_ptr<const DocSet>(std::shared_ptr<const DocSet>(), &generation.with_value(number, *value));
    }
  }
  return match;
}

// Whether `typed` words, as a language folds them, are forms of those of the label. Where stems are no more than
// beginnings of words, equal stems are not enough.
bool are_forms(const ConceptLabel& label, const std::vector<std::string>& words) {
  if (label.words.empty()) return true;
  return std::equal(label.words.begin(), label.words.end(), words.begin(), words.end(),
                    [](const std::string& a, const std::string& b) { return is_form_of(a, b); });
}

// The concepts that the words from `first` to `last` name together: by a label in the reader's language, if there is
// one, else by one in any: "pas" is a passport to a Czech and nothing to a Frenchman.
std::vector<std::uint32_t> labels_named(const std::string& typed, const std::string& folded, std::string_view own_tag,
                                        const std::vector<std::string>& tags, const ConceptIndex& concepts) {
  std::vector<std::uint32_t> labels = concepts.find(folded);
  for (const std::string& tag : tags) {
    std::vector<std::string> words;
    std::string as_written;
    std::string stems;
    for (const Token& token : thread_analyser(language_of_stem_tag(tag)).analyse(typed)) {
      words.emplace_back(token.word);
      as_written.append(as_written.empty() ? "" : " ").append(token.word);
      stems.append(stems.empty() ? "" : " ").append(token.stem);
    }
    if (as_written != folded) {
      const std::vector<std::uint32_t>& more = concepts.find(as_written);
      labels.insert(labels.end(), more.begin(), more.end());
    }
    for (const std::uint32_t number : concepts.find(ConceptIndex::stem_key(tag, stems))) {
      if (are_forms(concepts.label(number), words)) labels.push_back(number);
    }
  }
  const auto is_own = [&](std::uint32_t number) {
    return language_for(concepts.label(number).lang).stem_tag == own_tag;
  };
  const auto is_concept = [&](std::uint32_t number) { return concepts.label(number).scheme == "concept"; };
  if (std::ranges::any_of(labels, [&](std::uint32_t number) { return is_concept(number) && is_own(number); })) {
    std::erase_if(labels, [&](std::uint32_t number) { return is_concept(number) && !is_own(number); });
  }
  return labels;
}

}  // namespace

std::vector<QueryWord> analyse_words(std::string_view text, bool title, std::string_view lang,
                                     const Generation& generation, Xapian::Database& database) {
  std::vector<QueryWord> words;
  for (const Token& token : thread_analyser(lang).analyse(text)) {
    QueryWord& word = words.emplace_back();
    word.typed = text.substr(token.begin, token.end - token.begin);
    word.folded = token.word;
    word.forms = {word.folded};
    word.title = title;
    word.stop_word = token.stop_word;
  }
  for (QueryWord& word : words) {
    add_term(word.exact, title ? title_word_term(word.folded) : word_term(word.folded), generation, database);
    for (const std::string& tag : generation.meta().stem_tags) analyse_as(word, tag, generation, database);
  }
  return words;
}

void add_concepts(const std::vector<QueryWord*>& words, std::string_view lang, const Generation& generation,
                  Xapian::Database& database) {
  const ConceptIndex& concepts = generation.concepts();
  std::vector<std::string> tags = generation.meta().stem_tags;
  const std::string own(thread_analyser(lang).stem_tag());
  if (std::find(tags.begin(), tags.end(), own) == tags.end()) tags.push_back(own);
  for (std::size_t first = 0; first < words.size();) {
    std::size_t used = 1;
    for (std::size_t count = std::min(concepts.longest_key_words(), words.size() - first); count > 0; --count) {
      if (count == 1 && words[first]->stop_word) break;
      std::string typed;
      std::string folded;
      for (std::size_t i = first; i < first + count; ++i) {
        typed.append(i > first ? " " : "").append(words[i]->typed);
        folded.append(i > first ? " " : "").append(words[i]->folded);
      }
      bool any = false;
      for (const std::uint32_t number : labels_named(typed, folded, own, tags, concepts)) {
        const ConceptLabel& label = concepts.label(number);
        const auto is_same = [&label](const ConceptMatch& match) {
          return match.scheme == label.scheme && match.id == label.id;
        };
        const ConceptMatch match = match_concept(label, typed, generation, database);
        if (!match.documents || match.documents->empty()) continue;
        any = true;
        for (std::size_t i = first; i < first + count; ++i) {
          if (words[i]->title || std::ranges::any_of(words[i]->concepts, is_same)) continue;
          words[i]->concepts.push_back(match);
        }
      }
      if (any) {
        used = count;
        break;
      }
    }
    first += used;
  }
}

}  // namespace gp
