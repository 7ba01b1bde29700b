#include "indexer/lexicon/compile.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "indexer/lexicon/threads.h"
#include "indexer/practice/file.h"
#include "indexer/schema/lexicon.h"
#include "indexer/text/language.h"

namespace gp {
namespace {

constexpr auto kHubs = std::to_array<std::string_view>({"en", "de", "fr"});
// Hubs for a language that has a dictionary with this neighbour only, as Romanian and Ukrainian have. The second leg
// may be a pivot itself.
constexpr auto kNeighbours = std::to_array<std::string_view>({"es", "ru"});
constexpr std::size_t kHubWords = 6;    // of the translations into a hub that are followed
constexpr float kLoneStrength = 0.2F;   // below it a pivot that one way alone supports is chance: 1/2 * 1/3 is too weak
constexpr std::size_t kMostPivots = 3;  // of a word into one language; those beyond are hardly ever right
constexpr float kPivotFraction = 0.3F;  // of the best pivot's strength that others must have
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

struct Language {
  std::uint32_t number = 0;  // in the dictionaries
  bool is_target = false;
  bool by_beginning = false;
  std::vector<bool> kept{};            // by place of the word: the collection has its stem
  std::vector<std::uint32_t> stems{};  // by place of the word: equal stems have equal numbers
};

// What a hub word leads to in one target language: places of words, the best first, with the strength of this leg.
struct Step {
  std::uint32_t word = 0;
  float strength = 0;
};
// The second leg of pivots, filtered: hub words by place.
struct HubLeg {
  std::uint32_t hub = 0;
  std::vector<std::uint32_t> firsts{};
  std::vector<Step> steps{};
};

struct Block {
  std::uint32_t source = 0;  // places in the list of languages
  std::uint32_t target = 0;
  std::vector<std::uint32_t> heads{};  // places in the words of the dictionaries
  std::vector<std::uint32_t> firsts{};
  std::vector<std::uint32_t> targets{};  // 2 * place, + 1 for a pivot
};

bool stems_are_beginnings(std::string_view stem_tag) {
  return std::any_of(gp::languages().begin(), gp::languages().end(), [stem_tag](const gp::Language& language) {
    return language.stem_tag == stem_tag && language.stemming == Stemming::kFirstFive;
  });
}

// Goes through the headwords of several pairs with the same source at once, in order.
class Heads {
 public:
  explicit Heads(std::span<const DictionaryPair* const> pairs)
      : pairs_(pairs.begin(), pairs.end()), at_(pairs.size()) {}

  // The next headword; nothing after the last.
  std::optional<std::uint32_t> next() {
    std::uint32_t head = kNone;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      if (pairs_[i] == nullptr) continue;
      if (at_[i] < pairs_[i]->heads.size() && pairs_[i]->heads[at_[i]] == head_) ++at_[i];
      if (at_[i] < pairs_[i]->heads.size()) head = std::min(head, pairs_[i]->heads[at_[i]]);
    }
    head_ = head;
    return head == kNone ? std::nullopt : std::optional(head);
  }

  // The translations of this headword in one of the pairs.
  std::span<const std::uint32_t> targets(std::size_t pair) const {
    const DictionaryPair* const from = pairs_[pair];
    if (from == nullptr || at_[pair] >= from->heads.size() || from->heads[at_[pair]] != head_) return {};
    const std::uint32_t first = from->firsts[at_[pair]];
    return from->targets.subspan(first, from->firsts[at_[pair] + 1] - first);
  }

 private:
  std::vector<const DictionaryPair*> pairs_;
  std::vector<std::size_t> at_;
  std::uint32_t head_ = kNone;
};

class Compiler {
 public:
  Compiler(const Dictionaries& dictionaries, const CollectionWords& collection)
      : dictionaries_(dictionaries), collection_(collection) {
    for (std::uint32_t number = 0; number < dictionaries.languages().size(); ++number) {
      const std::string_view tag = dictionaries.languages()[number].stem_tag;
      languages_.push_back({.number = number, .is_target = is_target(tag), .by_beginning = stems_are_beginnings(tag)});
      if (std::find(kHubs.begin(), kHubs.end(), tag) != kHubs.end()) hubs_.push_back(number);
      if (std::find(kNeighbours.begin(), kNeighbours.end(), tag) != kNeighbours.end()) neighbours_.push_back(number);
    }
  }

  std::string run() {
    look_up_stems();
    prepare_legs();
    const std::size_t count = languages_.size();
    std::vector<Block> blocks(count * count);
    share_out(blocks.size(), [&](std::size_t i, std::size_t) {
      // Targets change slowest: those with pivots, the costly ones, are spread over both threads.
      const auto source = static_cast<std::uint32_t>(i % count);
      const auto target = static_cast<std::uint32_t>(i / count);
      if (source == target || !languages_[target].is_target) return;
      if (source == 0) dictionaries_.let_go();
      Block& block = blocks[source * count + target];
      block = translate(languages_[source].number, target);
      block.source = source;
      block.target = target;
    });
    std::erase_if(blocks, [](const Block& block) { return block.heads.empty(); });
    hub_legs_.clear();
    return blocks.empty() ? std::string() : write(blocks);
  }

  std::string digest() {
    look_up_stems();
    Digest digest;
    digest.add(dictionaries_.key());
    for (const Language& language : languages_) {
      std::string kept(language.kept.size(), '0');  // none but of targets
      for (std::size_t word = 0; word < kept.size(); ++word) kept[word] = language.kept[word] ? '1' : '0';
      digest.add(kept);
    }
    return digest.hex();
  }

 private:
  bool is_target(std::string_view tag) const {
    const std::vector<std::string>& chosen = collection_.targets;
    return std::find(chosen.begin(), chosen.end(), tag) != chosen.end();
  }

  std::span<const DictionaryWord> words(const Language& language) const {
    return dictionaries_.languages()[language.number].words;
  }

  void look_up_stems() {
    share_out(languages_.size(), [this](std::size_t i, std::size_t) {
      if (languages_[i].is_target) look_up_stems(languages_[i]);
    });
    dictionaries_.let_go();
  }

  void look_up_stems(Language& language) const {
    const std::string_view tag = dictionaries_.languages()[language.number].stem_tag;
    const std::span<const DictionaryWord> all = words(language);
    language.kept.resize(all.size());
    language.stems.resize(all.size());
    std::string_view last;
    bool has_last = false;
    std::uint32_t stem_number = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string_view stem = dictionaries_.stem(all[i]);
      if (i == 0 || stem != last) {
        last = stem;
        has_last = collection_.has_stem(tag, stem);
        ++stem_number;
      }
      language.kept[i] = has_last;
      language.stems[i] = stem_number;
    }
  }

  // The second legs into the targets.
  void prepare_legs() {
    hub_legs_.resize(languages_.size());
    share_out(languages_.size(), [this](std::size_t i, std::size_t) {
      const Language& target = languages_[i];
      if (!target.is_target) return;
      for (const std::uint32_t hub : hubs_) {
        const DictionaryPair* const pair = dictionaries_.pair(hub, target.number);
        if (pair != nullptr && pair->heads.size() >= kThickLeg) hub_legs_[i].push_back(leg_of(*pair, target));
      }
      std::vector<HubLeg> of_neighbours;
      for (const std::uint32_t neighbour : neighbours_) {
        if (neighbour != target.number) of_neighbours.push_back(leg_of(translate(neighbour, i), neighbour));
      }
      std::move(of_neighbours.begin(), of_neighbours.end(), std::back_inserter(hub_legs_[i]));
    });
  }

  HubLeg empty_leg(std::uint32_t hub) const {
    HubLeg leg{.hub = hub};
    leg.firsts.assign(dictionaries_.languages()[hub].words.size() + 1, 0);
    return leg;
  }

  HubLeg leg_of(const DictionaryPair& pair, const Language& target) const {
    HubLeg leg = empty_leg(pair.source);
    for (std::size_t head = 0; head < pair.heads.size(); ++head) {
      std::uint32_t kept = 0;
      for (std::uint32_t at = pair.firsts[head]; at < pair.firsts[head + 1]; ++at) {
        if (!target.kept[pair.targets[at]] || kept == kMostTranslations) continue;
        leg.steps.push_back({pair.targets[at], 1.0F / static_cast<float>(at - pair.firsts[head] + 1)});
        ++kept;
      }
      leg.firsts[pair.heads[head] + 1] = kept;
    }
    std::partial_sum(leg.firsts.begin(), leg.firsts.end(), leg.firsts.begin());
    return leg;
  }

  HubLeg leg_of(const Block& block, std::uint32_t hub) const {
    HubLeg leg = empty_leg(hub);
    for (std::size_t head = 0; head < block.heads.size(); ++head) {
      for (std::uint32_t at = block.firsts[head]; at < block.firsts[head + 1]; ++at)
        leg.steps.push_back({block.targets[at] / 2, 1.0F / static_cast<float>(at - block.firsts[head] + 1)});
      leg.firsts[block.heads[head] + 1] = block.firsts[head + 1] - block.firsts[head];
    }
    std::partial_sum(leg.firsts.begin(), leg.firsts.end(), leg.firsts.begin());
    return leg;
  }

  // Whether a word with these letters is among the first `count` of `found` already: as another form of one stem.
  bool is_known(const Language& target, std::uint32_t word, const std::vector<std::uint32_t>& found) const {
    return std::any_of(found.begin(), found.end(), [&](std::uint32_t other) {
      if (target.stems[other / 2] != target.stems[word]) return false;
      return !target.by_beginning || other / 2 == word;
    });
  }

  // From a language of the dictionaries into a target, by way of the legs that are ready.
  Block translate(std::uint32_t source_number, std::size_t target_place) const {
    const Language& target = languages_[target_place];
    Block block;
    std::vector<const DictionaryPair*> pairs = {dictionaries_.pair(source_number, target.number)};
    std::vector<const HubLeg*> legs;
    if (pairs[0] == nullptr || pairs[0]->heads.size() < kThickPair) {
      for (const HubLeg& leg : hub_legs_[target_place]) {
        const DictionaryPair* const to_hub = dictionaries_.pair(source_number, leg.hub);
        if (to_hub == nullptr || to_hub->heads.size() < kThickLeg) continue;
        pairs.push_back(to_hub);
        legs.push_back(&leg);
      }
    }

    Heads heads(pairs);
    Ways ways(target.stems.empty() || legs.empty() ? 0 : target.stems.back() + 1);
    std::vector<std::uint32_t> found;
    while (const std::optional<std::uint32_t> head = heads.next()) {
      found.clear();
      for (const std::uint32_t word : heads.targets(0)) {
        if (found.size() < kMostTranslations && target.kept[word] && !is_known(target, word, found))
          found.push_back(word * 2);
      }
      if (found.size() < kMostTranslations && !legs.empty()) {
        for (std::size_t leg = 0; leg < legs.size(); ++leg) follow(heads.targets(leg + 1), *legs[leg], target, ways);
        const std::size_t most = std::max(kMostPivots, found.size());
        ways.best_first(found.empty(), [&](std::uint32_t word) {
          if (found.size() < most && !is_known(target, word, found)) found.push_back(word * 2 + 1);
        });
      }
      if (found.empty()) continue;
      block.heads.push_back(*head);
      block.firsts.push_back(static_cast<std::uint32_t>(block.targets.size()));
      block.targets.insert(block.targets.end(), found.begin(), found.end());
    }
    block.firsts.push_back(static_cast<std::uint32_t>(block.targets.size()));
    // There are a thousand of them before one is written.
    block.heads.shrink_to_fit();
    block.firsts.shrink_to_fit();
    block.targets.shrink_to_fit();
    return block;
  }

  // The ways from one headword to the stems of a target language, counted. One object serves all headwords.
  class Ways {
   public:
    explicit Ways(std::size_t stems) : by_stem_(stems) {}

    // A new word of a hub is followed; two forms of one stem that it leads to are one way.
    void begin() { ++from_; }

    void add(std::uint32_t stem, std::uint32_t word, float strength) {
      Way& way = by_stem_[stem];
      if (way.ways == 0) {
        way = {.word = word, .best = strength};
        stems_.push_back(stem);
      }
      if (way.from == from_) return;
      way.from = from_;
      ++way.ways;
      way.strength += strength;
      if (strength > way.best) {
        way.best = strength;
        way.word = word;
      }
    }

    // Shows the words, the best supported first, and forgets all ways. Words with one way to them are shown only where
    // `lone_too` and no other has several.
    template <class Visit>
    void best_first(bool lone_too, const Visit& visit) {
      std::sort(stems_.begin(), stems_.end(), [this](std::uint32_t left, std::uint32_t right) {
        const Way& one = by_stem_[left];
        const Way& other = by_stem_[right];
        const bool agreed = one.ways > 1;
        const bool other_agreed = other.ways > 1;
        return std::tie(other_agreed, other.strength, left) < std::tie(agreed, one.strength, right);
      });
      if (!stems_.empty()) {
        const bool agreed = by_stem_[stems_.front()].ways > 1;
        const float least = std::max(by_stem_[stems_.front()].strength * kPivotFraction, agreed ? 0 : kLoneStrength);
        for (const std::uint32_t stem : stems_) {
          const Way& way = by_stem_[stem];
          if (way.strength >= least && (agreed ? way.ways > 1 : lone_too)) visit(way.word);
        }
      }
      for (const std::uint32_t stem : stems_) by_stem_[stem] = {};
      stems_.clear();
    }

   private:
    struct Way {
      std::uint32_t word = 0;  // of the strongest way
      std::uint32_t ways = 0;
      std::uint32_t from = 0;
      float strength = 0;
      float best = 0;
    };
    std::vector<Way> by_stem_;
    std::vector<std::uint32_t> stems_;
    std::uint32_t from_ = 0;
  };

  static void follow(std::span<const std::uint32_t> hub_words, const HubLeg& leg, const Language& target, Ways& ways) {
    for (std::size_t rank = 0; rank < std::min(hub_words.size(), kHubWords); ++rank) {
      const std::uint32_t hub_word = hub_words[rank];
      ways.begin();
      for (std::uint32_t at = leg.firsts[hub_word]; at < leg.firsts[hub_word + 1]; ++at) {
        const Step& step = leg.steps[at];
        ways.add(target.stems[step.word], step.word, step.strength / static_cast<float>(rank + 1));
      }
    }
  }

  // Leaves out all words that no block names.
  std::string write(std::vector<Block>& blocks) const {
    std::vector<std::vector<std::uint32_t>> places(languages_.size());
    for (std::size_t i = 0; i < languages_.size(); ++i) places[i].assign(words(languages_[i]).size(), 0);
    for (const Block& block : blocks) {
      for (const std::uint32_t head : block.heads) places[block.source][head] = 1;
      for (const std::uint32_t target : block.targets) places[block.target][target / 2] = 1;
    }
    LexiconParts parts;
    std::string pool;
    std::vector<std::vector<LexiconWord>> rows(languages_.size());
    for (std::size_t i = 0; i < languages_.size(); ++i) {
      for (std::size_t word = 0; word < places[i].size(); ++word) {
        if (places[i][word] == 0) continue;
        places[i][word] = static_cast<std::uint32_t>(rows[i].size());
        rows[i].push_back(add_word(words(languages_[i])[word], pool));
      }
      parts.languages.push_back({.stem_tag = dictionaries_.languages()[languages_[i].number].stem_tag,
                                 .by_beginning = languages_[i].by_beginning ? 1U : 0U,
                                 .words = rows[i]});
      dictionaries_.let_go();
    }
    parts.pool = pool;
    for (Block& block : blocks) {
      for (std::uint32_t& head : block.heads) head = places[block.source][head];
      for (std::uint32_t& target : block.targets) target = places[block.target][target / 2] * 2 + target % 2;
      parts.blocks.push_back({.source = block.source,
                              .target = block.target,
                              .heads = block.heads,
                              .firsts = block.firsts,
                              .targets = block.targets});
    }
    return encode_lexicon(parts);
  }

  LexiconWord add_word(const DictionaryWord& from, std::string& pool) const {
    LexiconWord word{
        .at = static_cast<std::uint32_t>(pool.size()), .word_size = from.word_size, .stem_size = from.stem_size};
    pool += dictionaries_.word(from);
    if (from.stem_at != from.word_at) {
      word.stem_skip = from.word_size;
      pool += dictionaries_.stem(from);
    }
    return word;
  }

  const Dictionaries& dictionaries_;
  const CollectionWords& collection_;
  std::vector<Language> languages_{};
  std::vector<std::uint32_t> hubs_{};
  std::vector<std::uint32_t> neighbours_{};
  std::vector<std::vector<HubLeg>> hub_legs_{};  // by place of the target language
};

}  // namespace

std::string compile_lexicon(const Dictionaries& dictionaries, const CollectionWords& collection) {
  return Compiler(dictionaries, collection).run();
}

std::string lexicon_digest(const Dictionaries& dictionaries, const CollectionWords& collection) {
  return Compiler(dictionaries, collection).digest();
}

}  // namespace gp
