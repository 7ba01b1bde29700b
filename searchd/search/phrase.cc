#include "searchd/search/phrase.h"

#include <algorithm>

#include "indexer/schema/index_schema.h"
#include "searchd/search/thread_analyser.h"

namespace gp {
const std::vector<std::uint32_t>& PhraseFinder::words_in(const TextRecord& text) {
  const auto known = words_.find(text.lang);
  if (known != words_.end()) return known->second;
  std::vector<std::uint32_t> words;
  for (const Token& token : thread_analyser(text.lang).analyse(phrase_)) {
    words.push_back(word_mark(token.word));
  }
  return words_.emplace(std::string(text.lang), std::move(words)).first->second;
}

bool PhraseFinder::stands_in(const MarkedText& field, const std::vector<std::uint32_t>& words) {
  if (words.empty()) return false;
  const auto same = [](const TokenMark& mark, std::uint32_t word) { return mark.word == word; };
  return std::search(field.marks.begin(), field.marks.end(), words.begin(), words.end(), same) != field.marks.end();
}

bool PhraseFinder::found_in(const Record& record) {
  for (const TextRecord& text : record.texts) {
    const std::vector<std::uint32_t>& words = words_in(text);
    if (stands_in(text.title, words)) return true;
    if (title_only_) continue;
    if (stands_in(text.summary, words) || stands_in(text.body, words)) return true;
  }
  return false;
}

}  // namespace gp
