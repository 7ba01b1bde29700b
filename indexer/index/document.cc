#include "indexer/index/document.h"

#include <cmark.h>
#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <unordered_map>

#include "indexer/practice/corpus.h"
#include "indexer/schema/index_schema.h"
#include "indexer/schema/record.h"
#include "indexer/text/grams.h"

namespace gp {
namespace {

struct MarkedString {
  std::string text;
  std::vector<TokenMark> marks;

  MarkedText view() const { return {text, marks}; }
};

// Gathers the terms of one practice, so that each goes into the document once, however often it occurs.
class TermCounts {
 public:
  void add(std::string term, std::uint32_t weight) { counts_[std::move(term)] += weight; }
  void move_to(Xapian::Document& document) const {
    for (const auto& [term, weight] : counts_) document.add_term(term, weight);
  }

 private:
  std::unordered_map<std::string, std::uint32_t> counts_;
};

// The words of one field: counted, and noted where they stand; and the concepts they name.
MarkedString index_field(std::string text, std::uint32_t weight, bool title, Analyser& analyser,
                         const LabelMatcher& labels, const Scheme<Concept>& concepts, TermCounts& terms) {
  MarkedString marked;
  const std::string_view tag = analyser.stem_tag();
  const std::vector<Token>& tokens = analyser.analyse(text);
  labels.find(tag, tokens, [&](std::uint32_t number) {
    for (const std::string& id : with_broader({concepts.concepts()[number].id}, concepts)) {
      terms.add(concept_term(id), weight);
    }
  });
  marked.marks.reserve(tokens.size());
  for (const Token& token : tokens) {
    terms.add(word_term(token.word), weight);
    terms.add(stem_term(tag, token.stem), weight);
    if (analyser.has_grams())
      for_each_gram(token.word, [&](std::string_view gram) { terms.add(gram_term(tag, gram), weight); });
    if (title) {
      terms.add(title_word_term(token.word), 1);
      terms.add(title_stem_term(tag, token.stem), 1);
    }
    std::uint32_t length = std::min<std::uint32_t>(token.end - token.begin, 0xff);
    // A word too long for its mark ends between two characters.
    while (token.begin + length < token.end &&
           (static_cast<unsigned char>(text[token.begin + length]) & 0xC0) == 0x80) {
      --length;
    }
    marked.marks.push_back(
        {.range = token.begin << 8 | length, .word = word_mark(token.word), .stem = stem_mark(tag, token.stem)});
  }
  marked.text = std::move(text);
  return marked;
}

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

std::string DocumentBuilder::build(const Practice& practice, Xapian::Document& document) {
  struct Marked {
    MarkedString title;
    MarkedString summary;
    MarkedString body;
  };
  std::vector<Marked> marked;
  marked.reserve(practice.texts.size());
  Record record;
  const std::string json = to_json_line(practice);
  const std::string row = encode_row(columns_row(practice, vocabulary_));
  record.practice_json = json;
  record.original_language = practice.original_language;
  record.columns_row = row;
  TermCounts terms;
  for (const auto& [lang, text] : practice.texts) {
    Analyser& words = analysers_.of(lang);
    Marked& one = marked.emplace_back();
    one.title = index_field(text.title, kTitleWeight, true, words, labels_, vocabulary_.concepts, terms);
    one.summary = index_field(text.summary, kSummaryWeight, false, words, labels_, vocabulary_.concepts, terms);
    one.body = index_field(plain_text(text.body, vocabulary_.sections), kBodyWeight, false, words, labels_,
                           vocabulary_.concepts, terms);
    record.texts.push_back({.lang = lang,
                            .stem_tag = words.stem_tag(),
                            .title = one.title.view(),
                            .summary = one.summary.view(),
                            .body = one.body.view()});
  }
  terms.move_to(document);
  document.add_boolean_term(id_term(practice.id));
  return encode_record(record);
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
