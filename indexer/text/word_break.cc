// Word breaks by the Unicode properties of UAX #29, read once into a small table, in one pass over the UTF-8. ICU's own
// break iterator takes three times as long and is only asked for runs of scripts without spaces (Thai, Chinese, ...),
// which need its dictionaries. A test holds this against the iterator on random text: no word crosses its boundaries.
//
// UAX #29 keeps more together than is good for searching, so the rules differ from it on purpose:
//   - '_' and ':' separate, and so does a dot between words: example.org is two words;
//   - single letters with dots between them are one word: U.S.A, z.B;
//   - '·' joins only in the Catalan l·l;
//   - digits with separators are one number if they are grouped by thousands (1.300, 5,000,000, 1'300, 1 300 with a
//     no-break space), or have one decimal separator and one or two digits after it (3.5, 3,5, 1.300,50); otherwise
//     each run of digits is a word (12.05.2013, 2013-2015).
#include "indexer/text/word_break.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <array>

#include "indexer/text/fold.h"

namespace gp {
namespace {

enum class Kind : std::uint8_t {
  kSeparator,
  kLetter,
  kDigit,
  kExtend,   // combining marks and invisible characters: belong to what stands before them
  kUnspaced  // letters of scripts without spaces
};

Kind kind_by_properties(UChar32 c) {
  if (c == 0x2BC) return Kind::kSeparator;  // the apostrophe that is a letter; handled like the others
  if (c >= 0x80 && u_hasBinaryProperty(c, UCHAR_EMOJI)) return Kind::kSeparator;  // before letters: ℹ and Ⓜ are both
  if (c >= 0xAC00 && c <= 0xD7A3)
    return Kind::kUnspaced;  // Hangul has spaces, but Chinese characters may follow directly
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER:
    case U_WB_HEBREW_LETTER:
      return Kind::kLetter;
    case U_WB_NUMERIC:
      return u_isdigit(c) ? Kind::kDigit : Kind::kSeparator;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
    case U_WB_ZWJ:
      return Kind::kExtend;
    case U_WB_KATAKANA:
      return Kind::kUnspaced;
    default:
      return u_hasBinaryProperty(c, UCHAR_ALPHABETIC) ? Kind::kUnspaced : Kind::kSeparator;
  }
}

constexpr std::size_t kTableSize = 0x600;  // Latin, Greek, Cyrillic, Armenian, Hebrew

Kind kind_of(UChar32 c) {
  static const std::array<Kind, kTableSize> kTable = [] {
    std::array<Kind, kTableSize> table{};
    for (std::size_t i = 0; i < kTableSize; ++i) table[i] = kind_by_properties(static_cast<UChar32>(i));
    return table;
  }();
  const auto index = static_cast<std::size_t>(c);
  return index < kTableSize ? kTable[index] : kind_by_properties(c);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Letters, digits and what extends them, without anything between.
struct Run {
  std::size_t end = 0;
  std::size_t characters = 0;  // without marks
  bool ascii_digits = true;    // and nothing else
  bool ends_in_letter = false;
};

class Scanner {
 public:
  Scanner(std::string_view utf8, std::vector<WordRange>& words) : utf8_(utf8), words_(words) {}

  // Takes the word or number that begins at `at`, a letter or digit; returns where to go on.
  std::size_t take(std::size_t at) {
    const Run run = run_at(at);
    if (run.ascii_digits) return take_number(at, run);
    const std::size_t end = end_of_word(run);
    add(at, end);
    return end;
  }

  Kind kind_at(std::size_t at, std::size_t& next) const {
    UChar32 c = 0;
    next = at;
    U8_NEXT_UNSAFE(utf8_.data(), next, c);
    return kind_of(c);
  }

  void add(std::size_t begin, std::size_t end) {
    words_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

 private:
  Run run_at(std::size_t at) const {
    Run run;
    for (std::size_t next = at; at < utf8_.size(); at = next) {
      const Kind kind = kind_at(at, next);
      if (kind == Kind::kSeparator || kind == Kind::kUnspaced) break;
      run.ascii_digits = run.ascii_digits && is_digit(utf8_[at]);
      if (kind != Kind::kExtend) {
        run.ends_in_letter = kind == Kind::kLetter;
        ++run.characters;
      }
    }
    run.end = at;
    return run;
  }

  bool letter_at(std::size_t at) const {
    std::size_t next = 0;
    return at < utf8_.size() && kind_at(at, next) == Kind::kLetter;
  }

  // Follows the apostrophes, dots and middle dots that keep a word together.
  std::size_t end_of_word(Run run) const {
    for (;;) {
      while (run.characters == 1 && run.ends_in_letter && utf8_.substr(run.end).starts_with('.') &&
             letter_at(run.end + 1)) {
        const Run letter = run_at(run.end + 1);
        if (letter.characters != 1) break;
        run = letter;
      }
      if (!run.ends_in_letter) return run.end;
      const std::string_view rest = utf8_.substr(run.end);
      if (const std::size_t size = apostrophe_at(rest); size > 0 && letter_at(run.end + size)) {
        run = run_at(run.end + size);
      } else if ((rest.starts_with("·l") || rest.starts_with("·L")) && (utf8_[run.end - 1] | 0x20) == 'l') {
        run = run_at(run.end + rest.find_first_of("lL"));
      } else {
        return run.end;
      }
    }
  }

  std::size_t take_number(std::size_t at, Run run) {
    // All runs of digits with one separator between them; then what they are.
    parts_.clear();
    separators_.clear();
    for (;;) {
      parts_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(run.end)});
      const std::string_view rest = utf8_.substr(run.end);
      const std::string_view separator = rest.substr(0, number_separator_at(rest));
      const std::size_t next = run.end + separator.size();
      if (separator.empty() || next >= utf8_.size() || !is_digit(utf8_[next])) break;
      const Run following = run_at(next);
      if (!following.ascii_digits) break;
      separators_.push_back(separator);
      at = next;
      run = following;
    }
    if (is_one_number()) {
      add(parts_.front().begin, run.end);
    } else {
      words_.insert(words_.end(), parts_.begin(), parts_.end());
    }
    return run.end;
  }

  bool is_one_number() const {
    std::size_t groups = parts_.size();
    const std::size_t last = parts_.back().end - parts_.back().begin;
    if (groups > 1 && last <= 2 && (separators_.back() == "." || separators_.back() == ",")) {
      --groups;  // the last part is the decimals
      if (groups > 1 && separators_[groups - 1] == separators_[0]) return false;
    }
    if (groups == 1) return true;
    if (parts_[0].end - parts_[0].begin > 3 || utf8_[parts_[0].begin] == '0') return false;
    for (std::size_t i = 1; i < groups; ++i) {
      if (parts_[i].end - parts_[i].begin != 3 || separators_[i - 1] != separators_[0]) return false;
    }
    return true;
  }

  std::string_view utf8_;
  std::vector<WordRange>& words_;
  std::vector<WordRange> parts_{};
  std::vector<std::string_view> separators_{};
};

}  // namespace

std::size_t number_separator_at(std::string_view utf8) {
  for (const std::string_view separator : {".", ",", "'", "’", "\u00A0", "\u2009", "\u202F"}) {
    if (utf8.starts_with(separator)) return separator.size();
  }
  return 0;
}

struct WordBreaker::Dictionary {
  std::unique_ptr<icu::BreakIterator> iterator{};
};

WordBreaker::WordBreaker() = default;
WordBreaker::~WordBreaker() = default;

void WordBreaker::split(std::string_view utf8, std::vector<WordRange>& words) {
  words.clear();
  Scanner scanner(utf8, words);
  for (std::size_t at = 0; at < utf8.size();) {
    std::size_t next = at;
    const Kind kind = scanner.kind_at(at, next);
    if (kind == Kind::kLetter || kind == Kind::kDigit) {
      next = scanner.take(at);
    } else if (kind == Kind::kUnspaced) {
      for (std::size_t end = next; end < utf8.size(); next = end) {
        const Kind following = scanner.kind_at(next, end);
        if (following != Kind::kUnspaced && following != Kind::kExtend) break;
      }
      split_by_dictionary(utf8, at, next, words);
    }
    at = next;
  }
}

void WordBreaker::split_by_dictionary(std::string_view utf8, std::size_t begin, std::size_t end,
                                      std::vector<WordRange>& words) {
  UErrorCode status = U_ZERO_ERROR;
  if (!dictionary_) {
    dictionary_ = std::make_unique<Dictionary>();
    dictionary_->iterator.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    check_icu(status, "making the word break iterator");
  }
  const icu::LocalUTextPointer text(
      utext_openUTF8(nullptr, utf8.data() + begin, static_cast<std::int64_t>(end - begin), &status));
  check_icu(status, "opening the text");
  icu::BreakIterator& iterator = *dictionary_->iterator;
  iterator.setText(text.getAlias(), status);
  check_icu(status, "breaking words");
  std::int32_t from = iterator.first();
  for (std::int32_t to = iterator.next(); to != icu::BreakIterator::DONE; to = iterator.next()) {
    words.push_back({static_cast<std::uint32_t>(begin) + static_cast<std::uint32_t>(from),
                     static_cast<std::uint32_t>(begin) + static_cast<std::uint32_t>(to)});
    from = to;
  }
}

}  // namespace gp
