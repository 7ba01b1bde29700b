#include "indexer/lexicon/gather.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "indexer/lexicon/dictionaries.h"
#include "indexer/lexicon/harvest.h"
#include "indexer/lexicon/threads.h"
#include "indexer/lexicon/words.h"

namespace gp {
namespace {

constexpr std::size_t kMostTargets = 12;  // of one headword into one language

// A language's words in the order in which the file has them, from all that have met some.
struct Language {
  std::vector<DictionaryWord> words{};
  std::vector<float> commonness{};                              // by place: words that many dictionaries have are usual
  std::map<const Words*, std::vector<std::uint32_t>> places{};  // by the number there
};

Language sort_words(const std::vector<const Words*>& vocabularies, std::string& pool) {
  struct Row {
    std::string_view stem;
    std::string_view word;
    std::uint32_t* place;  // null: no dictionary uses it
    std::uint32_t dictionaries;
  };
  Language language;
  std::vector<Row> rows;
  for (const Words* const words : vocabularies) {
    std::vector<std::uint32_t>& places = language.places[words];
    places.resize(words->rows().size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      const Words::Row& row = words->rows()[i];
      rows.push_back({row.stem, row.word, row.last_use == 0 ? nullptr : &places[i], row.dictionaries});
    }
  }
  std::sort(rows.begin(), rows.end(), [](const Row& one, const Row& other) {
    return std::tie(one.word, one.stem) < std::tie(other.word, other.stem);
  });
  // Languages written alike may differ in a stem: the first is everyone's, whoever uses it.
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].word == rows[i - 1].word) rows[i].stem = rows[i - 1].stem;
  }
  std::erase_if(rows, [](const Row& row) { return row.place == nullptr; });
  std::stable_sort(rows.begin(), rows.end(), [](const Row& one, const Row& other) { return one.stem < other.stem; });

  std::vector<std::uint32_t> dictionaries;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    if (i == 0 || row.word != rows[i - 1].word) {
      dictionaries.push_back(0);
      language.words.push_back({.word_at = static_cast<std::uint32_t>(pool.size()),
                                .stem_at = static_cast<std::uint32_t>(pool.size()),
                                .word_size = static_cast<std::uint8_t>(row.word.size()),
                                .stem_size = static_cast<std::uint8_t>(row.stem.size())});
      pool += row.word;
      if (!row.word.starts_with(row.stem)) {  // most stems are the beginning of their word
        language.words.back().stem_at = static_cast<std::uint32_t>(pool.size());
        pool += row.stem;
      }
    }
    dictionaries.back() += row.dictionaries;
    *row.place = static_cast<std::uint32_t>(language.words.size() - 1);
  }
  for (const std::uint32_t count : dictionaries)
    language.commonness.push_back(std::log2(2.0F + static_cast<float>(count)));
  return language;
}

// Sorts by words and adds up what says the same, always in the same order: sums would differ in their last bits.
void combine(std::vector<Link>& links) {
  std::sort(links.begin(), links.end(), [](const Link& one, const Link& other) {
    return std::tie(one.left, one.right, one.strength) < std::tie(other.left, other.right, other.strength);
  });
  std::size_t kept = 0;
  for (const Link& link : links) {
    if (kept > 0 && links[kept - 1].left == link.left && links[kept - 1].right == link.right) {
      links[kept - 1].strength += link.strength;
    } else {
      links[kept++] = link;
    }
  }
  links.resize(kept);
}

struct PairData {
  std::vector<std::uint32_t> heads{};
  std::vector<std::uint32_t> firsts{};
  std::vector<std::uint32_t> targets{};
};

PairData one_direction(const std::vector<Link>& links, bool rightwards, const Language& targets) {
  struct Step {
    std::uint32_t head;
    std::uint32_t target;
    float strength;
  };
  std::vector<Step> steps;
  steps.reserve(links.size());
  for (const Link& link : links) {
    const std::uint32_t head = rightwards ? link.left : link.right;
    const std::uint32_t target = rightwards ? link.right : link.left;
    steps.push_back({head, target, link.strength * targets.commonness[target]});
  }
  std::sort(steps.begin(), steps.end(), [](const Step& one, const Step& other) {
    return std::tie(one.head, other.strength, one.target) < std::tie(other.head, one.strength, other.target);
  });
  PairData data;
  std::size_t of_head = 0;
  for (const Step& step : steps) {
    if (data.heads.empty() || data.heads.back() != step.head) {
      data.heads.push_back(step.head);
      data.firsts.push_back(static_cast<std::uint32_t>(data.targets.size()));
      of_head = 0;
    }
    if (of_head++ < kMostTargets) data.targets.push_back(step.target);
  }
  data.firsts.push_back(static_cast<std::uint32_t>(data.targets.size()));
  return data;
}

// What all dictionaries of two languages say: places in the words of the language of the smaller tag, then the other.
struct Pair {
  const Language* left = nullptr;
  const Language* right = nullptr;
  std::vector<Harvest*> harvests{};
  PairData rightwards{};
  PairData leftwards{};
};

void bring_together(Pair& pair) {
  std::vector<Link> links;
  for (Harvest* const from : pair.harvests) {
    const Harvest harvest = std::exchange(*from, {});
    const bool turned = pair.left->places.count(harvest.sources) == 0;
    const std::vector<std::uint32_t>& sources = (turned ? pair.right : pair.left)->places.at(harvest.sources);
    const std::vector<std::uint32_t>& targets = (turned ? pair.left : pair.right)->places.at(harvest.targets);
    links.reserve(links.size() + harvest.links.size());
    for (const Link& link : harvest.links) {
      const std::uint32_t source = sources[link.left];
      const std::uint32_t target = targets[link.right];
      links.push_back({turned ? target : source, turned ? source : target, link.strength});
    }
  }
  combine(links);
  pair.rightwards = one_direction(links, true, *pair.right);
  pair.leftwards = one_direction(links, false, *pair.left);
}

using Languages = std::map<std::string_view, Language>;  // by stem tag

Languages languages_of(const Harvests& harvests, std::string& pool) {
  std::map<std::string_view, std::vector<const Words*>> by_tag;
  for (const auto& of_thread : harvests.words) {
    for (const auto& [tag, words] : of_thread) by_tag[words->stem_tag()].push_back(words.get());
  }
  Languages languages;
  for (const auto& [tag, words] : by_tag) languages[tag] = sort_words(words, pool);
  return languages;
}

std::vector<Pair> pairs_of(Harvests& harvests, const Languages& languages) {
  std::map<std::pair<std::string_view, std::string_view>, Pair> by_tags;
  for (Harvest& harvest : harvests.of) {
    const auto [less, greater] = std::minmax({harvest.sources->stem_tag(), harvest.targets->stem_tag()});
    Pair& pair = by_tags[{less, greater}];
    pair.left = &languages.at(less);
    pair.right = &languages.at(greater);
    pair.harvests.push_back(&harvest);
  }
  std::vector<Pair> pairs;
  pairs.reserve(by_tags.size());
  for (auto& [tags, pair] : by_tags) pairs.push_back(std::move(pair));
  share_out(pairs.size(), [&pairs](std::size_t i, std::size_t) { bring_together(pairs[i]); });
  return pairs;
}

DictionaryPair view_of(const PairData& data, std::uint32_t source, std::uint32_t target) {
  return {.source = source, .target = target, .heads = data.heads, .firsts = data.firsts, .targets = data.targets};
}

}  // namespace

std::string gather_dictionaries(const std::vector<DictionaryFile>& files, std::string_view key,
                                const std::function<void(const std::string&)>& warn) {
  Harvests harvests = read_all(files);
  for (const std::string& problem : harvests.problems) warn("dictionary left out: " + problem);

  std::string pool;
  const Languages languages = languages_of(harvests, pool);
  const std::vector<Pair> pairs = pairs_of(harvests, languages);
  DictionaryParts parts{.key = key, .pool = pool};
  std::map<const Language*, std::uint32_t> places;
  for (const auto& [tag, language] : languages) {
    places[&language] = static_cast<std::uint32_t>(parts.languages.size());
    parts.languages.push_back({.stem_tag = tag, .words = language.words});
  }
  for (const Pair& pair : pairs) {
    parts.pairs.push_back(view_of(pair.rightwards, places.at(pair.left), places.at(pair.right)));
    parts.pairs.push_back(view_of(pair.leftwards, places.at(pair.right), places.at(pair.left)));
  }
  std::sort(parts.pairs.begin(), parts.pairs.end(), [](const DictionaryPair& left, const DictionaryPair& right) {
    return std::tie(left.source, left.target) < std::tie(right.source, right.target);
  });
  return encode_dictionaries(parts);
}

}  // namespace gp
