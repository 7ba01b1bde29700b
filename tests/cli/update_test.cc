// What staff do every day: check, add, correct, delete, withdraw; and what the summaries and the status say of it.
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "indexer/schema/index_file.h"
#include "tests/cli/indexer_test.h"
#include "tests/support/dictionary_files.h"

namespace gp {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;
using ::testing::StrEq;

class Update : public IndexerTest {
 protected:
  // added, changed, removed, unchanged, practices
  static std::vector<int> counts(const Json& summary) {
    return {summary.at("added").get<int>(), summary.at("changed").get<int>(), summary.at("removed").get<int>(),
            summary.at("unchanged").get<int>(), summary.at("practices").get<int>()};
  }
};

class Check : public IndexerTest {};
class Status : public IndexerTest {};

TEST_F(Check, ACorpusWithoutFaultIsCountedAndNothingIsSaid) {
  const Finished finished = check();
  EXPECT_THAT(finished, ExitsWith(kDone));
  EXPECT_THAT(finished.out, StrEq("4 practices, 5 texts: 0 errors, 0 warnings\n"));
  EXPECT_THAT(finished.err, IsEmpty());
}

TEST_F(Check, NothingIsWritten) {
  check();
  EXPECT_THAT(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()), 1) << "only the corpus";
  EXPECT_THAT(std::distance(fs::directory_iterator(corpus_.path()), fs::directory_iterator()), 2);
}

TEST_F(Check, ErrorsAndWarningsAreCounted) {
  corpus_.replace("practices/graz-garlic/practice.yaml", "employment", "emploiment");
  corpus_.replace("practices/lyon-houses/en.md", "summary", "# summary");
  const Finished finished = check();
  EXPECT_THAT(finished, ExitsWith(kDataErrors));
  EXPECT_THAT(finished.out, StrEq("4 practices, 5 texts: 1 error, 1 warning\n"));
}

TEST_F(Check, ProblemsAreWrittenForAForge) {
  corpus_.replace("practices/graz-garlic/practice.yaml", "employment", "emploi, 100%");
  const Finished finished = run_indexer({"check", "--corpus", corpus_.path(), "--format", "github"});
  EXPECT_THAT(finished, ExitsWith(kDataErrors));
  EXPECT_THAT(finished.out, StartsWith("::error file=" + corpus_.path("practices/graz-garlic/practice.yaml") +
                                       ",line=3::unknown theme 'emploi, 100%25'; write"));
  EXPECT_THAT(finished.err, IsEmpty());
}

TEST_F(Check, ProblemsAreWrittenForAMachine) {
  corpus_.replace("practices/graz-garlic/en.md", "What the city did", "Ask a@example.org what the city did");
  const Finished finished = run_indexer({"check", "--corpus", corpus_.path(), "--format", "json"});
  EXPECT_THAT(finished, ExitsWith(kDone));
  const Json json = Json::parse(finished.out, nullptr, false);
  EXPECT_EQ(json.at("practices"), 4);
  EXPECT_EQ(json.at("errors"), 0);
  EXPECT_EQ(json.at("warnings"), 1);
  EXPECT_EQ(json.at("problems").at(0).at("line"), 3);
  EXPECT_EQ(json.at("problems").at(0).at("what"), "'a@example.org' looks like an e-mail address");
}

TEST_F(Check, AnotherFormatIsWrongUsage) {
  EXPECT_THAT(run_indexer({"check", "--corpus", corpus_.path(), "--format", "xml"}), ExitsWith(kUsage));
}

TEST_F(Update, TheFirstOneBuildsTheIndex) {
  const Finished finished = update();
  EXPECT_THAT(finished, ExitsWith(kDone));
  EXPECT_THAT(finished.out, MatchesRegex("4 practices, 5 texts .4 added, 0 changed, 0 removed, 0 unchanged., "
                                         "generation [0-9a-f]+, in [0-9]+ ms\n"));
  EXPECT_THAT(finished.err, IsEmpty()) << "no progress where there is no terminal";
  EXPECT_TRUE(fs::exists(published()));
  EXPECT_THAT(left_over(), IsEmpty());
}

TEST_F(Update, TheSummaryOfTheFirstOneAsJson) {
  const Json summary = update_summary();
  EXPECT_THAT(counts(summary), ElementsAre(4, 0, 0, 0, 4));
  EXPECT_EQ(summary.at("texts"), 5);
  EXPECT_EQ(summary.at("published"), true);
  EXPECT_EQ(summary.at("full"), true);
  EXPECT_EQ(summary.at("errors"), 0);
  EXPECT_EQ(summary.at("warnings"), 0);
  EXPECT_EQ(summary.at("problems"), Json::array());
  EXPECT_EQ(summary.at("generation"), content().at("generation"));
  EXPECT_GE(summary.at("seconds").get<double>(), 0);
}

TEST_F(Update, FoldersOnTheWayToTheIndexAreMade) {
  index_ = folder_.path("var/lib/index");
  EXPECT_THAT(update(), ExitsWith(kDone));
  EXPECT_THAT(status(), ExitsWith(kDone));
}

TEST_F(Update, PathsMayBeRelativeAndHaveBlanks) {
  fs::rename(corpus_.path(), folder_.path("the corpus"));
  const Finished finished =
      run_indexer({"update", "--corpus", "the corpus", "--index", "the index"}, {.folder = folder_.path()});
  EXPECT_THAT(finished, ExitsWith(kDone));
  EXPECT_TRUE(fs::exists(folder_.path("the index/practices.index")));
}

TEST_F(Update, TheSecondOneSaysThatNothingHasChangedAndWritesNothing) {
  update();
  const std::string bytes = published_bytes();
  struct stat before {};
  ::stat(published().c_str(), &before);
  const Finished again = update();
  EXPECT_THAT(again, ExitsWith(kDone));
  EXPECT_THAT(again.out, StartsWith("nothing has changed: 4 practices"));
  struct stat after {};
  ::stat(published().c_str(), &after);
  EXPECT_EQ(before.st_ino, after.st_ino);
  EXPECT_EQ(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
  EXPECT_TRUE(bytes == published_bytes());
  const Json summary = update_summary();
  EXPECT_THAT(counts(summary), ElementsAre(0, 0, 0, 4, 4));
  EXPECT_EQ(summary.at("texts"), 5);
  EXPECT_EQ(summary.at("published"), false);
}

TEST_F(Update, TouchedFilesWithTheSameBytesAreNoChange) {
  update();
  corpus_.append("practices/graz-garlic/en.md", "");
  corpus_.append("vocabulary/themes.yaml", "");
  EXPECT_EQ(update_summary().at("published"), false);
}

TEST_F(Update, ACorpusThatWasMovedIsNoChange) {
  update();
  fs::rename(corpus_.path(), folder_.path("elsewhere"));
  EXPECT_THAT(run_indexer({"update", "--corpus", folder_.path("elsewhere"), "--index", index_}).out,
              StartsWith("nothing has changed"));
}

TEST_F(Update, AnAddedPractice) {
  update();
  corpus_.put(small_practice("lyon-new", "lyon", "employment", "Something new"));
  const Json summary = update_summary();
  EXPECT_THAT(counts(summary), ElementsAre(1, 0, 0, 4, 5));
  EXPECT_EQ(summary.at("full"), false);
  EXPECT_EQ(content(), content_when_fresh());
}

TEST_F(Update, ACorrectedPractice) {
  update();
  const Json before = content();
  corpus_.replace("practices/graz-garlic/en.md", "Garlic farm", "Onion plantation");
  const Json summary = update_summary();
  EXPECT_THAT(counts(summary), ElementsAre(0, 1, 0, 3, 4));
  EXPECT_EQ(summary.at("full"), false);
  EXPECT_NE(content().at("generation"), before.at("generation"));
  EXPECT_EQ(content(), content_when_fresh());
}

TEST_F(Update, ACorrectionTakenBackGivesTheGenerationBefore) {
  update();
  const Json before = content();
  const std::string text = corpus_.read("practices/graz-garlic/en.md");
  corpus_.append("practices/graz-garlic/en.md", "\nMore.\n");
  update();
  corpus_.write("practices/graz-garlic/en.md", text);
  EXPECT_THAT(counts(update_summary()), ElementsAre(0, 1, 0, 3, 4));
  EXPECT_EQ(content(), before);
}

TEST_F(Update, ADeletedPractice) {
  update();
  corpus_.remove("practices/lyon-houses");
  EXPECT_THAT(counts(update_summary()), ElementsAre(0, 0, 1, 3, 3));
  EXPECT_EQ(content(), content_when_fresh());
}

TEST_F(Update, AnAddedAndADeletedTextAreAChangeOfThePractice) {
  update();
  corpus_.write("practices/graz-garlic/de.md", "---\ntitle: Knoblauch\nsummary: Was getan wurde.\n---\n\nText.\n");
  corpus_.remove("practices/turin-homes/it.md");
  EXPECT_THAT(counts(update_summary()), ElementsAre(0, 2, 0, 2, 4));
  EXPECT_EQ(content().at("texts"), Json::parse(R"({"de": 1, "en": 4})"));
}

TEST_F(Update, ManyChangesAtOnce) {
  update();
  corpus_.remove("practices/lyon-houses");
  corpus_.append("practices/graz-garlic/en.md", "\nMore.\n");
  corpus_.put(small_practice("a-first", "lyon", "employment", "The first by its id"));
  corpus_.put(small_practice("z-last", "lyon", "employment", "The last by its id"));
  EXPECT_THAT(counts(update_summary()), ElementsAre(2, 1, 1, 2, 5));
  EXPECT_EQ(content(), content_when_fresh());
}

TEST_F(Update, ALongHistoryOfSmallUpdatesEndsWhereAFreshIndexBegins) {
  for (int step = 0; step < 12; ++step) {
    const std::string id = "case-" + std::to_string(step % 5);
    if (step % 3 == 2) {
      corpus_.remove("practices/" + id);
    } else {
      corpus_.put(small_practice(id, "lyon", step % 2 == 0 ? "housing" : "education",
                                 "Case in step number" + std::to_string(step)));
    }
    ASSERT_THAT(update(), ExitsWith(kDone)) << "step " << step;
    ASSERT_EQ(content(), content_when_fresh()) << "step " << step;
  }
}

TEST_F(Update, TheGenerationBeforeStaysBeside) {
  update();
  const std::string first = published_bytes();
  corpus_.remove("practices/lyon-houses");
  update();
  EXPECT_TRUE(read_whole_file(index_ + "/previous.index") == first);
}

TEST_F(Update, AnEmptyCollectionIsIndexedWithAWarning) {
  for (const char* id : {"graz-garlic", "turin-homes", "lyon-classes", "lyon-houses"}) {
    corpus_.remove("practices/" + std::string(id));
  }
  const Finished finished = update();
  EXPECT_THAT(finished, ExitsWith(kDone));
  EXPECT_THAT(finished.err, StartsWith(corpus_.path("practices: warning: no practice; write one")));
  EXPECT_EQ(content().at("practices"), 0);
  corpus_.put(small_practice("lyon-new", "lyon", "employment", "Something new"));
  EXPECT_THAT(counts(update_summary()), ElementsAre(1, 0, 0, 0, 1));
}

TEST_F(Update, ABrokenPracticeIsNamedAndTheIndexStaysAsItWas) {
  update();
  const std::string before = published_bytes();
  corpus_.replace("practices/graz-garlic/practice.yaml", "employment", "emploiment");
  const Finished finished = update();
  EXPECT_THAT(finished, ExitsWith(kDataErrors));
  EXPECT_EQ(finished.err, corpus_.path("practices/graz-garlic/practice.yaml:3: unknown theme 'emploiment'; "
                                       "write 'employment', or add it to vocabulary/themes.yaml\n"));
  EXPECT_EQ(finished.out, "1 error; the index stays as it was\n");
  EXPECT_TRUE(published_bytes() == before);
  EXPECT_THAT(left_over(), IsEmpty());
}

TEST_F(Update, ABrokenPracticeIsMendedAndTheRestIsNotReadAnew) {
  update();
  const std::string yaml = corpus_.read("practices/graz-garlic/practice.yaml");
  corpus_.replace("practices/graz-garlic/practice.yaml", "employment", "emploiment");
  update();
  corpus_.write("practices/graz-garlic/practice.yaml", yaml);
  EXPECT_EQ(update_summary().at("published"), false);
  corpus_.append("practices/graz-garlic/en.md", "\nMore.\n");
  const Json summary = update_summary();
  EXPECT_THAT(counts(summary), ElementsAre(0, 1, 0, 3, 4));
  EXPECT_EQ(summary.at("full"), false);
}

TEST_F(Update, NoIndexIsPublishedFromABrokenFirstCorpus) {
  corpus_.replace("practices/graz-garlic/practice.yaml", "employment", "emploiment");
  EXPECT_THAT(update(), ExitsWith(kDataErrors));
  EXPECT_FALSE(fs::exists(published()));
}

TEST_F(Update, AllProblemsOfAllFilesAreNamedInOneRun) {
  update();
  corpus_.replace("practices/graz-garlic/practice.yaml", "employment", "emploiment");
  corpus_.replace("practices/graz-garlic/practice.yaml", "\"graz\"", "\"gratz\"");
  corpus_.replace("practices/graz-garlic/en.md", "title: ", "titel: ");
  corpus_.replace("practices/turin-homes/practice.yaml", "2026-11-22", "22.11.2026");
  corpus_.write("practices/lyon-houses/en.md", "");
  corpus_.write("vocabulary/levels.yaml", "- {id: city, prefLabel: {en: City}, color: red}\n");
  const Finished finished = update();
  EXPECT_THAT(finished, ExitsWith(kDataErrors));
  for (const char* message :
       {"practices/graz-garlic/practice.yaml:1: unknown place 'gratz'; write 'graz'",
        "practices/graz-garlic/practice.yaml:3: unknown theme 'emploiment'; write 'employment'",
        "practices/graz-garlic/en.md:2: unknown key 'titel'; write 'title'",
        "practices/turin-homes/practice.yaml:9: '22.11.2026' is not a date; write year, month and day as in",
        "practices/lyon-houses/en.md", "vocabulary/levels.yaml:1: unknown key 'color'"}) {
    EXPECT_THAT(finished.err, HasSubstr(corpus_.path(message)));
  }
  EXPECT_THAT(finished.out, HasSubstr("errors; the index stays as it was"));
  EXPECT_EQ(check().err, finished.err) << "check says the same as update";
}

TEST_F(Update, ProblemsAsJson) {
  update();
  corpus_.replace("practices/graz-garlic/practice.yaml", "employment", "emploiment");
  corpus_.replace("practices/lyon-houses/en.md", "summary", "# summary");
  const Finished finished = update({"--json"});
  EXPECT_THAT(finished, ExitsWith(kDataErrors));
  const Json summary = Json::parse(finished.out, nullptr, false);
  ASSERT_TRUE(summary.is_object()) << finished;
  EXPECT_EQ(summary.at("published"), false);
  EXPECT_EQ(summary.at("practices"), 4) << "as many as the index has";
  EXPECT_EQ(summary.at("texts"), 5);
  EXPECT_EQ(summary.at("generation"), content().at("generation"));
  EXPECT_EQ(summary.at("errors"), 1);
  EXPECT_EQ(summary.at("warnings"), 1);
  ASSERT_EQ(summary.at("problems").size(), 2U);
  EXPECT_EQ(summary.at("problems").at(0),
            (Json{{"severity", "error"},
                  {"file", corpus_.path("practices/graz-garlic/practice.yaml")},
                  {"line", 3},
                  {"what", "unknown theme 'emploiment'"},
                  {"remedy", "write 'employment', or add it to vocabulary/themes.yaml"}}));
  EXPECT_EQ(summary.at("problems").at(1).at("severity"), "warning");
}

TEST_F(Update, WarningsDoNotKeepAnIndexFromBeingPublished) {
  corpus_.replace("practices/lyon-houses/en.md", "summary", "# summary");
  const Finished finished = update();
  EXPECT_THAT(finished, ExitsWith(kDone));
  EXPECT_THAT(finished.err, StartsWith(corpus_.path("practices/lyon-houses/en.md:1: warning: ")));
  EXPECT_EQ(content().at("practices"), 4);
}

TEST_F(Update, FullReadsAndWritesEverythingAnew) {
  update();
  const Json before = content();
  const Json summary = update_summary({"--full"});
  EXPECT_EQ(summary.at("full"), true);
  EXPECT_EQ(summary.at("published"), true);
  EXPECT_EQ(content(), before);
}

TEST_F(Update, AChangedVocabularyLeadsToEverythingBeingIndexedAnew) {
  update();
  const Json before = content();
  corpus_.replace("vocabulary/themes.yaml", "Employment", "Jobs");
  const Json summary = update_summary();
  EXPECT_EQ(summary.at("full"), true);
  EXPECT_EQ(summary.at("published"), true);
  EXPECT_NE(summary.at("generation"), before.at("generation"));
  EXPECT_EQ(content(), content_when_fresh());
}

TEST_F(Update, TranslationsFollowTheWordsOfTheTexts) {
  const TempFolder dictionaries;
  write_dictionary(dictionaries.path(), "deu-eng", {"Geige\nfiddle\n", "Knoblauch\ngarlic\n"});
  const std::vector<std::string> with_dictionaries{"--dictionaries", dictionaries.path(), "--dictionary-cache",
                                                   folder_.path("dictionaries")};
  const auto lexicon = [](const std::string& file) { return std::string(IndexFile(file).section(Section::kLexicon)); };
  const auto lexicon_when_fresh = [&] {
    const TempFolder fresh;
    std::vector<std::string> arguments{"update", "--corpus", corpus_.path(), "--index", fresh.path("index")};
    arguments.insert(arguments.end(), with_dictionaries.begin(), with_dictionaries.end());
    EXPECT_THAT(run_indexer(arguments), ExitsWith(kDone));
    return lexicon(fresh.path("index/practices.index"));
  };
  update(with_dictionaries);
  const std::string first = lexicon(published());
  EXPECT_THAT(first, AllOf(HasSubstr("knoblauch"), Not(HasSubstr("geige"))));

  corpus_.append("practices/graz-garlic/en.md", "\nXylophones.\n");
  update(with_dictionaries);
  EXPECT_TRUE(lexicon(published()) == first) << "no dictionary has the new word";

  corpus_.append("practices/graz-garlic/en.md", "\nFiddles.\n");
  update(with_dictionaries);
  EXPECT_THAT(lexicon(published()), HasSubstr("geige"));
  EXPECT_TRUE(lexicon(published()) == lexicon_when_fresh());

  write_dictionary(dictionaries.path(), "deu-eng", {"Violine\nfiddle\n"});
  update(with_dictionaries);
  EXPECT_THAT(lexicon(published()), AllOf(HasSubstr("violine"), Not(HasSubstr("geige"))));
  EXPECT_TRUE(lexicon(published()) == lexicon_when_fresh());
}

TEST_F(Update, AThemeTakenFromTheVocabularyIsMissedInUnchangedPractices) {
  update();
  const std::string before = published_bytes();
  corpus_.replace("vocabulary/themes.yaml", "id: education", "id: schooling");
  const Finished finished = update();
  EXPECT_THAT(finished, ExitsWith(kDataErrors));
  EXPECT_THAT(finished.err,
              StartsWith(corpus_.path("practices/lyon-classes/practice.yaml:3: unknown theme 'education'")));
  EXPECT_TRUE(published_bytes() == before);
}

TEST_F(Update, ADeletedPracticeIsMissedWhereAnUnchangedOneIsRelatedToIt) {
  update();
  corpus_.remove("practices/lyon-classes");
  const Finished finished = update();
  EXPECT_THAT(finished.err,
              AllOf(StartsWith(corpus_.path("practices/turin-homes/practice.yaml")), HasSubstr("'lyon-classes'")));
  EXPECT_EQ(finished.err, check().err);
  EXPECT_EQ(finished.status, check().status);
}

TEST_F(Update, ABrokenPracticeIsNotSaidToBeMissing) {
  update();
  corpus_.replace("practices/lyon-classes/practice.yaml", "city", "citty");
  const Finished finished = update();
  EXPECT_THAT(finished.out, StartsWith("1 error;"));
  EXPECT_THAT(finished.err, Not(HasSubstr("turin-homes")));
  EXPECT_EQ(finished.err, check().err);
}

TEST_F(Update, AWithdrawnPracticeIsNotFoundAnyMoreButRemembered) {
  update();
  corpus_.append("practices/lyon-houses/practice.yaml", "status: withdrawn\nreason: The figures were wrong.\n");
  EXPECT_THAT(counts(update_summary()), ElementsAre(0, 1, 0, 3, 3));
  EXPECT_EQ(content().at("withdrawn"), Json::parse(R"([{"id": "lyon-houses", "reason": "The figures were wrong."}])"));
  EXPECT_EQ(content(), content_when_fresh());
  corpus_.append("practices/graz-garlic/en.md", "\nMore.\n");
  update();
  EXPECT_EQ(content().at("withdrawn").size(), 1U) << "also after an update that did not touch it";
}

TEST_F(Update, ADraftIsCheckedButNotIndexed) {
  corpus_.append("practices/lyon-houses/practice.yaml", "status: draft\n");
  EXPECT_EQ(update_summary().at("practices"), 3);
  EXPECT_EQ(content().at("withdrawn"), Json::array());
  corpus_.replace("practices/lyon-houses/practice.yaml", "draft", "published");
  EXPECT_THAT(counts(update_summary()), ElementsAre(0, 1, 0, 3, 4));
  corpus_.replace("practices/lyon-houses/practice.yaml", "published", "draft");
  EXPECT_EQ(update_summary().at("practices"), 3);
  EXPECT_EQ(content(), content_when_fresh());
  corpus_.replace("practices/lyon-houses/practice.yaml", "housing", "houses");
  EXPECT_THAT(update(), ExitsWith(kDataErrors));
}

TEST_F(Update, JsonLinesGiveTheSameIndexAsFolders) {
  std::string lines;
  const SmallCorpus copy(folder_.path("copy"));
  for (const char* id : {"one", "two", "three"}) {
    PracticeJson practice = small_practice(id, "graz", "housing", "Title of " + std::string(id));
    practice["texts"]["de"] = {{"title", "Titel"}, {"summary", "Kurz \"gesagt\"."}, {"body", "Zwei\n\nAbsätze.\n"}};
    copy.put(practice);
    lines += practice.dump() + "\n";
  }
  for (const char* id : {"graz-garlic", "turin-homes", "lyon-classes", "lyon-houses"}) {
    copy.remove("practices/" + std::string(id));
  }
  copy.write("practices.jsonl", lines);
  Json from_lines = content_when_fresh(copy.path("practices.jsonl"));
  copy.remove("practices.jsonl");
  Json from_folders = content_when_fresh(copy.path());
  EXPECT_EQ(from_lines.at("practices"), 3);
  from_lines.erase("generation");
  from_folders.erase("generation");
  EXPECT_EQ(from_lines, from_folders);
}

TEST_F(Update, JsonLinesAreUpdatedByLine) {
  const std::string one = small_practice("one", "graz", "housing", "The first").dump() + "\n";
  const std::string two = small_practice("two", "lyon", "housing", "The second").dump() + "\n";
  const std::string changed = small_practice("two", "lyon", "housing", "The second, changed").dump() + "\n";
  const std::string three = small_practice("three", "lyon", "housing", "The third").dump() + "\n";
  corpus_.write("all.jsonl", one + two);
  const std::vector<std::string> arguments{"update",  "--corpus", corpus_.path("all.jsonl"),
                                           "--index", index_,     "--json"};
  EXPECT_THAT(counts(Json::parse(run_indexer(arguments).out)), ElementsAre(2, 0, 0, 0, 2));
  corpus_.write("all.jsonl", two + one);
  EXPECT_EQ(Json::parse(run_indexer(arguments).out).at("published"), false) << "the order of the lines says nothing";
  corpus_.write("all.jsonl", three + changed);
  EXPECT_THAT(counts(Json::parse(run_indexer(arguments).out)), ElementsAre(1, 1, 1, 0, 2));
}

TEST_F(Update, JsonLinesWithoutAVocabularyBesideThemUseThatOfTheWorkingFolder) {
  write_file(folder_.path("export/all.jsonl"), small_practice("one", "graz", "housing", "The first").dump() + "\n");
  const std::vector<std::string> arguments{"update", "--corpus", "export/all.jsonl", "--index", "index"};
  EXPECT_THAT(run_indexer(arguments, {.folder = folder_.path()}), ExitsWith(kDone));
}

TEST_F(Status, InWords) {
  update();
  const Finished finished = status();
  EXPECT_THAT(finished, ExitsWith(kDone));
  EXPECT_THAT(finished.out, MatchesRegex("generation  [0-9a-f]+\ncreated     20[0-9T:-]+Z\nschema      [0-9]+\n"
                                         "practices   4\nwithdrawn   0\nwords       [1-9][0-9]*\n.*"));
  EXPECT_THAT(finished.out, HasSubstr("\ncity\n  2\tlyon\n  1\tgraz\n  1\tturin\n"));
  EXPECT_THAT(finished.out, HasSubstr("\ntheme\n  2\thousing\n  1\teducation\n  1\temployment\n"));
}

TEST_F(Status, AsJson) {
  update();
  const Finished finished = status({"--json"});
  EXPECT_THAT(finished, ExitsWith(kDone));
  EXPECT_EQ(std::count(finished.out.begin(), finished.out.end(), '\n'), 1);
  const Json json = Json::parse(finished.out, nullptr, false);
  ASSERT_TRUE(json.is_object()) << finished;
  EXPECT_EQ(json.at("practices"), 4);
  EXPECT_EQ(json.at("texts"), Json::parse(R"({"en": 4, "it": 1})"));
  EXPECT_EQ(json.at("withdrawn"), Json::array());
  EXPECT_EQ(json.at("facets").at("country"), Json::parse(R"({"AT": 1, "FR": 2, "IT": 1})"));
  EXPECT_EQ(json.at("facets").at("language"), Json::parse(R"({"en": 4, "it": 1})"));
  EXPECT_EQ(json.at("facets").at("evidence"), Json::parse(R"({"promising": 4})"));
  EXPECT_GT(json.at("words").get<int>(), 10);
  EXPECT_THAT(json.at("created").get<std::string>(), MatchesRegex("20[0-9][0-9]-[0-9T:-]+Z"));
}

TEST_F(Status, OfAnIndexThatIsNotThere) {
  EXPECT_THAT(status(), FailsSaying(index_));
}

}  // namespace
}  // namespace gp
