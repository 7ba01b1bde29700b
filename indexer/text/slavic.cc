#include "indexer/text/slavic.h"

#include "indexer/text/fold.h"

namespace gp {
namespace {

constexpr std::size_t kShortest = 3;  // letters that are left
constexpr std::size_t kLongest = 4;

// Of the plural's oblique cases and the possessive, the longest first: those of the singular are vowels, or as often
// part of the stem (Czech systém, problém).
constexpr std::string_view kEndings[] = {
    "ami", "ach", "emi", "ech", "och", "ich", "imi", "ove", "ovi", "ow", "um",         // Latin
    "ами", "ями", "ові", "еві", "ове", "ах",  "ях",  "ам",  "ям",  "ей", "ів", "ов"};  // Cyrillic

}  // namespace

std::string_view without_slavic_ending(std::string_view folded) {
  for (const std::string_view ending : kEndings) {
    if (!folded.ends_with(ending)) continue;
    const std::string_view stem = folded.substr(0, folded.size() - ending.size());
    if (first_letters(stem, kShortest - 1) != stem && first_letters(stem, kLongest) == stem) return stem;
  }
  return folded;
}

}  // namespace gp
