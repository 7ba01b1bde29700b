// An index of a few practices written in the test itself, made by the real indexer in a temporary folder and opened as
// the daemon opens it:
//
//   const TestIndex index({practice("graz").text("de", "Arbeit für alle").place("graz"),
//                          practice("turin").text("it", "Una casa").theme("housing")});
//   EXPECT_THAT(ids(index.search("q=Logement&lang=fr")), ElementsAre("turin"));
//
// The vocabulary is always the same small one:
//
//   themes     housing (Logement, Wohnen, Abitazione, Становање; also "rehousing", "relogement"; hidden "slum
//   clearance"),
//              housing-first under it; education (Éducation, Bildung, Istruzione; also "scolarisation"),
//              school-attendance under it; employment (Emploi, Beschäftigung; also "Arbeitsplätze"); health (Santé)
//   groups     roma (also "Romani people"; hidden "gypsies", "Zigeuner"), roma-women under it; travellers
//   places     graz AT, turin IT (Torino, Turin, Торино), lyon FR (Lione), belgrade RS (Београд, Belgrad),
//              vienna AT (Wien, Vienne, Beč, Bécs, Відень), tetovo MK, novi-sad RS (Нови Сад, Neusatz), arlon BE;
//              all but tetovo and arlon with a population, all but arlon with coordinates and a region
//   evidence   promising, replicated, demonstrated
//   levels     city, region, national, ngo
//   sections   context, results in en, de, fr
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/practice/practice.h"
#include "searchd/search/generation.h"
#include "searchd/search/query.h"
#include "searchd/search/result.h"
#include "searchd/search/searcher.h"

namespace gp {

// A practice in few words. One without a text gets an English one with its id as title.
class TestPractice {
 public:
  explicit TestPractice(std::string id) { practice_.id = std::move(id); }

  TestPractice& text(const std::string& lang, std::string title, std::string summary = "", std::string body = "");
  TestPractice& theme(std::string id);  // once for each
  TestPractice& group(std::string id);
  TestPractice& place(std::string id);
  TestPractice& level(std::string id);
  TestPractice& evidence(std::string id);
  TestPractice& years(std::optional<int> start, std::optional<int> end = std::nullopt);
  TestPractice& added(std::string date);
  TestPractice& original(std::string lang);
  TestPractice& related(std::string id);
  TestPractice& withdrawn(std::string reason);
  TestPractice& draft();

  operator Practice() const;

 private:
  Practice practice_;
};

inline TestPractice practice(std::string id) {
  return TestPractice(std::move(id));
}

class TestIndex {
 public:
  explicit TestIndex(const std::vector<Practice>& practices = {});
  // The same from JSON Lines, as `indexer update --corpus FILE` reads them.
  explicit TestIndex(std::string_view json_lines);
  ~TestIndex();
  TestIndex(const TestIndex&) = delete;
  TestIndex& operator=(const TestIndex&) = delete;

  // Publishes a new generation with these practices and opens it. Throws std::runtime_error with all diagnostics when
  // the data have errors.
  void update(const std::vector<Practice>& practices);
  void update(std::string_view json_lines);
  // Publishes without opening, and returns the new generation's id: for other readers of folder().
  std::string publish(const std::vector<Practice>& practices);

  const std::string& folder() const { return folder_; }  // of the index: what `searchd --index` takes
  std::string file() const;                              // the published file in it
  const std::string& source() const { return source_; }  // the JSON Lines

  const std::shared_ptr<const Generation>& generation() const { return generation_; }
  Searcher searcher() const { return Searcher(generation_); }

  // As the daemon answers /api/v1/search?QUERY_STRING (not percent-encoded characters are fine).
  SearchResult search(std::string_view query_string, std::string_view default_lang = "en") const;

 private:
  std::string root_;
  std::string folder_;
  std::string source_;
  std::shared_ptr<const Generation> generation_;
};

std::vector<std::string> ids(const SearchResult& result);
std::vector<std::string> ids(const std::vector<Hit>& hits);
std::vector<std::string> note_codes(const SearchResult& result);

// "code: detail" of the note with this code; empty if there is none.
std::string note(const SearchResult& result, std::string_view code);

// The hit of this id; throws std::out_of_range if there is none.
const Hit& hit(const SearchResult& result, std::string_view id);

// The fragments as one string, what matched in brackets: "Jobs for [all]".
std::string marked(const std::vector<Fragment>& fragments);

// "word > matched (lang) by/field" for each.
std::vector<std::string> whys(const Hit& hit);

// "id label count", with a * for those selected.
std::vector<std::string> values(const SearchResult& result, const std::string& facet);

}  // namespace gp
