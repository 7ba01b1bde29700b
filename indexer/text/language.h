// The languages the product knows: one entry each. Adding a language is one row here and one test.
#pragma once

#include <span>
#include <string_view>

namespace gp {

enum class Stemming {
  kNone,       // the stem is the word
  kSnowball,   // `algorithm` names it, in libstemmer
  kFirstFive,  // the first five letters less a final vowel: beats Hunspell on Czech, Polish and Slovak
};

// In the order in which a row is read, which leaves some bytes between the fields.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding)
struct Language {
  std::string_view tag;       // BCP 47, primary subtag, with script only where two are in use
  std::string_view stem_tag;  // under which stems are indexed, shared by languages written alike
  Stemming stemming;
  std::string_view algorithm;   // Snowball's name; "latvian", "slavic": case endings go before kFirstFive; or empty
  std::string_view elisions;    // words before an apostrophe that are cut off (l'école), separated by spaces, folded
  std::string_view endings;     // words after an apostrophe that are cut off (city's), likewise; "*": all (Ankara'da)
  std::string_view stop_words;  // folded, separated by spaces
  // Whether letter 4-grams are indexed as well (grams.h), which makes indexing a text take 2.5 times as long. Measured,
  // nDCG@10 on DDTP: da .79 to .83, de .79 to .82, nl .87 to .90, fr .856 to .867, pt .839 to .850, pl .813 to .821, es
  // and uk .006 more, cs .005, sk .002, ru none; Italian questions .845 to .855; judged queries with those of English
  // MRR@10 .939 to .938.
  bool grams = true;
};

// All rows, in order of tag. Static storage.
std::span<const Language> languages();

// The row for a BCP 47 tag: itself, or without its last subtags ("de-AT" -> "de"); the row "und" if there is none. Case
// does not matter.
const Language& language_for(std::string_view tag);

// Whether the table has a row of its own for this tag or its primary subtag.
bool is_known_language(std::string_view tag);

}  // namespace gp
