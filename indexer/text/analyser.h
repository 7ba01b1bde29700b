// Text into words: the one analysis that documents, queries and highlights share: what is found is what is marked.
//
// The chain, per language (the table is in language.h):
//   1. words as in UAX #29, but hyphen, underscore, colon and the dots of URLs separate; initials with dots (U.S.A)
//      are one word, and so is a number with its separators;
//   2. elisions and apostrophes: French l', d', qu', Italian dell', English 's and Turkish suffixes (Ankara'da) are
//      cut off, other apostrophes left out (Ukrainian здоров'я); U+2019 and U+02BC are apostrophes;
//   3. lower case by language (Turkish I is ı), Serbian Cyrillic to Latin, then accents folded and Latin letters to
//      their base (ł -> l, ß -> ss, ø -> o, æ -> ae, đ -> d, and ı -> i: nobody needs a foreign keyboard); Greek final
//      sigma and tonos; Cyrillic keeps й and ї, but ё -> е, ґ -> г and the Macedonian ѓ, ќ -> г, к;
//   4. the stem: Snowball where it exists, else the first five letters less a final vowel (Latvian: less the ending);
//      never empty. Irish Éireann is in hÉireann, as Snowball finds sráid in tSráid.
//
// Numbers lose the separators of thousands: 1,300, 1.300, 1'300 and "1 300" with a no-break space (not with an
// ordinary one) are all "1300". A decimal separator becomes a dot: 3,5 is "3.5". In dates and ranges each number is a
// word. A word with a digit in it is its own stem.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gp {

struct Token {
  std::uint32_t begin = 0;  // byte range of the word in the text, half-open, elision not included
  std::uint32_t end = 0;
  std::uint32_t position = 0;  // counts words from 0; the two parts of a hyphenated word are neighbours
  std::uint32_t number = 0;    // equal numbers, equal word and stem, as long as memories() is the same; counts from 0
  bool stop_word = false;      // too frequent in its language to carry meaning alone
  std::string_view word{};     // folded form, 1..64 bytes; valid until the next call of analyse() or the analyser's end
  std::string_view stem{};     // in the analyser's language; same lifetime
};

// Analyses texts of one language. Not thread-safe (ICU's break iterator is mutable); making one costs about as much as
// analysing a page, so keep one per thread and language. It remembers the words it has met, up to a bound.
class Analyser {
 public:
  // `language` is a BCP 47 tag; one the table does not know is analysed as the language-neutral "und".
  explicit Analyser(std::string_view language);
  Analyser(Analyser&&) noexcept;
  Analyser& operator=(Analyser&&) noexcept;
  ~Analyser();

  // The words of `utf8`, in order. `utf8` must be valid UTF-8 (see is_valid_utf8) of less than 2^31 bytes. The result
  // is the analyser's own and stands until the next call.
  const std::vector<Token>& analyse(std::string_view utf8);

  // How often it has forgotten all words it had met: numbers of tokens are given anew then.
  std::uint32_t memories() const;

  // The stem tag under which this analyser's stems are indexed: languages that are written alike share one (sr,
  // sr-Latn, hr, bs and cnr: "sh"; nb, nn and no: "nb").
  std::string_view stem_tag() const;

  // Whether the letter grams of its words are indexed (grams.h).
  bool has_grams() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

bool is_valid_utf8(std::string_view bytes);

// The folding of step 3 for one string without word breaks, language-neutral and without transliteration: what a
// filter's search box compares with. `utf8` must be valid. Idempotent.
std::string fold(std::string_view utf8);

}  // namespace gp
