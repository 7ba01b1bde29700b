#include "searchd/search/query_words.h"

#include <xapian.h>

#include <algorithm>
#include <optional>

#include "indexer/schema/index_schema.h"
#include "indexer/text/label_matcher.h"
#include "indexer/text/language.h"
#include "searchd/search/compound.h"
#include "searchd/search/generation.h"
#include "searchd/search/ranking.h"
#include "searchd/search/thread_analyser.h"

namespace gp {
namespace {

// A stop word of another language is one for this reader too if so many times more practices have it there than have
// the word in the reader's language.
constexpr std::uint32_t kForeignStopWordFactor = 10;

bool has_term(const std::vector<TermSet>& terms, const std::string& term) {
  return std::ranges::find(terms, term, &TermSet::term) != terms.end();
}

void add_stem(std::vector<TermSet>& stems, std::string term, const Generation& generation) {
  if (has_term(stems, term)) return;
  std::shared_ptr<const DocSet> documents = generation.with_term(term);
  if (!documents->empty()) stems.push_back({.term = std::move(term), .documents = std::move(documents)});
}

void add_exact(QueryWord& word, std::string_view folded, const Generation& generation) {
  std::string term = word.title ? title_word_term(folded) : word_term(folded);
  if (has_term(word.exact, term)) return;
  std::shared_ptr<const DocSet> documents = generation.with_word(term);
  if (!documents->empty()) word.exact.push_back({.term = std::move(term), .documents = std::move(documents)});
}

// Practices with the word's stem in a language.
std::uint32_t practices_with(const QueryWord& word, std::string_view stem_tag, std::string_view stem) {
  const std::string term = word.title ? title_stem_term(stem_tag, stem) : stem_term(stem_tag, stem);
  const auto have = std::ranges::find(word.stems, term, &TermSet::term);
  return have == word.stems.end() ? 0 : have->documents->count();
}

// Answers with the practices that have the word where it is a stop word of this language.
std::optional<std::uint32_t> analyse_as(QueryWord& word, const std::string& stem_tag, const Generation& generation) {
  const std::vector<Token>& tokens = thread_analyser(language_of_stem_tag(stem_tag)).analyse(word.typed);
  if (tokens.empty()) return std::nullopt;
  // More than one only where a language cuts what the reader's does not; the last is the word, before it are particles.
  const Token& token = tokens.back();
  add_exact(word, token.word, generation);
  add_stem(word.stems, word.title ? title_stem_term(stem_tag, token.stem) : stem_term(stem_tag, token.stem),
           generation);
  if (std::find(word.forms.begin(), word.forms.end(), token.word) == word.forms.end())
    word.forms.emplace_back(token.word);
  word.marks.emplace_back(stem_tag, stem_mark(stem_tag, token.stem));
  return token.stop_word ? std::optional(practices_with(word, stem_tag, token.stem)) : std::nullopt;
}

// What the index has of a concept; without documents when it has nothing.
ConceptMatch match_concept(const ConceptLabel& label, const std::string& typed, const Generation& generation) {
  ConceptMatch match{.scheme = label.scheme, .id = label.id, .typed = typed};
  if (label.scheme == "concept") {
    match.term = concept_term(label.id);
    match.documents = generation.with_term(match.term);
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

std::vector<QueryWord> analyse_anew(std::string_view text, bool title, std::string_view lang,
                                    const Generation& generation) {
  std::vector<QueryWord> words;
  std::vector<std::string> own_stems;
  const std::string own_tag(thread_analyser(lang).stem_tag());
  for (const Token& token : thread_analyser(lang).analyse(text)) {
    own_stems.emplace_back(token.stem);
    QueryWord& word = words.emplace_back();
    word.typed = text.substr(token.begin, token.end - token.begin);
    word.folded = token.word;
    word.forms = {word.folded};
    word.title = title;
    word.stop_word = token.stop_word;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    QueryWord& word = words[i];
    add_exact(word, word.folded, generation);
    std::optional<std::uint32_t> as_stop_word;  // nothing is less than any number
    for (const std::string& tag : generation.meta().stem_tags) {
      as_stop_word = std::max(as_stop_word, analyse_as(word, tag, generation));
    }
    // "care" is a pronoun in Romanian and a service in English: what the reader's own language says in earnest counts.
    const std::uint32_t in_earnest = practices_with(word, own_tag, own_stems[i]);
    word.stop_word = word.stop_word || (as_stop_word && *as_stop_word >= kForeignStopWordFactor * in_earnest);
  }
  return words;
}

// About: what is in strings and arrays, without the sets, which are others'.
std::size_t bytes_of(const std::vector<QueryWord>& words) {
  std::size_t bytes = 0;
  for (const QueryWord& word : words) {
    bytes += sizeof word + sizeof(TermSet) * (word.exact.size() + word.stems.size()) + 64 * word.marks.size();
  }
  return bytes;
}

}  // namespace

std::vector<QueryWord> analyse_words(std::string_view text, bool title, std::string_view lang,
                                     const Generation& generation) {
  std::string key(lang);
  key.append(title ? "=" : ":").append(text);
  return *generation.query_words().get(
      key, [&] { return analyse_anew(text, title, lang, generation); }, bytes_of);
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
        typed.append(i > first ? " " : "").append(words[i]->typed);
        folded.append(i > first ? " " : "").append(words[i]->folded);
      }
      bool any = false;
      for (const std::uint32_t number : labels_named(typed, folded, own, tags, concepts)) {
        const ConceptLabel& label = concepts.label(number);
        const auto is_same = [&label](const ConceptMatch& match) {
          return match.scheme == label.scheme && match.id == label.id;
        };
        const ConceptMatch match = match_concept(label, typed, generation);
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

void add_translations(const std::vector<QueryWord*>& words, std::string_view lang, const Generation& generation) {
  const Lexicon& lexicon = generation.lexicon();
  if (lexicon.empty() || words.empty()) return;
  const auto token_in = [](std::string_view tag, const QueryWord& word) -> const Token* {
    const std::vector<Token>& tokens = thread_analyser(language_of_stem_tag(tag)).analyse(word.typed);
    return tokens.empty() || tokens.back().stop_word ? nullptr : &tokens.back();
  };
  // A language knows a word that it has a translation for, or that the collection's texts in it have.
  const auto known_by = [&](std::string_view tag) {
    std::size_t known = 0;
    for (const QueryWord* word : words) {
      const Token* token = token_in(tag, *word);
      if (token == nullptr) continue;
      bool knows = practices_with(*word, tag, token->stem) > 0;
      if (!knows) lexicon.translate(tag, token->stem, token->word, [&knows](const WordTranslation&) { knows = true; });
      known += knows ? 1 : 0;
    }
    return known;
  };
  std::string_view source = thread_analyser(lang).stem_tag();
  std::size_t most = known_by(source);
  for (const std::string& tag : generation.lexicon_sources()) {
    if (most == words.size()) break;
    if (const std::size_t known = known_by(tag); known > most) {
      most = known;
      source = tag;
    }
  }
  for (QueryWord* word : words) {
    if (word->title || !word->translations.empty()) continue;
    // The vocabulary knows better: of its words, which meaning the collection's field gives them.
    const auto is_of_vocabulary = [](const ConceptMatch& match) { return match.scheme == "concept"; };
    if (std::ranges::any_of(word->concepts, is_of_vocabulary)) continue;
    const Token* token = token_in(source, *word);
    if (token == nullptr) continue;
    lexicon.translate(source, token->stem, token->word, [&](const WordTranslation& translation) {
      std::string term = stem_term(translation.stem_tag, translation.stem);
      const auto is_same = [&term](const TranslatedWord& have) { return have.stem.term == term; };
      if (std::ranges::any_of(word->translations, is_same)) return;
      std::shared_ptr<const DocSet> documents = generation.with_term(term);
      if (documents->empty()) return;
      word->translations.push_back({.stem = {.term = std::move(term), .documents = std::move(documents)},
                                    .stem_tag = std::string(translation.stem_tag),
                                    .mark = stem_mark(translation.stem_tag, translation.stem)});
    });
  }
}

void add_similar(QueryWord& word, const Generation& generation) {
  word.similar = *generation.similar_terms().get(
      word.folded,
      [&] {
        std::vector<SimilarTerm> similar;
        for (const SimilarWord& one : generation.similar_words().find(word.folded, kMostSimilar, kSimilarFrom)) {
          similar.push_back({.word = std::string(generation.words()[one.word].word), .similarity = one.similarity});
        }
        return similar;
      },
      [](const std::vector<SimilarTerm>& terms) { return 2 * sizeof(SimilarTerm) * terms.size(); });
  std::erase_if(word.similar,
                [&](const SimilarTerm& one) { return std::ranges::find(word.forms, one.word) != word.forms.end(); });
}

void add_parts(QueryWord& word, const Generation& generation) {
  for (const std::string_view part : split_compound(word.folded, generation.words())) {
    const float share = static_cast<float>(part.size()) / static_cast<float>(word.folded.size());
    const auto have = std::ranges::find(word.similar, part, &SimilarTerm::word);
    if (have == word.similar.end())
      word.similar.push_back({.word = std::string(part), .similarity = share});
    else
      have->similarity = std::max(have->similarity, share);
  }
  std::ranges::stable_sort(word.similar, std::greater<>(), &SimilarTerm::similarity);
}

}  // namespace gp
