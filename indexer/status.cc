#include "indexer/status.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <type_traits>
#include <utility>
#include <vector>

#include "indexer/practice/vocabulary.h"
#include "indexer/schema/columns.h"
#include "indexer/schema/index_file.h"
#include "indexer/schema/index_schema.h"
#include "indexer/schema/lexicon.h"
#include "indexer/schema/meta.h"
#include "indexer/text/names.h"

namespace gp {
namespace {

struct IndexStatus {
  Meta meta{};
  std::map<std::string, std::map<std::string, std::size_t>> facets{};  // facet -> value -> practices
  std::size_t words = 0;
  std::map<std::string, std::size_t> translations{};  // "hu -> en" -> headwords
  Vocabulary vocabulary{};
};

IndexStatus read_status(const std::string& folder) {
  const IndexFile file(folder + '/' + std::string(kPublishedName));
  IndexStatus status;
  status.meta = decode_meta(file.section(Section::kMeta));
  const Columns columns = decode_columns(file.section(Section::kColumns));
  for (const FacetColumn& facet : columns.facets) {
    std::map<std::string, std::size_t>& counts = status.facets[std::string(facet.name)];
    for (const std::uint16_t value : facet.ids) ++counts[std::string(facet.values[value])];
  }
  status.words = word_list(Postings(file.section(Section::kWords))).size();
  for (const LexiconPair& pair : Lexicon(file.section(Section::kLexicon)).pairs()) {
    status.translations[std::string(pair.source_tag) + " -> " + std::string(pair.target_tag)] = pair.headwords;
  }
  status.vocabulary = vocabulary_from_json(file.section(Section::kVocabulary));
  return status;
}

using Counts = std::vector<std::pair<std::size_t, std::string>>;

// Most frequent first, then by name.
Counts sorted(const std::map<std::string, std::size_t>& counts) {
  Counts result;
  for (const auto& [value, count] : counts) result.emplace_back(count, value);
  std::sort(result.begin(), result.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  return result;
}

// "Romania 9, Spain 8"
std::string in_a_row(const std::map<std::string, std::size_t>& counts) {
  std::string row;
  for (const auto& [count, name] : sorted(counts)) {
    row += (row.empty() ? "" : ", ") + name + ' ' + std::to_string(count);
  }
  return row;
}

// Concepts and their labels by language. Labels in `sr` are read in both scripts.
struct LabelCounts {
  std::size_t concepts = 0;
  std::size_t labels = 0;
  std::map<std::string, std::size_t> by_language{};
};

template <class T>
void count_labels(const Scheme<T>& scheme, LabelCounts& counts) {
  const auto add = [&counts](const std::string& language, std::size_t labels) {
    counts.labels += labels;
    counts.by_language[language] += labels;
  };
  counts.concepts += scheme.concepts().size();
  for (const Concept& one : scheme.concepts()) {
    for (const auto& [language, label] : one.pref_label) add(language, 1);
    for (const Labels* labels : {&one.alt_label, &one.hidden_label}) {
      for (const auto& [language, some] : *labels) add(language, some.size());
    }
  }
}

}  // namespace

std::string status_markdown(const std::string& folder) {
  const IndexStatus status = read_status(folder);
  const Vocabulary& vocabulary = status.vocabulary;
  const auto labelled = [&status](const std::string& facet, const auto& name_of) {
    std::map<std::string, std::size_t> named;
    const auto counts = status.facets.find(facet);
    if (counts == status.facets.end()) return named;
    for (const auto& [value, count] : counts->second) named[name_of(value)] += count;
    return named;
  };
  const auto label_in = [](const Scheme<Concept>& scheme) {
    return [&scheme](const std::string& id) {
      const Concept* one = scheme.find(id);
      return one == nullptr ? id : label_for(one->pref_label, "en");
    };
  };
  LabelCounts concepts;
  LabelCounts places;
  each_scheme(vocabulary, [&]<class T>(std::string_view, const Scheme<T>& scheme) {
    count_labels(scheme, std::is_same_v<T, Place> ? places : concepts);
  });
  std::size_t texts = 0;
  for (const auto& [language, count] : status.meta.languages) texts += count;

  std::ostringstream out;
  out << status.meta.practices << " practices, " << texts << " texts in " << status.meta.languages.size()
      << " languages; " << concepts.concepts << " concepts with " << concepts.labels << " labels; " << places.concepts
      << " places with " << places.labels << " names.\n\n| practices by | |\n|---|---|\n";
  out << "| country | " << in_a_row(labelled("country", [](const std::string& id) { return country_name(id, "en"); }))
      << " |\n| theme | " << in_a_row(labelled("theme", label_in(vocabulary.themes))) << " |\n| evidence | "
      << in_a_row(labelled("evidence", label_in(vocabulary.evidence)))
      << " |\n\n| language | texts | labels of concepts | names of places |\n|---|---|---|---|\n";
  std::map<std::string, std::string> languages;  // by name
  for (const auto* counts : std::initializer_list<const std::map<std::string, std::size_t>*>{
           &status.meta.languages, &concepts.by_language, &places.by_language}) {
    for (const auto& [language, count] : *counts) languages[language_name(language, "en")] = language;
  }
  const auto count_in = [](const std::map<std::string, std::size_t>& counts, const std::string& language) {
    const auto found = counts.find(language);
    return found == counts.end() ? std::string() : std::to_string(found->second);
  };
  for (const auto& [name, language] : languages) {
    out << "| " << name << " (`" << language << "`) | " << count_in(status.meta.languages, language) << " | "
        << count_in(concepts.by_language, language) << " | " << count_in(places.by_language, language) << " |\n";
  }
  return out.str();
}

std::string status_text(const std::string& folder) {
  const IndexStatus status = read_status(folder);
  std::ostringstream out;
  out << "generation  " << status.meta.generation << "\ncreated     " << status.meta.created << "\nschema      "
      << kSchemaVersion << "\npractices   " << status.meta.practices << "\nwithdrawn   " << status.meta.withdrawn.size()
      << "\nwords       " << status.words << '\n';
  for (const auto& [facet, counts] : status.facets) {
    out << '\n' << facet << '\n';
    for (const auto& [count, value] : sorted(counts)) out << "  " << count << '\t' << value << '\n';
  }
  out << "\ntranslations (language -> language of texts; words that lead to words of the collection)\n";
  if (status.translations.empty()) out << "  none: no dictionaries were installed\n";
  for (const auto& [pair, headwords] : status.translations) out << "  " << headwords << '\t' << pair << '\n';
  return out.str();
}

std::string status_json(const std::string& folder) {
  const IndexStatus status = read_status(folder);
  nlohmann::ordered_json json = {{"generation", status.meta.generation},
                                 {"created", status.meta.created},
                                 {"schema", kSchemaVersion},
                                 {"practices", status.meta.practices},
                                 {"texts", status.meta.languages},
                                 {"words", status.words},
                                 {"facets", status.facets},
                                 {"translations", status.translations}};
  nlohmann::ordered_json withdrawn = nlohmann::ordered_json::array();
  for (const Withdrawn& one : status.meta.withdrawn) withdrawn.push_back({{"id", one.id}, {"reason", one.reason}});
  json["withdrawn"] = std::move(withdrawn);
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

}  // namespace gp
