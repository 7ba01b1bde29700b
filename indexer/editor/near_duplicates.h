// Texts of different practices that are nearly the same: a case entered twice, or begun as a copy of another. By
// shingling (Broder, On the resemblance and containment of documents, 1997): the share of runs of five words that two
// texts have in common, estimated on those runs whose hash is divisible by kSampling.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "indexer/practice/decode.h"
#include "indexer/practice/diagnostic.h"
#include "indexer/text/analysers.h"

namespace gp {

class NearDuplicates {
 public:
  void add(const Decoded& decoded, Analysers& analysers);

  // One warning a pair of practices, at the text of the later one that resembles most.
  void report(Diagnostics& diagnostics) const;

 private:
  struct Sketch {
    std::string id{};  // of the practice
    std::string language{};
    Location where{};
    std::vector<std::uint64_t> shingles{};  // sorted, each once
  };
  std::vector<Sketch> sketches_;
};

}  // namespace gp
