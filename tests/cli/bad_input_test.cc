// Every kind of bad input once, through the program: named by file and line with what to write instead, exit status 1,
// the published index as it was, in bounded time, and no crash.
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "tests/cli/indexer_test.h"

namespace gp {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr std::chrono::seconds kTimeLimit(15);
constexpr std::size_t kMostMemory = 500'000'000;
constexpr std::size_t kFiftyMegabytes = 50'000'000;

class BadInput : public IndexerTest {
 protected:
  BadInput() {
    EXPECT_THAT(update(), ExitsWith(kDone));
    before_ = published_bytes();
  }

  // `message`: from the path relative to the corpus on, as far as it is told here; `remedy`: some words after the ';'.
  void expect_refused(const std::string& message, const std::string& remedy, const std::string& source = "") const {
    const std::string corpus = source.empty() ? corpus_.path() : corpus_.path(source);
    const RunOptions bounded{.time_limit = kTimeLimit};
    const Finished finished = run_indexer({"update", "--corpus", corpus, "--index", index_}, bounded);
    EXPECT_THAT(finished, ExitsWith(kDataErrors));
    EXPECT_THAT(line_with(finished.err, corpus_.path(message)), HasSubstr(remedy)) << finished;
#ifndef __SANITIZE_ADDRESS__
    EXPECT_LT(finished.peak_bytes, kMostMemory);
#endif
    EXPECT_TRUE(published_bytes() == before_) << "the index has changed";
    const Finished checked = run_indexer({"check", "--corpus", corpus}, bounded);
    EXPECT_THAT(checked, ExitsWith(kDataErrors));
    EXPECT_TRUE(all_lines_of(finished.err, checked.err)) << "check says all that update says";
  }
  void expect_accepted(const std::string& warning = "") const {
    const Finished finished = update();
    EXPECT_THAT(finished, ExitsWith(kDone));
    if (warning.empty()) {
      EXPECT_THAT(finished.err, IsEmpty());
    } else {
      EXPECT_THAT(finished.err, StartsWith(corpus_.path(warning)));
    }
  }

  static bool all_lines_of(const std::string& some, const std::string& all) {
    std::istringstream lines(some);
    for (std::string line; std::getline(lines, line);) {
      if (all.find(line + "\n") == std::string::npos) return false;
    }
    return true;
  }

  // The remedy in the line of `messages` that begins with `start`; "" when there is none.
  static std::string line_with(const std::string& messages, const std::string& start) {
    const std::size_t at = messages.find(start);
    if (at == std::string::npos || (at > 0 && messages[at - 1] != '\n')) return "no line begins with " + start;
    const std::string line = messages.substr(at, messages.find('\n', at) - at);
    const std::size_t semicolon = line.find("; ");
    return semicolon == std::string::npos ? "no remedy" : line.substr(semicolon + 2);
  }

  std::string yaml() const {
    return "practices/graz-garlic/practice.yaml";
  }
  std::string text() const {
    return "practices/graz-garlic/en.md";
  }

  // `pattern`, repeated to `size` bytes, without holding them in memory.
  void write_large(const std::string& name, const std::string& head, const std::string& pattern, std::size_t size,
                   const std::string& tail = "") const {
    std::ofstream out(corpus_.path(name), std::ios::binary);
    out << head;
    for (std::size_t written = 0; written < size; written += pattern.size()) out << pattern;
    out << tail;
  }

  std::string before_;
};

TEST_F(BadInput, YamlThatIsNotYaml) {
  corpus_.replace(yaml(), "themes: [", "themes: [[");
  expect_refused(yaml() + ":", "look at the indentation, brackets and quotation marks of this line");
  corpus_.write(yaml(), "place: graz\n\tlevel: city\n");
  expect_refused(yaml() + ":2: not YAML: ", "look at the indentation");
  corpus_.write(yaml(), "place: 'graz\n");
  expect_refused(yaml() + ":1: the quotation mark of this text is never closed", "write it behind the text too");
  corpus_.write(yaml(), "\x7F\x45\x4C\x46 %@`\n");
  expect_refused(yaml() + ":1: ", "");
}

TEST_F(BadInput, FrontMatterThatIsNotYaml) {
  corpus_.replace(text(), "title: \"Garlic", "title: Garlic: \"");
  expect_refused(text() + ":2: not YAML: ", "quotation marks");
}

TEST_F(BadInput, AnUnknownKeyIsAnsweredWithTheNearest) {
  corpus_.replace(yaml(), "target_groups:", "target_group:");
  expect_refused(yaml() + ":4: unknown key 'target_group'", "write 'target_groups', or delete it");
}

TEST_F(BadInput, AnUnknownKeyWithinAGroup) {
  corpus_.replace(yaml(), "\"publisher\"", "\"publsher\"");
  expect_refused(yaml() + ":7: unknown key 'publsher'", "write 'publisher'");
}

TEST_F(BadInput, AKeyForTheSecondTime) {
  corpus_.append(yaml(), "level: city\n");
  expect_refused(yaml() + ":11: key 'level' for the second time", "the first stands in line 2");
}

TEST_F(BadInput, AMissingTitle) {
  corpus_.write(text(), "---\nsummary: What the city did.\n---\n\nText.\n");
  expect_refused(text() + ":1: the text in 'en' has no title", "write 'title: ");
}

TEST_F(BadInput, MissingFrontMatter) {
  corpus_.write(text(), "# A title\n\nText.\n");
  expect_refused(text() + ":1: the front matter is missing", "begin the file with a line ---");
}

TEST_F(BadInput, FrontMatterThatIsNotClosed) {
  corpus_.write(text(), "---\ntitle: A title\n\nText.\n");
  expect_refused(text() + ":1: the front matter is not closed", "write a line ---");
}

TEST_F(BadInput, NoTextAtAll) {
  corpus_.remove(text());
  expect_refused(yaml() + ": the practice has no text", "write at least one");
}

TEST_F(BadInput, AnUnknownThemeIsAnsweredWithTheNearest) {
  corpus_.replace(yaml(), "employment", "emploiment");
  expect_refused(yaml() + ":3: unknown theme 'emploiment'", "write 'employment', or add it to vocabulary/themes.yaml");
}

TEST_F(BadInput, ALabelInPlaceOfAnIdIsAnsweredWithTheId) {
  corpus_.replace(yaml(), "employment", "Arbeit");
  expect_refused(yaml() + ":3: unknown theme 'Arbeit'", "write 'employment'");
}

TEST_F(BadInput, AnUnknownPlaceIsAnsweredWithTheNearest) {
  corpus_.replace(yaml(), "\"graz\"", "\"Gratz\"");
  expect_refused(yaml() + ":1: unknown place 'Gratz'", "write 'graz', or add it to vocabulary/places.yaml");
}

TEST_F(BadInput, AWrongDate) {
  for (const char* date : {"2026-02-30", "22.11.2026", "yesterday", "2026-11-22T00:00:00Z"}) {
    const std::string good = corpus_.read(yaml());
    corpus_.replace(yaml(), "added: \"2026-11-22\"", "added: " + std::string(date));
    expect_refused(yaml() + ":9: '" + date + "' is not a date", "as in 2026-11-22");
    corpus_.write(yaml(), good);
  }
}

TEST_F(BadInput, AWrongYear) {
  corpus_.replace(yaml(), "2011", "11");
  expect_refused(yaml() + ":6: the year 11 is not between", "four digits");
}

TEST_F(BadInput, APeriodThatEndsBeforeItBegins) {
  corpus_.replace(yaml(), "2011", "2024");
  expect_refused(yaml() + ":6: the end, 2014, is before the start, 2024", "write the later year as 'end'");
}

TEST_F(BadInput, CoordinatesOutOfRange) {
  corpus_.replace("vocabulary/places.yaml", "45.0703", "450703");
  expect_refused("vocabulary/places.yaml:2: the latitude is not between -90 and 90", "degrees");
  corpus_.replace("vocabulary/places.yaml", "450703", "45.0703");
  corpus_.replace("vocabulary/places.yaml", "4.8357", "-184.8357");
  expect_refused("vocabulary/places.yaml:3: the longitude is not between -180 and 180", "degrees east of Greenwich");
}

TEST_F(BadInput, CoordinatesThatAreNoNumbers) {
  corpus_.replace("vocabulary/places.yaml", "45.0703", "\"45,0703\"");
  expect_refused("vocabulary/places.yaml:2: 'latitude' is '45,0703', not a number", "decimal point");
}

TEST_F(BadInput, AVocabularyThatIsNotYaml) {
  corpus_.append("vocabulary/themes.yaml", "- {id: [\n");
  expect_refused("vocabulary/themes.yaml:", "quotation marks");
}

TEST_F(BadInput, AVocabularyThatIsMissing) {
  corpus_.remove("vocabulary/themes.yaml");
  expect_refused("vocabulary/themes.yaml: the file is missing", "write it");
}

TEST_F(BadInput, ATextBesideThePractices) {
  corpus_.write("practices/en.md", corpus_.read(text()));
  expect_refused("practices/en.md: a file lies beside the practices", "move it into practices/<id>/");
}

TEST_F(BadInput, ATextInAFolderWithoutAPractice) {
  corpus_.write("practices/graz-garlik/de.md", corpus_.read(text()));
  expect_refused("practices/graz-garlik: practice.yaml is missing", "write it");
}

TEST_F(BadInput, ATextInAFolderOfAPractice) {
  corpus_.write("practices/graz-garlic/texts/de.md", corpus_.read(text()));
  expect_refused("practices/graz-garlic/texts: a folder within a practice", "delete it");
}

TEST_F(BadInput, ATextWhoseNameIsNoLanguage) {
  corpus_.write("practices/graz-garlic/german.md", corpus_.read(text()));
  expect_refused("practices/graz-garlic/german.md: 'german' is not a language tag", "rename the file to 'de.md'");
}

TEST_F(BadInput, AFolderWhoseNameIsNoId) {
  fs::rename(corpus_.path("practices/lyon-houses"), corpus_.path("practices/Lyon Houses"));
  expect_refused("practices/Lyon Houses: 'Lyon Houses' is not an id", "rename the folder to 'lyon-houses'");
}

TEST_F(BadInput, InvalidUtf8) {
  corpus_.append(text(), "\nCaf\xE9\n");
  expect_refused(text() + ":15: the bytes are not UTF-8", "save it as UTF-8");
}

TEST_F(BadInput, InvalidUtf8InYaml) {
  corpus_.append(yaml(), "funding: [Stra\xC3]\n");
  expect_refused(yaml() + ":11: the bytes are not UTF-8", "save it as UTF-8");
}

TEST_F(BadInput, Utf16) {
  corpus_.write(text(), std::string("\xFF\xFE-\0-\0-\0\n\0", 10));
  expect_refused(text() + ":1: the text is UTF-16, not UTF-8", "save it as UTF-8");
}

TEST_F(BadInput, AControlCharacter) {
  corpus_.append(text(), std::string("\nA\0B\n", 5));
  expect_refused(text() + ":15: control character U+0000", "delete it");
}

TEST_F(BadInput, AByteOrderMarkIsAWarning) {
  corpus_.write(text(), "\xEF\xBB\xBF" + corpus_.read(text()));
  expect_accepted(text() + ":1: warning: a byte order mark stands before the text; save it as UTF-8 without one");
  EXPECT_EQ(content().at("practices"), SmallCorpus::kPractices);
}

TEST_F(BadInput, WindowsLineEndsAreTheSameText) {
  const Json before = content();
  for (const std::string& name : {yaml(), text()}) {
    std::string windows;
    for (const char c : corpus_.read(name)) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    corpus_.write(name, windows);
  }
  expect_accepted();
  Json after = content();
  EXPECT_EQ(after.at("words"), before.at("words"));
  EXPECT_EQ(after.at("facets"), before.at("facets"));
}

TEST_F(BadInput, AnEmptyText) {
  corpus_.write(text(), "");
  expect_refused(text() + ": the file is empty", "write it, or delete it");
  corpus_.write(text(), " \n\n");
  expect_refused(text() + ": the file is empty", "write it, or delete it");
}

TEST_F(BadInput, AnEmptyPracticeYaml) {
  corpus_.write(yaml(), "");
  expect_refused(yaml() + ": the file is empty", "write it, or delete it");
}

TEST_F(BadInput, AnEmptyVocabularyFile) {
  corpus_.write("vocabulary/themes.yaml", "");
  expect_refused("vocabulary/themes.yaml", "write ");
}

TEST_F(BadInput, AnEmptyJsonLinesFileIsWarnedAbout) {
  corpus_.write("all.jsonl", "");
  const Finished finished = run_indexer({"check", "--corpus", corpus_.path("all.jsonl")});
  EXPECT_THAT(finished, ExitsWith(kDone));
  EXPECT_THAT(finished.err, StartsWith(corpus_.path("all.jsonl: warning: no practice; write one JSON object a line")));
}

TEST_F(BadInput, AFolderThatIsNoCorpus) {
  corpus_.remove("practices");
  expect_refused("practices: the folder is missing", "name the folder that has practices/ and vocabulary/ in it");
}

TEST_F(BadInput, ATextOfFiftyMegabytes) {
  write_large(text(), "---\ntitle: A\nsummary: B\n---\n", "more and more ", kFiftyMegabytes);
  expect_refused(text() + ": the file has 5", "write at most ");
}

TEST_F(BadInput, YamlOfFiftyMegabytes) {
  write_large(yaml(), "funding:\n", "- one more of those who paid\n", kFiftyMegabytes);
  expect_refused(yaml() + ": the file has 5", "write at most ");
}

TEST_F(BadInput, AVocabularyOfFiftyMegabytes) {
  write_large("vocabulary/themes.yaml", "", "- {id: housing, prefLabel: {en: Housing}}\n", kFiftyMegabytes);
  expect_refused("vocabulary/themes.yaml", "");
}

TEST_F(BadInput, AJsonLineOfFiftyMegabytes) {
  write_large("all.jsonl", R"({"id": "large", "texts": {"en": {"title": "A", "summary": "B", "body": ")",
              "more and more ", kFiftyMegabytes, "\"}}}\n");
  expect_refused("all.jsonl:1: ", "write at most ", "all.jsonl");
}

TEST_F(BadInput, AJsonTextMayBeNoLargerThanATextFile) {
  write_large("all.jsonl", R"({"id": "large", "texts": {"en": {"title": "A", "summary": "B", "body": ")",
              "more and more ", 5'000'000, "\"}}}\n");
  expect_refused("all.jsonl:1: ", "write at most ", "all.jsonl");
}

TEST_F(BadInput, DeepNesting) {
  write_large("all.jsonl", "", "[", 1'000'000);
  expect_refused("all.jsonl:1: ", "write one JSON object on the line", "all.jsonl");
  write_large(yaml(), "place: ", "[", 1'000'000);
  expect_refused(yaml() + ":1: ", "");
}

TEST_F(BadInput, AYamlAliasIsNotExpanded) {
  corpus_.write(yaml(), "funding: &a [x, y]\nawards: &b [*a, *a]\nthemes: [*b, *b]\n");
  expect_refused(yaml() + ":2: a YAML alias", "write the value itself");
}

TEST_F(BadInput, AnIdForTheSecondTimeInJsonLines) {
  const std::string line = small_practice("one", "graz", "housing", "The first").dump() + "\n";
  corpus_.write("all.jsonl", line + small_practice("two", "graz", "housing", "The second").dump() + "\n" + line);
  expect_refused("all.jsonl:3: id 'one' for the second time", "the first stands in line 1", "all.jsonl");
}

TEST_F(BadInput, ALineThatIsNotJson) {
  const std::string line = small_practice("one", "graz", "housing", "The first").dump() + "\n";
  corpus_.write("all.jsonl", line + "\n{\"id\": \"two\",\n");
  expect_refused("all.jsonl:3: ", "write one JSON object on the line", "all.jsonl");
}

TEST_F(BadInput, AJsonLineWithoutAnId) {
  PracticeJson practice = small_practice("one", "graz", "housing", "The first");
  practice.erase("id");
  corpus_.write("all.jsonl", practice.dump() + "\n");
  expect_refused("all.jsonl:1: ", "id", "all.jsonl");
}

TEST_F(BadInput, AnUnknownKeyAndThemeInJsonLines) {
  PracticeJson practice = small_practice("one", "graz", "housin", "The first");
  practice["budget_euro"] = 5;
  corpus_.write("all.jsonl", "\n" + practice.dump() + "\n");
  expect_refused("all.jsonl:2: unknown key 'budget_euro'", "'budget_eur'", "all.jsonl");
  expect_refused("all.jsonl:2: unknown theme 'housin'", "write 'housing'", "all.jsonl");
}

TEST_F(BadInput, ALinkOutOfTheCorpusFolder) {
  write_file(folder_.path("outside.md"), corpus_.read(text()));
  fs::create_symlink(folder_.path("outside.md"), corpus_.path("practices/graz-garlic/de.md"));
  expect_refused("practices/graz-garlic/de.md: the link leaves the corpus folder", "put the file itself in its place");
}

TEST_F(BadInput, ALinkedFolderOutOfTheCorpusFolder) {
  fs::create_symlink("/etc", corpus_.path("practices/etc"));
  expect_refused("practices/etc: the link leaves the corpus folder", "put the file itself in its place");
}

TEST_F(BadInput, AVocabularyLinkedOutOfTheCorpusFolder) {
  write_file(folder_.path("outside.yaml"), corpus_.read("vocabulary/themes.yaml"));
  corpus_.remove("vocabulary/themes.yaml");
  fs::create_symlink(folder_.path("outside.yaml"), corpus_.path("vocabulary/themes.yaml"));
  expect_refused("vocabulary/themes.yaml: the link leaves the corpus folder", "put the file itself in its place");
}

TEST_F(BadInput, ALinkToNowhereAndALinkToItself) {
  fs::create_symlink("nowhere.md", corpus_.path("practices/graz-garlic/de.md"));
  expect_refused("practices/graz-garlic/de.md: the link leads nowhere", "delete it");
  corpus_.remove("practices/graz-garlic/de.md");
  fs::create_symlink("de.md", corpus_.path("practices/graz-garlic/de.md"));
  expect_refused("practices/graz-garlic/de.md: the link leads nowhere", "delete it");
}

TEST_F(BadInput, APipeInPlaceOfAFile) {
  corpus_.remove(text());
  ASSERT_EQ(::mkfifo(corpus_.path(text()).c_str(), 0644), 0);
  expect_refused(text() + ": not a regular file", "delete it");
}

TEST_F(BadInput, AWithdrawalWithoutAReason) {
  corpus_.append(yaml(), "status: withdrawn\n");
  expect_refused(yaml() + ":11: withdrawn without a reason", "write 'reason: ");
}

TEST_F(BadInput, AnUnknownStatus) {
  corpus_.append(yaml(), "status: deleted\n");
  expect_refused(yaml() + ":11: unknown status 'deleted'", "'withdrawn'");
}

TEST_F(BadInput, AnAddressThatIsNone) {
  corpus_.replace(yaml(), "https://example.org", "javascript:alert(1)//");
  expect_refused(yaml() + ":7: 'javascript:alert(1)//", "'https://'");
}

}  // namespace
}  // namespace gp
