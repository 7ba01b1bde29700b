// Letter 4-grams: what words of one origin share though no stemmer joins them, and what a compound shares with its
// parts (McNamee and Mayfield 2004, "Character n-gram tokenization for European language text retrieval").
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gp {

inline constexpr std::size_t kGramLetters = 4;

// Whether it has no letter: digits with '.' for the decimals, as the analyser writes numbers.
inline bool is_number(std::string_view folded) {
  return folded.find_first_not_of("0123456789.") == std::string_view::npos;
}

// Calls `visit` with each run of four letters of "_word_", as a view that lasts for the call. Numbers and words of
// one letter have none: 2015 is not like 2016. `folded` must be valid UTF-8.
template <class Visit>
void for_each_gram(std::string_view folded, Visit visit) {
  if (is_number(folded)) return;
  std::string edged;
  edged.reserve(folded.size() + 2);
  edged.append("_").append(folded).append("_");
  std::size_t begins[kGramLetters] = {};  // of the last letters, in a ring
  std::size_t letters = 0;
  for (std::size_t at = 0; at < edged.size();) {
    begins[letters++ % kGramLetters] = at;
    do {
      ++at;
    } while (at < edged.size() && (static_cast<unsigned char>(edged[at]) & 0xC0) == 0x80);
    if (letters < kGramLetters) continue;
    const std::size_t first = begins[letters % kGramLetters];
    visit(std::string_view(edged).substr(first, at - first));
  }
}

}  // namespace gp
