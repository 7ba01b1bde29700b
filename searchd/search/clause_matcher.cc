#include "searchd/search/clause_matcher.h"

#include <algorithm>

#include "indexer/schema/index_schema.h"
#include "indexer/text/grams.h"
#include "searchd/search/generation.h"
#include "searchd/search/phrase.h"
#include "searchd/search/ranking.h"
#include "searchd/search/thread_analyser.h"

namespace gp {
namespace {

constexpr std::size_t kMaxCompletions = 64;

std::vector<std::string> terms_of(const std::vector<TermSet>& sets) {
  std::vector<std::string> terms;
  terms.reserve(sets.size());
  for (const TermSet& set : sets) terms.push_back(set.term);
  return terms;
}

}  // namespace

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

ClauseMatch ClauseMatcher::read(const Clause& clause, std::size_t& budget, bool& cut) const {
  ClauseMatch match{.clause = clause};
  std::vector<QueryWord> words = analyse_words(clause.text, clause.title, lang_, generation_);
  cut = cut || words.size() > budget;
  if (words.size() > budget) words.resize(budget);
  budget -= words.size();
  for (QueryWord& word : words) match.words.push_back({.word = std::move(word)});
  for (MatchedWord& word : match.words) word.quoted = clause.kind == Clause::Kind::kPhrase;
  if (clause.kind == Clause::Kind::kPrefix && !match.words.empty()) match.words.back().prefix = true;
  return match;
}

void ClauseMatcher::match(ClauseMatch& match) const {
  match.scores = {};
  if (match.clause.kind == Clause::Kind::kPhrase && match.words.size() > 1) {
    match_phrase(match);
    return;
  }
  match.documents = generation_.all();
  for (MatchedWord& word : match.words) {
    match.documents &= word.prefix ? match_prefix(word, match.scores) : match_word(word, match.scores);
  }
  if (match.documents.empty()) match.scores = {};  // it says nothing of those that other choices find
}

// Who has the word has its stem; the word as it was typed is a bonus on top. A word in quotes stands for itself only.
DocSet ClauseMatcher::match_word(const MatchedWord& matched, Scores& scores) const {
  const QueryWord& word = matched.word;
  DocSet documents(generation_.rows());
  for (const TermSet& term : word.exact) scores.words.push_back({.terms = {term.term}, .share = kExactBonus});
  if (!matched.quoted && !word.stems.empty()) {
    documents |= any_form(word.stems);
    scores.stems.push_back({.terms = terms_of(word.stems)});
  } else if (!word.exact.empty()) {
    documents |= any_form(word.exact);
    scores.words.push_back({.terms = terms_of(word.exact)});
  }
  if (!matched.quoted) match_meaning(word, documents, scores);
  return documents;
}

void ClauseMatcher::match_meaning(const QueryWord& word, DocSet& documents, Scores& scores) const {
  for (const ConceptMatch& one : word.concepts) {
    documents |= *one.documents;
    if (!one.term.empty()) {
      scores.stems.push_back({.terms = {one.term}, .share = kTranslationShare});
      continue;
    }
    const bool place = one.scheme == "place" || one.scheme == "country";
    const double weight = (place ? kPlaceShare : kConceptShare) *
                          idf(static_cast<std::uint32_t>(generation_.meta().practices), one.documents->count());
    scores.sets.push_back({.documents = one.documents, .weight = weight});
  }
  std::vector<std::string> translations;
  for (const TranslatedWord& one : word.translations) {
    documents |= *one.stem.documents;
    translations.push_back(one.stem.term);
  }
  if (!translations.empty()) scores.stems.push_back({.terms = std::move(translations), .share = kDictionaryShare});
}

void ClauseMatcher::add_similar_words(const QueryWord& word, std::vector<TermScore>& words) const {
  for (const SimilarTerm& one : word.similar) {
    words.push_back({.terms = {word_term(one.word)}, .share = kSimilarShare * static_cast<double>(one.similarity)});
  }
}

void ClauseMatcher::add_letters(const QueryWord& word, std::vector<TermScore>& letters) const {
  const Analyser& own = thread_analyser(lang_);
  // What a concept says is surer than what letters do, and reaches all languages alike.
  const bool is_concept = std::ranges::any_of(word.concepts, [](const ConceptMatch& one) { return one.term.empty(); });
  if (!own.has_grams() || is_concept) return;
  for_each_gram(word.folded, [&](std::string_view gram) {
    letters.push_back({.terms = {gram_key(own.stem_tag(), gram)}, .share = kGramShare});
  });
}

DocSet ClauseMatcher::with_similar(const QueryWord& word, float least) const {
  DocSet documents(generation_.rows());
  for (const SimilarTerm& one : word.similar) {
    if (one.similarity >= least) documents |= *generation_.with_word(word_term(one.word));
  }
  return documents;
}

void ClauseMatcher::for_each_similar(const QueryWord& word, const DocSet& but,
                                     const std::function<void(std::uint32_t, double)>& visit) const {
  DocSet seen = but;
  for (const SimilarTerm& one : word.similar) {
    DocSet documents = *generation_.with_word(word_term(one.word));
    documents -= seen;
    seen |= documents;
    documents.for_each([&](std::uint32_t document) { visit(document, static_cast<double>(one.similarity)); });
  }
}

DocSet ClauseMatcher::match_prefix(MatchedWord& matched, Scores& scores) const {
  std::vector<std::pair<std::uint32_t, std::string>> found;  // by frequency
  for (const std::string& prefix : matched.word.forms) complete(prefix, matched.word.title, found);
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  const auto term_of = [&matched](const std::string& word) {
    return matched.word.title ? title_word_term(word) : word_term(word);
  };
  // No bound on the completions: the count is exact. The union is kept, its parts are not.
  const std::shared_ptr<const DocSet> all =
      generation_.cached((matched.word.title ? "prefix:title:" : "prefix:") + joined(matched.word.forms), [&] {
        DocSet set(generation_.rows());
        for (const auto& [frequency, word] : found) {
          deadline_.check();
          const Postings& postings = generation_.written_words().postings();
          if (const auto number = postings.find(term_of(word))) {
            postings.for_each(*number, [&set](std::uint32_t document, std::uint32_t) { set.add(document); });
          }
        }
        return set;
      });
  if (found.empty()) return *all;
  if (found.size() > kMaxCompletions) found.resize(kMaxCompletions);
  TermScore scored;
  for (const auto& [frequency, word] : found) {
    if (scored.terms.size() < kPrefixScoredWords) scored.terms.push_back(term_of(word));
    matched.completions.push_back(word);
  }
  scores.words.push_back(std::move(scored));
  const double rest = kPrefixShare * idf(static_cast<std::uint32_t>(generation_.meta().practices), all->count());
  scores.sets.push_back({.documents = all, .weight = rest});
  return *all;
}

// Adds the words that begin with `prefix`, with how many practices have them.
void ClauseMatcher::complete(const std::string& prefix, bool title,
                             std::vector<std::pair<std::uint32_t, std::string>>& found) const {
  if (title) {
    const Postings& postings = generation_.written_words().postings();
    const std::string first = title_word_term(prefix);
    for (std::size_t at = postings.lower_bound(first); at < postings.terms() && postings.term(at).starts_with(first);
         ++at) {
      found.emplace_back(postings.documents(at), postings.term(at).substr(title_word_term("").size()));
    }
    return;
  }
  const std::vector<WordEntry>& words = generation_.words();
  auto word = std::lower_bound(words.begin(), words.end(), prefix,
                               [](const WordEntry& entry, const std::string& key) { return entry.word < key; });
  for (; word != words.end() && word->word.starts_with(prefix); ++word) {
    found.emplace_back(word->practices, word->word);
  }
}

// Candidates have all the words; whether they stand beside each other, the records say.
void ClauseMatcher::match_phrase(ClauseMatch& match) const {
  const std::string key = (match.clause.title ? "phrase:title:" : "phrase:") + match.clause.text;
  match.documents = *generation_.cached(key, [&] {
    DocSet candidates = generation_.all();
    for (const MatchedWord& matched : match.words) candidates &= any_form(matched.word.exact);
    DocSet set(generation_.rows());
    PhraseFinder finder(match.clause.text, match.clause.title);
    LoopDeadline in_time(deadline_);
    candidates.for_each([&](std::uint32_t document) {
      in_time.check();
      if (finder.found_in(generation_.record(document))) set.add(document);
    });
    return set;
  });
  for (const MatchedWord& matched : match.words) {
    if (!matched.word.exact.empty()) match.scores.words.push_back({.terms = terms_of(matched.word.exact)});
  }
}

DocSet ClauseMatcher::any_form(const std::vector<TermSet>& terms) const {
  DocSet set(generation_.rows());
  for (const TermSet& term : terms) set |= *term.documents;
  return set;
}

}  // namespace gp
