#include "searchd/search/searcher.h"

#include <algorithm>
#include <set>

#include "indexer/practice/corpus.h"
#include "indexer/schema/index_schema.h"
#include "searchd/search/facets.h"
#include "searchd/search/generation.h"
#include "searchd/search/hits.h"
#include "searchd/search/nearby.h"
#include "searchd/search/ranking.h"
#include "searchd/search/retrieval.h"
#include "searchd/search/thread_analyser.h"

namespace gp {
namespace {

constexpr std::size_t kSimilarOnPage = 4;
constexpr std::size_t kTellingStems = 32;

// Part of `order` that is in `documents`.
std::vector<Ranked> page_of(const std::vector<std::uint32_t>& order, const DocSet& documents, std::size_t first,
                            std::size_t count) {
  std::vector<Ranked> page;
  for (const std::uint32_t document : order) {
    if (!documents.contains(document)) continue;
    if (first > 0) {
      --first;
      continue;
    }
    if (page.size() == count) break;
    page.push_back({.document = document, .score = 0});
  }
  return page;
}

std::uint32_t find_document(const Generation& generation, std::string_view id) {
  if (const auto document = generation.document(id)) return *document;
  if (const std::string* reason = generation.withdrawn(id)) throw Gone(*reason);
  throw NotFound("there is no practice '" + std::string(id) + "'");
}

// The language to compare a practice in: of those it has, the one most practices have.
const TextRecord& common_text(const Record& record, const Meta& meta) {
  const TextRecord* best = &record.texts.front();
  const auto texts = [&meta](const TextRecord& text) { return meta.languages.at(std::string(text.lang)); };
  for (const TextRecord& text : record.texts) {
    if (texts(text) > texts(*best)) best = &text;
  }
  return *best;
}

// What a practice is about in its own words: of those of its title and summary, which not every other practice has too,
// the rarest; the others would add little, and most of what all of them cost.
std::vector<std::string> telling_stems(const Generation& generation, std::uint32_t document) {
  const Record record = generation.record(document);
  const TextRecord& text = common_text(record, generation.meta());
  std::set<std::pair<std::uint32_t, std::string>> by_rarity;
  for (const std::string_view part : {text.title.text, text.summary.text}) {
    for (const Token& token : thread_analyser(text.lang).analyse(part)) {
      if (token.stop_word) continue;
      std::string stem = stem_term(text.stem_tag, token.stem);
      const std::uint32_t with = generation.stems().documents(stem);
      if (with > 1 && with <= generation.meta().practices / 2) by_rarity.emplace(with, std::move(stem));
    }
  }
  std::vector<std::string> stems;
  for (const auto& [with, stem] : by_rarity) {
    if (stems.size() == kTellingStems) break;
    stems.push_back(stem);
  }
  return stems;
}

// How many practices with all words the filters leave.
void recount_widened(SearchResult& result, std::uint32_t with_all) {
  const auto note = std::ranges::find(result.notes, "widened", &Note::code);
  if (note == result.notes.end()) return;
  if (with_all == result.total) {
    result.notes.erase(note);
    return;
  }
  note->count = with_all;
  if (with_all == 0) note->code = "relaxed";
}

// What else the reader could do where nothing is found: without the filters, or by meaning.
void note_ways_out(SearchResult& result, const Query& query, std::uint32_t without_filters,
                   const Generation& generation, const Deadline& deadline) {
  Query other = first_page(query);
  if (without_filters > 0) {
    other.filters.clear();
    other.from.reset();
    other.to.reset();
    result.notes.push_back({.code = "filters", .count = without_filters, .undo = std::move(other)});
  } else if (!query.translate) {
    other.translate = true;
    const Retrieval translated = retrieve(other, generation, deadline);
    const std::uint32_t count = Filters(query, generation).apply(translated.matches, kFacetNames.size()).count();
    if (count > 0) result.notes.push_back({.code = "translate", .count = count, .undo = std::move(other)});
  }
}

Labelled label_of(const std::string& id, const Concept* one, const std::string& lang) {
  return {.id = id, .label = one == nullptr ? id : label_for(one->pref_label, lang)};
}

// One practice with its labels, nothing of others.
PracticeView view_of(const Generation& generation, std::uint32_t document, const std::string& lang, HitMaker& maker) {
  const Record record = generation.record(document);
  PracticeView view;
  view.practice = practice_from_json(record.practice_json);
  view.lang = record.texts[Generation::text_for(record, lang)].lang;
  const Vocabulary& vocabulary = generation.vocabulary();
  const Practice& practice = view.practice;
  for (const std::string& theme : practice.themes) {
    view.themes.push_back(label_of(theme, vocabulary.themes.find(theme), lang));
  }
  for (const std::string& group : practice.target_groups) {
    view.target_groups.push_back(label_of(group, vocabulary.target_groups.find(group), lang));
  }
  if (const Place* place = vocabulary.places.find(practice.place)) {
    view.city = label_of(place->id, place, lang);
    view.country = {.id = place->country, .label = {}};
    view.region = place->region;
    view.population = place->population;
    view.population_year = place->population_year;
    view.latitude = place->latitude;
    view.longitude = place->longitude;
  }
  if (const Concept* evidence = vocabulary.evidence.find(practice.evidence.concept_id)) {
    view.evidence = label_of(evidence->id, evidence, lang);
    view.evidence_definition = label_for(evidence->definition, lang);
  }
  view.evidence_assessment = assess(practice.evidence);
  if (const Concept* next = vocabulary.evidence.find(view.evidence_assessment.next)) {
    view.next_evidence = label_of(next->id, next, lang);
  }
  if (!practice.level.empty()) view.level = label_of(practice.level, vocabulary.levels.find(practice.level), lang);
  view.country = maker.make(document, 0).country;
  view.generation = generation.meta().generation;
  return view;
}

}  // namespace

SearchResult Searcher::search(const Query& query) const {
  return search(query, {});
}

SearchResult Searcher::search(const Query& query, const Order& order) const {
  const Generation& generation = *generation_;
  const Filters filters(query, generation);
  Retriever retriever(generation, deadline_);
  Retrieval found = retriever.retrieve(query);
  SearchResult result;
  result.query = query;
  result.corrected = found.corrected;
  result.notes = std::move(found.notes);
  result.generation = generation.meta().generation;
  result.practices = generation.meta().practices;

  const DocSet matches = filters.any() ? filters.apply(found.matches, kFacetNames.size()) : found.matches;
  result.total = matches.count();
  if (result.total == 0 && !query.q.empty()) note_ways_out(result, query, found.matches.count(), generation, deadline_);
  if (found.full) recount_widened(result, filters.apply(*found.full, kFacetNames.size()).count());
  const std::size_t first = (query.page - 1) * query.per_page;
  std::vector<Ranked> page;
  if (first < result.total) {
    if (order) {
      page = order(matches);
    } else if (query.sort == Sort::kTitle) {
      page = page_of(*generation.by_title(query.lang), matches, first, query.per_page);
    } else if (query.sort == Sort::kNewest || found.everything) {
      page = page_of(generation.newest_first(), matches, first, query.per_page);
    } else {
      page = retriever.rank(matches, first, query.per_page);
    }
  }
  HitMaker maker(generation, found.words, query.lang);
  for (const Ranked& one : page) result.hits.push_back(maker.make(one.document, one.score));
  for (std::size_t facet = 0; facet < kFacetNames.size(); ++facet) {
    result.facets[std::string(kFacetNames[facet])] =
        filters.filters(facet)
            ? count_facet(facet, filters.apply(found.matches, facet), filters, query.lang, generation)
            : count_facet(facet, matches, filters, query.lang, generation);
  }
  result.years = count_years(filters.has_years() ? filters.apply(found.matches, Filters::kYears) : matches, generation);
  return result;
}

PracticeView Searcher::practice(std::string_view id, std::string_view lang_view) const {
  const Generation& generation = *generation_;
  const std::uint32_t document = find_document(generation, id);
  const std::string lang(lang_view);
  const std::vector<MatchedWord> no_words;
  HitMaker maker(generation, no_words, lang);
  PracticeView view = view_of(generation, document, lang, maker);
  for (const std::string& other : view.practice.related) {
    if (const auto near = generation.document(other)) view.related.push_back(maker.make(*near, 0));
  }
  // An editor's own choice needs no second card; a similar practice may be a near one too, and its distance is news.
  std::vector<std::uint32_t> shown;
  for (const Hit& hit : view.related) shown.push_back(generation.document(hit.id).value());
  for (const Near& near : nearby(generation, document, shown, kNearbyOnPage)) {
    view.nearby.push_back(
        {.hit = maker.make(near.document, 0), .kilometres = near.kilometres, .same_town = near.same_town});
  }
  view.similar = similar(id, lang, kSimilarOnPage);
  return view;
}

PracticeView Searcher::facts(std::string_view id, std::string_view lang_view) const {
  const std::string lang(lang_view);
  const std::vector<MatchedWord> no_words;
  HitMaker maker(*generation_, no_words, lang);
  return view_of(*generation_, find_document(*generation_, id), lang, maker);
}

Shortlist Searcher::shortlist(const Query& query) const {
  const Generation& generation = *generation_;
  Shortlist list;
  list.query = query;
  list.practices = generation.meta().practices;
  list.filters = Filters(query, generation).labelled(query.lang);
  Retrieval found;
  if (!query.picks.empty()) found = retrieve(query, generation, deadline_);
  HitMaker maker(generation, found.words, query.lang);
  for (const std::string& id : query.picks) {
    const auto document = generation.document(id);
    if (!document) {
      list.missing.push_back(id);
      continue;
    }
    Picked picked{.practice = view_of(generation, *document, query.lang, maker)};
    if (!found.words.empty() && found.matches.contains(*document)) picked.why = maker.make(*document, 0).why;
    list.picked.push_back(std::move(picked));
  }
  return list;
}

std::vector<Hit> Searcher::similar(std::string_view id, std::string_view lang_view, std::size_t limit) const {
  const Generation& generation = *generation_;
  const std::string lang(lang_view);
  const std::uint32_t document = find_document(generation, id);
  const auto all = static_cast<std::uint32_t>(generation.meta().practices);
  const std::vector<std::string> stems = telling_stems(generation, document);
  std::vector<SetScore> sets;
  for (const std::string_view facet : {"theme", "group"}) {
    const std::size_t number = facet_number(facet);
    for (const std::uint16_t value : generation.columns().facets[number].of(document)) {
      const std::shared_ptr<const DocSet> with(generation_, &generation.with_value(number, value));
      sets.push_back({.documents = with, .weight = idf(all, with->count())});
    }
  }
  DocSet alike(generation.rows());
  for (const std::string& stem : stems) {
    deadline_.check();
    alike |= *generation.with_term(stem);
  }
  for (const SetScore& one : sets) alike |= *one.documents;
  alike.remove(document);
  ScoreSum sum(all, alike);
  for (const std::string& stem : stems) {
    deadline_.check();
    sum.add(generation.stems(), {.terms = {stem}});
  }
  for (const SetScore& one : sets) sum.add(one);
  std::vector<Hit> hits;
  const std::vector<MatchedWord> no_words;
  HitMaker maker(generation, no_words, lang);
  for (const Ranked& one : sum.best(0, limit)) hits.push_back(maker.make(one.document, one.score));
  return hits;
}

std::vector<EvidenceClass> Searcher::evidence_classes(const std::string& lang) const {
  const std::size_t facet = facet_number("evidence");
  std::vector<EvidenceClass> classes;
  for (const Concept& one : generation_->vocabulary().evidence.concepts()) {
    const auto value = generation_->facet_value(facet, one.id);
    classes.push_back({.label = label_of(one.id, &one, lang),
                       .definition = label_for(one.definition, lang),
                       .count = value ? generation_->value_count(facet, *value) : 0});
  }
  return classes;
}

std::vector<std::string> Searcher::languages() const {
  return generation_->languages();
}
const Vocabulary& Searcher::vocabulary() const {
  return generation_->vocabulary();
}

const std::string& Searcher::generation_id() const {
  return generation_->meta().generation;
}
std::size_t Searcher::practices() const {
  return generation_->meta().practices;
}

}  // namespace gp
