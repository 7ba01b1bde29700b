// Reads all dictionaries: which words translate which, and how well.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "indexer/lexicon/entry.h"
#include "indexer/lexicon/threads.h"
#include "indexer/lexicon/words.h"

namespace gp {

// Two words that translate each other, and how well: entries that say the same add up.
struct Link {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  float strength = 0;
};

// What one dictionary says.
struct Harvest {
  const Words* sources = nullptr;  // null: nothing
  const Words* targets = nullptr;
  std::vector<Link> links{};  // left: source
};

struct Harvests {
  // The words by language, of each thread its own.
  std::array<std::map<std::string, std::unique_ptr<Words>>, kThreads> words{};
  std::vector<Harvest> of{};            // in no order
  std::vector<std::string> problems{};  // why dictionaries were left out, in order of their files
};

Harvests read_all(const std::vector<DictionaryFile>& files);

}  // namespace gp
