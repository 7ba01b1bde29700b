#include "indexer/editor/numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/practice/characters.h"

namespace gp {
namespace {

constexpr double kWrittenInWords = 20;  // and below: one language has the word, another the digits

struct Number {
  double value = 0;
  std::size_t begin = 0;  // bytes
  std::size_t end = 0;
  bool joined = false;  // two words of the analysis, set apart by an ordinary space as thousands are
};

// The numbers with which words begin (1950s, 75th), as the analysis has them: without separators of thousands.
std::vector<Number> numbers_of(std::string_view text, Analyser& analyser) {
  std::vector<Number> numbers;
  for (const Token& token : analyser.analyse(text)) {
    double value = 0;
    const auto [rest, error] = std::from_chars(token.word.data(), token.word.data() + token.word.size(), value);
    if (error != std::errc() || !(token.word.front() >= '0' && token.word.front() <= '9')) continue;
    const Number number{.value = value, .begin = token.begin, .end = token.end};
    std::optional<Number> whole;
    if (token.end - token.begin == 3) {
      // What ends before this word is at most two numbers: a joined one, and the word that ended it.
      for (std::size_t i = numbers.size() - std::min<std::size_t>(2, numbers.size()); i < numbers.size(); ++i) {
        const Number& before = numbers[i];
        const bool begins = before.joined || before.value < 1000;
        if (whole || !begins || before.end + 1 != token.begin || text[before.end] != ' ') continue;
        whole = {.value = before.value * 1000 + value, .begin = before.begin, .end = token.end, .joined = true};
      }
    }
    if (whole) numbers.push_back(*whole);
    numbers.push_back(number);
  }
  return numbers;
}

std::string prose_of(const Text& text) {
  return text.title + '\n' + text.summary + '\n' + text.body;
}

// Rounded to what from_chars and multiplication keep apart reliably.
long long key_of(double value) {
  return std::llround(value * 1000);
}

class OriginalNumbers {
 public:
  OriginalNumbers(const Text& text, Analyser& analyser) {
    const Number* before = nullptr;
    const std::vector<Number> numbers = numbers_of(prose_of(text), analyser);
    for (const Number& number : numbers) {
      known_.insert(key_of(number.value));
      // 2014/15 and 2014-15 are 2014/2015 in many languages.
      if (before != nullptr && before->value >= 1000 && number.value < 100 && number.begin - before->end <= 3) {
        known_.insert(key_of(std::floor(before->value / 100) * 100 + number.value));
      }
      before = &number;
    }
  }

  bool has(double value) const {
    return std::ranges::any_of(std::initializer_list<double>{1, 1e3, 1e6, 1e-3, 1e-6}, [&](double scale) {
      return std::abs(value * scale) < 1e15 && known_.contains(key_of(value * scale));
    });
  }

 private:
  std::set<long long> known_;
};

const std::pair<const std::string, Text>* original_of(const Practice& practice) {
  const std::pair<const std::string, Text>* found = nullptr;
  for (const auto& text : practice.texts) {
    if (text.second.translation != Translation::kOriginal) continue;
    if (found == nullptr || text.first == practice.original_language) found = &text;
  }
  return found;
}

}  // namespace

void check_numbers(const Decoded& decoded, Analysers& analysers, Diagnostics& diagnostics) {
  const auto* original = original_of(decoded.practice);
  if (original == nullptr || decoded.practice.texts.size() < 2) return;
  const OriginalNumbers known(original->second, analysers.of(original->first));
  for (const auto& [language, text] : decoded.practice.texts) {
    if (text.translation == Translation::kOriginal) continue;
    const auto check = [&, &lang = language](const std::string& field, auto where_of) {
      const std::vector<Number> numbers = numbers_of(field, analysers.of(lang));
      const auto is_part_of_known = [&](const Number& part) {
        return std::ranges::any_of(numbers, [&](const Number& whole) {
          return whole.joined && whole.begin <= part.begin && part.end <= whole.end && known.has(whole.value);
        });
      };
      for (const Number& number : numbers) {
        if (number.joined || number.value <= kWrittenInWords || known.has(number.value)) continue;
        if (is_part_of_known(number)) continue;
        diagnostics.warning(where_of(number.begin),
                            "the number " + in_quotes(field.substr(number.begin, number.end - number.begin)) +
                                " of the text in " + in_quotes(lang) + " is not in the original, " +
                                in_quotes(original->first),
                            "write the number of the original, or mend both");
      }
    };
    const std::string path = "texts/" + language;
    check(text.title, [&](std::size_t) { return decoded.where.at(path + "/title"); });
    check(text.summary, [&](std::size_t) { return decoded.where.at(path + "/summary"); });
    check(text.body, [&, &lang = language, &body = text.body](std::size_t offset) {
      return decoded.where.in_body(
          lang, static_cast<std::size_t>(std::ranges::count(std::string_view(body).substr(0, offset), '\n')));
    });
  }
}

}  // namespace gp
