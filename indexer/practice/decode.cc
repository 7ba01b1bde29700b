#include "indexer/practice/decode.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/practice/characters.h"
#include "indexer/practice/key_reader.h"
#include "indexer/practice/nearest.h"

namespace gp {
namespace {

std::optional<int> to_int(std::optional<long long> value) {
  constexpr long long far = 1'000'000;  // nothing of ours is that large, and validation refuses the bound itself
  if (!value) return std::nullopt;
  return static_cast<int>(std::min(std::max(*value, -far), far));
}

std::optional<int> read_year(KeyReader& map, std::string_view key) {
  return to_int(map.whole(key, "write the year with four digits, such as 2011, or leave it out"));
}

// A word of an enumeration: the default when it is absent or unknown.
template <class Value>
Value read_word(KeyReader& map, std::string_view key, std::optional<Value> (*from)(std::string_view), Value by_default,
                std::initializer_list<Value> all, const Whereabouts& where, Diagnostics& diagnostics) {
  const std::string word = map.text(key);
  if (word.empty()) return by_default;
  if (const std::optional<Value> value = from(word)) return *value;
  Nearest nearest(word);
  std::string known;
  for (const Value value : all) {
    nearest.offer(to_string(value));
    known += (known.empty() ? "'" : ", '") + std::string(to_string(value)) + "'";
  }
  diagnostics.error(where.at(map.path(key)), "unknown " + std::string(key) + " " + in_quotes(word),
                    nearest.answer().empty() ? "write one of " + known : "write " + in_quotes(nearest.answer()));
  return by_default;
}

Evidence read_evidence(KeyReader map) {
  Evidence evidence;
  evidence.concept_id = map.text("class");
  evidence.basis = map.texts("basis");
  evidence.award = map.texts("award");
  if (auto evaluation = map.map("evaluation", "evaluation: {method: …, evaluator: …}")) {
    evidence.evaluation = {.method = evaluation->text("method"), .evaluator = evaluation->text("evaluator")};
    evaluation->finish();
  }
  if (auto replication = map.map("replication", "replication: {places: […]}")) {
    evidence.replication = replication->texts("places");
    replication->finish();
  }
  evidence.reason = map.text("reason");
  map.finish();
  return evidence;
}

Period read_period(KeyReader map) {
  const Period period{.start = read_year(map, "start"), .end = read_year(map, "end")};
  map.finish();
  return period;
}

std::vector<Organisation> read_organisations(std::vector<KeyReader> maps) {
  std::vector<Organisation> organisations;
  for (KeyReader& map : maps) {
    organisations.push_back({.name = map.text("name"), .role = map.text("role")});
    map.finish();
  }
  return organisations;
}

std::vector<Source> read_sources(std::vector<KeyReader> maps) {
  std::vector<Source> sources;
  for (KeyReader& map : maps) {
    sources.push_back({.url = map.text("url"),
                       .publisher = map.text("publisher"),
                       .lang = map.text("lang"),
                       .year = read_year(map, "year"),
                       .secondary = map.flag("secondary")});
    map.finish();
  }
  return sources;
}

class Decoder {
 public:
  Decoder(const Tree& root, Diagnostics& diagnostics) : diagnostics_(diagnostics), root_(root, diagnostics, &where_) {}

  Decoded run() {
    Practice p;
    p.id = root_.text("id");
    p.place = root_.text("place");
    p.level = root_.text("level");
    p.themes = root_.texts("themes");
    p.target_groups = root_.texts("target_groups");
    if (auto evidence = root_.map("evidence", "evidence: {class: …, basis: …, reason: …}")) {
      p.evidence = read_evidence(*std::move(evidence));
    }
    if (auto period = root_.map("period", "period: {start: 2011, end: 2014}")) {
      p.period = read_period(*std::move(period));
    }
    p.organisations = read_organisations(root_.maps("organisations", "organisations: [{name: …, role: …}]"));
    p.funding = root_.texts("funding");
    p.budget_eur = root_.whole("budget_eur", "write whole euros in digits only, such as 5100000, or leave it out");
    p.awards = root_.texts("awards");
    p.sources = read_sources(root_.maps("sources", "sources: [{url: …, publisher: …, lang: …, year: …}]"));
    p.original_language = root_.text("original_language");
    p.added = root_.text("added");
    p.reviewed = root_.text("reviewed");
    p.status = read_word<Status>(root_, "status", status_from, Status::kPublished,
                                 {Status::kPublished, Status::kDraft, Status::kWithdrawn}, where_, diagnostics_);
    p.reason = root_.text("reason");
    p.related = root_.texts("related");
    p.texts = read_texts();
    root_.finish();
    return {std::move(p), std::move(where_)};
  }

 private:
  std::map<std::string, Text> read_texts() {
    std::map<std::string, Text> texts;
    auto by_language = root_.map("texts", R"("texts": {"en": {"title": …, "body": …}})");
    if (!by_language) return texts;
    for (const std::string& language : by_language->keys()) {
      if (auto text = by_language->map(language, R"({"title": …, "summary": …, "body": …})")) {
        texts.emplace(language, read_text(*std::move(text)));
      }
    }
    return texts;
  }

  Text read_text(KeyReader map) {
    Text text;
    text.title = map.text("title");
    text.summary = map.text("summary");
    text.translation = read_word<Translation>(map, "translation", translation_from, Translation::kOriginal,
                                              {Translation::kOriginal, Translation::kHuman, Translation::kMachine},
                                              where_, diagnostics_);
    text.body = map.body("body");
    map.finish();
    return text;
  }

  Diagnostics& diagnostics_;
  Whereabouts where_;
  KeyReader root_;
};

// The inverse. A key with nothing to say is left out.
class Keys {
 public:
  explicit Keys(std::string key = "") : map_(map_node(std::move(key))) {}

  Keys& text(std::string_view key, std::string_view value) {
    if (!value.empty()) map_.children.push_back(scalar_node(std::string(key), std::string(value)));
    return *this;
  }
  template <class Number>
  Keys& number(std::string_view key, std::optional<Number> value) {
    if (value) map_.children.push_back(scalar_node(std::string(key), std::to_string(*value), true));
    return *this;
  }
  Keys& flag(std::string_view key, bool value) {
    if (value) map_.children.push_back(scalar_node(std::string(key), "true", true));
    return *this;
  }
  Keys& texts(std::string_view key, const std::vector<std::string>& values) {
    Tree list = list_node(std::string(key));
    for (const std::string& value : values) list.children.push_back(scalar_node("", value));
    return add(std::move(list));
  }
  Keys& add(Tree node) {
    if (!node.children.empty()) map_.children.push_back(std::move(node));
    return *this;
  }
  Tree take() { return std::move(map_); }

 private:
  Tree map_;
};

Tree encode_evidence(const Evidence& evidence) {
  Keys keys("evidence");
  keys.text("class", evidence.concept_id).texts("basis", evidence.basis).texts("award", evidence.award);
  if (const auto& evaluation = evidence.evaluation) {
    keys.add(Keys("evaluation").text("method", evaluation->method).text("evaluator", evaluation->evaluator).take());
  }
  keys.add(Keys("replication").texts("places", evidence.replication).take());
  return keys.text("reason", evidence.reason).take();
}

Tree encode_organisations(const Practice& practice) {
  Tree list = list_node("organisations");
  for (const Organisation& organisation : practice.organisations) {
    list.children.push_back(Keys().text("name", organisation.name).text("role", organisation.role).take());
  }
  return list;
}

Tree encode_sources(const Practice& practice) {
  Tree list = list_node("sources");
  for (const Source& source : practice.sources) {
    list.children.push_back(Keys()
                                .text("url", source.url)
                                .text("publisher", source.publisher)
                                .text("lang", source.lang)
                                .number("year", source.year)
                                .flag("secondary", source.secondary)
                                .take());
  }
  return list;
}

Tree encode_texts(const Practice& practice) {
  Keys texts("texts");
  for (const auto& [language, text] : practice.texts) {
    texts.add(Keys(language)
                  .text("title", text.title)
                  .text("summary", text.summary)
                  .text("translation", to_string(text.translation))
                  .text("body", text.body)
                  .take());
  }
  return texts.take();
}

}  // namespace

Decoded decode(const Tree& root, Diagnostics& diagnostics) {
  return Decoder(root, diagnostics).run();
}

Tree encode(const Practice& p) {
  return Keys()
      .text("id", p.id)
      .text("place", p.place)
      .text("level", p.level)
      .texts("themes", p.themes)
      .texts("target_groups", p.target_groups)
      .add(encode_evidence(p.evidence))
      .add(Keys("period").number("start", p.period.start).number("end", p.period.end).take())
      .add(encode_organisations(p))
      .texts("funding", p.funding)
      .number("budget_eur", p.budget_eur)
      .texts("awards", p.awards)
      .add(encode_sources(p))
      .text("original_language", p.original_language)
      .text("added", p.added)
      .text("reviewed", p.reviewed)
      .text("status", p.status == Status::kPublished ? "" : to_string(p.status))
      .text("reason", p.reason)
      .texts("related", p.related)
      .add(encode_texts(p))
      .take();
}

}  // namespace gp
