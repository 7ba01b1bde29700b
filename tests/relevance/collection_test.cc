// Collections, the baselines on them, and our own corpus as one.
#include "tests/relevance/collection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/relevance/baselines.h"
#include "tests/relevance/own_corpus.h"
#include "tests/relevance/product.h"
#include "tests/support/temp_folder.h"

namespace gp {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;

// Three documents in two languages, of which one is in both.
constexpr std::string_view kDocuments =
    R"({"id": "Well/1", "lang": "en", "title": "", "text": "A well in the yard.\n * Clean water\n1986. <pump> &copy; bucket"}
{"id": "Well/1", "lang": "de", "title": "Der Brunnen", "text": "Sauberes Wasser für alle Häuser."}
{"id": "bus 2", "lang": "en", "text": "The bus takes children to three schools."}

{"id": "bus 3", "lang": "de", "title": "", "text": "Ein Bücherbus fährt in die Dörfer."}
)";
constexpr std::string_view kQueries =
    R"({"id": "water", "lang": "en", "text": "Where is \"clean water\"?"}
{"id": "water", "lang": "de", "text": "Wo gibt es sauberes Wasser?", "relevant": "Well/1"}
{"id": "bus", "lang": "en", "text": "bus -title:for OR schools*"}
{"id": "books", "lang": "de", "text": "Bücherbus"}
{"id": "nothing", "lang": "de", "text": "Straßenbahn"}
{"id": "twice", "lang": "de", "text": "Eimer"}
{"id": "twice", "lang": "de", "text": "Dorf"}
)";
constexpr std::string_view kJudgments =
    "water\t0\tWell/1\t1\nbus\t0\tbus 2\t1\nbus\t0\tbus 3\t0\nbooks\t0\tbus 3\t1\nnothing\t0\ttram\t1\ntwice\t0\tbus "
    "3\t1\n";

class CollectionTest : public testing::Test {
 protected:
  CollectionTest() {
    write_file(folder_.path("docs.jsonl"), kDocuments);
    write_file(folder_.path("queries.jsonl"), kQueries);
    write_file(folder_.path("qrels.tsv"), kJudgments);
  }
  Collection read(const CollectionOptions& options = {}) const { return read_collection(folder_.path(), options); }
  std::string problem() const {
    try {
      read();
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }

  TempFolder folder_{};
};

std::vector<std::string> texts(const std::vector<JudgedQuery>& queries) {
  std::vector<std::string> all;
  for (const JudgedQuery& query : queries) all.push_back(query.lang + ' ' + query.text);
  return all;
}

TEST_F(CollectionTest, TextsOfOneDocumentAreOneAndQueriesGetTheirGrades) {
  const Collection collection = read();
  ASSERT_THAT(collection.documents, SizeIs(3));
  EXPECT_EQ(collection.documents[0].id, "Well/1");
  EXPECT_THAT(collection.documents[0].texts, SizeIs(2));
  EXPECT_EQ(collection.documents[0].texts.at("de").title, "Der Brunnen");
  EXPECT_EQ(collection.documents[1].texts.at("en").title, "");
  EXPECT_THAT(texts(collection.queries), ElementsAre("en Where is clean water ?", "de Wo gibt es sauberes Wasser?",
                                                     "en bus title for or schools", "de Bücherbus"));
  EXPECT_THAT(collection.queries[1].grades, ElementsAre(Pair("Well/1", 1)));
  EXPECT_THAT(collection.queries[2].grades, ElementsAre(Pair("bus 2", 1)));
  EXPECT_EQ(collection.ambiguous, 2U);
  EXPECT_EQ(collection.unanswerable, 1U);
}

TEST_F(CollectionTest, OneLanguageOfDocumentsOrOfQueries) {
  const Collection german = read({.language = "de"});
  EXPECT_THAT(german.documents, SizeIs(2));
  EXPECT_THAT(german.documents[0].texts, ElementsAre(Pair("de", testing::_)));
  EXPECT_THAT(texts(german.queries),
              ElementsAre("en Where is clean water ?", "de Wo gibt es sauberes Wasser?", "de Bücherbus"));
  EXPECT_THAT(texts(read({.queries = "de"}).queries), ElementsAre("de Wo gibt es sauberes Wasser?", "de Bücherbus"));
  EXPECT_THAT(texts(read({.limit = 2}).queries),
              ElementsAre("en Where is clean water ?", "en bus title for or schools"));
}

TEST_F(CollectionTest, CompressedFilesAreReadToo) {
  const gzFile file = ::gzopen(folder_.path("docs.jsonl.gz").c_str(), "wb");
  ::gzwrite(file, kDocuments.data(), static_cast<unsigned>(kDocuments.size()));
  ::gzclose(file);
  std::filesystem::remove(folder_.path("docs.jsonl"));
  EXPECT_THAT(read().documents, SizeIs(3));
}

TEST_F(CollectionTest, WhatIsWrongIsNamedByFileAndLine) {
  write_file(folder_.path("docs.jsonl"), std::string(kDocuments) + "{\"id\": \"x\"");
  EXPECT_THAT(problem(), HasSubstr("docs.jsonl:6: "));
  write_file(folder_.path("docs.jsonl"), std::string(kDocuments) + R"({"id": "bus 2", "lang": "en", "text": "x"})");
  EXPECT_THAT(problem(), HasSubstr("docs.jsonl:6: document 'bus 2' has a second text in 'en'"));
  write_file(folder_.path("docs.jsonl"), kDocuments);
  write_file(folder_.path("queries.jsonl"), R"({"id": "x", "lang": "en"})");
  EXPECT_THAT(problem(), HasSubstr("queries.jsonl:1: "));
  write_file(folder_.path("queries.jsonl"), kQueries);
  write_file(folder_.path("qrels.tsv"), "water\t0\tWell/1\t1\nwater 0 Well/1 1\n");
  EXPECT_THAT(problem(), HasSubstr("qrels.tsv:2: 4 fields expected"));
  write_file(folder_.path("qrels.tsv"), "water\t0\tWell/1\tyes\n");
  EXPECT_THAT(problem(), HasSubstr("qrels.tsv:1: the grade 'yes' is not a whole number"));
  std::filesystem::remove(folder_.path("qrels.tsv"));
  EXPECT_THAT(problem(), HasSubstr("cannot read "));
}

TEST_F(CollectionTest, EveryEngineFindsTheObviousDocument) {
  const Collection collection = read();
  for (const Search& search :
       {product_search(collection.documents), plain_xapian(collection.documents), sqlite_fts5(collection.documents)}) {
    for (const JudgedQuery& query : collection.queries) {
      const std::vector<std::string> found = search(query);
      ASSERT_FALSE(found.empty()) << query.text;
      EXPECT_EQ(found.front(), query.grades.begin()->first) << query.text;
    }
    // What Markdown would take for the number of a list, a tag of HTML and an entity.
    for (const char* word : {"1986", "pump", "copy"}) {
      EXPECT_THAT(search({.lang = "en", .text = word}), ElementsAre("Well/1")) << word;
    }
    EXPECT_THAT(search({.lang = "en", .text = "zeppelin"}), IsEmpty());
    EXPECT_THAT(search({.lang = "xx", .text = "?"}), testing::SizeIs(testing::Le(3)));
  }
}

TEST(PlainWords, HasNoSignOfTheGrammarAndIsNotTooLong) {
  EXPECT_EQ(plain_words("  -minus --two a-b c - d "), "minus two a-b c d");
  EXPECT_EQ(plain_words("„Zitat“ und « autre »"), "Zitat und autre");
  EXPECT_EQ(plain_words("this OR that* ** title:x -title:y title:"), "this or that title x title y title ");
  EXPECT_THAT(plain_words(std::string(2000, 'x') + " y"), IsEmpty());
  std::string many;
  for (int i = 0; i < 600; ++i) many += "ä ";
  EXPECT_EQ(plain_words(many).size(), 1499U);  // 500 of them, and the spaces between
}

TEST(EvaluationTest, TheLeastGradeThatCountsIsOneWhereJudgmentsAreBinary) {
  EXPECT_EQ(counting_grade({{.grades = {{"a", 1}, {"b", 1}}}}), 1);
  EXPECT_EQ(counting_grade({{.grades = {{"a", 1}}}, {.grades = {{"b", 3}}}}), 2);
}

TEST(EvaluationTest, ThreadsChangeNothing) {
  std::vector<JudgedQuery> queries;
  for (int i = 0; i < 100; ++i) queries.push_back({.text = std::to_string(i), .grades = {{std::to_string(i % 7), 1}}});
  const Search search = [](const JudgedQuery& query) { return std::vector<std::string>{query.text}; };
  EXPECT_EQ(to_table(evaluate(queries, search)), to_table(evaluate(queries, search, 4)));
  const Search failing = [](const JudgedQuery&) -> std::vector<std::string> { throw std::runtime_error("no"); };
  EXPECT_THROW(evaluate(queries, failing, 4), std::runtime_error);
}

TEST(EvaluationTest, TheKindOfAQueryMayBeLeftOut) {
  const TempFolder folder;
  write_file(folder.path("queries.tsv"), "# comment\nde\tArbeit\tgraz=1\nen\tjobs\tgraz=1\tsame\n");
  const std::vector<JudgedQuery> queries = read_queries(folder.path("queries.tsv"));
  ASSERT_THAT(queries, SizeIs(2));
  const FiguresByGroup groups =
      figures_of(evaluate(queries, [](const JudgedQuery&) { return std::vector<std::string>{"graz"}; }));
  EXPECT_DOUBLE_EQ(groups.at("all").rank, 1);
  EXPECT_THAT(groups, UnorderedElementsAre(Pair("all", testing::_), Pair("language de", testing::_),
                                           Pair("language en", testing::_), Pair("kind same", testing::_)));
}

TEST(OwnCorpus, TextsInOtherLanguagesAreQueriesForTheEnglishOnes) {
  Practice graz{.id = "graz", .place = "graz", .original_language = "de", .related = {"turin"}};
  graz.texts["en"] = {.title = "Jobs", .summary = "Work.", .body = "## Context\n\n*Some* [links](x)."};
  graz.texts["de"] = {.title = "Arbeit", .summary = "Es gibt 3,5 Stellen. Mehr nicht."};
  Practice turin{.id = "turin"};
  turin.texts["it"] = {.title = "Casa"};
  const std::vector<Practice> english = only_english({graz, turin});
  ASSERT_THAT(english, SizeIs(1));
  EXPECT_THAT(english[0].texts, ElementsAre(Pair("en", testing::_)));
  EXPECT_EQ(english[0].original_language, "en");
  EXPECT_EQ(english[0].place, "graz");
  EXPECT_THAT(english[0].related, IsEmpty());
  EXPECT_EQ(documents_of(english)[0].texts.at("en").body, "Work.\nSome links.\n");
  const std::vector<JudgedQuery> queries = known_item_queries({graz, turin});
  EXPECT_THAT(texts(queries), ElementsAre("de Arbeit", "de Es gibt 3,5 Stellen."));
  EXPECT_EQ(queries[1].kind, "summary");
  EXPECT_THAT(queries[1].grades, ElementsAre(Pair("graz", 1)));
}

}  // namespace
}  // namespace gp
