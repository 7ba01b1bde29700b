// Words, then each word by itself: elision, lower case, folding, stem. A text repeats its words and a collection even
// more so (Zipf), so what is known of a word is remembered by its bytes; the work on a new word costs about as much as
// fifty lookups. The memory is only emptied between texts, because the tokens of one point into it.
#include "indexer/text/analyser.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/practice/vocabulary.h"
#include "indexer/text/fold.h"
#include "indexer/text/language.h"
#include "indexer/text/stemmer.h"
#include "indexer/text/word_break.h"

namespace gp {
namespace {

constexpr std::size_t kLongestWord = 64;         // bytes, folded
constexpr std::size_t kLongestRaw = 256;         // bytes of the text looked at for it: room for stripped marks
constexpr std::size_t kRememberedWords = 16384;  // about 2 MB

struct KnownWord {
  std::string word{};  // empty: no word after all, nothing but marks
  std::string stem{};
  std::uint32_t cut_front = 0;  // bytes of the raw word before it: the elision
  std::uint32_t cut_back = 0;
  std::uint32_t number = 0;
  bool stop_word = false;
};

struct Hash : std::hash<std::string_view> {
  using is_transparent = void;
};

using WordSet = std::unordered_set<std::string_view>;

void insert_words(std::string_view words, WordSet& into) {
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    into.insert(words.substr(at, end - at));
    at = end + 1;
  }
}

struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Piece> between_apostrophes(std::string_view raw) {
  std::vector<Piece> pieces(1);
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t size = apostrophe_at(raw.substr(at));
    if (size > 0) {
      pieces.back().end = at;
      pieces.push_back({at + size, 0});
    }
    at += std::max<std::size_t>(size, 1);
  }
  pieces.back().end = raw.size();
  return pieces;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "1.300,50", "1 300" -> "1300.50", "1300"; empty if `raw` is no number. The word breaker has checked the groups, so
// three digits at the end are never decimals.
std::string plain_number(std::string_view raw) {
  const std::size_t last = raw.find_last_of(".,");
  std::string result;
  for (std::size_t at = 0; at < raw.size();) {
    if (is_digit(raw[at])) {
      result += raw[at++];
    } else if (const std::size_t size = number_separator_at(raw.substr(at)); size > 0) {
      if (at == last && raw.size() - at <= 3) result += '.';
      at += size;
    } else {
      return {};
    }
  }
  return result;
}

// "nAthair", "tUachtarán", "hÉireann" -> 1: the bytes of the letter that Irish puts before a capital vowel. In small
// letters only a dictionary could tell it: nathair is a snake.
std::size_t irish_prefix(std::string_view word) {
  if (word.empty() || std::string_view("nth").find(word[0]) == std::string_view::npos) return 0;
  const std::string_view letter = first_letters(word.substr(1), 1);
  const std::string vowel = lower(letter, false);
  return vowel != letter && std::string_view("aeiou").find(fold(vowel)) != std::string_view::npos ? 1 : 0;
}

void append_without(std::string_view part, std::string_view text, std::string& to) {
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with(part)) {
      at += part.size();
    } else {
      to += text[at++];
    }
  }
}

}  // namespace

struct Analyser::Impl {
  explicit Impl(const Language& row) : language(row), stemmer(row) {
    insert_words(row.elisions, elisions);
    insert_words(row.endings, endings);
    insert_words(row.stop_words, stop_words);
  }

  // What is left of `pieces`, a word's parts between its apostrophes, without elisions and endings: half-open.
  std::pair<std::size_t, std::size_t> core(std::string_view raw, const std::vector<Piece>& pieces) const {
    const auto folded = [&](std::size_t i) {
      return fold(raw.substr(pieces[i].begin, pieces[i].end - pieces[i].begin));
    };
    std::size_t first = 0;
    std::size_t last = pieces.size();
    while (last - first > 1 && endings.contains(folded(last - 1))) --last;  // before the elisions: Dell's
    while (last - first > 1 && elisions.contains(folded(first))) ++first;
    if (language.endings == "*") {
      // A suffix follows a name of at least two letters; O'Brien is not one with a suffix.
      if (last - first > 1 && first_letters(folded(first), 2) != first_letters(folded(first), 1)) last = first + 1;
    }
    return {first, last};
  }

  KnownWord examine(std::string_view raw) {
    KnownWord result;
    result.word = plain_number(raw);
    bool has_digit = !result.word.empty();
    bool initials = false;  // U.S. is not "us"
    std::string small;
    std::size_t prefix = 0;  // bytes that are of the word and not of its stem
    if (!has_digit) {
      const std::vector<Piece> pieces = between_apostrophes(raw);
      const auto [first, last] = core(raw, pieces);
      std::string joined;
      for (std::size_t i = first; i < last; ++i) {
        append_without("·", raw.substr(pieces[i].begin, pieces[i].end - pieces[i].begin), joined);
      }
      initials = std::erase(joined, '.') > 0;
      result.cut_front = static_cast<std::uint32_t>(pieces[first].begin);
      result.cut_back = static_cast<std::uint32_t>(raw.size() - pieces[last - 1].end);
      small = lower(joined, language.tag == "tr");
      if (language.tag == "ga") prefix = irish_prefix(joined);
      if (language.stem_tag == "sh") small = serbian_to_latin(small);
      std::erase(small, ' ');  // some Arabic ligatures decompose into several words
      result.word = fold(small);
      has_digit = std::ranges::any_of(result.word, is_digit);
    }
    result.word.resize(first_bytes(result.word, kLongestWord).size());
    result.stem =
        has_digit ? result.word
                  : stemmer.stem(std::string_view(small).substr(prefix), std::string_view(result.word).substr(prefix));
    result.stem.resize(first_bytes(result.stem, kLongestWord).size());
    result.stop_word = !initials && stop_words.contains(result.word);
    return result;
  }

  const KnownWord& look_up(std::string_view raw) {
    raw = first_bytes(raw, kLongestRaw);
    if (const auto found = known.find(raw); found != known.end()) return found->second;
    KnownWord& one = known.emplace(raw, examine(raw)).first->second;
    one.number = static_cast<std::uint32_t>(known.size() - 1);
    return one;
  }

  const Language& language;
  Stemmer stemmer;
  WordBreaker breaker{};
  WordSet elisions{};
  WordSet endings{};
  WordSet stop_words{};
  std::unordered_map<std::string, KnownWord, Hash, std::equal_to<>>
      known{};  // its nodes, and so the strings, stay in place
  std::uint32_t memories = 0;
  std::vector<WordRange> ranges{};
  std::vector<Token> tokens{};
};

Analyser::Analyser(std::string_view language) : impl_(std::make_unique<Impl>(language_for(language))) {}
Analyser::Analyser(Analyser&&) noexcept = default;
Analyser& Analyser::operator=(Analyser&&) noexcept = default;
Analyser::~Analyser() = default;

const std::vector<Token>& Analyser::analyse(std::string_view utf8) {
  Impl& impl = *impl_;
  impl.tokens.clear();
  if (impl.known.size() > kRememberedWords) {
    impl.known.clear();
    ++impl.memories;
  }
  impl.breaker.split(utf8, impl.ranges);
  for (const WordRange& range : impl.ranges) {
    const KnownWord& known = impl.look_up(utf8.substr(range.begin, range.end - range.begin));
    if (known.word.empty()) continue;
    impl.tokens.push_back({.begin = range.begin + known.cut_front,
                           .end = range.end - known.cut_back,
                           .position = static_cast<std::uint32_t>(impl.tokens.size()),
                           .number = known.number,
                           .stop_word = known.stop_word,
                           .word = known.word,
                           .stem = known.stem});
  }
  return impl.tokens;
}

std::uint32_t Analyser::memories() const {
  return impl_->memories;
}

std::string_view Analyser::stem_tag() const {
  return impl_->language.stem_tag;
}

bool Analyser::has_grams() const {
  return impl_->language.grams;
}

}  // namespace gp
