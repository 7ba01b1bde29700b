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

constexpr std::size_t kMostKnownLetters = std::size_t{1} << 20;  // 4 MiB

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

// The numbers of the letters of the word with this number; valid until the next call.
std::span<const std::uint32_t> DocumentBuilder::letters_of(std::string_view word, std::uint32_t number,
                                                           const Analyser& analyser) {
  if (!analyser.has_grams()) return {};
  const std::string_view tag = analyser.stem_tag();
  const auto known_tag = std::ranges::find(tags_, tag);
  const auto tag_number = static_cast<std::uint32_t>(known_tag - tags_.begin());
  if (known_tag == tags_.end()) tags_.emplace_back(tag);
  if (number >= letters_at_.size()) letters_at_.resize(number + 1 + number / 2);
  std::uint32_t at = letters_at_[number];
  if (at == 0 || known_letters_[at] != tag_number) {
    at = static_cast<std::uint32_t>(known_letters_.size());
    letters_at_[number] = at;
    known_letters_.insert(known_letters_.end(), {tag_number, 0});
    for_each_gram(word, [&](std::string_view gram) {
      known_letters_.push_back(letters_.terms().number(gram_key(tag, gram)));
      ++known_letters_[at + 1];
    });
  }
  return std::span(known_letters_).subspan(at + 2, known_letters_[at + 1]);
}

// The words of one field: counted, and noted where they stand; and the concepts they name.
DocumentBuilder::Field DocumentBuilder::index_field(std::string text, std::uint32_t weight, bool title,
                                                    Analyser& analyser, TermCounts& terms) {
  Field field;
  const std::string_view tag = analyser.stem_tag();
  const std::vector<Token>& tokens = analyser.analyse(text);
  labels_.find(tag, tokens, [&](std::uint32_t number) {
    const Scheme<Concept>& concepts = vocabulary_.concepts;
    for (const std::string& id : with_broader({concepts.concepts()[number].id}, concepts)) {
      terms[concept_term(id)] += weight;
    }
  });
  field.marks.reserve(tokens.size());
  for (const Token& token : tokens) {
    const std::uint32_t number = words_.terms().number(word_term(token.word));
    word_counts_.add(number, weight);
    for (const std::uint32_t gram : letters_of(token.word, number, analyser)) letter_counts_.add(gram, weight);
    terms[stem_term(tag, token.stem)] += weight;
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
    field.marks.push_back(
        {.range = token.begin << 8 | length, .word = word_mark(token.word), .stem = stem_mark(tag, token.stem)});
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
  if (known_letters_.size() > kMostKnownLetters) {
    known_letters_.resize(1);
    letters_at_.assign(letters_at_.size(), 0);
  }
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
    Analyser& analyser = analysers_.of(lang);
    Fields& one = texts.emplace_back();
    one.title = index_field(text.title, kTitleWeight, true, analyser, terms);
    one.summary = index_field(text.summary, kSummaryWeight, false, analyser, terms);
    one.body = index_field(plain_text(text.body, vocabulary_.sections), kBodyWeight, false, analyser, terms);
    record.texts.push_back({.lang = lang,
                            .stem_tag = analyser.stem_tag(),
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
