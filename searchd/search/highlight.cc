#include "searchd/search/highlight.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "searchd/search/ranking.h"

namespace gp {
namespace {

constexpr std::size_t kMaxWords = 64;
constexpr std::size_t kLeadBytes = 60;       // shown before the first occurrence
constexpr std::size_t kSentenceBytes = 120;  // how far back the sentence may begin to be shown from there

bool ends_sentence(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return true;
  return (text[at] == '.' || text[at] == '!' || text[at] == '?') && at + 1 < text.size() &&
         (text[at + 1] == ' ' || text[at + 1] == '\n');
}

std::size_t at_character(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

// Paragraphs run on in a snippet.
void append(std::vector<Fragment>& fragments, std::string_view text, bool mark) {
  if (text.empty()) return;
  std::string flat(text);
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  if (!fragments.empty() && fragments.back().mark == mark)
    fragments.back().text += flat;
  else
    fragments.push_back({.text = std::move(flat), .mark = mark});
}

std::vector<Fragment> fragments_of(const MarkedText& text, const std::vector<Occurrence>& occurrences,
                                   std::size_t begin, std::size_t end) {
  std::vector<Fragment> fragments;
  std::size_t at = begin;
  for (const Occurrence& occurrence : occurrences) {
    const TokenMark& token = text.marks[occurrence.token];
    if (token.begin() < at || token.end() > end) continue;
    append(fragments, text.text.substr(at, token.begin() - at), false);
    append(fragments, text.text.substr(token.begin(), token.end() - token.begin()), true);
    at = token.end();
  }
  append(fragments, text.text.substr(at, end - at), false);
  return fragments;
}

}  // namespace

const MarkedText& field_of(const TextRecord& text, Field field) {
  return field == Field::kTitle ? text.title : field == Field::kSummary ? text.summary : text.body;
}

const Highlighter::Wanted& Highlighter::wanted(std::string_view stem_tag) {
  const auto known = wanted_.find(stem_tag);
  if (known != wanted_.end()) return known->second;
  Wanted made;
  const std::size_t count = std::min(words_.size(), kMaxWords);
  for (std::size_t i = 0; i < count; ++i) {
    const MatchedWord& matched = words_[i];
    for (const std::string& completion : matched.completions) made.words.emplace_back(word_mark(completion), i);
    if (matched.prefix) continue;
    for (const std::string& form : matched.word.forms) made.words.emplace_back(word_mark(form), i);
    if (matched.quoted) continue;
    for (const auto& [tag, mark] : matched.word.marks) {
      if (tag == stem_tag) made.stems.emplace_back(mark, i);
    }
    for (const TranslatedWord& one : matched.word.translations) {
      if (one.stem_tag == stem_tag) made.stems.emplace_back(one.mark, i);
    }
    // What merely resembles a word is shown where it stands for it.
    const float least = matched.word.found() ? kCloselySimilarFrom : kSimilarFrom;
    for (const SimilarTerm& one : matched.word.similar) {
      if (one.similarity >= least) made.words.emplace_back(word_mark(one.word), i);
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    for (const ConceptMatch& match : words_[i].word.concepts) {
      if (!match.marks) continue;
      const auto labels = match.marks->labels.find(stem_tag);
      if (labels == match.marks->labels.end()) continue;
      for (const std::vector<std::uint32_t>& label : labels->second) made.labels.emplace_back(&label, i);
    }
  }
  std::sort(made.labels.begin(), made.labels.end(),
            [](const auto& a, const auto& b) { return a.first->front() < b.first->front(); });
  const auto expect = [&made](std::uint32_t mark) { made.seen[mark / 64 % 64] |= std::uint64_t{1} << mark % 64; };
  for (const auto& [label, word] : made.labels) expect(label->front());
  for (auto* marks : {&made.words, &made.stems}) {
    std::sort(marks->begin(), marks->end());
    for (const auto& [mark, word] : *marks) expect(mark);
  }
  return wanted_.emplace(std::string(stem_tag), std::move(made)).first->second;
}

void Highlighter::scan(const MarkedText& text, const Wanted& wanted, std::vector<Occurrence>& out,
                       std::uint64_t& mask) {
  const auto seen = [&wanted](std::uint32_t mark) { return (wanted.seen[mark / 64 % 64] >> mark % 64 & 1) != 0; };
  for (std::size_t token = 0; token < text.marks.size(); ++token) {
    const TokenMark& mark = text.marks[token];
    if (!seen(mark.word) && !seen(mark.stem)) continue;
    bool noted = false;
    for (const auto& [marks, wanted_mark] :
         {std::pair(&wanted.words, mark.word), std::pair(&wanted.stems, mark.stem)}) {
      auto found = std::lower_bound(marks->begin(), marks->end(), std::pair(wanted_mark, std::size_t{0}));
      for (; found != marks->end() && found->first == wanted_mark; ++found) {
        if (!noted) out.push_back({.word = found->second, .token = token});
        noted = true;
        mask |= std::uint64_t{1} << found->second;
      }
    }
    if (!noted) scan_labels(text, token, wanted, out, mask);
  }
}

// Labels whose first word is this token. A word of a label that is noted twice is marked once.
void Highlighter::scan_labels(const MarkedText& text, std::size_t token, const Wanted& wanted,
                              std::vector<Occurrence>& out, std::uint64_t& mask) {
  const std::uint32_t first = text.marks[token].stem;
  auto label = std::lower_bound(wanted.labels.begin(), wanted.labels.end(), first,
                                [](const auto& entry, std::uint32_t mark) { return entry.first->front() < mark; });
  std::size_t longest = 0;
  for (; label != wanted.labels.end() && label->first->front() == first; ++label) {
    const std::vector<std::uint32_t>& marks = *label->first;
    if (marks.size() > text.marks.size() - token) continue;
    bool stands = true;
    for (std::size_t i = 1; i < marks.size() && stands; ++i) stands = text.marks[token + i].stem == marks[i];
    if (!stands) continue;
    mask |= std::uint64_t{1} << label->second;
    for (; longest < marks.size(); ++longest) out.push_back({.word = label->second, .token = token + longest});
  }
}

TextMatch Highlighter::match(const TextRecord& text) {
  TextMatch match;
  const Wanted& marks = wanted(text.stem_tag);
  if (marks.words.empty() && marks.stems.empty() && marks.labels.empty()) return match;
  scan(text.title, marks, match.title, match.words);
  scan(text.summary, marks, match.summary, match.words);
  scan(text.body, marks, match.body, match.words);
  return match;
}

std::vector<Fragment> Highlighter::mark_all(const MarkedText& text, const std::vector<Occurrence>& occurrences) {
  return fragments_of(text, occurrences, 0, text.text.size());
}

std::vector<Fragment> Highlighter::snippet(const MarkedText& text, const std::vector<Occurrence>& occurrences) {
  std::size_t first = 0;
  std::size_t best_words = 0;
  std::size_t best_hits = 0;
  for (std::size_t i = 0, end = 0; i < occurrences.size(); ++i) {
    const std::size_t begin_byte = text.marks[occurrences[i].token].begin();
    std::uint64_t mask = 0;
    for (end = i; end < occurrences.size(); ++end) {
      if (text.marks[occurrences[end].token].end() > begin_byte + kSnippetBytes - kLeadBytes) break;
      mask |= std::uint64_t{1} << occurrences[end].word;
    }
    const auto words = static_cast<std::size_t>(std::popcount(mask));
    if (words > best_words || (words == best_words && end - i > best_hits)) {
      best_words = words;
      best_hits = end - i;
      first = begin_byte;
    }
  }
  const std::string_view whole = text.text;
  std::size_t begin = first > kLeadBytes ? first - kLeadBytes : 0;
  if (begin > 0) {
    std::size_t sentence = first;
    const std::size_t lowest = first > kSentenceBytes ? first - kSentenceBytes : 0;
    while (sentence > lowest && !ends_sentence(whole, sentence - 1)) --sentence;
    if (sentence > lowest || lowest == 0) {
      begin = sentence;
    } else {
      while (begin < first && whole[begin] != ' ') ++begin;
    }
    while (begin < first && (whole[begin] == ' ' || whole[begin] == '\n')) ++begin;
  }
  std::size_t end = std::min(whole.size(), begin + kSnippetBytes);
  if (end < whole.size()) {
    std::size_t space = end;
    while (space > begin + kSnippetBytes / 2 && whole[space] != ' ' && whole[space] != '\n') --space;
    end = space > begin + kSnippetBytes / 2 ? space : at_character(whole, end);
  }
  begin = at_character(whole, begin);
  while (end > begin && (whole[end - 1] == '\n' || whole[end - 1] == ' ')) --end;
  std::vector<Fragment> fragments = fragments_of(text, occurrences, begin, end);
  if (fragments.empty()) return fragments;
  if (begin > 0 && !ends_sentence(whole, begin - 1) && !(begin > 1 && ends_sentence(whole, begin - 2))) {
    if (fragments.front().mark)
      fragments.insert(fragments.begin(), {.text = "… ", .mark = false});
    else
      fragments.front().text.insert(0, "… ");
  }
  if (end + 1 < whole.size()) {
    if (fragments.back().mark)
      fragments.push_back({.text = " …", .mark = false});
    else
      fragments.back().text += " …";
  }
  return fragments;
}

}  // namespace gp
