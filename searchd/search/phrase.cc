#include "searchd/search/phrase.h"

#include "indexer/schema/index_schema.h"
#include "searchd/search/thread_analyser.h"

namespace gp {
namespace {

// A mark says which stem a word has; whether it is the very word, the text says.
bool is_word(std::string_view written, std::string_view folded, std::string_view lang) {
  const std::vector<Token>& tokens = thread_analyser(lang).analyse(written);
  return !tokens.empty() && tokens.back().word == folded;
}

}  // namespace

const std::vector<PhraseFinder::Word>& PhraseFinder::words_in(const TextRecord& text) {
  const auto known = words_.find(text.lang);
  if (known != words_.end()) return known->second;
  std::vector<Word> words;
  for (const Token& token : thread_analyser(text.lang).analyse(phrase_)) {
    words.push_back({.folded = std::string(token.word), .mark = stem_mark(text.stem_tag, token.stem)});
  }
  return words_.emplace(std::string(text.lang), std::move(words)).first->second;
}

bool PhraseFinder::stands_in(const MarkedText& field, const std::vector<Word>& words, std::string_view lang) {
  if (words.empty() || field.marks.size() < words.size()) return false;
  for (std::size_t first = 0; first + words.size() <= field.marks.size(); ++first) {
    std::size_t same = 0;
    while (same < words.size() && field.marks[first + same].stem == words[same].mark) ++same;
    if (same < words.size()) continue;
    bool exact = true;
    for (std::size_t i = 0; i < words.size() && exact; ++i) {
      const TokenMark& mark = field.marks[first + i];
      exact = is_word(field.text.substr(mark.begin(), mark.end() - mark.begin()), words[i].folded, lang);
    }
    if (exact) return true;
  }
  return false;
}

bool PhraseFinder::found_in(const Record& record) {
  for (const TextRecord& text : record.texts) {
    const std::vector<Word>& words = words_in(text);
    if (stands_in(text.title, words, text.lang)) return true;
    if (title_only_) continue;
    if (stands_in(text.summary, words, text.lang) || stands_in(text.body, words, text.lang)) return true;
  }
  return false;
}

}  // namespace gp
