// Suggestions as one types: what the vocabulary calls so in any language, titles, and words of the collection.
#include <xapian.h>

#include <algorithm>
#include <map>
#include <set>

#include "indexer/schema/index_schema.h"
#include "indexer/text/analyser.h"
#include "searchd/search/facets.h"
#include "searchd/search/generation.h"
#include "searchd/search/hits.h"
#include "searchd/search/searcher.h"
#include "searchd/search/spelling.h"
#include "searchd/search/thread_analyser.h"

namespace gp {
namespace {

constexpr std::size_t kMaxConcepts = 5;
constexpr std::size_t kLabelsLookedAt = 40;
constexpr std::size_t kMaxPractices = 4;
constexpr std::size_t kFacetLabelsLookedAt = 1000;
constexpr std::size_t kMaxTerms = 3;
constexpr std::size_t kMaxWords = 3;
constexpr std::size_t kMinWordLetters = 2;
constexpr std::size_t kMaxTypedBytes = 200;

std::string folded_words(std::string_view typed, std::string_view lang, std::vector<std::string>& words) {
  if (typed.size() > kMaxTypedBytes) {
    std::size_t end = kMaxTypedBytes;
    while (end > 0 && (static_cast<unsigned char>(typed[end]) & 0xC0) == 0x80) --end;
    typed = typed.substr(0, end);
  }
  std::string all;
  for (const Token& token : thread_analyser(lang).analyse(typed)) {
    if (!all.empty()) all += ' ';
    all += token.word;
    words.emplace_back(token.word);
  }
  return all;
}

std::size_t concept_facet(std::string_view scheme) {
  return facet_number(scheme == "place" ? "city" : scheme);
}

void add_concepts(std::vector<Suggestion>& suggestions, const std::string& typed, const std::string& lang,
                  const Generation& generation, const std::vector<std::uint32_t>& found) {
  const std::shared_ptr<const FacetLabels> labels = generation.labels(lang);
  std::size_t added = 0;
  for (const std::uint32_t number : found) {
    if (added == kMaxConcepts) break;
    const ConceptLabel& label = generation.concepts().label(number);
    const std::size_t facet = concept_facet(label.scheme);
    const auto value = generation.facet_value(facet, label.id);
    if (!value) continue;
    Suggestion one{.kind = std::string(label.scheme == "place" ? "city" : label.scheme),
                   .id = label.id,
                   .label = labels->label[facet][*value],
                   .lang = lang,
                   .count = generation.value_count(facet, *value)};
    // The label that was typed, when it is not the one shown.
    if (!fold(one.label).starts_with(typed)) one.matched = label.label;
    suggestions.push_back(std::move(one));
    ++added;
  }
}

// Terms of the policy field that texts name, in the reader's language: what officials call it and the practices do.
// Other languages have words that begin alike for all sorts of things: they are asked when nothing else goes on so.
void add_terms(std::vector<Suggestion>& suggestions, const std::string& typed, const std::string& lang,
               const Generation& generation) {
  std::size_t added = 0;
  for (const std::uint32_t number : generation.concepts().complete(typed, 400, ConceptIndex::Kind::kConcept)) {
    if (added == kMaxTerms) break;
    const ConceptLabel& label = generation.concepts().label(number);
    const std::size_t practices = generation.with_term(concept_term(label.id))->count();
    const Concept* one = generation.vocabulary().concepts.find(label.id);
    if (practices == 0 || one == nullptr) continue;
    if (!suggestions.empty() && label.lang != lang) continue;
    Suggestion term{.kind = "word", .label = label_for(one->pref_label, lang), .lang = lang, .count = practices};
    if (!fold(term.label).starts_with(typed)) term.matched = label.label;
    const bool known = std::any_of(suggestions.begin(), suggestions.end(),
                                   [&term](const Suggestion& other) { return fold(other.label) == fold(term.label); });
    if (known) continue;
    suggestions.push_back(std::move(term));
    ++added;
  }
}

// Practices whose titles have all words typed, the last as a beginning.
void add_practices(std::vector<Suggestion>& suggestions, const std::vector<std::string>& words, const std::string& lang,
                   const Generation& generation) {
  DocSet found = generation.all();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string term = title_word_term(words[i]);
    if (i + 1 < words.size()) {
      found &= *generation.with_word(term);
      continue;
    }
    found &= *generation.cached("prefix:title:" + words[i], [&] {
      DocSet completions(generation.rows());
      const Postings& postings = generation.written_words().postings();
      for (std::size_t at = postings.lower_bound(term); at < postings.terms() && postings.term(at).starts_with(term);
           ++at) {
        postings.for_each(at, [&](std::uint32_t document, std::uint32_t) { completions.add(document); });
      }
      return completions;
    });
  }
  std::size_t added = 0;
  for (const std::uint32_t document : generation.newest_first()) {
    if (added == kMaxPractices) break;
    if (!found.contains(document)) continue;
    const Record record = generation.record(document);
    const TextRecord& text = record.texts[Generation::text_for(record, lang)];
    suggestions.push_back({.kind = "practice",
                           .id = std::string(generation.id(document)),
                           .label = std::string(text.title.text),
                           .lang = std::string(text.lang),
                           .count = 1});
    ++added;
  }
}

// A dictionary word is folded; what is shown is how the collection writes it.
std::string as_written(std::string_view word, const Generation& generation, std::string& lang) {
  const std::uint32_t first = generation.with_word(word_term(word))->next(0);
  if (first == DocSet::none) return std::string(word);
  const Record record = generation.record(first);
  for (const TextRecord& text : record.texts) {
    for (const Field field : {Field::kBody, Field::kSummary, Field::kTitle}) {
      const MarkedText& marked = field_of(text, field);
      for (const TokenMark& mark : marked.marks) {
        const std::string_view written = marked.text.substr(mark.begin(), mark.end() - mark.begin());
        if (fold(written) != word) continue;
        lang = text.lang;
        return std::string(written);
      }
    }
  }
  return std::string(word);
}

bool is_hidden(std::string_view word, const Generation& generation) {
  const auto& labels = generation.concepts().find(std::string(word));
  return std::any_of(labels.begin(), labels.end(),
                     [&generation](std::uint32_t number) { return generation.concepts().label(number).hidden; });
}

void add_words(std::vector<Suggestion>& suggestions, const std::string& last, const Generation& generation) {
  const std::vector<WordEntry>& words = generation.words();
  auto at = std::lower_bound(words.begin(), words.end(), last,
                             [](const WordEntry& entry, const std::string& key) { return entry.word < key; });
  std::vector<const WordEntry*> found;
  for (; at != words.end() && at->word.starts_with(last); ++at) found.push_back(&*at);
  std::stable_sort(found.begin(), found.end(),
                   [](const WordEntry* a, const WordEntry* b) { return a->practices > b->practices; });
  std::size_t added = 0;
  for (const WordEntry* entry : found) {
    if (added == kMaxWords) break;
    if (entry->word.size() < 4 || is_hidden(entry->word, generation)) continue;
    Suggestion one{.kind = "word", .count = entry->practices};
    one.label = as_written(entry->word, generation, one.lang);
    suggestions.push_back(std::move(one));
    ++added;
  }
}

}  // namespace

std::vector<Suggestion> Searcher::suggest(std::string_view typed, std::string_view lang_view, std::size_t limit) const {
  std::vector<Suggestion> suggestions;
  const std::string lang(lang_view);
  std::vector<std::string> words;
  const std::string all = folded_words(typed, "und", words);
  if (all.size() < kMinWordLetters) return suggestions;
  const ConceptIndex& concepts = generation_->concepts();
  add_concepts(suggestions, all, lang, *generation_, concepts.complete(all, kLabelsLookedAt));
  // Serbian labels are known by their Latin letters.
  std::vector<std::string> latin_words;
  const std::string latin = folded_words(typed, "sr", latin_words);
  if (suggestions.empty() && latin != all) {
    add_concepts(suggestions, latin, lang, *generation_, concepts.complete(latin, kLabelsLookedAt));
  }
  add_practices(suggestions, words, lang, *generation_);
  add_terms(suggestions, all, lang, *generation_);
  if (words.size() == 1) add_words(suggestions, words.back(), *generation_);
  if (suggestions.empty()) {
    add_concepts(suggestions, all, lang, *generation_, concepts.complete_nearly(all, kLabelsLookedAt));
  }
  if (suggestions.size() > limit) suggestions.resize(limit);
  return suggestions;
}

std::vector<FacetValue> Searcher::facet_values(std::string_view name, const Query& query,
                                               std::string_view prefix) const {
  const std::size_t facet = facet_number(name);
  if (facet == kFacetNames.size()) throw NotFound("there is no facet '" + std::string(name) + "'");
  std::vector<FacetValue> values = std::move(search(query).facets.at(std::string(name)));
  std::vector<std::string> words;
  const std::string typed = folded_words(prefix, "und", words);
  if (typed.empty()) return values;
  const ConceptIndex& concepts = generation_->concepts();
  const auto named = [&](const std::vector<std::uint32_t>& labels, const auto& is_shown) {
    std::set<std::string> ids;
    for (const std::uint32_t number : labels) {
      const ConceptLabel& label = concepts.label(number);
      if (concept_facet(label.scheme) == facet) ids.insert(label.id);
    }
    std::vector<FacetValue> found;
    // Facets without concepts (language, level) are searched by the label shown.
    std::ranges::copy_if(values, std::back_inserter(found), [&](const FacetValue& value) {
      return ids.contains(value.id) || is_shown(fold(value.label));
    });
    return found;
  };
  std::vector<FacetValue> found = named(concepts.complete(typed, kFacetLabelsLookedAt), [&](const std::string& label) {
    return label.starts_with(typed) || label.find(' ' + typed) != std::string::npos;
  });
  if (!found.empty()) return found;
  return named(concepts.complete_nearly(typed, kFacetLabelsLookedAt),
               [&](const std::string& label) { return begins_nearly(label, typed); });
}

}  // namespace gp
