// What a search answers, as plain data for every format: no markup, no formatted number, labels in the reader's
// language.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/practice/evidence.h"
#include "indexer/practice/practice.h"
#include "searchd/search/query.h"

namespace gp {

// A piece of a text; `mark`: it matched the query.
struct Fragment {
  std::string text{};
  bool mark = false;

  bool operator==(const Fragment&) const = default;
};

struct Labelled {
  std::string id{};
  std::string label{};

  bool operator==(const Labelled&) const = default;
};

// Why a hit matched: the word typed, the word found, and how the one led to the other.
struct Why {
  std::string word{};
  std::string matched{};
  std::string lang{};   // of the matched word
  std::string by{};     // direct, stem, prefix, spelling, compound, vocabulary, place, dictionary, letters
  std::string field{};  // title, summary, body, theme, place, group

  bool operator==(const Why&) const = default;
};

struct Hit {
  std::string id{};
  std::string title{};
  std::string summary{};
  std::string lang{};  // of title and summary
  std::vector<std::string> languages{};
  std::vector<Fragment> title_marked{};  // the title again, in fragments
  std::vector<Fragment> snippet{};
  std::string snippet_lang{};  // may differ from `lang` when the words were found in another text
  std::vector<Labelled> themes{};
  std::vector<Labelled> target_groups{};
  Labelled country{};
  Labelled city{};
  Labelled evidence{};
  Labelled level{};
  Period period{};
  double score = 0;
  std::vector<Why> why{};
};

struct FacetValue {
  std::string id{};
  std::string label{};
  std::uint32_t count = 0;  // practices, disregarding the facet's own filter
  bool selected = false;
  std::string broader{};  // id of the wider value, which counts these practices too; empty at the top
};

// Practices active in one year; one without an end goes on.
struct YearCount {
  int year = 0;
  std::uint32_t count = 0;

  bool operator==(const YearCount&) const = default;
};

// Something the reader should know about how the query was understood.
struct Note {
  std::string code{};       // too_many_words, corrected, similar, unmatched, widened, relaxed, no_words, ...
  std::string detail{};     // the words concerned
  std::uint32_t count = 0;  // practices with all words (widened), or those the way out would find (translate, filters)
  std::optional<Query> undo{};  // the search without what the note tells of
};

struct SearchResult {
  Query query{};
  std::string corrected{};  // the query that was run instead; empty: as typed
  std::vector<Note> notes{};
  std::size_t total = 0;  // exact
  std::vector<Hit> hits{};
  std::map<std::string, std::vector<FacetValue>> facets{};  // by facet name; by count, then label
  std::vector<YearCount> years{};  // each from the first to the last the index knows; `from` and `to` do not count
  std::string generation{};
  std::size_t practices = 0;  // in the whole index
};

struct Suggestion {
  std::string kind{};     // practice, city, country, theme, group, word
  std::string id{};       // of the practice or concept; empty for a word
  std::string label{};    // what is shown, in the reader's language where there is a choice
  std::string lang{};     // of the label
  std::string matched{};  // the label that was typed, where it is another one
  std::size_t count = 0;  // practices behind it
};

// A class of evidence, and how many practices are in it.
struct EvidenceClass {
  Labelled label{};
  std::string definition{};
  std::size_t count = 0;
};

// A practice whose place is near another's.
struct NearbyPractice {
  Hit hit{};
  double kilometres = 0;  // as the crow flies
  bool same_town = false;
};

// One practice for its page.
struct PracticeView {
  Practice practice{};
  std::string lang{};  // of the text to show first
  std::vector<Labelled> themes{};
  std::vector<Labelled> target_groups{};
  Labelled country{};
  Labelled city{};
  std::string region{};
  std::optional<long long> population{};
  std::optional<int> population_year{};
  double latitude = 0;
  double longitude = 0;
  Labelled evidence{};
  std::string evidence_definition{};
  EvidenceAssessment evidence_assessment{};
  Labelled next_evidence{};  // the class above this one
  Labelled level{};
  std::vector<Hit> similar{};
  std::vector<Hit> related{};
  std::vector<NearbyPractice> nearby{};  // none of `related`; nearest first
  std::string generation{};
};

// One practice of a shortlist, and why the search that goes along with it finds it; empty: there is none, or it does
// not.
struct Picked {
  PracticeView practice{};  // without similar and related ones
  std::vector<Why> why{};
};

// What a reader picked, in her order, with what she asked for in words.
struct Shortlist {
  Query query{};
  std::vector<Picked> picked{};
  std::vector<std::string> missing{};                      // ids there are not, or that were withdrawn
  std::map<std::string, std::vector<Labelled>> filters{};  // the query's, by facet name
  std::size_t practices = 0;                               // in the whole index
};

}  // namespace gp
