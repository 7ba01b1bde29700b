// A query becomes items that are all wanted; an item is a choice of clauses. Each clause gives an exact set of
// practices and what having its words scores (clause_matcher.h). Of those with the words of a phrase all score, of a
// widened query those with any of its words; the sets say which of them are shown.
//
// What a reader meant and did not type is tried in this order, and each step is told in a note: the spelling is mended;
// words that no practice has are left out, or stand for words that resemble them; where fewer practices have all words
// than fill a page, those that have the weightier part of them follow.
#include "searchd/search/retrieval.h"

#include <algorithm>
#include <functional>

#include "searchd/search/clause_matcher.h"
#include "searchd/search/generation.h"
#include "searchd/search/ranking.h"

namespace gp {
namespace {

struct Item {
  std::vector<ClauseMatch> any{};
  bool plain = false;     // one word without a sign: may be left out
  bool optional = false;  // a stop word, or found nowhere
  DocSet documents{};
  Scores scores{};

  QueryWord& word() { return any.front().words.front().word; }  // of a plain item
  const QueryWord& word() const { return any.front().words.front().word; }
};

// A clause of several words without a sign ("Roma-Kinder") is an item for each.
void add_items(ClauseMatch match, std::vector<Item>& items) {
  for (MatchedWord& word : match.words) {
    Item item{.plain = true, .optional = word.word.stop_word};
    ClauseMatch& one = item.any.emplace_back();
    one.clause = {.text = match.words.size() == 1 ? match.clause.text : word.word.typed};
    one.words.push_back(std::move(word));
    items.push_back(std::move(item));
  }
}

// Words that stand beside each other may name a concept together; the choices of an OR do so each for itself.
void name_concepts(std::vector<Item>& items, std::string_view lang, const Generation& generation) {
  std::vector<QueryWord*> neighbours;
  for (Item& item : items) {
    for (ClauseMatch& match : item.any) {
      if (match.clause.kind != Clause::Kind::kWords || match.clause.title) continue;
      std::vector<QueryWord*> choice;
      for (MatchedWord& matched : match.words) (item.plain ? neighbours : choice).push_back(&matched.word);
      add_concepts(choice, lang, generation);
    }
  }
  add_concepts(neighbours, lang, generation);
}

// In another script, or another form no stemmer joins: closer than a correction would come.
bool resembles_one(const QueryWord& word) {
  return !word.similar.empty() && word.similar.front().similarity >= kAlmostTheSameFrom;
}

// Replaces words the collection does not have by the nearest it has.
bool correct_spelling(Item& item, std::string_view lang, const Generation& generation) {
  bool changed = false;
  for (ClauseMatch& match : item.any) {
    if (match.clause.kind != Clause::Kind::kWords) continue;
    for (MatchedWord& matched : match.words) {
      if (matched.word.found() || resembles_one(matched.word)) continue;
      const std::string better = generation.spelling().nearest(matched.word.folded);
      if (better.empty()) continue;
      std::vector<QueryWord> words = analyse_words(better, matched.word.title, lang, generation);
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
  for (ClauseMatch& match : item.any) {
    matcher.match(match);
    item.documents |= match.documents;
    item.scores.append(match.scores);
  }
}

double weight_of(const Item& item, const Generation& generation) {
  return idf(static_cast<std::uint32_t>(generation.meta().practices), item.documents.count());
}

// How much of what all the items together weigh each practice has, 0..1 by document; an item weighs its idf, so the
// rare word that names the town cannot be outvoted by the common ones.
std::vector<double> shares_of(const std::vector<Item*>& items, const ClauseMatcher& matcher,
                              const Generation& generation) {
  std::vector<double> share(generation.rows());
  double total = 0;
  for (const Item* item : items) total += weight_of(*item, generation);
  for (const Item* item : items) {
    const double part = weight_of(*item, generation) / total;
    item->documents.for_each([&share, part](std::uint32_t document) { share[document] += part; });
    matcher.for_each_similar(item->word(), item->documents, [&share, part](std::uint32_t document, double similarity) {
      share[document] += kSimilarFound * similarity * part;
    });
  }
  return share;
}

// The greatest share that so many of `among` have; 0 where fewer have any.
double share_of_best(std::size_t count, const std::vector<double>& shares, const DocSet& among) {
  std::vector<double> best;
  among.for_each([&](std::uint32_t document) {
    if (shares[document] > 0) best.push_back(shares[document]);
  });
  if (best.size() < count) return 0;
  const auto last = best.begin() + static_cast<std::ptrdiff_t>(count - 1);
  std::ranges::nth_element(best, last, std::greater<>());
  return *last;
}

// Those of `among` with at least so much of it.
DocSet with_share(double least, const std::vector<double>& shares, const DocSet& among) {
  constexpr double kRounding = 1e-6;  // similarities are floats
  DocSet set(static_cast<std::uint32_t>(shares.size()));
  among.for_each([&](std::uint32_t document) {
    if (shares[document] > 0 && shares[document] > least - kRounding) set.add(document);
  });
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

// One query, from what was typed to what is searched.
class Retriever::Plan {
 public:
  Plan(const Generation& generation, const Query& query, const Deadline& deadline)
      : generation_(generation), query_(query), deadline_(deadline), matcher_(generation, query.lang, deadline) {}

  Retrieval retrieve();
  std::vector<Ranked> rank(const DocSet& allowed, std::size_t first, std::size_t count) const;

 private:
  bool read();
  void understand();
  void replace_missing();
  void match();
  void widen(std::uint32_t with_all);
  void add_scores();
  void note_unless_strict(const char* code, std::string detail, std::uint32_t count);

  const Generation& generation_;
  const Query& query_;
  const Deadline& deadline_;
  ClauseMatcher matcher_;
  Retrieval result_{};

  std::vector<Item> items_{};
  std::vector<Item*> wanted_{};  // plain ones that are no stop words
  std::vector<ClauseMatch> excluded_{};
  DocSet base_;                           // practices with everything that may not be left out
  std::shared_ptr<const DocSet> full_{};  // practices with all that is wanted, where others were added; else null
  bool has_signs_ = false;                // some words may not be left out
  bool some_suffice_ = false;             // matches may lack some of what is wanted
  Scores scores_{};
};

// False if there is no word in it.
bool Retriever::Plan::read() {
  const TextQuery parsed = parse_text_query(query_.q);
  std::size_t budget = kMaxQueryWords;
  bool cut = false;
  for (const std::vector<Clause>& any : parsed.items) {
    if (any.size() == 1 && any.front().kind == Clause::Kind::kWords && !any.front().title) {
      add_items(matcher_.read(any.front(), budget, cut), items_);
      continue;
    }
    Item item;
    for (const Clause& clause : any) {
      ClauseMatch match = matcher_.read(clause, budget, cut);
      if (!match.words.empty()) item.any.push_back(std::move(match));
    }
    if (!item.any.empty()) items_.push_back(std::move(item));
  }
  for (const Clause& clause : parsed.excluded) {
    ClauseMatch match = matcher_.read(clause, budget, cut);
    if (!match.words.empty()) excluded_.push_back(std::move(match));
  }
  if (cut) result_.notes.push_back({.code = "too_many_words", .detail = std::to_string(kMaxQueryWords)});
  // Stop words never empty a query: when there is nothing else, they are what is wanted.
  if (std::ranges::all_of(items_, &Item::optional)) {
    for (Item& item : items_) item.optional = false;
  }
  return !items_.empty() || !excluded_.empty();
}

// A note whose undoing is the same search with nothing left out or added.
void Retriever::Plan::note_unless_strict(const char* code, std::string detail, std::uint32_t count) {
  Query strictly = first_page(query_);
  strictly.all_words = true;
  result_.notes.push_back({.code = code, .detail = std::move(detail), .count = count, .undo = std::move(strictly)});
}

// What the words mean, and which words were meant.
void Retriever::Plan::understand() {
  const auto look_up = [this] {
    for (Item& item : items_) {
      deadline_.check();
      if (item.plain && !item.optional) add_similar(item.word(), generation_);
    }
    if (!query_.translate) return;
    name_concepts(items_, query_.lang, generation_);
    std::vector<QueryWord*> words;
    for (Item& item : items_) {
      if (item.plain && !item.optional) words.push_back(&item.word());
    }
    add_translations(words, query_.lang, generation_);
  };
  look_up();
  bool corrected = false;
  for (Item& item : items_) {
    deadline_.check();
    if (!item.optional && correct_spelling(item, query_.lang, generation_)) corrected = true;
  }
  if (!corrected) return;
  look_up();
  result_.corrected = rewritten(items_, excluded_, false);
  Query as_typed = first_page(query_);
  as_typed.q = rewritten(items_, excluded_, true);
  result_.notes.push_back({.code = "corrected", .detail = result_.corrected, .undo = std::move(as_typed)});
}

// A word nobody has stands for those that resemble it; without any it is left out, as long as there are others.
void Retriever::Plan::replace_missing() {
  if (query_.all_words) return;
  std::vector<std::string> resembled;
  std::vector<std::string> missing;
  for (Item* item : wanted_) {
    if (!item->documents.empty()) continue;
    add_parts(item->word(), generation_);
    item->documents = matcher_.with_similar(item->word(), kSimilarFrom);
    (item->documents.empty() ? missing : resembled).push_back(item->word().typed);
  }
  if (!resembled.empty()) note_unless_strict("similar", joined(resembled), 0);
  if (missing.empty() || (missing.size() == wanted_.size() && !has_signs_)) return;
  for (Item* item : wanted_) item->optional = item->documents.empty();
  std::erase_if(wanted_, [](const Item* item) { return item->optional; });
  note_unless_strict("unmatched", joined(missing), 0);
}

// The practices that match; where they are few, those that come near.
void Retriever::Plan::match() {
  result_.matches = base_;
  for (const Item* item : wanted_) result_.matches &= item->documents;
  if (query_.all_words || wanted_.empty()) return;
  const std::shared_ptr<const DocSet> full = std::make_shared<const DocSet>(result_.matches);
  const std::uint32_t with_all = full->count();
  if (wanted_.size() == 1) {
    if (with_all >= kEnoughMatches) return;
    DocSet similar = matcher_.with_similar(wanted_.front()->word(), kCloselySimilarFrom);
    similar &= base_;
    result_.matches |= similar;
  } else {
    widen(with_all);
  }
  const std::uint32_t matches = result_.matches.count();
  if (matches == with_all) return;
  if (with_all > 0) full_ = result_.full = full;
  note_unless_strict(with_all > 0 ? "widened" : "relaxed", query_.q, with_all);
}

// Adds practices with the weightier part of the words, until there are enough.
void Retriever::Plan::widen(std::uint32_t with_all) {
  const bool many = wanted_.size() >= kQuorumFromWords;
  if (!many && with_all >= kEnoughMatches) return;
  some_suffice_ = true;
  const std::vector<double> shares = shares_of(wanted_, matcher_, generation_);
  if (many) result_.matches |= with_share(kQuorumShare, shares, base_);
  if (result_.matches.count() >= kEnoughMatches) return;
  DocSet more = with_share(share_of_best(kWidenTo, shares, base_), shares, base_);
  // One frequent word may be all that the last ones have; then one page does.
  if (more.count() > kWidenToAtMost) more = with_share(share_of_best(kEnoughMatches, shares, base_), shares, base_);
  result_.matches |= more;
}

// What must be there, and what makes a better answer.
void Retriever::Plan::add_scores() {
  for (const Item& item : items_) {
    if (item.plain && !item.optional) {
      matcher_.add_similar_words(item.word(), scores_.words);
      matcher_.add_letters(item.word(), scores_.letters);
    }
    scores_.append(item.scores);
  }
  if (full_) scores_.sets.push_back({.documents = full_, .weight = kFullMatchBonus});
  if (!some_suffice_) return;
  // Whoever has more of the words stands higher, whatever their lengths do to the weights.
  for (const Item* item : wanted_) {
    scores_.sets.push_back({.documents = std::make_shared<const DocSet>(item->documents),
                            .weight = kFoundShare * weight_of(*item, generation_)});
  }
}

std::vector<Ranked> Retriever::Plan::rank(const DocSet& allowed, std::size_t first, std::size_t count) const {
  ScoreSum sum(static_cast<std::uint32_t>(generation_.meta().practices), allowed);
  const auto add_all = [&](const std::vector<TermScore>& scores, const auto& postings) {
    for (const TermScore& score : scores) {
      deadline_.check();
      sum.add(postings, score);
    }
  };
  add_all(scores_.stems, generation_.stems());
  add_all(scores_.words, generation_.written_words());
  add_all(scores_.letters, generation_.letters());
  for (const SetScore& score : scores_.sets) sum.add(score);
  return sum.best(first, count);
}

Retrieval Retriever::Plan::retrieve() {
  if (!read()) {
    if (!query_.q.empty()) result_.notes.push_back({.code = "no_words", .detail = query_.q});
    result_.everything = true;
    result_.matches = generation_.all();
    return std::move(result_);
  }
  understand();
  base_ = generation_.all();
  for (Item& item : items_) {
    deadline_.check();
    finish(item, matcher_, generation_.rows());
    if (item.optional) continue;
    if (item.plain) {
      wanted_.push_back(&item);
    } else {
      base_ &= item.documents;
      has_signs_ = true;
    }
  }
  for (ClauseMatch& clause : excluded_) {
    deadline_.check();
    matcher_.match(clause);
    base_ -= clause.documents;
  }
  deadline_.check();
  replace_missing();
  match();
  deadline_.check();
  add_scores();
  for (const Item& item : items_) {
    if (item.optional) continue;
    for (const ClauseMatch& clause : item.any) {
      for (const MatchedWord& word : clause.words) result_.words.push_back(word);
    }
  }
  return std::move(result_);
}

Retriever::Retriever(const Generation& generation, Deadline deadline) : generation_(generation), deadline_(deadline) {}
Retriever::~Retriever() = default;

Retrieval Retriever::retrieve(const Query& query) {
  if (query.q.empty()) return {.matches = generation_.all(), .everything = true};
  plan_ = std::make_unique<Plan>(generation_, query, deadline_);
  return plan_->retrieve();
}

Retrieval retrieve(const Query& query, const Generation& generation, Deadline deadline) {
  return Retriever(generation, deadline).retrieve(query);
}

std::vector<Ranked> Retriever::rank(const DocSet& allowed, std::size_t first, std::size_t count) const {
  return plan_->rank(allowed, first, count);
}

}  // namespace gp
