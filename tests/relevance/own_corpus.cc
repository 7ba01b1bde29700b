#include "tests/relevance/own_corpus.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>
#include <stdexcept>
#include <utility>

#include "indexer/index/document.h"
#include "indexer/practice/corpus.h"

namespace gp {
namespace {

constexpr const char* kEnglish = "en";

Vocabulary own_vocabulary(Diagnostics& diagnostics) {
  return read_vocabulary(vocabulary_folder(GP_CORPUS_PATH), diagnostics);
}

}  // namespace

std::vector<Practice> read_own_practices() {
  Diagnostics diagnostics;
  const Vocabulary vocabulary = own_vocabulary(diagnostics);
  std::vector<Practice> practices;
  for_each_case(GP_CORPUS_PATH, diagnostics, [&](const RawCase& raw) {
    Practice practice = parse_case(raw, vocabulary, diagnostics);
    if (practice.status == Status::kPublished) practices.push_back(std::move(practice));
  });
  if (diagnostics.has_errors()) throw std::runtime_error("the corpus has errors; `indexer check` names them");
  return practices;
}

std::vector<Document> documents_of(const std::vector<Practice>& practices) {
  Diagnostics ignored;  // whoever read the practices has seen them
  const Vocabulary vocabulary = own_vocabulary(ignored);
  std::vector<Document> documents;
  for (const Practice& practice : practices) {
    Document& document = documents.emplace_back(Document{.id = practice.id});
    for (const auto& [lang, text] : practice.texts) {
      document.texts[lang] = {.title = text.title,
                              .body = text.summary + '\n' + plain_text(text.body, vocabulary.sections)};
    }
  }
  return documents;
}

std::vector<Practice> only_english(std::vector<Practice> practices) {
  std::erase_if(practices, [](const Practice& practice) { return !practice.texts.contains(kEnglish); });
  for (Practice& practice : practices) {
    std::erase_if(practice.texts, [](const auto& text) { return text.first != kEnglish; });
    practice.original_language = kEnglish;
    practice.related.clear();  // some may be of those that are gone
  }
  return practices;
}

std::vector<JudgedQuery> known_item_queries(const std::vector<Practice>& practices) {
  std::vector<JudgedQuery> queries;
  for (const Practice& practice : practices) {
    if (!practice.texts.contains(kEnglish)) continue;
    const auto add = [&](const std::string& lang, const std::string& text, const char* kind) {
      if (text.empty()) return;
      queries.push_back({.lang = lang, .text = plain_words(text), .grades = {{practice.id, 1}}, .kind = kind});
    };
    for (const auto& [lang, text] : practice.texts) {
      if (lang == kEnglish) continue;
      add(lang, text.title, "title");
      add(lang, first_sentence(text.summary, lang), "summary");
    }
  }
  return queries;
}

std::string first_sentence(const std::string& text, const std::string& lang) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(lang, status);
  const std::unique_ptr<icu::BreakIterator> sentences(icu::BreakIterator::createSentenceInstance(locale, status));
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
  const icu::UnicodeString all = icu::UnicodeString::fromUTF8(text);
  sentences->setText(all);
  std::string first;
  const std::int32_t end = sentences->next();
  icu::UnicodeString sentence(all, 0, end == icu::BreakIterator::DONE ? all.length() : end);
  sentence.trim().toUTF8String(first);
  return first;
}

}  // namespace gp
