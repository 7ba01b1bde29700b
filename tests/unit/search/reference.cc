#include "tests/unit/search/reference.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <stdexcept>

#include "indexer/text/analyser.h"
#include "indexer/text/language.h"
#include "indexer/text/latin.h"
#include "indexer/text/names.h"
#include "searchd/search/compound.h"
#include "searchd/search/ranking.h"

namespace gp {
namespace {

const std::vector<Token>& analyse(const std::string& lang, std::string_view text) {
  static std::map<std::string, Analyser> analysers;
  return analysers.try_emplace(lang, lang).first->second.analyse(text);
}

const Collation& collation_of(const std::string& lang) {
  static std::map<std::string, Collation> collations;
  return collations.try_emplace(lang, lang).first->second;
}

// The id and all that is broader.
std::vector<std::string> widened(const std::vector<std::string>& ids, const Scheme<Concept>& scheme) {
  std::set<std::string> all;
  for (std::string id : ids) {
    while (!id.empty()) {
      all.insert(id);
      id = scheme.find(id)->broader;
    }
  }
  return {all.begin(), all.end()};
}

std::vector<std::string> one(const std::string& id) {
  return id.empty() ? std::vector<std::string>{} : std::vector<std::string>{id};
}

bool nobody(const std::vector<bool>& matches) {
  return std::find(matches.begin(), matches.end(), true) == matches.end();
}

std::size_t count_of(const std::vector<bool>& matches) {
  return static_cast<std::size_t>(std::count(matches.begin(), matches.end(), true));
}

std::vector<bool> both(std::vector<bool> a, const std::vector<bool>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = a[i] && b[i];
  return a;
}

std::vector<bool> either(std::vector<bool> a, const std::vector<bool>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = a[i] || b[i];
  return a;
}

constexpr std::string_view kLanguages[] = {"en", "de", "fr"};  // of country names in queries

}  // namespace

struct Reference::Wanted {
  std::string typed{};
  bool title = false;
  bool stop_word = false;
  std::set<std::string> folded{};                            // as the reader's and as each text's language fold it
  std::string reader_folded{};                               // what spelling corrects
  std::map<std::string, std::string> stems{};                // by stem tag of the texts
  std::map<std::string, std::string> label_stems{};          // and of the reader's language
  std::set<std::pair<std::string, std::string>> concepts{};  // facet, id
  std::vector<std::pair<std::string, double>> similar{};     // words of the collection, the most similar first
};

struct Reference::Item {
  std::vector<std::pair<Clause, std::vector<Wanted>>> any{};
  bool plain = false;  // one word without a sign
  bool optional = false;
  Matches matches{};

  Wanted& word() { return any.front().second.front(); }  // of a plain one
};

Reference::Reference(std::vector<Practice> practices, const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
  for (Practice& practice : practices) {
    Entry entry;
    std::vector<std::string> languages;
    std::set<std::string> words;
    for (const auto& [lang, text] : practice.texts) {
      languages.push_back(lang);
      const std::string tag(language_for(lang).stem_tag);
      stem_tags_.insert(tag);
      for (const std::string* part : {&text.title, &text.summary, &text.body}) {
        Field& field = entry.fields.emplace_back();
        field.lang = lang;
        field.stem_tag = tag;
        field.title = part == &text.title;
        for (const Token& token : analyse(lang, *part)) {
          field.words.push_back({.folded = std::string(token.word), .stem = std::string(token.stem)});
          words.emplace(token.word);
        }
      }
    }
    for (const std::string& word : words) ++dictionary_[word];
    const Place* place = vocabulary.places.find(practice.place);
    entry.values = {{"theme", widened(practice.themes, vocabulary.themes)},
                    {"country", one(place == nullptr ? "" : place->country)},
                    {"city", one(practice.place)},
                    {"evidence", one(practice.evidence.concept_id)},
                    {"group", widened(practice.target_groups, vocabulary.target_groups)},
                    {"language", languages},
                    {"level", one(practice.level)}};
    entry.practice = std::move(practice);
    entries_.push_back(std::move(entry));
  }
  std::vector<std::string> words;
  for (const auto& [word, practices_with_it] : dictionary_) words.push_back(word);
  similar_.emplace(words);
}

// Practices whose texts of a language have the stem.
std::uint32_t Reference::practices_with(const std::string& stem_tag, const std::string& stem, bool title) const {
  return static_cast<std::uint32_t>(std::count_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return std::any_of(entry.fields.begin(), entry.fields.end(), [&](const Field& field) {
      return field.stem_tag == stem_tag && (field.title || !title) &&
             std::any_of(field.words.begin(), field.words.end(), [&](const Word& word) { return word.stem == stem; });
    });
  }));
}

std::vector<Reference::Wanted> Reference::read(const Clause& clause, const std::string& lang) const {
  std::vector<Wanted> words;
  for (const Token& token : analyse(lang, clause.text)) {
    Wanted word;
    word.typed = clause.text.substr(token.begin, token.end - token.begin);
    word.title = clause.title;
    word.stop_word = token.stop_word;
    word.reader_folded = token.word;
    word.folded.emplace(token.word);
    word.label_stems.emplace(language_for(lang).stem_tag, token.stem);
    words.push_back(std::move(word));
  }
  const std::string own(language_for(lang).stem_tag);
  for (Wanted& word : words) {
    const std::uint32_t in_earnest = practices_with(own, word.label_stems.at(own), word.title);
    for (const std::string& tag : stem_tags_) {
      const std::vector<Token>& tokens = analyse(tag, word.typed);  // our three tags are names of languages
      if (tokens.empty()) continue;
      const std::string stem(tokens.back().stem);
      // Another language's stop word, unless the reader's own has it a tenth as often.
      if (tokens.back().stop_word && practices_with(tag, stem, word.title) >= 10 * in_earnest) word.stop_word = true;
      word.folded.emplace(tokens.back().word);
      word.stems.emplace(tag, tokens.back().stem);
      word.label_stems.emplace(tag, tokens.back().stem);
    }
  }
  return words;
}

void Reference::name_concepts(Wanted& word) const {
  if (word.stop_word || word.title) return;
  const auto names = [&](const std::string& lang, const std::string& label, bool inflected) {
    const std::vector<Token>& tokens = analyse(lang, label);
    if (tokens.size() != 1 || tokens.front().word.size() < 3) return false;
    if (word.folded.contains(std::string(tokens.front().word))) return true;
    const auto stem = word.label_stems.find(std::string(language_for(lang).stem_tag));
    return inflected && stem != word.label_stems.end() && stem->second == tokens.front().stem;
  };
  const auto look = [&](std::string_view facet, const Concept& candidate) {
    const auto known = [&](const std::string& lang, const std::string& label) {
      if (names(lang, label, facet != "city" || lang != "en")) word.concepts.emplace(facet, candidate.id);
    };
    for (const auto& [lang, label] : candidate.pref_label) known(lang, label);
    for (const Labels* labels : {&candidate.alt_label, &candidate.hidden_label}) {
      for (const auto& [lang, some] : *labels) {
        for (const std::string& label : some) known(lang, label);
      }
    }
  };
  for (const Concept& candidate : vocabulary_.themes.concepts()) look("theme", candidate);
  for (const Concept& candidate : vocabulary_.target_groups.concepts()) look("group", candidate);
  for (const Place& candidate : vocabulary_.places.concepts()) {
    look("city", candidate);
    for (const std::string_view lang : kLanguages) {
      if (names(std::string(lang), country_name(candidate.country, lang), true)) {
        word.concepts.emplace("country", candidate.country);
      }
    }
  }
}

bool Reference::has_word(const Entry& entry, const Wanted& word, bool quoted) const {
  for (const Field& field : entry.fields) {
    if (word.title && !field.title) continue;
    for (const Word& one_word : field.words) {
      if (word.folded.contains(one_word.folded)) return true;
      const auto stem = word.stems.find(field.stem_tag);
      if (!quoted && stem != word.stems.end() && stem->second == one_word.stem) return true;
    }
  }
  if (quoted) return false;
  return std::any_of(word.concepts.begin(), word.concepts.end(), [&entry](const auto& named) {
    const std::vector<std::string>& values = entry.values.at(named.first);
    return std::find(values.begin(), values.end(), named.second) != values.end();
  });
}

bool Reference::is_found(const Wanted& word) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](const Entry& entry) { return has_word(entry, word, false); });
}

Reference::Matches Reference::with(const Clause& clause, const std::vector<Wanted>& words) const {
  Matches matches(entries_.size());
  std::map<std::string, std::vector<std::string>> phrases;  // as the language of a text reads it
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (clause.kind == Clause::Kind::kPhrase && words.size() > 1) {
      // Words beside each other in one field.
      for (const Field& field : entry.fields) {
        if (clause.title && !field.title) continue;
        std::vector<std::string>& phrase = phrases[field.lang];
        if (phrase.empty()) {
          for (const Token& token : analyse(field.lang, clause.text)) phrase.emplace_back(token.word);
        }
        const auto found = std::search(field.words.begin(), field.words.end(), phrase.begin(), phrase.end(),
                                       [](const Word& a, const std::string& b) { return a.folded == b; });
        if (found != field.words.end()) matches[i] = true;
      }
      continue;
    }
    bool all = true;
    for (std::size_t w = 0; w < words.size(); ++w) {
      if (clause.kind == Clause::Kind::kPrefix && w + 1 == words.size()) {
        bool begins = false;
        for (const Field& field : entry.fields) {
          if (clause.title && !field.title) continue;
          for (const Word& word : field.words) {
            for (const std::string& form : words[w].folded) begins = begins || word.folded.starts_with(form);
          }
        }
        all = all && begins;
      } else {
        all = all && has_word(entry, words[w], clause.kind == Clause::Kind::kPhrase);
      }
    }
    matches[i] = all;
  }
  return matches;
}

std::vector<Reference::Item> Reference::read(const TextQuery& text, const std::string& lang) const {
  std::vector<Item> items;
  for (const std::vector<Clause>& any : text.items) {
    if (any.size() == 1 && any.front().kind == Clause::Kind::kWords && !any.front().title) {
      for (Wanted& word : read(any.front(), lang)) {
        Item& item = items.emplace_back();
        item.plain = true;
        item.optional = word.stop_word;
        item.any.push_back({any.front(), {std::move(word)}});
      }
      continue;
    }
    Item item;
    for (const Clause& clause : any) {
      std::vector<Wanted> words = read(clause, lang);
      if (!words.empty()) item.any.emplace_back(clause, std::move(words));
    }
    if (!item.any.empty()) items.push_back(std::move(item));
  }
  if (std::all_of(items.begin(), items.end(), [](const Item& item) { return item.optional; })) {
    for (Item& item : items) item.optional = false;
  }
  return items;
}

void Reference::look_up(Wanted& word, const Item& item, const Clause& clause, bool translate) const {
  if (translate && clause.kind == Clause::Kind::kWords && !clause.title) name_concepts(word);
  if (!item.plain || item.optional) return;
  word.similar = similar_->all(word.reader_folded);
  if (word.similar.size() > kMostSimilar) word.similar.resize(kMostSimilar);
  std::erase_if(word.similar, [&word](const auto& other) {
    return other.second < kSimilarFrom || word.folded.contains(other.first);
  });
}

// Whether spelling changed a word.
bool Reference::understand(std::vector<Item>& items, const Query& query) const {
  std::vector<WordEntry> dictionary;
  for (const auto& [word, practices] : dictionary_) dictionary.push_back({.word = word, .practices = practices});
  bool corrected = false;
  for (Item& item : items) {
    for (auto& [clause, words] : item.any) {
      for (Wanted& word : words) {
        look_up(word, item, clause, query.translate);
        if (item.optional || clause.kind != Clause::Kind::kWords || is_found(word)) continue;
        if (!word.similar.empty() && word.similar.front().second >= kAlmostTheSameFrom) continue;
        const std::string better = naive_nearest_word(word.reader_folded, dictionary);
        std::vector<Wanted> again = read({.title = clause.title, .text = better}, query.lang);
        if (again.size() != 1 || !is_found(again.front())) continue;
        word = again.front();
        look_up(word, item, clause, query.translate);
        corrected = true;
      }
    }
  }
  return corrected;
}

void Reference::add_parts(Wanted& word) const {
  std::vector<WordEntry> dictionary;
  for (const auto& [known, practices] : dictionary_) dictionary.push_back({.word = known, .practices = practices});
  for (const std::string_view part : split_compound(word.reader_folded, dictionary)) {
    word.similar.emplace_back(part, static_cast<double>(part.size()) / static_cast<double>(word.reader_folded.size()));
  }
}

// How similar the most similar of its words is, of those that come into question; 0: none.
double Reference::similarity(const Entry& entry, const Wanted& word) const {
  double most = 0;
  for (const Field& field : entry.fields) {
    for (const Word& have : field.words) {
      for (const auto& [similar, similarity] : word.similar) {
        if (have.folded == similar && similarity >= kSimilarFrom)
          most = std::max(most, static_cast<double>(similarity));
      }
    }
  }
  return most;
}

Reference::Matches Reference::with_similar(const Wanted& word, double least) const {
  Matches matches(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const double most = similarity(entries_[i], word);
    matches[i] = most > 0 && most >= least;
  }
  return matches;
}

// How much of what all the words weigh each practice has, 0..1.
std::vector<double> Reference::shares(const std::vector<Item*>& wanted) const {
  std::vector<double> shares(entries_.size());
  double total = 0;
  for (Item* item : wanted) {
    const double weight =
        idf(static_cast<std::uint32_t>(entries_.size()), static_cast<std::uint32_t>(count_of(item->matches)));
    total += weight;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      shares[i] += weight * (item->matches[i] ? 1 : kSimilarFound * similarity(entries_[i], item->word()));
    }
  }
  for (double& share : shares) share /= total;
  return shares;
}

// Of `base` and not in `all`: with many words those that have a fair share of them; where these are few, the kWidenTo
// with the greatest share and those as good.
Reference::Matches Reference::with_best(const Matches& all, const std::vector<Item*>& wanted,
                                        const Matches& base) const {
  const std::vector<double> share = shares(wanted);
  Matches matches = all;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (base[i] && wanted.size() >= kQuorumFromWords && share[i] > kQuorumShare - 1e-6) matches[i] = true;
  }
  if (count_of(matches) >= kEnoughMatches) return matches;
  const auto with_the_best = [&](std::size_t wanted_matches) {
    Matches best(entries_.size());
    for (std::size_t i = 0; i < best.size(); ++i) {
      std::size_t better = 0;
      for (std::size_t j = 0; j < best.size(); ++j) better += base[j] && share[j] > share[i] + 1e-6 ? 1 : 0;
      best[i] = base[i] && share[i] > 0 && better < wanted_matches;
    }
    return best;
  };
  Matches best = with_the_best(kWidenTo);
  if (count_of(best) > kWidenToAtMost) best = with_the_best(kEnoughMatches);
  return either(matches, best);
}

Reference::Found Reference::match_text(const TextQuery& text, const Query& query) const {
  Found found;
  std::vector<Item> items = read(text, query.lang);
  if (understand(items, query)) found.notes.emplace_back("corrected");
  std::vector<Item*> wanted;  // may be relaxed
  Matches base(entries_.size(), true);
  bool strict = false;
  for (Item& item : items) {
    item.matches.assign(entries_.size(), false);
    for (const auto& [clause, words] : item.any) item.matches = either(item.matches, with(clause, words));
    if (item.optional) continue;
    if (item.plain) {
      wanted.push_back(&item);
    } else {
      base = both(base, item.matches);
      strict = true;
    }
  }

  for (const Clause& clause : text.excluded) {
    const std::vector<Wanted> words = read(clause, query.lang);
    if (words.empty()) continue;
    Matches left = with(clause, words);
    left.flip();
    base = both(base, left);
  }

  const auto note = [&](std::string code, const std::vector<Item*>& concerned) {
    if (concerned.empty()) return;
    code += ':';
    for (Item* item : concerned) code += ' ' + item->word().typed;
    found.notes.push_back(code);
  };
  if (!query.all_words) {
    std::vector<Item*> resembled;
    std::vector<Item*> missing;
    for (Item* item : wanted) {
      if (!nobody(item->matches)) continue;
      add_parts(item->word());
      item->matches = with_similar(item->word(), kSimilarFrom);
      (nobody(item->matches) ? missing : resembled).push_back(item);
    }
    note("similar", resembled);
    if (missing.size() < wanted.size() || strict) {
      std::erase_if(wanted, [](const Item* item) { return nobody(item->matches); });
      note("unmatched", missing);
    }
  }

  Matches all = base;
  for (const Item* item : wanted) all = both(all, item->matches);
  found.matches = all;
  if (!query.all_words && wanted.size() == 1 && count_of(all) < kEnoughMatches) {
    found.matches = either(all, both(base, with_similar(wanted.front()->word(), kCloselySimilarFrom)));
  } else if (!query.all_words && wanted.size() > 1) {
    if (wanted.size() >= kQuorumFromWords || count_of(all) < kEnoughMatches)
      found.matches = with_best(all, wanted, base);
  }
  if (count_of(found.matches) > count_of(all)) {
    if (!nobody(all)) found.with_all = all;
    found.notes.push_back(nobody(all) ? "relaxed" : "widened " + std::to_string(count_of(all)));
  }
  return found;
}

bool Reference::passes(const Entry& entry, const Query& query, std::string_view but) const {
  for (const auto& [facet, chosen] : query.filters) {
    if (facet == but) continue;
    const std::vector<std::string>& values = entry.values.at(facet);
    if (std::none_of(chosen.begin(), chosen.end(), [&values](const std::string& id) {
          return std::find(values.begin(), values.end(), id) != values.end();
        })) {
      return false;
    }
  }
  if (!query.from && !query.to) return true;
  const Period& period = entry.practice.period;
  if (!period.start && !period.end) return false;
  const int begun = period.start ? *period.start : *period.end;
  return (!query.to || begun <= *query.to) && (!query.from || !period.end || *period.end >= *query.from);
}

std::string Reference::label(std::string_view facet, const std::string& id, const std::string& lang) const {
  static std::map<std::string, std::string> known;  // CLDR takes its time
  const std::string key = std::string(facet) + ' ' + id + ' ' + lang;
  const auto it = known.find(key);
  return it != known.end() ? it->second : known[key] = make_label(facet, id, lang);
}

std::string Reference::make_label(std::string_view facet, const std::string& id, const std::string& lang) const {
  if (facet == "country") return country_name(id, lang);
  if (facet == "language") return language_name(id, lang);
  if (facet == "city") return label_for(vocabulary_.places.find(id)->pref_label, lang);
  const Scheme<Concept>& scheme = facet == "theme"      ? vocabulary_.themes
                                  : facet == "evidence" ? vocabulary_.evidence
                                  : facet == "group"    ? vocabulary_.target_groups
                                                        : vocabulary_.levels;
  return label_for(scheme.find(id)->pref_label, lang);
}

std::vector<FacetValue> Reference::count(std::string_view facet, const Matches& matches, const Query& query) const {
  std::map<std::string, std::uint32_t> counts;
  const auto chosen = query.filters.find(std::string(facet));
  const std::vector<std::string> selected = chosen == query.filters.end() ? std::vector<std::string>{} : chosen->second;
  for (const std::string& id : selected) counts[id] = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!matches[i] || !passes(entries_[i], query, facet)) continue;
    for (const std::string& id : entries_[i].values.at(std::string(facet))) ++counts[id];
  }
  std::vector<FacetValue> values;
  for (const auto& [id, practices] : counts) {
    values.push_back({.id = id,
                      .label = label(facet, id, query.lang),
                      .count = practices,
                      .selected = std::find(selected.begin(), selected.end(), id) != selected.end()});
  }
  const Collation& collation = collation_of(query.lang);
  std::sort(values.begin(), values.end(), [&collation](const FacetValue& a, const FacetValue& b) {
    if (a.count != b.count) return a.count > b.count;
    return collation.key(a.label) < collation.key(b.label);
  });
  return values;
}

Reference::Answer Reference::search(const Query& query, const TextQuery& text) const {
  const bool words = !text.items.empty() || !text.excluded.empty();
  Found found_words;
  if (words)
    found_words = match_text(text, query);
  else
    found_words.matches.assign(entries_.size(), true);
  const Matches& matches = found_words.matches;
  Answer answer;
  answer.notes = found_words.notes;
  if (found_words.with_all) answer.with_all.emplace();
  std::vector<const Practice*> found;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!matches[i] || !passes(entries_[i], query, "")) continue;
    found.push_back(&entries_[i].practice);
    answer.ids.insert(entries_[i].practice.id);
    if (answer.with_all && (*found_words.with_all)[i]) answer.with_all->insert(entries_[i].practice.id);
  }
  // What the filters leave of those with all words.
  for (std::string& note : answer.notes) {
    if (!note.starts_with("widened")) continue;
    note = answer.with_all->empty() ? "relaxed" : "widened " + std::to_string(answer.with_all->size());
    if (answer.with_all->size() == answer.ids.size()) note.clear();
  }
  std::erase(answer.notes, "");
  for (const std::string_view facet : kFacetNames) answer.facets[std::string(facet)] = count(facet, matches, query);
  if (query.sort == Sort::kNewest) {
    std::stable_sort(found.begin(), found.end(), [](const Practice* a, const Practice* b) {
      if (a->added != b->added) return a->added > b->added;
      if (a->period.start != b->period.start) return a->period.start > b->period.start;  // none is least
      return a->id < b->id;
    });
  } else if (query.sort == Sort::kTitle) {
    const Collation& collation = collation_of(query.lang);
    const auto key = [&](const Practice* practice) {
      for (const std::string& lang : {query.lang, std::string("en"), practice->original_language}) {
        const auto text_of = practice->texts.find(lang);
        if (text_of != practice->texts.end()) return collation.key(text_of->second.title);
      }
      throw std::logic_error("the original is not among the texts");
    };
    std::stable_sort(found.begin(), found.end(),
                     [&key](const Practice* a, const Practice* b) { return key(a) < key(b); });
  } else {
    return answer;
  }
  for (const Practice* practice : found) answer.ordered.push_back(practice->id);
  return answer;
}

}  // namespace gp
