#include "tests/support/test_index.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "indexer/index/writer.h"
#include "indexer/practice/corpus.h"
#include "indexer/schema/index_schema.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kThemesYaml = R"(
- id: housing
  prefLabel: {en: Housing, fr: Logement, de: Wohnen, it: Abitazione, sr: Становање}
  altLabel: {en: [rehousing], fr: [relogement, habitat]}
  hiddenLabel: {en: [slum clearance]}
- id: housing-first
  broader: housing
  prefLabel: {en: Housing First, de: Housing First}
- id: education
  prefLabel: {en: Education, fr: Éducation, de: Bildung, it: Istruzione}
  altLabel: {fr: [scolarisation]}
- id: school-attendance
  broader: education
  prefLabel: {en: School attendance, fr: Assiduité scolaire, de: Schulbesuch}
- id: employment
  prefLabel: {en: Employment, fr: Emploi, de: Beschäftigung}
  altLabel: {de: [Arbeitsplätze]}
- id: health
  prefLabel: {en: Health, fr: Santé, de: Gesundheit}
)";
constexpr std::string_view kGroupsYaml = R"(
- id: roma
  prefLabel: {en: Roma, sr: Роми}
  altLabel: {en: [Romani people]}
  hiddenLabel: {en: [gypsies], de: [Zigeuner]}
- id: roma-women
  broader: roma
  prefLabel: {en: Roma women, de: Romnja}
- id: travellers
  prefLabel: {en: Travellers, fr: Gens du voyage}
)";
constexpr std::string_view kPlacesYaml = R"(
- {id: graz, prefLabel: {en: Graz, hu: Grác, sr: Грац}, country: AT, region: Styria, latitude: 47.07, longitude: 15.44, population: 295424}
- {id: turin, prefLabel: {en: Turin, it: Torino, sr: Торино}, country: IT, region: Piedmont, latitude: 45.07, longitude: 7.69, population: 847287}
- {id: lyon, prefLabel: {en: Lyon, it: Lione}, country: FR, region: Rhône, latitude: 45.76, longitude: 4.84, population: 522250}
- {id: belgrade, prefLabel: {en: Belgrade, de: Belgrad, sr: Београд}, country: RS, region: Belgrade, latitude: 44.8, longitude: 20.46, population: 1273651}
- {id: vienna, prefLabel: {en: Vienna, de: Wien, fr: Vienne, hr: Beč, hu: Bécs, uk: Відень}, country: AT, region: Vienna, latitude: 48.2, longitude: 16.37, population: 1691468}
- {id: tetovo, prefLabel: {en: Tetovo, mk: Тетово, sq: Tetova}, country: MK, region: Polog, latitude: 42.0, longitude: 20.97}
- {id: novi-sad, prefLabel: {en: Novi Sad, de: Neusatz, sr: Нови Сад}, country: RS, region: Vojvodina, latitude: 45.25, longitude: 19.85, population: 250439}
- {id: arlon, prefLabel: {en: Arlon, nl: Aarlen, sr: Арлон}, country: BE}
)";
constexpr std::string_view kEvidenceYaml = R"(
- {id: promising, prefLabel: {en: Promising, de: Vielversprechend, fr: Prometteuse}}
- {id: replicated, prefLabel: {en: Replicated, de: Übertragen, fr: Reproduite}}
- {id: demonstrated, prefLabel: {en: Demonstrated, de: Belegt, fr: Démontrée}}
)";
constexpr std::string_view kLevelsYaml = R"(
- {id: city, prefLabel: {en: City, de: Stadt, fr: Ville}}
- {id: region, prefLabel: {en: Region, de: Land, fr: Région}}
- {id: national, prefLabel: {en: National programme, de: Nationales Programm, fr: Programme national}}
- {id: ngo, prefLabel: {en: Civil society, de: Zivilgesellschaft, fr: Société civile}}
)";
constexpr std::string_view kConceptsYaml = R"(
- id: bookmobile
  broader: education
  prefLabel: {en: Bookmobile, de: Bücherbus, it: Bibliobus, sr: Библиобус, cs: Pojízdná knihovna}
  altLabel: {en: [library on wheels], it: [biblioteca viaggiante]}
  hiddenLabel: {en: [paperback wagon]}
)";
constexpr std::string_view kSectionsYaml = R"(
- {id: context, prefLabel: {en: Context, de: Ausgangslage, fr: Contexte}}
- {id: results, prefLabel: {en: Results, de: Ergebnisse, fr: Résultats}}
)";

// In memory where there is such a place: publishing waits for the disk three times.
fs::path temporary_folder() {
  const fs::path memory = "/dev/shm";
  return ::access(memory.c_str(), W_OK) == 0 ? memory : fs::temp_directory_path();
}

void write(const fs::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary);
  out.exceptions(std::ios::failbit | std::ios::badbit);
  out << bytes;
}

std::string json_lines(const std::vector<Practice>& practices) {
  std::string lines;
  for (const Practice& one : practices) lines += to_json_line(one) + '\n';
  return lines;
}

// Returns the generation published.
std::string run_indexer(const std::string& source, const std::string& folder, std::string_view lines) {
  write(source, lines);
  Diagnostics diagnostics;
  const UpdateSummary summary = update_index({.source = source, .index = folder}, diagnostics);
  std::string problems;
  for (const Diagnostic& one : diagnostics.all()) {
    if (one.severity == Severity::kError) problems += to_string(one) + '\n';
  }
  if (!problems.empty()) throw std::runtime_error("the test's practices have errors:\n" + problems);
  return summary.generation;
}

}  // namespace

TestPractice& TestPractice::text(const std::string& lang, std::string title, std::string summary, std::string body) {
  practice_.texts[lang] = {.title = std::move(title),
                           .summary = std::move(summary),
                           .translation = Translation::kHuman,
                           .body = std::move(body)};
  return *this;
}
TestPractice& TestPractice::theme(std::string id) {
  practice_.themes.push_back(std::move(id));
  return *this;
}
TestPractice& TestPractice::group(std::string id) {
  practice_.target_groups.push_back(std::move(id));
  return *this;
}
TestPractice& TestPractice::place(std::string id) {
  practice_.place = std::move(id);
  return *this;
}
TestPractice& TestPractice::level(std::string id) {
  practice_.level = std::move(id);
  return *this;
}
TestPractice& TestPractice::evidence(std::string id) {
  practice_.evidence.concept_id = std::move(id);
  return *this;
}
TestPractice& TestPractice::years(std::optional<int> start, std::optional<int> end) {
  practice_.period = {.start = start, .end = end};
  return *this;
}
TestPractice& TestPractice::added(std::string date) {
  practice_.added = std::move(date);
  return *this;
}
TestPractice& TestPractice::original(std::string lang) {
  practice_.original_language = std::move(lang);
  return *this;
}
TestPractice& TestPractice::related(std::string id) {
  practice_.related.push_back(std::move(id));
  return *this;
}
TestPractice& TestPractice::withdrawn(std::string reason) {
  practice_.status = Status::kWithdrawn;
  practice_.reason = std::move(reason);
  return *this;
}
TestPractice& TestPractice::draft() {
  practice_.status = Status::kDraft;
  return *this;
}

TestPractice::operator Practice() const {
  Practice made = practice_;
  if (made.texts.empty()) made.texts["en"].title = made.id;
  return made;
}

TestIndex::TestIndex(const std::vector<Practice>& practices) : TestIndex(std::string_view(json_lines(practices))) {}

TestIndex::TestIndex(std::string_view json_lines) {
  root_ = (temporary_folder() / "gp-index-XXXXXX").string();
  if (::mkdtemp(root_.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = root_ + "/index";
  source_ = root_ + "/practices.jsonl";
  fs::create_directory(root_ + "/vocabulary");
  write(root_ + "/vocabulary/themes.yaml", kThemesYaml);
  write(root_ + "/vocabulary/target-groups.yaml", kGroupsYaml);
  write(root_ + "/vocabulary/places.yaml", kPlacesYaml);
  write(root_ + "/vocabulary/evidence.yaml", kEvidenceYaml);
  write(root_ + "/vocabulary/levels.yaml", kLevelsYaml);
  write(root_ + "/vocabulary/sections.yaml", kSectionsYaml);
  write(root_ + "/vocabulary/concepts.yaml", kConceptsYaml);
  update(json_lines);
}

TestIndex::~TestIndex() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

void TestIndex::update(const std::vector<Practice>& practices) {
  update(std::string_view(json_lines(practices)));
}

void TestIndex::update(std::string_view json_lines) {
  run_indexer(source_, folder_, json_lines);
  generation_ = Generation::open(file(), generation_.get());
}

std::string TestIndex::publish(const std::vector<Practice>& practices) {
  return run_indexer(source_, folder_, json_lines(practices));
}

std::string TestIndex::file() const {
  return folder_ + '/' + std::string(kPublishedName);
}

SearchResult TestIndex::search(std::string_view query_string, std::string_view default_lang) const {
  return searcher().search(parse_query(parse_query_string(query_string), default_lang));
}

std::vector<std::string> ids(const SearchResult& result) {
  return ids(result.hits);
}

std::vector<std::string> ids(const std::vector<Hit>& hits) {
  std::vector<std::string> all;
  for (const Hit& one : hits) all.push_back(one.id);
  return all;
}

std::vector<std::string> note_codes(const SearchResult& result) {
  std::vector<std::string> codes;
  for (const Note& one : result.notes) codes.push_back(one.code);
  return codes;
}

std::string note(const SearchResult& result, std::string_view code) {
  for (const Note& one : result.notes) {
    if (one.code == code) return one.code + ": " + one.detail;
  }
  return {};
}

const Hit& hit(const SearchResult& result, std::string_view id) {
  for (const Hit& one : result.hits) {
    if (one.id == id) return one;
  }
  throw std::out_of_range("no hit '" + std::string(id) + "'");
}

std::string marked(const std::vector<Fragment>& fragments) {
  std::string text;
  for (const Fragment& one : fragments) text += one.mark ? '[' + one.text + ']' : one.text;
  return text;
}

std::vector<std::string> whys(const Hit& hit) {
  std::vector<std::string> all;
  for (const Why& why : hit.why) {
    all.push_back(why.word + " > " + why.matched + " (" + why.lang + ") " + why.by + '/' + why.field);
  }
  return all;
}

std::vector<std::string> values(const SearchResult& result, const std::string& facet) {
  std::vector<std::string> all;
  for (const FacetValue& value : result.facets.at(facet)) {
    all.push_back(value.id + ' ' + value.label + ' ' + std::to_string(value.count) + (value.selected ? "*" : ""));
  }
  return all;
}

}  // namespace gp
