#include "searchd/search/query_words.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/schema/index_schema.h"
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

const DocSet* documents_of(const Generation& generation, std::string_view scheme, const std::string& id) {
  const std::string_view facet = scheme == "place" ? "city" : scheme;
  const auto number = static_cast<std::size_t>(std::find(std::begin(kFacetColumns), std::end(kFacetColumns), facet) -
                                               std::begin(kFacetColumns));
  const auto value = generation.facet_value(number, id);
  return value ? &generation.with_value(number, *value) : nullptr;
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

void add_concepts(const std::vector<QueryWord*>& words, std::string_view lang, const Generation& generation) {
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
        if (i > first) {
          typed += ' ';
          folded += ' ';
        }
        typed += words[i]->typed;
        folded += words[i]->folded;
      }
      std::vector<std::uint32_t> labels = concepts.find(folded);
      const auto add = [&labels, &concepts](const std::string& key) {
        const std::vector<std::uint32_t>& more = concepts.find(key);
        labels.insert(labels.end(), more.begin(), more.end());
      };
      for (const std::string& tag : tags) {
        std::string as_written;
        std::string stems;
        for (const Token& token : thread_analyser(language_of_stem_tag(tag)).analyse(typed)) {
          as_written.append(as_written.empty() ? "" : " ").append(token.word);
          stems.append(stems.empty() ? "" : " ").append(token.stem);
        }
        if (as_written != folded) add(as_written);
        add(ConceptIndex::stem_key(tag, stems));
      }
      bool any = false;
      for (const std::uint32_t number : labels) {
        const ConceptLabel& label = concepts.label(number);
        const DocSet* documents = documents_of(generation, label.scheme, label.id);
        if (documents == nullptr) continue;
        any = true;
        for (std::size_t i = first; i < first + count; ++i) {
          std::vector<ConceptMatch>& matches = words[i]->concepts;
          const bool known = std::any_of(matches.begin(), matches.end(), [&label](const ConceptMatch& match) {
            return match.scheme == label.scheme && match.id == label.id;
          });
          if (known || words[i]->title) continue;
          // The set lives as long as the generation, which the caller holds.
          matches.push_back({.scheme = label.scheme,
                             .id = label.id,
                             .typed = typed,
                             .documents = std::shared_ptr<const DocSet>(std::shared_ptr<const DocSet>(), documents)});
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
