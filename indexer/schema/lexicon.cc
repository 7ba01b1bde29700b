#include "indexer/schema/lexicon.h"

#include <algorithm>

namespace gp {
namespace {

bool continues_letter(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

std::size_t letters(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) { return !continues_letter(c); }));
}

// Letters that both words begin with.
std::size_t common_letters(std::string_view word, std::string_view other) {
  const auto [at, other_at] = std::mismatch(word.begin(), word.end(), other.begin(), other.end());
  std::size_t bytes = static_cast<std::size_t>(at - word.begin());
  // Half a letter in common is none.
  if ((at != word.end() && continues_letter(*at)) || (other_at != other.end() && continues_letter(*other_at)))
    while (bytes > 0 && continues_letter(word[--bytes])) {
    }
  return letters(word.substr(0, bytes));
}

constexpr std::size_t kEnding = 3;        // letters at the end in which forms of one word may differ
constexpr std::uint32_t kOfSiblings = 2;  // translations of each headword that is only a sibling of the very word

// How like a headword is to the word that is asked for.
struct Likeness {
  std::size_t common = 0;  // letters at the beginning
  std::size_t apart = 0;   // letters behind those, of both words
  bool exact = false;
  bool near = false;     // they differ in the ending only
  bool sibling = false;  // in the last letter only
};

Likeness likeness_of(std::string_view headword, std::string_view asked) {
  const std::size_t common = common_letters(asked, headword);
  const std::size_t own = letters(headword) - common;
  const std::size_t other = letters(asked) - common;
  return {.common = common,
          .apart = own + other,
          .exact = headword == asked,
          .near = own <= kEnding && other <= kEnding,
          .sibling = own == 1 && other == 1};
}

// The most like first.
bool is_liker(const Likeness& one, const Likeness& other) {
  if (one.exact != other.exact) return one.exact;
  if (one.near != other.near) return one.near;
  return one.near ? one.apart < other.apart : one.common > other.common;
}

// Whether a headword is shown, given the most like one.
bool belongs(const Likeness& headword, const Likeness& best) {
  if (best.exact) return headword.exact || headword.sibling;
  return best.near ? headword.near && headword.apart <= best.apart + 1 : headword.common == best.common;
}

}  // namespace

std::string encode_lexicon(const LexiconParts& parts) {
  ByteWriter out;
  out.text(parts.pool);
  out.number(static_cast<std::uint32_t>(parts.languages.size()));
  for (const LexiconLanguage& language : parts.languages) {
    out.text(language.stem_tag);
    out.number(language.by_beginning);
    out.array(language.words);
  }
  out.number(static_cast<std::uint32_t>(parts.blocks.size()));
  for (const LexiconBlock& block : parts.blocks) {
    out.number(block.source);
    out.number(block.target);
    out.array(block.heads);
    out.array(block.firsts);
    out.array(block.targets);
  }
  return out.take();
}

Lexicon::Lexicon(std::string_view section) {
  if (section.empty()) return;
  ByteReader in(section);
  parts_.pool = in.text();
  const std::uint32_t languages = in.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < languages; ++i) {
    LexiconLanguage language;
    language.stem_tag = in.text();
    language.by_beginning = in.number<std::uint32_t>();
    language.words = in.array<LexiconWord>();
    parts_.languages.push_back(language);
  }
  const std::uint32_t blocks = in.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < blocks; ++i) {
    LexiconBlock block;
    block.source = in.number<std::uint32_t>();
    block.target = in.number<std::uint32_t>();
    block.heads = in.array<std::uint32_t>();
    block.firsts = in.array<std::uint32_t>();
    block.targets = in.array<std::uint32_t>();
    parts_.blocks.push_back(block);
  }
  check();
}

// Everything translate() follows without looking.
void Lexicon::check() const {
  const auto demand = [](bool sound) {
    if (!sound) throw CorruptIndex("the lexicon of the index is damaged");
  };
  const std::size_t pool = parts_.pool.size();
  for (const LexiconLanguage& language : parts_.languages) {
    for (const LexiconWord& word : language.words)
      demand(word.at <= pool &&
             std::max<std::size_t>(word.word_size, word.stem_skip + word.stem_size) <= pool - word.at);
  }
  for (const LexiconBlock& block : parts_.blocks) {
    demand(block.source < parts_.languages.size() && block.target < parts_.languages.size());
    demand(block.firsts.size() == block.heads.size() + 1);
    demand(std::is_sorted(block.firsts.begin(), block.firsts.end()) && block.firsts.back() <= block.targets.size());
    demand(std::is_sorted(block.heads.begin(), block.heads.end()));
    demand(block.heads.empty() || block.heads.back() < parts_.languages[block.source].words.size());
    const std::size_t words = parts_.languages[block.target].words.size();
    demand(std::all_of(block.targets.begin(), block.targets.end(),
                       [words](std::uint32_t target) { return target / 2 < words; }));
  }
}

void Lexicon::translate(std::string_view source_tag, std::string_view stem_of_word, std::string_view folded_word,
                        const std::function<void(const WordTranslation&)>& visit) const {
  const auto source = std::find_if(parts_.languages.begin(), parts_.languages.end(),
                                   [&](const LexiconLanguage& language) { return language.stem_tag == source_tag; });
  if (source == parts_.languages.end()) return;
  const auto number = static_cast<std::uint32_t>(source - parts_.languages.begin());
  const std::span<const LexiconWord> words = source->words;
  const auto below = [&](const LexiconWord& row, std::string_view wanted) { return stem(row) < wanted; };
  const auto above = [&](std::string_view wanted, const LexiconWord& row) { return wanted < stem(row); };
  const auto begin =
      static_cast<std::uint32_t>(std::lower_bound(words.begin(), words.end(), stem_of_word, below) - words.begin());
  const auto end = static_cast<std::uint32_t>(
      std::upper_bound(words.begin() + begin, words.end(), stem_of_word, above) - words.begin());
  if (begin == end) return;

  std::vector<Likeness> likeness(end - begin);
  for (std::uint32_t id = begin; id < end; ++id) likeness[id - begin] = likeness_of(word(words[id]), folded_word);

  std::vector<std::size_t> chosen;  // places in the block's heads
  for (const LexiconBlock& block : parts_.blocks) {
    if (block.source != number) continue;
    const auto first_head = std::lower_bound(block.heads.begin(), block.heads.end(), begin);
    const auto last_head = std::lower_bound(first_head, block.heads.end(), end);
    chosen.clear();
    for (auto head = first_head; head != last_head; ++head)
      chosen.push_back(static_cast<std::size_t>(head - block.heads.begin()));
    const auto like = [&](std::size_t place) { return likeness[block.heads[place] - begin]; };
    if (chosen.empty()) continue;
    std::stable_sort(chosen.begin(), chosen.end(),
                     [&](std::size_t one, std::size_t other) { return is_liker(like(one), like(other)); });
    const Likeness best = like(chosen.front());
    if (source->by_beginning != 0 && !best.near) continue;
    std::erase_if(chosen, [&](std::size_t place) { return !belongs(like(place), best); });
    show(block, chosen, best.exact, visit);
  }
}

void Lexicon::show(const LexiconBlock& block, std::span<const std::size_t> heads, bool first_is_exact,
                   const std::function<void(const WordTranslation&)>& visit) const {
  const LexiconLanguage& target = parts_.languages[block.target];
  std::vector<std::uint32_t> shown;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const bool sibling = first_is_exact && i > 0;
    const std::uint32_t begin = block.firsts[heads[i]];
    const std::uint32_t end = block.firsts[heads[i] + 1];
    for (std::uint32_t at = begin; at < (sibling ? std::min(end, begin + kOfSiblings) : end); ++at) {
      const std::uint32_t id = block.targets[at] / 2;
      if (std::find(shown.begin(), shown.end(), id) != shown.end()) continue;
      shown.push_back(id);
      const LexiconWord& found = target.words[id];
      visit({.stem_tag = target.stem_tag,
             .stem = stem(found),
             .word = word(found),
             .pivot = block.targets[at] % 2 != 0,
             .rank = at - begin + (sibling ? 1U : 0U)});
    }
  }
}

std::vector<LexiconPair> Lexicon::pairs() const {
  std::vector<LexiconPair> pairs;
  for (const LexiconBlock& block : parts_.blocks) {
    std::size_t pivots = 0;
    for (std::size_t head = 0; head < block.heads.size(); ++head) {
      // Direct translations come first.
      const bool any = block.firsts[head] < block.firsts[head + 1];
      if (any && block.targets[block.firsts[head]] % 2 != 0) ++pivots;
    }
    pairs.push_back({.source_tag = parts_.languages[block.source].stem_tag,
                     .target_tag = parts_.languages[block.target].stem_tag,
                     .headwords = block.heads.size(),
                     .pivot_headwords = pivots});
  }
  return pairs;
}

}  // namespace gp
