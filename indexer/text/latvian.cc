#include "indexer/text/latvian.h"

#include "indexer/text/fold.h"

namespace gp {
namespace {

constexpr std::size_t kShortestStem = 3;  // letters

// The longest first.
constexpr std::string_view kEndings[] = {"ajiem", "ajam", "ajas", "ajos", "iem", "ai", "am", "as", "em", "es", "ie",
                                         "im",    "is",   "os",   "um",   "us",  "a",  "e",  "i",  "o",  "s",  "u"};

}  // namespace

std::string_view latvian_stem(std::string_view folded) {
  for (const std::string_view ending : kEndings) {
    if (!folded.ends_with(ending)) continue;
    const std::string_view stem = folded.substr(0, folded.size() - ending.size());
    if (first_letters(stem, kShortestStem - 1) != stem) return stem;
  }
  return folded;
}

}  // namespace gp
