// The contract between the indexer and the search daemon: where the index lies, which terms its Xapian part holds,
// which sections the file has. The two programs meet only here and in the file.
//
//   DIR/practices.index   the published index: one file, replaced as a whole by rename(2)
//   DIR/previous.index    the one before
//   DIR/staging/          the indexer's own Xapian database; readers never open it
//   DIR/lock              held by the one indexer at work
//
// One Xapian document is one practice with all its language versions. Its terms, which Xapian ranks:
//
//   Zde:arbeitsplatz      the stem of a word of title, summary or body, with the tag of its language (text/analyser.h)
//   SZde:arbeitsplatz     a stem of a title
//   Chealth-mediator      a concept of the vocabulary that a text names, in whatever language; and those broader
//   Qid                   the practice's id, unique
//
// There are no positions: where words stand is in the record's marks. In the words section, by document number:
//
//   arbeitsplatze         a word, folded
//   Sarbeitsplatze        a word of a title
//
// and in the letters section, in languages where that pays (text/language.h):
//
//   de:arbe               four letters of a word
//
// A folded word never begins with a capital ASCII letter, so the kinds cannot meet. Fields weigh by repetition. What a
// practice has besides words (themes, place, languages, years) is in the columns, not in terms.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gp {

inline constexpr std::uint32_t kSchemaVersion = 5;
// Part of an index's identity: another number, and the next update reads everything anew.
inline constexpr std::uint32_t kAnalysisVersion = 7;

inline constexpr std::string_view kPublishedName = "practices.index";
inline constexpr std::string_view kPreviousName = "previous.index";
inline constexpr std::string_view kStagingName = "staging";
inline constexpr std::string_view kLockName = "lock";

// How often a word counts by the field it stands in.
inline constexpr std::uint32_t kTitleWeight = 4;
inline constexpr std::uint32_t kSummaryWeight = 2;
inline constexpr std::uint32_t kBodyWeight = 1;

// Xapian refuses terms over 245 bytes; analysed words have at most 64.
inline constexpr std::size_t kMaxTermBytes = 240;

inline std::string word_term(std::string_view word) {
  return std::string(word);
}
inline std::string stem_term(std::string_view stem_tag, std::string_view stem) {
  return std::string("Z").append(stem_tag).append(":").append(stem);
}
inline std::string title_word_term(std::string_view word) {
  return std::string("S").append(word);
}
inline std::string title_stem_term(std::string_view stem_tag, std::string_view stem) {
  return std::string("S").append(stem_term(stem_tag, stem));
}
inline std::string concept_term(std::string_view concept_id) {
  return std::string("C").append(concept_id).substr(0, kMaxTermBytes);
}
inline std::string gram_key(std::string_view stem_tag, std::string_view gram) {
  return std::string(stem_tag).append(":").append(gram);
}
inline std::string id_term(std::string_view id) {
  return std::string("Q").append(id).substr(0, kMaxTermBytes);
}
inline bool is_word_term(std::string_view term) {
  return !term.empty() && !(term[0] >= 'A' && term[0] <= 'Z');
}

// What a stem is known by in the token marks of a record: 32 bits of a hash of its stem_term.
std::uint32_t stem_mark(std::string_view stem_tag, std::string_view stem);

// The same for a folded word, in whatever language.
std::uint32_t word_mark(std::string_view word);

// The facets as the columns section holds them, in this order.
inline constexpr std::string_view kFacetColumns[] = {"theme", "country",  "city", "evidence",
                                                     "group", "language", "level"};

}  // namespace gp
