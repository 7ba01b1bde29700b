#include "indexer/index/document.h"

#include <cmark.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>

#include "indexer/practice/corpus.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/grams.h"

namespace gp {
namespace {

bool is_section_heading(std::string_view heading, const Scheme<Concept>& sections) {
  const std::string folded = fold(heading);
  for (const Concept& section : sections.concepts()) {
    for (const auto& [lang, label] : section.pref_label) {
      if (fold(label) == folded || (lang == "sr" && fold(serbian_to_latin(label)) == folded)) return true;
    }
  }
  return false;
}

std::string text_of(cmark_node* node) {
  std::string text;
  cmark_iter* walk = cmark_iter_new(node);
  for (cmark_event_type event = cmark_iter_next(walk); event != CMARK_EVENT_DONE; event = cmark_iter_next(walk)) {
    cmark_node* at = cmark_iter_get_node(walk);
    switch (cmark_node_get_type(at)) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
      case CMARK_NODE_CODE_BLOCK:
        if (event == CMARK_EVENT_ENTER) text += cmark_node_get_literal(at);
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        text += ' ';
        break;
      case CMARK_NODE_PARAGRAPH:
      case CMARK_NODE_HEADING:
        if (event == CMARK_EVENT_EXIT && at != node) text += '\n';
        break;
      default:
        break;
    }
  }
  cmark_iter_free(walk);
  return text;
}

std::int32_t days_since_epoch(std::string_view iso_date) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (iso_date.size() != 10) return 0;
  std::from_chars(iso_date.data(), iso_date.data() + 4, year);
  std::from_chars(iso_date.data() + 5, iso_date.data() + 7, month);
  std::from_chars(iso_date.data() + 8, iso_date.data() + 10, day);
  const std::chrono::sys_days days = std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

}  // namespace

std::string plain_text(std::string_view markdown, const Scheme<Concept>& sections) {
  cmark_node* root = cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT);
  std::string text;
  for (cmark_node* block = cmark_node_first_child(root); block != nullptr; block = cmark_node_next(block)) {
    std::string part = text_of(block);
    if (cmark_node_get_type(block) == CMARK_NODE_HEADING && is_section_heading(part, sections)) continue;
    if (part.empty()) continue;
    text += part;
    if (text.back() != '\n') text += '\n';
  }
  cmark_node_free(root);
  return text;
}

DocumentBuilder::KnownWord& DocumentBuilder::known(const Token& token, Language& language) {
  if (token.number >= language.words.size()) language.words.resize(token.number + 1);
  KnownWord& one = language.words[token.number];
  if (!one.stem_term.empty()) return one;
  const std::string_view tag = language.analyser.stem_tag();
  one.number = words_.terms().number(word_term(token.word));
  one.word_mark = word_mark(token.word);
  one.stem_mark = stem_mark(tag, token.stem);
  one.stem_term = stem_term(tag, token.stem);
  one.first_letter = static_cast<std::uint32_t>(language.letters.size());
  if (language.analyser.has_grams()) {
    for_each_gram(token.word, [&](std::string_view gram) {
      language.letters.push_back(letters_.terms().number(gram_key(tag, gram)));
    });
  }
  one.letters = static_cast<std::uint32_t>(language.letters.size()) - one.first_letter;
  return one;
}

// The words of one field: counted, and noted where they stand; and the concepts they name.
DocumentBuilder::Field DocumentBuilder::index_field(std::string text, std::uint32_t weight, bool title,
                                                    Language& language, TermCounts& terms) {
  Field field;
  const std::string_view tag = language.analyser.stem_tag();
  const std::vector<Token>& tokens = language.analyser.analyse(text);
  if (std::exchange(language.memories, language.analyser.memories()) != language.analyser.memories()) {
    language.words.clear();
    language.letters.clear();
  }
  labels_.find(tag, tokens, [&](std::uint32_t number) {
    const Scheme<Concept>& concepts = vocabulary_.concepts;
    for (const std::string& id : with_broader({concepts.concepts()[number].id}, concepts)) {
      terms[concept_term(id)] += weight;
    }
  });
  field.marks.reserve(tokens.size());
  for (const Token& token : tokens) {
    KnownWord& word = known(token, language);
    word_counts_.add(word.number, weight);
    for (std::uint32_t i = 0; i < word.letters; ++i)
      letter_counts_.add(language.letters[word.first_letter + i], weight);
    if (std::exchange(word.practice, practices_) != practices_) word.count = &terms[word.stem_term];
    *word.count += weight;
    if (title) {
      word_counts_.add(words_.terms().number(title_word_term(token.word)), 1);
      ++terms[title_stem_term(tag, token.stem)];
    }
    std::uint32_t length = std::min<std::uint32_t>(token.end - token.begin, 0xff);
    // A word too long for its mark ends between two characters.
    while (token.begin + length < token.end &&
           (static_cast<unsigned char>(text[token.begin + length]) & 0xC0) == 0x80) {
      --length;
    }
    field.marks.push_back({.range = token.begin << 8 | length, .word = word.word_mark, .stem = word.stem_mark});
  }
  field.text = std::move(text);
  return field;
}

IndexedPractice DocumentBuilder::build(const Practice& practice, std::uint32_t document) {
  struct Fields {
    Field title;
    Field summary;
    Field body;
  };
  ++practices_;
  std::vector<Fields> texts;
  texts.reserve(practice.texts.size());
  Record record;
  const std::string json = to_json_line(practice);
  const std::string row = encode_row(columns_row(practice, vocabulary_));
  record.practice_json = json;
  record.original_language = practice.original_language;
  record.columns_row = row;
  TermCounts terms;
  for (const auto& [lang, text] : practice.texts) {
    Language& language = languages_.try_emplace(lang, lang).first->second;
    Fields& one = texts.emplace_back();
    one.title = index_field(text.title, kTitleWeight, true, language, terms);
    one.summary = index_field(text.summary, kSummaryWeight, false, language, terms);
    one.body = index_field(plain_text(text.body, vocabulary_.sections), kBodyWeight, false, language, terms);
    record.texts.push_back({.lang = lang,
                            .stem_tag = language.analyser.stem_tag(),
                            .title = one.title.view(),
                            .summary = one.summary.view(),
                            .body = one.body.view()});
  }
  word_counts_.take([&](std::uint32_t number, std::uint32_t count) { words_.add(number, document, count); });
  letter_counts_.take([&](std::uint32_t number, std::uint32_t count) { letters_.add(number, document, count); });
  IndexedPractice indexed;
  for (const auto& [term, count] : terms) indexed.document.add_term(term, count);
  indexed.document.add_boolean_term(id_term(practice.id));
  indexed.record = encode_record(record);
  return indexed;
}

std::vector<std::string> with_broader(const std::vector<std::string>& ids, const Scheme<Concept>& scheme) {
  std::vector<std::string> all;
  const auto add = [&all](const std::string& id) {
    if (std::find(all.begin(), all.end(), id) != all.end()) return false;
    all.push_back(id);
    return true;
  };
  for (const std::string& id : ids) add(id);
  for (const std::string& id : ids) {
    const Concept* at = scheme.find(id);
    while (at != nullptr && !at->broader.empty() && add(at->broader)) at = scheme.find(at->broader);
  }
  return all;
}

ColumnsRow columns_row(const Practice& practice, const Vocabulary& vocabulary) {
  const auto one = [](const std::string& id) {
    return id.empty() ? std::vector<std::string>{} : std::vector<std::string>{id};
  };
  const Place* place = vocabulary.places.find(practice.place);
  std::vector<std::string> languages;
  for (const auto& [lang, text] : practice.texts) languages.push_back(lang);
  ColumnsRow row;
  row.facets = {with_broader(practice.themes, vocabulary.themes),
                place == nullptr ? std::vector<std::string>{} : one(place->country),
                one(practice.place),
                one(practice.evidence.concept_id),
                with_broader(practice.target_groups, vocabulary.target_groups),
                languages,
                one(practice.level)};
  if (practice.period.start) row.start = static_cast<std::int16_t>(*practice.period.start);
  if (practice.period.end) row.end = static_cast<std::int16_t>(*practice.period.end);
  row.added = days_since_epoch(practice.added);
  return row;
}

}  // namespace gp
