#include "searchd/search/hits.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <tuple>

#include "indexer/schema/index_schema.h"
#include "indexer/text/analyser.h"
#include "searchd/search/generation.h"

namespace gp {
namespace {

enum FacetNumber : std::size_t { kTheme, kCountry, kCity, kEvidence, kGroup, kLanguage, kLevel };

constexpr std::string_view kFieldNames[] = {"title", "summary", "body"};

std::vector<Labelled> labelled(const Generation& generation, const FacetLabels& labels, std::size_t facet,
                               std::uint32_t document) {
  const FacetColumn& column = generation.columns().facets[facet];
  std::vector<Labelled> all;
  for (const std::uint16_t value : column.of(document)) {
    all.push_back({.id = std::string(column.values[value]), .label = labels.label[facet][value]});
  }
  return all;
}

Labelled first_of(std::vector<Labelled> all) {
  return all.empty() ? Labelled{} : std::move(all.front());
}

std::optional<int> year(std::int16_t value) {
  return value == kNoYear ? std::nullopt : std::optional<int>(value);
}

// The vocabulary's word for what the reader typed, in the reader's language.
std::string concept_label(const Generation& generation, const FacetLabels& labels, const ConceptMatch& match,
                          const std::string& lang) {
  if (match.scheme == "concept") {
    const Concept* one = generation.vocabulary().concepts.find(match.id);
    return one == nullptr ? match.id : label_for(one->pref_label, lang);
  }
  const std::string_view facet_name = match.scheme == "place" ? "city" : match.scheme;
  const auto facet = static_cast<std::size_t>(
      std::find(std::begin(kFacetColumns), std::end(kFacetColumns), facet_name) - std::begin(kFacetColumns));
  const auto value = generation.facet_value(facet, match.id);
  return value ? labels.label[facet][*value] : match.id;
}

// How a word of the query led to a word of a text, the plainest way first.
enum class Way { kDirect, kStem, kPrefix, kVocabulary, kDictionary, kCompound, kLetters };
constexpr std::string_view kWayNames[] = {"direct",     "stem",     "prefix", "vocabulary",
                                          "dictionary", "compound", "letters"};

Way way_of(const MatchedWord& matched, std::string_view stem_tag, const TokenMark& token) {
  const QueryWord& word = matched.word;
  const auto is_word = [&token](const std::string& form) { return word_mark(form) == token.word; };
  if (std::ranges::any_of(matched.completions, is_word)) return Way::kPrefix;
  if (is_word(word.folded)) return Way::kDirect;
  if (std::ranges::any_of(word.forms, is_word)) return Way::kStem;
  const auto is_stem = [&](const auto& mark) { return mark.first == stem_tag && mark.second == token.stem; };
  if (std::ranges::any_of(word.marks, is_stem)) return Way::kStem;
  const auto translates = [&](const TranslatedWord& one) { return one.stem_tag == stem_tag && one.mark == token.stem; };
  if (std::ranges::any_of(word.translations, translates)) return Way::kDictionary;
  for (const SimilarTerm& one : word.similar) {
    if (!is_word(one.word)) continue;
    const bool part =
        one.word.find(word.folded) != std::string::npos || word.folded.find(one.word) != std::string::npos;
    return part ? Way::kCompound : Way::kLetters;
  }
  return Way::kVocabulary;  // part of a label of what the word names
}

// The words of a label that begins with `first`.
std::string label_at(const MarkedText& text, const std::vector<Occurrence>& occurrences, const Occurrence& first) {
  std::size_t last = first.token;
  for (const Occurrence& occurrence : occurrences) {
    if (occurrence.word == first.word && occurrence.token == last + 1) ++last;
  }
  const std::uint32_t begin = text.marks[first.token].begin();
  return std::string(text.text.substr(begin, text.marks[last].end() - begin));
}

}  // namespace

HitMaker::HitMaker(const Generation& generation, const std::vector<MatchedWord>& words, const std::string& lang)
    : generation_(generation), words_(words), lang_(lang), labels_(generation.labels(lang)), highlighter_(words) {}

Hit HitMaker::make(std::uint32_t document, double score) {
  const Record record = generation_.record(document);
  Hit hit;
  hit.id = generation_.id(document);
  hit.score = score;
  for (const TextRecord& text : record.texts) hit.languages.emplace_back(text.lang);
  hit.themes = labelled(generation_, *labels_, kTheme, document);
  hit.target_groups = labelled(generation_, *labels_, kGroup, document);
  hit.country = first_of(labelled(generation_, *labels_, kCountry, document));
  hit.city = first_of(labelled(generation_, *labels_, kCity, document));
  hit.evidence = first_of(labelled(generation_, *labels_, kEvidence, document));
  hit.level = first_of(labelled(generation_, *labels_, kLevel, document));
  hit.period = {.start = year(generation_.columns().start[document]), .end = year(generation_.columns().end[document])};

  const std::size_t natural = Generation::text_for(record, lang_);
  std::size_t shown = natural;
  std::vector<TextMatch> matches(record.texts.size());
  std::size_t richest = natural;
  if (!words_.empty()) {
    for (std::size_t i = 0; i < record.texts.size(); ++i) matches[i] = highlighter_.match(record.texts[i]);
    const auto found = [&matches](std::size_t i) { return std::popcount(matches[i].words); };
    for (std::size_t i = 0; i < matches.size(); ++i) {
      if (found(i) > found(richest)) richest = i;
    }
    // A reader whose language the practice lacks is shown the text that answers her words.
    const std::string_view primary = std::string_view(lang_).substr(0, lang_.find('-'));
    const std::string_view natural_lang = record.texts[natural].lang;
    if (natural_lang.substr(0, natural_lang.find('-')) != primary) shown = richest;
  }
  const TextRecord& text = record.texts[shown];
  hit.lang = text.lang;
  hit.title = text.title.text;
  hit.summary = text.summary.text;
  hit.title_marked = Highlighter::mark_all(text.title, matches[shown].title);

  // The snippet comes from the text shown if it has anything of the query, else from the one that has most.
  const std::size_t quoted = matches[shown].words != 0 ? shown : richest;
  const TextRecord& quote = record.texts[quoted];
  hit.snippet_lang = quote.lang;
  const bool in_body = !matches[quoted].body.empty();
  hit.snippet = in_body || quote.summary.text.empty() ? Highlighter::snippet(quote.body, matches[quoted].body)
                                                      : Highlighter::snippet(quote.summary, matches[quoted].summary);
  if (!words_.empty()) explain(hit, document, record, matches, shown);
  return hit;
}

void HitMaker::explain(Hit& hit, std::uint32_t document, const Record& record, const std::vector<TextMatch>& matches,
                       std::size_t shown) const {
  std::vector<std::string> told;
  const auto key_of = [](const ConceptMatch& match) { return std::string(match.scheme) + ':' + match.id; };
  const auto is_told = [&told](const std::string& key) {
    return std::find(told.begin(), told.end(), key) != told.end();
  };
  // Notes that the concepts a word helps to name are accounted for; answers with all the words that name them.
  const auto tell_concepts = [&](const QueryWord& word) {
    std::string typed;
    for (const ConceptMatch& match : word.concepts) {
      if (match.scheme != "concept") continue;
      if (typed.empty()) typed = match.typed;
      told.push_back(key_of(match));
    }
    return typed;
  };
  struct Reason {
    Way way{};
    std::size_t text = 0;
    Field field{};
    Occurrence at{};
  };
  // What resembles a word is a reason only where nothing better is; then the text shown, the plainer way, the title.
  const auto is_better = [shown](const Reason& a, const Reason& b) {
    const auto order = [shown](const Reason& one) {
      return std::tuple(one.way >= Way::kCompound, one.text != shown, one.way, one.text, one.field);
    };
    return order(a) < order(b);
  };
  const auto explain_by_texts = [&](std::size_t word) {
    std::optional<Reason> best;
    for (std::size_t i = 0; i < matches.size(); ++i) {
      for (const Field field : {Field::kTitle, Field::kSummary, Field::kBody}) {
        for (const Occurrence& occurrence : matches[i].in(field)) {
          if (occurrence.word != word) continue;
          const TokenMark& token = field_of(record.texts[i], field).marks[occurrence.token];
          const Reason one{.way = way_of(words_[word], record.texts[i].stem_tag, token),
                           .text = i,
                           .field = field,
                           .at = occurrence};
          if (!best || is_better(one, *best)) best = one;
        }
      }
    }
    if (!best) return false;
    const MarkedText& text = field_of(record.texts[best->text], best->field);
    const TokenMark& token = text.marks[best->at.token];
    const QueryWord& wanted = words_[word].word;
    const bool corrected = !wanted.corrected_from.empty();
    Why why{.word = corrected ? wanted.corrected_from : wanted.typed,
            .matched = std::string(text.text.substr(token.begin(), token.end() - token.begin())),
            .lang = std::string(record.texts[best->text].lang),
            .by = corrected ? "spelling" : std::string(kWayNames[static_cast<std::size_t>(best->way)]),
            .field = std::string(kFieldNames[static_cast<std::size_t>(best->field)])};
    if (best->way == Way::kVocabulary) {
      why.matched = label_at(text, matches[best->text].in(best->field), best->at);
      if (const std::string typed = tell_concepts(wanted); !corrected && !typed.empty()) why.word = typed;
    }
    hit.why.push_back(std::move(why));
    return true;
  };
  for (std::size_t word = 0; word < words_.size() && word < 64; ++word) {
    const QueryWord& wanted = words_[word].word;
    const bool explained = explain_by_texts(word);
    for (const ConceptMatch& match : wanted.concepts) {
      if (!match.documents->contains(document)) continue;
      if (explained && match.scheme == "concept") continue;
      if (is_told(key_of(match))) continue;
      told.push_back(key_of(match));
      std::string label = concept_label(generation_, *labels_, match, lang_);
      // "Lyon" in the text and Lyon as the place are one reason.
      if (explained && fold(label) == fold(match.typed)) continue;
      const bool place = match.scheme == "place" || match.scheme == "country";
      hit.why.push_back({.word = match.typed,
                         .matched = std::move(label),
                         .lang = lang_,
                         .by = place ? "place" : "vocabulary",
                         .field = std::string(match.scheme)});
    }
  }
}

}  // namespace gp
