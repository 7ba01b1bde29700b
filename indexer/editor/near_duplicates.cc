#include "indexer/editor/near_duplicates.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <utility>

#include "indexer/practice/characters.h"

namespace gp {
namespace {

constexpr std::size_t kShingleWords = 5;
constexpr std::uint64_t kSampling = 4;
constexpr std::size_t kFewestShingles = 8;  // of fewer nothing can be estimated
constexpr double kResemblance = 0.4;        // of two texts on the same subject by the same hand: under 0.05

std::vector<std::uint64_t> shingles_of(const std::string& text, Analyser& analyser) {
  std::vector<std::uint64_t> words;
  for (const Token& token : analyser.analyse(text)) words.push_back(XXH3_64bits(token.word.data(), token.word.size()));
  std::vector<std::uint64_t> shingles;
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    const std::uint64_t hash = XXH3_64bits(&words[i], kShingleWords * sizeof words[i]);
    if (hash % kSampling == 0) shingles.push_back(hash);
  }
  std::ranges::sort(shingles);
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

}  // namespace

void NearDuplicates::add(const Decoded& decoded, Analysers& analysers) {
  for (const auto& [language, text] : decoded.practice.texts) {
    std::vector<std::uint64_t> shingles = shingles_of(text.body, analysers.of(language));
    if (shingles.size() < kFewestShingles) continue;
    sketches_.push_back({decoded.practice.id, language, decoded.where.at("texts/" + language), std::move(shingles)});
  }
}

void NearDuplicates::report(Diagnostics& diagnostics) const {
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> texts_with;
  std::set<std::pair<std::string, std::string>> said;
  for (std::uint32_t later = 0; later < sketches_.size(); ++later) {
    const Sketch& sketch = sketches_[later];
    std::unordered_map<std::uint32_t, std::size_t> shared;
    for (const std::uint64_t shingle : sketch.shingles) {
      std::vector<std::uint32_t>& texts = texts_with[shingle];
      for (const std::uint32_t earlier : texts) ++shared[earlier];
      texts.push_back(later);
    }
    std::uint32_t nearest = later;
    double most = 0;
    for (const auto& [earlier, count] : shared) {
      if (sketches_[earlier].id == sketch.id) continue;
      const std::size_t together = sketch.shingles.size() + sketches_[earlier].shingles.size() - count;
      const double resemblance = static_cast<double>(count) / static_cast<double>(together);
      if (resemblance > most || (resemblance == most && earlier < nearest)) {
        most = resemblance;
        nearest = earlier;
      }
    }
    if (most < kResemblance || !said.emplace(sketches_[nearest].id, sketch.id).second) continue;
    diagnostics.warning(sketch.where,
                        "the text in " + in_quotes(sketch.language) + " is nearly that of practice " +
                            in_quotes(sketches_[nearest].id) + " (" + std::to_string(std::lround(most * 100)) +
                            " % of its runs of words)",
                        "keep one case, or write what is different here");
  }
}

}  // namespace gp
