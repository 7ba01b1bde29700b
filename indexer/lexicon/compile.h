// Chooses of the dictionaries what one collection needs: translations between its languages, into words it has. This is
// the lexicon section of the index (schema/lexicon.h), made at each publishing.
//
// Where two languages have no dictionary or a thin one, words are translated by way of a hub language as well. Such a
// pivot ranks after all direct translations. Where two words or two hubs agree on pivots, only those count, for one
// word with two meanings is enough to lead a single way astray; others count where there is nothing else.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/lexicon/dictionaries.h"

namespace gp {

inline constexpr std::size_t kThickPair = 20'000;    // headwords from which a pair of languages needs no pivots
inline constexpr std::size_t kThickLeg = 3'000;      // headwords that each leg of a pivot must have
inline constexpr std::size_t kMostTranslations = 6;  // of a word into one language

// What a collection's texts can be searched by.
struct CollectionWords {
  // The stem tags to translate into, from every language of the dictionaries: those languages that together reach every
  // practice are enough, for a practice is found in any of its languages.
  std::vector<std::string> targets{};
  // Whether some text of the collection has the stem. Asked by several threads at a time.
  std::function<bool(std::string_view stem_tag, std::string_view stem)> has_stem{};
};

// The same bytes for the same dictionaries and collection; none if there is nothing to translate.
std::string compile_lexicon(const Dictionaries& dictionaries, const CollectionWords& collection);

// Of what a lexicon would be made: equal digests, equal bytes. A tenth of the work; most changes of a collection bring
// no word that dictionaries have and no text had.
std::string lexicon_digest(const Dictionaries& dictionaries, const CollectionWords& collection);

}  // namespace gp
