// A query becomes items that are all wanted; an item is a choice of clauses; a clause is words, a phrase or a prefix.
// For each, two things are made side by side: the exact set of practices, by set algebra on cached bitsets, and a
// Xapian query that scores. The scoring query may match more than the set (a phrase is scored as its words, a relaxed
// query as any of its words); then the set is put on top of it as a filter.
#include "searchd/search/retrieval.h"

#include <algorithm>

#include "indexer/schema/index_schema.h"
#include "searchd/search/doc_set_source.h"
#include "searchd/search/generation.h"
#include "searchd/search/phrase.h"
#include "searchd/search/ranking.h"
#include "searchd/search/spelling.h"

namespace gp {
namespace {

using Set = std::shared_ptr<const DocSet>;

struct ClauseMatch {
  Clause clause{};
  std::vector<MatchedWord> words{};
  DocSet documents{};
  Xapian::Query score{};
  bool exact_score = true;  // `score` matches exactly `documents`
};

struct Item {
  std::vector<ClauseMatch> any{};
  bool plain = false;     // words without a sign: may be relaxed
  bool optional = false;  // nothing but stop words
  DocSet documents{};
  Xapian::Query score{};
  bool exact_score = true;
};

Xapian::Query scaled(double factor, const Xapian::Query& query) {
  return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, factor);
}

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
  return queries.size() == 1 ? queries.front() : Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end());
}

Xapian::Query synonyms(const std::vector<TermSet>& terms) {
  std::vector<Xapian::Query> queries;
  queries.reserve(terms.size());
  for (const TermSet& term : terms) queries.emplace_back(term.term);
  return queries.size() == 1 ? queries.front()
                             : Xapian::Query(Xapian::Query::OP_SYNONYM, queries.begin(), queries.end());
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

struct Retriever::Plan {
  std::vector<Item> items{};
  std::vector<ClauseMatch> excluded{};
  bool any_item = false;  // relaxed: score any item, filter by the set
  bool exact_score = true;
  Xapian::Query score{};
};

Retriever::Retriever(const Generation& generation, Xapian::Database& database)
    : generation_(generation), database_(database), plan_(std::make_unique<Plan>()) {}
Retriever::~Retriever() = default;

namespace {

// Makes clauses into sets and scores.
class ClauseMatcher {
 public:
  ClauseMatcher(const Generation& generation, Xapian::Database& database, std::string_view lang)
      : generation_(generation), database_(database), lang_(lang) {}

  // Analyses; at most `budget` words, which it lowers. `cut` becomes true when there were more.
  ClauseMatch read(const Clause& clause, std::size_t& budget, bool& cut) const {
    ClauseMatch match{.clause = clause};
    std::vector<QueryWord> words = analyse_words(clause.text, clause.title, lang_, generation_, database_);
    cut = cut || words.size() > budget;
    if (words.size() > budget) words.resize(budget);
    budget -= words.size();
    for (QueryWord& word : words) match.words.push_back({.word = std::move(word)});
    for (MatchedWord& word : match.words) word.quoted = clause.kind == Clause::Kind::kPhrase;
    if (clause.kind == Clause::Kind::kPrefix && !match.words.empty()) match.words.back().prefix = true;
    return match;
  }

  void match(ClauseMatch& match) const {
    if (match.clause.kind == Clause::Kind::kPhrase && match.words.size() > 1) {
      match_phrase(match);
      return;
    }
    match.documents = generation_.all();
    std::vector<Xapian::Query> scores;
    for (MatchedWord& word : match.words) {
      DocSet documents(generation_.rows());
      scores.push_back(word.prefix ? match_prefix(word, documents) : match_word(word.word, word.quoted, documents));
      match.documents &= documents;
    }
    match.score =
        scores.size() == 1 ? scores.front() : Xapian::Query(Xapian::Query::OP_AND, scores.begin(), scores.end());
  }

 private:
  // A word in quotes stands for itself only, not for its stem.
  Xapian::Query match_word(const QueryWord& word, bool quoted, DocSet& documents) const {
    std::vector<Xapian::Query> scores;
    // Who has the word has its stem, so the stems alone are scored; the exact form is a bonus on top.
    const std::vector<TermSet>& forms = quoted || word.stems.empty() ? word.exact : word.stems;
    for (const TermSet& term : forms) documents |= *term.documents;
    if (!forms.empty()) scores.push_back(synonyms(forms));
    for (const TermSet& term : word.exact) scores.push_back(scaled(kExactBonus, Xapian::Query(term.term)));
    if (!quoted) {
      for (const ConceptMatch& one : word.concepts) {
        documents |= *one.documents;
        if (!one.term.empty()) {
          scores.push_back(scaled(kTranslationShare, Xapian::Query(one.term)));
          continue;
        }
        const bool place = one.scheme == "place" || one.scheme == "country";
        const double weight = (place ? kPlaceShare : kConceptShare) *
                              idf(static_cast<std::uint32_t>(generation_.meta().practices), one.documents->count());
        scores.push_back(doc_set_query(one.documents, weight));
      }
    }
    return scores.empty() ? Xapian::Query() : any_of(scores);
  }

  Xapian::Query match_prefix(MatchedWord& matched, DocSet& documents) const {
    std::vector<std::pair<std::uint32_t, std::string>> found;  // by frequency
    for (const std::string& prefix : matched.word.forms) complete(prefix, matched.word.title, found);
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    const auto term_of = [&matched](const std::string& word) {
      return matched.word.title ? title_word_term(word) : word_term(word);
    };
    // No bound on the completions: the count is exact. The union is kept, its parts are not.
    const Set all =
        generation_.cached((matched.word.title ? "prefix:title:" : "prefix:") + joined(matched.word.forms), [&] {
          DocSet set(generation_.rows());
          for (const auto& [frequency, word] : found) {
            const std::string term = term_of(word);
            for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term); ++posting) {
              set.add(*posting);
            }
          }
          return set;
        });
    documents |= *all;
    if (found.empty()) return {};
    if (found.size() > kMaxCompletions) found.resize(kMaxCompletions);
    std::vector<Xapian::Query> scored;
    for (const auto& [frequency, word] : found) {
      if (scored.size() < kPrefixScoredWords) scored.emplace_back(term_of(word));
      matched.completions.push_back(word);
    }
    const double rest = kPrefixShare * idf(static_cast<std::uint32_t>(generation_.meta().practices), all->count());
    return any_of({Xapian::Query(Xapian::Query::OP_SYNONYM, scored.begin(), scored.end()), doc_set_query(all, rest)});
  }

  // Adds the words that begin with `prefix`, with how many practices have them.
  void complete(const std::string& prefix, bool title,
                std::vector<std::pair<std::uint32_t, std::string>>& found) const {
    if (title) {
      const std::string first = title_word_term(prefix);
      for (auto term = database_.allterms_begin(first); term != database_.allterms_end(first); ++term) {
        found.emplace_back(term.get_termfreq(), (*term).substr(title_word_term("").size()));
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
  void match_phrase(ClauseMatch& match) const {
    const std::string key = (match.clause.title ? "phrase:title:" : "phrase:") + match.clause.text;
    match.documents = *generation_.cached(key, [&] {
      DocSet candidates = generation_.all();
      for (const MatchedWord& matched : match.words) candidates &= any_form(matched.word.exact);
      DocSet set(generation_.rows());
      PhraseFinder finder(match.clause.text, match.clause.title);
      candidates.for_each([&](std::uint32_t document) {
        if (finder.found_in(generation_.record(document))) set.add(document);
      });
      return set;
    });
    std::vector<Xapian::Query> words;
    for (const MatchedWord& matched : match.words) {
      if (!matched.word.exact.empty()) words.push_back(synonyms(matched.word.exact));
    }
    if (!words.empty()) match.score = Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end());
    match.exact_score = false;
  }

  DocSet any_form(const std::vector<TermSet>& terms) const {
    DocSet set(generation_.rows());
    for (const TermSet& term : terms) set |= *term.documents;
    return set;
  }

  static constexpr std::size_t kMaxCompletions = 64;

  const Generation& generation_;
  Xapian::Database& database_;
  std::string_view lang_;
};

// Words that stand beside each other may name a concept together; the choices of an OR do so each for itself.
void name_concepts(std::vector<Item>& items, std::string_view lang, const Generation& generation,
                   Xapian::Database& database) {
  std::vector<QueryWord*> neighbours;
  for (Item& item : items) {
    for (ClauseMatch& match : item.any) {
      if (match.clause.kind != Clause::Kind::kWords || match.clause.title) continue;
      std::vector<QueryWord*> choice;
      for (MatchedWord& matched : match.words) (item.plain ? neighbours : choice).push_back(&matched.word);
      add_concepts(choice, lang, generation, database);
    }
  }
  add_concepts(neighbours, lang, generation, database);
}

// Replaces words the collection does not have by the nearest it has.
bool correct_spelling(Item& item, std::string_view lang, const Generation& generation, Xapian::Database& database) {
  bool changed = false;
  for (ClauseMatch& match : item.any) {
    if (match.clause.kind != Clause::Kind::kWords) continue;
    for (MatchedWord& matched : match.words) {
      if (matched.word.found()) continue;
      const std::string better = nearest_word(matched.word.folded, generation.words());
      if (better.empty()) continue;
      std::vector<QueryWord> words = analyse_words(better, matched.word.title, lang, generation, database);
      if (words.size() != 1 || !words.front().found()) continue;
      words.front().corrected_from = matched.word.typed;
      matched.word = std::move(words.front());
      changed = true;
    }
  }
  return changed;
}

void finish(Item& item, const ClauseMatcher& matcher, std::uint32_t rows) {
  item.documents = DocSet(rows);
  std::vector<Xapian::Query> scores;
  for (ClauseMatch& match : item.any) {
    matcher.match(match);
    item.documents |= match.documents;
    item.exact_score = item.exact_score && match.exact_score;
    if (!match.score.empty()) scores.push_back(match.score);
  }
  if (!scores.empty()) item.score = any_of(scores);
}

// Practices with at least `share` of what all the items together weigh; an item weighs its idf, so the rare word that
// names the town cannot be outvoted by the common ones.
DocSet with_share(double share, const std::vector<const Item*>& items, const Generation& generation) {
  const auto all = static_cast<std::uint32_t>(generation.meta().practices);
  std::vector<double> weight(generation.rows());
  double total = 0;
  for (const Item* item : items) {
    const double one = idf(all, item->documents.count());
    total += one;
    item->documents.for_each([&weight, one](std::uint32_t document) { weight[document] += one; });
  }
  DocSet set(generation.rows());
  for (std::uint32_t document = 0; document < generation.rows(); ++document) {
    if (weight[document] > 0 && weight[document] >= share * total) set.add(document);
  }
  return set;
}

// `q` with each corrected word in the place of the one typed; or, `quoted`, with the words typed in quotes, which keeps
// them from being corrected.
std::string rewritten(const std::vector<Item>& items, const std::vector<ClauseMatch>& excluded, bool quoted) {
  TextQuery query;
  for (const Item& item : items) {
    std::vector<Clause>& any = query.items.emplace_back();
    for (const ClauseMatch& match : item.any) {
      Clause clause = match.clause;
      for (const MatchedWord& matched : match.words) {
        const std::string& from = matched.word.corrected_from;
        const std::size_t at = from.empty() ? std::string::npos : clause.text.find(from);
        if (at == std::string::npos) continue;
        if (quoted)
          clause.kind = Clause::Kind::kPhrase;
        else
          clause.text.replace(at, from.size(), matched.word.folded);
      }
      any.push_back(std::move(clause));
    }
  }
  for (const ClauseMatch& match : excluded) query.excluded.push_back(match.clause);
  return to_string(query);
}

}  // namespace

Retrieval Retriever::retrieve(std::string_view q, std::string_view lang) {
  *plan_ = Plan();
  Retrieval result;
  const std::uint32_t rows = generation_.rows();
  const ClauseMatcher matcher(generation_, database_, lang);
  const TextQuery parsed = parse_text_query(q);

  std::size_t budget = kMaxQueryWords;
  bool cut = false;
  for (const std::vector<Clause>& any : parsed.items) {
    Item item;
    for (const Clause& clause : any) {
      ClauseMatch match = matcher.read(clause, budget, cut);
      if (!match.words.empty()) item.any.push_back(std::move(match));
    }
    if (item.any.empty()) continue;
    const ClauseMatch& first = item.any.front();
    item.plain = item.any.size() == 1 && first.clause.kind == Clause::Kind::kWords && !first.clause.title;
    item.optional = item.plain && std::all_of(first.words.begin(), first.words.end(),
                                              [](const MatchedWord& word) { return word.word.stop_word; });
    plan_->items.push_back(std::move(item));
  }
  for (const Clause& clause : parsed.excluded) {
    ClauseMatch match = matcher.read(clause, budget, cut);
    if (!match.words.empty()) plan_->excluded.push_back(std::move(match));
  }
  if (cut) result.notes.push_back({.code = "too_many_words", .detail = std::to_string(kMaxQueryWords)});
  std::vector<Item>& items = plan_->items;
  if (items.empty() && plan_->excluded.empty()) {
    if (!q.empty()) result.notes.push_back({.code = "no_words", .detail = std::string(q)});
    result.everything = true;
    result.matches = generation_.all();
    return result;
  }
  // Stop words never empty a query: when there is nothing else, they are what is wanted.
  if (std::all_of(items.begin(), items.end(), [](const Item& item) { return item.optional; })) {
    for (Item& item : items) item.optional = false;
  }

  name_concepts(items, lang, generation_, database_);

  bool corrected = false;
  for (Item& item : items) {
    if (!item.optional && correct_spelling(item, lang, generation_, database_)) corrected = true;
  }
  if (corrected) {
    name_concepts(items, lang, generation_, database_);
    result.corrected = rewritten(items, plan_->excluded, false);
    result.notes.push_back(
        {.code = "corrected", .detail = result.corrected, .undo_q = rewritten(items, plan_->excluded, true)});
  }

  std::vector<const Item*> wanted;
  std::vector<const Item*> strict;
  for (Item& item : items) {
    finish(item, matcher, rows);
    if (item.optional) continue;
    (item.plain ? wanted : strict).push_back(&item);
  }

  // Words nobody has cannot be wanted, as long as there are others.
  std::vector<std::string> missing;
  for (const Item* item : wanted) {
    if (item->documents.empty()) missing.push_back(item->any.front().clause.text);
  }
  if (!missing.empty() && (missing.size() < wanted.size() || !strict.empty())) {
    std::erase_if(wanted, [](const Item* item) { return item->documents.empty(); });
    result.notes.push_back({.code = "unmatched", .detail = joined(missing)});
  }

  DocSet base = generation_.all();
  for (const Item* item : strict) base &= item->documents;
  result.matches = base;
  for (const Item* item : wanted) result.matches &= item->documents;
  if (wanted.size() >= kQuorumFromWords) {
    result.matches = with_share(kQuorumShare, wanted, generation_);
    result.matches &= base;
    plan_->any_item = true;
  }
  if (result.matches.empty() && wanted.size() > 1) {
    result.matches = with_share(0, wanted, generation_);
    result.matches &= base;
    plan_->any_item = true;
    if (!result.matches.empty()) result.notes.push_back({.code = "relaxed", .detail = std::string(q)});
  }
  for (ClauseMatch& match : plan_->excluded) {
    matcher.match(match);
    result.matches -= match.documents;
  }

  std::vector<Xapian::Query> required;
  std::vector<Xapian::Query> helpful;
  plan_->exact_score = plan_->excluded.empty() && !plan_->any_item;
  for (const Item& item : items) {
    if (item.score.empty()) continue;
    const bool must = !item.optional && !plan_->any_item;
    (must ? required : helpful).push_back(item.score);
    if (must) plan_->exact_score = plan_->exact_score && item.exact_score;
  }
  if (plan_->any_item) {
    // Whoever has more of the words stands higher, whatever their lengths do to the weights.
    for (const Item* item : wanted) {
      if (!item->documents.empty()) {
        helpful.push_back(doc_set_query(std::make_shared<const DocSet>(item->documents), kFoundWordBonus));
      }
    }
  }
  if (required.empty()) {
    if (!helpful.empty()) plan_->score = Xapian::Query(Xapian::Query::OP_OR, helpful.begin(), helpful.end());
  } else {
    plan_->score = Xapian::Query(Xapian::Query::OP_AND, required.begin(), required.end());
    if (!helpful.empty()) {
      plan_->score = Xapian::Query(Xapian::Query::OP_AND_MAYBE, plan_->score,
                                   Xapian::Query(Xapian::Query::OP_OR, helpful.begin(), helpful.end()));
    }
  }
  for (const Item& item : items) {
    if (item.optional) continue;
    for (const ClauseMatch& match : item.any) {
      for (const MatchedWord& word : match.words) result.words.push_back(word);
    }
  }
  return result;
}

std::vector<Ranked> Retriever::rank(const DocSet& allowed, bool narrowed, std::size_t first, std::size_t count) {
  std::vector<Ranked> ranked;
  Xapian::Query query = plan_->score;
  if (query.empty() || narrowed || !plan_->exact_score) {
    // Only exclusions: everything left is equally good.
    const Xapian::Query filter = doc_set_query(std::make_shared<const DocSet>(allowed), 0);
    query = query.empty() ? filter : Xapian::Query(Xapian::Query::OP_FILTER, query, filter);
  }
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(Xapian::BM25Weight(kK1, 0, 1, kB, kMinNormLength));
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  enquire.set_query(query);
  // Pruning adds weights up in another order on each page, and practices that are nearly equal would change places
  // between two pages; few enough are looked at all.
  const Xapian::doccount matches = allowed.count();
  const Xapian::MSet found =
      enquire.get_mset(static_cast<Xapian::doccount>(first), static_cast<Xapian::doccount>(count),
                       matches <= kRankAllUpTo ? matches : 0);
  for (auto hit = found.begin(); hit != found.end(); ++hit)
    ranked.push_back({.document = *hit, .score = hit.get_weight()});
  return ranked;
}

}  // namespace gp
