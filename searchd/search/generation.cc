#include "searchd/search/generation.h"

#include <unistd.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <span>

#include "indexer/schema/index_schema.h"
#include "indexer/text/names.h"
#include "searchd/search/query_words.h"
#include "searchd/search/thread_analyser.h"

namespace gp {
namespace {

constexpr std::size_t kMaxSetBytes = std::size_t{64} << 20;
constexpr std::size_t kMaxWordBytes = std::size_t{8} << 20;  // of what is known of words, each kind

// What languages a country is looked up in: those people of the member states write in.
constexpr std::string_view kCountryNameLanguages[] = {
    "en", "fr", "de", "it", "es",      "ca", "pt", "nl", "sv", "da", "nb", "fi", "el", "ro", "bg", "hu", "cs", "sk",
    "pl", "sl", "hr", "sr", "sr-Latn", "bs", "mk", "sq", "tr", "uk", "ru", "lv", "lt", "et", "ga", "mt", "eu"};

std::size_t facet_number(std::string_view name) {
  return static_cast<std::size_t>(std::find(std::begin(kFacetColumns), std::end(kFacetColumns), name) -
                                  std::begin(kFacetColumns));
}

// Languages a reader of another reads as her own, nearest first.
std::span<const std::string_view> understood_by(std::string_view lang) {
  static constexpr std::string_view kBosnian[] = {"cnr", "hr", "sr-Latn"};
  static constexpr std::string_view kMontenegrin[] = {"bs", "sr-Latn", "hr", "sr"};
  static constexpr std::string_view kCroatian[] = {"bs", "cnr", "sr-Latn"};
  static constexpr std::string_view kSerbian[] = {"sr-Latn", "cnr", "bs", "hr"};
  static constexpr std::string_view kSerbianLatin[] = {"sr", "cnr", "bs", "hr"};
  if (lang == "bs") return kBosnian;
  if (lang == "cnr") return kMontenegrin;
  if (lang == "hr") return kCroatian;
  if (lang == "sr") return kSerbian;
  if (lang == "sr-Latn") return kSerbianLatin;
  return {};
}

std::string_view primary_subtag(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

}  // namespace

std::shared_ptr<const Generation> Generation::open(const std::string& path, const Generation* before) {
  return std::make_shared<const Generation>(path, before);
}

Generation::Generation(const std::string& path, const Generation* before)
    : file_(path),
      meta_(decode_meta(file_.section(Section::kMeta))),
      columns_(decode_columns(file_.section(Section::kColumns))),
      written_words_(file_.section(Section::kWords)),
      letters_(file_.section(Section::kLetters)),
      stems_(file_, columns_.rows),
      words_(word_list(written_words_.postings())),
      spelling_(std::make_unique<const Spelling>(words_)),
      similar_words_(std::make_unique<const SimilarWords>(words_)),
      lexicon_(file_.section(Section::kLexicon)),
      records_(file_.section(Section::kRecords)),
      all_(columns_.rows),
      sets_(kMaxSetBytes),
      query_words_(kMaxWordBytes),
      similar_terms_(kMaxWordBytes) {
  if (written_words_.postings().rows() > columns_.rows || letters_.postings().rows() > columns_.rows) {
    throw CorruptIndex("the index has words of documents it does not have");
  }
  id_by_document_.resize(columns_.rows);
  for (const CaseEntry& entry : decode_cases(file_.section(Section::kCases))) {
    if (entry.document == 0) continue;
    if (entry.document >= columns_.rows) throw CorruptIndex("the index names a document it does not have");
    document_by_id_.emplace(entry.id, entry.document);
    id_by_document_[entry.document] = entry.id;
  }
  for (const LexiconPair& pair : lexicon_.pairs()) {
    if (lexicon_sources_.empty() || lexicon_sources_.back() != pair.source_tag) {
      lexicon_sources_.emplace_back(pair.source_tag);
    }
  }
  for (const Withdrawn& one : meta_.withdrawn) withdrawn_.emplace(one.id, one.reason);

  with_value_.resize(columns_.facets.size());
  value_count_.resize(columns_.facets.size());
  value_by_id_.resize(columns_.facets.size());
  for (std::size_t facet = 0; facet < columns_.facets.size(); ++facet) {
    const FacetColumn& column = columns_.facets[facet];
    with_value_[facet].assign(column.values.size(), DocSet(columns_.rows));
    value_count_[facet].assign(column.values.size(), 0);
    for (std::uint32_t value = 0; value < column.values.size(); ++value)
      value_by_id_[facet][column.values[value]] = value;
    for (std::uint32_t row = 0; row < columns_.rows; ++row) {
      for (const std::uint16_t value : column.of(row)) {
        with_value_[facet].at(value).add(row);
        ++value_count_[facet].at(value);
      }
    }
  }
  for (std::uint32_t row = 0; row < columns_.rows; ++row) {
    if (columns_.present[row] == 0) continue;
    all_.add(row);
    newest_.push_back(row);
    for (const std::int16_t year : {columns_.start[row], columns_.end[row]}) {
      if (year == kNoYear) continue;
      years_.first = years_.first == kNoYear ? year : std::min(years_.first, year);
      years_.second = std::max(years_.second, year);
    }
  }
  // Ties in the order of the identifiers, so that two builds of one corpus agree.
  std::sort(newest_.begin(), newest_.end(), [this](std::uint32_t a, std::uint32_t b) {
    if (columns_.added[a] != columns_.added[b]) return columns_.added[a] > columns_.added[b];
    if (columns_.start[a] != columns_.start[b]) return columns_.start[a] > columns_.start[b];
    return id_by_document_[a] < id_by_document_[b];
  });

  std::set<std::string> countries;
  for (const std::string_view code : columns_.facets[facet_number("country")].values) countries.emplace(code);
  if (before != nullptr && before->meta_.vocabulary_digest == meta_.vocabulary_digest) {
    vocabulary_ = before->vocabulary_;
    concepts_ = before->concepts_;
  } else {
    vocabulary_ = std::make_shared<const Vocabulary>(vocabulary_from_json(file_.section(Section::kVocabulary)));
    for (const Place& place : vocabulary_->places.concepts()) countries.insert(place.country);
    concepts_ = std::make_shared<const ConceptIndex>(
        *vocabulary_, std::vector<std::string>(countries.begin(), countries.end()),
        std::vector<std::string>(std::begin(kCountryNameLanguages), std::end(kCountryNameLanguages)));
  }
  broader_value_.resize(columns_.facets.size());
  for (std::size_t facet = 0; facet < columns_.facets.size(); ++facet) {
    for (const std::string_view id : columns_.facets[facet].values) {
      const Concept* one = nullptr;
      if (kFacetColumns[facet] == "theme") one = vocabulary_->themes.find(id);
      if (kFacetColumns[facet] == "group") one = vocabulary_->target_groups.find(id);
      broader_value_[facet].push_back(one == nullptr ? std::string_view() : std::string_view(one->broader));
    }
  }
}

Generation::~Generation() = default;

std::vector<std::string> Generation::languages() const {
  std::vector<std::string> tags;
  for (const auto& [tag, texts] : meta_.languages) tags.push_back(tag);
  return tags;
}

std::optional<std::uint32_t> Generation::document(std::string_view id) const {
  const auto it = document_by_id_.find(std::string(id));
  return it == document_by_id_.end() ? std::nullopt : std::optional(it->second);
}

const std::string* Generation::withdrawn(std::string_view id) const {
  const auto it = withdrawn_.find(std::string(id));
  return it == withdrawn_.end() ? nullptr : &it->second;
}

Record Generation::record(std::uint32_t document) const {
  std::uint64_t rows = 0;
  std::memcpy(&rows, records_.data(), sizeof rows);
  if (document >= rows) throw CorruptIndex("the index has no record of a document");
  std::uint64_t range[2];
  std::memcpy(range, records_.data() + 8 * (1 + std::size_t{document}), sizeof range);
  return decode_record(records_.substr(range[0], range[1] - range[0]));
}

std::string_view Generation::id(std::uint32_t document) const {
  return id_by_document_[document];
}

std::optional<std::uint32_t> Generation::facet_value(std::size_t facet, std::string_view id) const {
  const auto it = value_by_id_[facet].find(id);
  return it == value_by_id_[facet].end() ? std::nullopt : std::optional(it->second);
}

std::shared_ptr<const DocSet> Generation::with_term(const std::string& term) const {
  const std::shared_ptr<const TermPostings> postings = stems_.of(term);
  return {postings, &postings->documents};
}

std::shared_ptr<const DocSet> Generation::with_word(const std::string& term) const {
  return cached(term, [&] {
    DocSet set(rows());
    const Postings& postings = written_words_.postings();
    if (const auto number = postings.find(term)) {
      postings.for_each(*number, [&set](std::uint32_t document, std::uint32_t) { set.add(document); });
    }
    return set;
  });
}

std::string Generation::label_of(std::size_t facet, std::string_view id, const std::string& lang) const {
  const std::string_view name = kFacetColumns[facet];
  if (name == "country") return country_name(id, lang);
  if (name == "language") return language_name(id, lang);
  const Concept* one = nullptr;
  if (name == "theme") one = vocabulary_->themes.find(id);
  if (name == "city") one = vocabulary_->places.find(id);
  if (name == "evidence") one = vocabulary_->evidence.find(id);
  if (name == "group") one = vocabulary_->target_groups.find(id);
  if (name == "level") one = vocabulary_->levels.find(id);
  std::string label = one == nullptr ? std::string() : label_for(one->pref_label, lang);
  return label.empty() ? std::string(id) : label;
}

std::shared_ptr<const ConceptMarks> Generation::concept_marks(const std::string& id) const {
  {
    const std::lock_guard guard(mutex_);
    const auto it = concept_marks_.find(id);
    if (it != concept_marks_.end()) return it->second;
  }
  auto made = std::make_shared<ConceptMarks>();
  const auto add = [&made](const std::string& lang, const std::string& label) {
    Analyser& analyser = thread_analyser(lang);
    std::vector<std::uint32_t> marks;
    for (const Token& token : analyser.analyse(label)) marks.push_back(stem_mark(analyser.stem_tag(), token.stem));
    if (!marks.empty()) made->labels[std::string(analyser.stem_tag())].push_back(std::move(marks));
  };
  if (const Concept* one = vocabulary_->concepts.find(id)) {
    for (const auto& [lang, label] : one->pref_label) add(lang, label);
    for (const auto& [lang, labels] : one->alt_label) {
      for (const std::string& label : labels) add(lang, label);
    }
  }
  const std::lock_guard guard(mutex_);
  return concept_marks_.emplace(id, std::move(made)).first->second;
}

std::shared_ptr<const FacetLabels> Generation::labels(const std::string& lang) const {
  {
    const std::lock_guard guard(mutex_);
    const auto it = labels_.find(lang);
    if (it != labels_.end()) return it->second;
  }
  const Collation collation(lang);
  auto made = std::make_shared<FacetLabels>();
  for (std::size_t facet = 0; facet < columns_.facets.size(); ++facet) {
    const auto& values = columns_.facets[facet].values;
    std::vector<std::string>& labels = made->label.emplace_back();
    std::vector<std::string> keys;
    for (const std::string_view id : values) {
      labels.push_back(label_of(facet, id, lang));
      keys.push_back(collation.key(labels.back()) + std::string(id));
    }
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&keys](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
    std::vector<std::uint32_t>& rank = made->rank.emplace_back(values.size());
    for (std::uint32_t position = 0; position < order.size(); ++position) rank[order[position]] = position;
    made->by_rank.push_back(std::move(order));
  }
  const std::lock_guard guard(mutex_);
  return labels_.emplace(lang, std::move(made)).first->second;
}

std::shared_ptr<const std::vector<std::uint32_t>> Generation::by_title(const std::string& lang) const {
  {
    const std::lock_guard guard(mutex_);
    const auto it = titles_.find(lang);
    if (it != titles_.end()) return it->second;
  }
  const Collation collation(lang);
  std::vector<std::pair<std::string, std::uint32_t>> keys;
  all_.for_each([&](std::uint32_t document) {
    const Record one = record(document);
    keys.emplace_back(collation.key(one.texts.at(text_for(one, lang)).title.text), document);
  });
  std::sort(keys.begin(), keys.end());
  auto made = std::make_shared<std::vector<std::uint32_t>>();
  for (const auto& [key, document] : keys) made->push_back(document);
  const std::lock_guard guard(mutex_);
  return titles_.emplace(lang, std::move(made)).first->second;
}

std::size_t Generation::text_for(const Record& record, std::string_view lang) {
  const auto find = [&record](auto matches) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < record.texts.size(); ++i) {
      if (matches(record.texts[i].lang)) return i;
    }
    return std::nullopt;
  };
  const auto of = [&find](std::string_view wanted) {
    return find([wanted](std::string_view tag) { return tag == wanted; });
  };
  if (const auto exact = of(lang)) return *exact;
  for (const std::string_view neighbour : understood_by(lang)) {
    if (const auto near = of(neighbour)) return *near;
  }
  if (const auto near = find([lang](std::string_view tag) { return primary_subtag(tag) == primary_subtag(lang); })) {
    return *near;
  }
  if (const auto english = find([](std::string_view tag) { return primary_subtag(tag) == "en"; })) return *english;
  return of(record.original_language).value_or(0);
}

}  // namespace gp
