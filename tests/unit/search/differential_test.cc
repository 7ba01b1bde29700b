// The searcher against the reference on one random corpus: 200 practices in three languages, made of so few words that
// every query has many answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <set>

#include "tests/support/test_index.h"
#include "tests/unit/search/random.h"
#include "tests/unit/search/reference.h"

namespace gp {
namespace {

// Words of the three languages that inflect, share stems or whole words with another language, are labels of concepts,
// names of places and countries, numbers, and stop words of one language only (die, was, son, car, an).
constexpr std::string_view kEnglish[] = {
    "school", "schools",  "pupils", "pupil", "house",    "houses", "housing", "log",   "logs",   "jobs", "job",
    "family", "families", "Graz",   "Turin", "roma",     "health", "2015",    "1,300", "the",    "and",  "die",
    "art",    "an",       "camp",   "camps", "mediator", "nurse",  "nurses",  "pain",  "Austria"};
constexpr std::string_view kGerman[] = {
    "Schule",   "Schulen", "Haus",  "Häuser", "Wohnung", "Wohnungen", "Arbeit", "Familie",   "Familien", "Straße",
    "Strassen", "Graz",    "Turin", "Wien",   "Roma",    "2015",      "1.300",  "die",       "und",      "an",
    "was",      "Art",     "Camp",  "Lager",  "Bildung", "Kind",      "Kinder", "Österreich"};
constexpr std::string_view kFrench[] = {
    "école",    "écoles",  "élève",   "élèves", "logement", "logements", "maison", "maisons", "travail", "emploi",
    "l’emploi", "d’école", "famille", "Lyon",   "Turin",    "Vienne",    "roms",   "2015",    "la",      "et",
    "son",      "car",     "art",     "camp",   "camps",    "pain",      "santé",  "Autriche"};
constexpr std::string_view kLangs[] = {"en", "de", "fr"};
constexpr std::string_view kThemes[] = {"housing",           "housing-first", "education",
                                        "school-attendance", "employment",    "health"};
constexpr std::string_view kGroups[] = {"roma", "roma-women", "travellers"};
constexpr std::string_view kPlaces[] = {"graz", "turin", "lyon", "vienna", "belgrade", "tetovo"};
constexpr std::string_view kEvidence[] = {"promising", "replicated", "demonstrated"};
constexpr std::string_view kLevels[] = {"city", "region", "national", "ngo"};

std::string_view word_in(std::string_view lang, Random& random) {
  return lang == "en" ? random.of(kEnglish) : lang == "de" ? random.of(kGerman) : random.of(kFrench);
}

std::string words_in(std::string_view lang, std::size_t count, Random& random) {
  static constexpr std::string_view kBetween[] = {" ", " ", " ", ", ", ". ", "-", "\n\n"};
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += count < 8 ? " " : random.of(kBetween);
    text += word_in(lang, random);
  }
  return text;
}

Practice random_practice(std::size_t number, Random& random) {
  std::string id = std::to_string(1000 + number);
  id[0] = 'p';
  TestPractice made = practice(id);
  std::set<std::string_view> langs;
  for (std::size_t i = random.between(1, 3); i > 0; --i) langs.insert(random.of(kLangs));
  for (const std::string_view lang : langs) {
    made.text(std::string(lang), words_in(lang, random.between(1, 4), random), words_in(lang, random.below(7), random),
              words_in(lang, random.below(12), random));
  }
  made.original(std::string(*langs.begin()));
  std::set<std::string_view> themes;
  for (std::size_t i = random.below(3); i > 0; --i) themes.insert(random.of(kThemes));
  for (const std::string_view theme : themes) made.theme(std::string(theme));
  if (random.one_in(2)) made.group(std::string(random.of(kGroups)));
  if (!random.one_in(6)) made.place(std::string(random.of(kPlaces)));
  if (!random.one_in(6)) made.evidence(std::string(random.of(kEvidence)));
  if (!random.one_in(6)) made.level(std::string(random.of(kLevels)));
  const int start = static_cast<int>(random.between(1995, 2020));
  const int end = start + static_cast<int>(random.below(6));
  made.years(random.one_in(5) ? std::nullopt : std::optional(start),
             random.one_in(2) ? std::nullopt : std::optional(end));
  if (!random.one_in(8)) {
    made.added("202" + std::to_string(random.below(3)) + "-0" + std::to_string(random.between(1, 9)) + "-15");
  }
  return made;
}

struct Shared {
  static constexpr std::size_t kPractices = 200;
  std::vector<Practice> practices{};
  std::unique_ptr<TestIndex> index{};
  std::unique_ptr<Reference> reference{};

  static const Shared& get() {
    static const Shared* const shared = [] {
      auto* made = new Shared;
      Random random(11);
      for (std::size_t i = 0; i < kPractices; ++i) made->practices.push_back(random_practice(i, random));
      made->index = std::make_unique<TestIndex>(made->practices);
      made->reference = std::make_unique<Reference>(made->practices, made->index->generation()->vocabulary());
      return made;
    }();
    return *shared;
  }
};

// A word to type: one of the collection, or misspelt, or a compound with one, or one that nobody has.
std::string typed_word(Random& random) {
  std::string word(word_in(random.of(kLangs), random));
  if (random.one_in(12)) return "zzyzx";
  if (random.one_in(12)) return word + "qqqq";
  if (random.one_in(10)) {
    std::size_t at = random.below(word.size());
    while ((static_cast<unsigned char>(word[at]) & 0xC0) == 0x80) --at;
    word.insert(at, 1, 'x');
  }
  return word;
}

Clause random_clause(Random& random) {
  Clause clause;
  clause.title = random.one_in(6);
  switch (random.below(8)) {
    case 0: {
      clause.kind = Clause::Kind::kPhrase;
      const std::string_view lang = random.of(kLangs);
      for (std::size_t i = random.between(1, 3); i > 0; --i) {
        clause.text.append(clause.text.empty() ? "" : " ").append(word_in(lang, random));
      }
      break;
    }
    case 1: {
      clause.kind = Clause::Kind::kPrefix;
      static constexpr std::string_view kPrefixes[] = {"s", "scho", "fam",  "hau", "éco", "ecol",
                                                       "1", "13",   "Stra", "log", "zz",  "wohn"};
      clause.text = random.of(kPrefixes);
      break;
    }
    default:
      clause.text = typed_word(random);
      if (random.one_in(10)) clause.text += '-' + typed_word(random);
  }
  return clause;
}

TextQuery random_text(Random& random) {
  TextQuery text;
  if (random.one_in(8)) return text;
  for (std::size_t i = random.one_in(6) ? random.between(4, 7) : random.below(4); i > 0; --i) {
    std::vector<Clause>& any = text.items.emplace_back();
    any.push_back(random_clause(random));
    while (random.one_in(6)) any.push_back(random_clause(random));
  }
  while (random.one_in(4)) text.excluded.push_back(random_clause(random));
  return text;
}

template <class Values>
void choose(Query& query, const std::string& facet, const Values& values, Random& random) {
  if (!random.one_in(7)) return;
  std::vector<std::string>& chosen = query.filters[facet];
  for (std::size_t i = random.between(1, 2); i > 0; --i) {
    const std::string value(random.of(values));
    if (std::find(chosen.begin(), chosen.end(), value) == chosen.end()) chosen.push_back(value);
  }
}

Query random_query(const TextQuery& text, Random& random) {
  static constexpr std::string_view kCountries[] = {"AT", "IT", "FR", "RS", "MK"};
  static constexpr std::string_view kReaders[] = {"en", "de", "fr", "it", "sv"};
  Query query;
  query.q = to_string(text);
  choose(query, "theme", kThemes, random);
  choose(query, "country", kCountries, random);
  choose(query, "city", kPlaces, random);
  choose(query, "evidence", kEvidence, random);
  choose(query, "group", kGroups, random);
  choose(query, "language", kLangs, random);
  choose(query, "level", kLevels, random);
  if (random.one_in(6)) query.from = static_cast<int>(random.between(1994, 2024));
  if (random.one_in(6)) query.to = static_cast<int>(random.between(query.from.value_or(1994), 2026));
  query.lang = random.of(kReaders);
  query.lang_given = true;
  const Sort natural = query.q.empty() ? Sort::kNewest : Sort::kRelevance;
  query.sort = natural;
  if (random.one_in(3)) query.sort = random.one_in(2) ? Sort::kNewest : Sort::kTitle;
  query.sort_given = query.sort != natural;
  query.per_page = random.of(std::vector<std::size_t>{1, 3, 10, 100});
  query.all_words = random.one_in(4);
  query.translate = !random.one_in(5);
  return query;
}

std::string dump(const std::vector<FacetValue>& values) {
  std::string text;
  for (const FacetValue& value : values) {
    text += value.id + '(' + value.label + ") " + std::to_string(value.count) + (value.selected ? "* " : " ");
  }
  return text;
}

// What the result says was changed about the query, as the reference tells it.
std::vector<std::string> changes(const SearchResult& result) {
  std::vector<std::string> notes;
  for (const Note& note : result.notes) {
    if (note.code == "similar" || note.code == "unmatched")
      notes.push_back(note.code + ": " + note.detail);
    else if (note.code == "widened")
      notes.push_back(note.code + ' ' + std::to_string(note.count));
    else if (note.code == "corrected" || note.code == "relaxed")
      notes.push_back(note.code);
  }
  return notes;
}

// The way back from each change is the same search, strictly; from a correction, with the words as typed.
void check_undo(const SearchResult& result) {
  for (const Note& note : result.notes) {
    if (note.code == "no_words" || note.code == "too_many_words") continue;
    ASSERT_TRUE(note.undo) << note.code;
    ASSERT_EQ(note.undo->page, 1U) << note.code;
    if (note.code == "corrected" || note.code == "filters" || note.code == "translate") continue;
    Query strictly = result.query;
    strictly.page = 1;
    strictly.all_words = true;
    ASSERT_EQ(*note.undo, strictly) << note.code;
  }
}

// One query, all its pages.
void check(const Query& query, const TextQuery& text) {
  const Shared& shared = Shared::get();
  const Reference::Answer expected = shared.reference->search(query, text);
  const Searcher searcher = shared.index->searcher();
  const std::size_t per_page = std::max(query.per_page, expected.ids.size() / 10);  // at most ten pages or so
  std::vector<std::string> order;
  std::set<std::string> seen;
  double last_score = 1e9;
  for (std::size_t page = 1; page == 1 || (page - 1) * per_page < expected.ids.size(); ++page) {
    Query one = query;
    one.page = page;
    one.per_page = per_page;
    const SearchResult result = searcher.search(parse_query(parse_query_string(to_query_string(one)), "en"));
    ASSERT_EQ(result.total, expected.ids.size());
    ASSERT_EQ(result.practices, Shared::kPractices);
    ASSERT_EQ(changes(result), expected.notes);
    ASSERT_NO_FATAL_FAILURE(check_undo(result));
    for (const std::string_view facet : kFacetNames) {
      ASSERT_EQ(dump(result.facets.at(std::string(facet))), dump(expected.facets.at(std::string(facet)))) << facet;
    }
    ASSERT_EQ(result.hits.size(), std::min(per_page, expected.ids.size() - (page - 1) * per_page));
    for (const Hit& hit : result.hits) {
      order.push_back(hit.id);
      ASSERT_TRUE(seen.insert(hit.id).second) << hit.id << " twice";
      ASSERT_TRUE(expected.ids.contains(hit.id)) << hit.id << " does not match";
      ASSERT_LE(hit.score, last_score + 1e-9) << hit.id << " ranks behind a worse one";
      last_score = hit.score;
    }
  }
  ASSERT_EQ(seen.size(), expected.ids.size());
  const MapPoints points = searcher.points(query, kAllTitled);
  ASSERT_EQ(points.total, expected.ids.size());
  for (const PlacePractices& place : points.places) {
    for (const PlacePractice& one : place.practices) ASSERT_EQ(seen.erase(one.id), 1U) << one.id << " on the map";
  }
  ASSERT_TRUE(seen.empty()) << "not on the map";
  if (query.sort != Sort::kRelevance) {
    ASSERT_EQ(order, expected.ordered);
  } else if (expected.with_all) {
    for (std::size_t i = 0; i < expected.with_all->size(); ++i) {
      ASSERT_TRUE(expected.with_all->contains(order[i])) << order[i] << " has not all words and stands above who has";
    }
  }
  Query behind = query;
  behind.page = expected.ids.size() / query.per_page + 2;
  if (behind.page <= kMaxPage) {
    ASSERT_TRUE(searcher.search(behind).hits.empty());
  }
}

TEST(DifferentialTest, TotalsHitsOrdersAndAllFacetCountsAreThoseOfTheReference) {
  Random random(12);
  std::size_t with_answer = 0;
  std::map<std::string, std::size_t> changed;
  for (int i = 0; i < 2000; ++i) {
    const TextQuery text = random_text(random);
    const Query query = random_query(text, random);
    check(query, text);
    if (HasFatalFailure()) FAIL() << "query " << i << ": " << to_query_string(query) << "\nq: " << query.q;
    const Reference::Answer answer = Shared::get().reference->search(query, text);
    with_answer += answer.ids.empty() ? 0 : 1;
    for (const std::string& note : answer.notes) ++changed[note.substr(0, note.find_first_of(": "))];
  }
  EXPECT_GT(with_answer, 1000U) << "the queries test little";
  for (const char* code : {"corrected", "similar", "unmatched", "widened", "relaxed"}) {
    EXPECT_GT(changed[code], 20U) << "the queries test little of what is " << code;
  }
}

TEST(DifferentialTest, ExactlyHalfTheWeightOfTheWordsIsWantedFromFourOn) {
  // Each word of the reader's is plain; only the quorum decides.
  Random random(13);
  for (int i = 0; i < 300; ++i) {
    TextQuery text;
    for (std::size_t words = random.between(4, 12); words > 0; --words) {
      text.items.push_back({{.text = std::string(word_in(random.of(kLangs), random))}});
    }
    Query query;
    query.q = to_string(text);
    query.per_page = 100;
    check(query, text);
    if (HasFatalFailure()) FAIL() << query.q;
  }
}

TEST(DifferentialTest, AnIndexThatGrewByUpdatesAnswersLikeOneMadeAtOnce) {
  Random random(14);
  std::vector<Practice> practices = Shared::get().practices;
  TestIndex grown(practices);
  for (int round = 0; round < 6; ++round) {
    for (int change = 0; change < 12; ++change) {
      const std::size_t at = random.below(practices.size());
      if (random.one_in(3))
        practices.erase(practices.begin() + static_cast<std::ptrdiff_t>(at));
      else
        practices[at] = random_practice(1000 + random.below(400), random);
    }
    std::sort(practices.begin(), practices.end(), [](const Practice& a, const Practice& b) { return a.id < b.id; });
    practices.erase(std::unique(practices.begin(), practices.end(),
                                [](const Practice& a, const Practice& b) { return a.id == b.id; }),
                    practices.end());
    grown.update(practices);
    const TestIndex fresh(practices);
    ASSERT_EQ(grown.generation()->meta().generation, fresh.generation()->meta().generation);
    for (int i = 0; i < 100; ++i) {
      const TextQuery text = random_text(random);
      Query query = random_query(text, random);
      query.per_page = 100;
      const SearchResult a = grown.searcher().search(query);
      const SearchResult b = fresh.searcher().search(query);
      ASSERT_EQ(a.total, b.total) << query.q;
      for (const std::string_view facet : kFacetNames) {
        ASSERT_EQ(dump(a.facets.at(std::string(facet))), dump(b.facets.at(std::string(facet))))
            << facet << ' ' << query.q;
      }
      std::vector<std::string> hits_a = ids(a);
      std::vector<std::string> hits_b = ids(b);
      if (query.sort != Sort::kNewest) {  // equal scores and titles stand in the order of document numbers
        std::sort(hits_a.begin(), hits_a.end());
        std::sort(hits_b.begin(), hits_b.end());
      }
      if (a.total <= query.per_page) {
        ASSERT_EQ(hits_a, hits_b) << query.q;
      }
    }
  }
}

}  // namespace
}  // namespace gp
