// The own word breaker against ICU's: on random text, what it finds is what the rules of UAX #29 find, cut further by
// the rules at the top of word_break.cc, which are written down here a second time, as regular expressions.
#include "indexer/text/word_break.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <random>
#include <regex>
#include <string>

namespace gp {
namespace {

std::vector<WordRange> split(std::string_view text) {
  WordBreaker breaker;
  std::vector<WordRange> words;
  breaker.split(text, words);
  return words;
}

// What lies between ICU's boundaries; if `words_only`, without blanks and punctuation.
std::vector<WordRange> icu_segments(std::string_view text, bool words_only) {
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<icu::BreakIterator> kIterator(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  const icu::LocalUTextPointer source(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
  kIterator->setText(source.getAlias(), status);
  EXPECT_TRUE(U_SUCCESS(status));
  std::vector<WordRange> words;
  std::int32_t from = kIterator->first();
  for (std::int32_t to = kIterator->next(); to != icu::BreakIterator::DONE; to = kIterator->next()) {
    if (!words_only || kIterator->getRuleStatus() >= UBRK_WORD_NONE_LIMIT) {
      words.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)});
    }
    from = to;
  }
  return words;
}

// ICU's words of an ASCII text, cut by our rules.
std::vector<WordRange> reference(const std::string& text) {
  static const std::regex kDigits("^[0-9]+([.,'][0-9]+(?![A-Za-z0-9]))*(?![A-Za-z0-9])");
  static const std::regex kNumber(
      "[0-9]+([.,][0-9]{1,2})?|[1-9][0-9]{0,2}((\\.[0-9]{3})+(,[0-9]{1,2})?|(,[0-9]{3})+(\\.[0-9]{1,2})?|('[0-9]{3})+(["
      ".,][0-9]{1,2})?)");
  static const std::regex kWord(
      "^([A-Za-z](\\.[A-Za-z](?![A-Za-z0-9]))+|[A-Za-z0-9]+)((?:'(?=[A-Za-z]))([A-Za-z](\\.[A-Za-z](?![A-Za-z0-9]))+|["
      "A-Za-z0-9]+))*");
  std::vector<WordRange> words;
  const auto add = [&](std::size_t begin, std::size_t end) {
    words.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  };
  for (const WordRange& range : icu_segments(text, true)) {
    for (std::size_t at = range.begin; at < range.end;) {
      const std::string rest = text.substr(at, range.end - at);
      std::smatch match;
      if (std::regex_search(rest, match, kDigits)) {
        const std::string chain = match[0];
        if (std::regex_match(chain, kNumber)) {
          add(at, at + chain.size());
        } else {
          for (std::size_t i = 0; i < chain.size();) {
            const std::size_t end = std::min(chain.find_first_of(".,'", i), chain.size());
            add(at + i, at + end);
            i = end + 1;
          }
        }
        at += chain.size();
      } else if (std::regex_search(rest, match, kWord)) {
        // An apostrophe joins letters only: cut where a digit stands before it.
        std::string word = match[0];
        static const std::regex kBad("[0-9]'");
        if (std::smatch bad; std::regex_search(word, bad, kBad))
          word.resize(static_cast<std::size_t>(bad.position()) + 1);
        add(at, at + word.size());
        at += word.size();
      } else {
        ++at;
      }
    }
  }
  return words;
}

std::string print(const std::string& text, const std::vector<WordRange>& words) {
  std::string result;
  for (const WordRange& word : words) result.append(text, word.begin, word.end - word.begin).append("|");
  return result;
}

TEST(WordBreakTest, AsciiIsBrokenAsIcuBreaksItAndThenByOurRules) {
  for (const std::string text :
       {"can't", "a_b", "e-mail", "U.S.A.", "3.5", "1,300", "x's y' 'z", "a.b.cd", "1.2.3", "a1'b"}) {
    EXPECT_EQ(print(text, split(text)), print(text, reference(text)));
  }
  std::mt19937 random(3);
  const std::string_view kLikely = "aabZ0123..,,''  __--:;@/\"\n";
  for (int round = 0; round < 200'000; ++round) {
    std::string text;
    const bool likely = random() % 4 != 0;
    for (std::uint32_t i = 0; i < 1 + random() % 16; ++i) {
      text += likely ? kLikely[random() % kLikely.size()] : static_cast<char>(random() % 128);
    }
    ASSERT_EQ(print(text, split(text)), print(text, reference(text))) << text;
  }
}

// Outside ASCII: no word of ours crosses a boundary of ICU's (but for numbers with a no-break space), and in
// every word of ICU's there is one of ours.
TEST(WordBreakTest, NoWordCrossesABoundaryOfIcu) {
  const char* kPieces[] = {"a",  "É",  "ß",  "e\u0301", "ж",      "Й",      "ї",      "λ", "ά", "ş",   "ı", "א",  "ש",
                           "ع",  "م",  "ह",  "ि",       "한",     "ა",      "ա",      "1", "7", "٣",   ".", ",",  "'",
                           "’",  "·",  "-",  " ",       "\u00AD", "\u200D", "\u2014", "«", ":", "…",   "€", "東", "京",
                           "の", "カ", "タ", "ー",      "ส",      "วั",      "ส",      "ดี", "👍", "🏽"};
  std::mt19937 random(4);
  for (int round = 0; round < 50'000; ++round) {
    std::string text;
    for (std::uint32_t i = 0; i < 1 + random() % 12; ++i) text += kPieces[random() % std::size(kPieces)];
    const std::vector<WordRange> ours = split(text);
    const std::vector<WordRange> theirs = icu_segments(text, false);
    for (const WordRange& word : ours) {
      EXPECT_TRUE(
          std::ranges::any_of(theirs, [&](const WordRange& w) { return w.begin <= word.begin && word.end <= w.end; }))
          << print(text, ours) << " " << print(text, theirs);
    }
    for (const WordRange& word : icu_segments(text, true)) {
      EXPECT_TRUE(
          std::ranges::any_of(ours, [&](const WordRange& w) { return w.begin < word.end && word.begin < w.end; }))
          << print(text, ours) << " " << print(text, theirs);
    }
    if (HasFailure()) break;
  }
}

}  // namespace
}  // namespace gp
