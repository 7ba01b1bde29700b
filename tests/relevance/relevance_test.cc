#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/relevance/evaluation.h"
#include "tests/relevance/product.h"

namespace gp {
namespace {

using testing::DoubleNear;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kFolder = GP_RELEVANCE_PATH;

class RelevanceTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { searcher_ = new Searcher(open_corpus()); }
  static void TearDownTestSuite() {
    delete searcher_;
    searcher_ = nullptr;
  }
  static std::string first(const std::string& q, const std::string& lang) {
    const SearchResult result = searcher_->search(parse_query({{"q", q}, {"lang", lang}}, "en"));
    return result.hits.empty() ? "" : result.hits.front().id;
  }

  static Searcher* searcher_;
};
Searcher* RelevanceTest::searcher_ = nullptr;

TEST_F(RelevanceTest, TheOfficialsOfTheIssueFindTheirPracticeFirst) {
  EXPECT_EQ(first("Arbeitsplätze für Roma in Graz", "de"), "graz-bio-garlic-employment");
  EXPECT_EQ(first("logement Turin", "fr"), "turin-la-citta-possibile");
  EXPECT_EQ(first("scolarisation Lyon", "fr"), "lyon-classes-school-access");
  EXPECT_EQ(first("realojo Madrid", "es"), "madrid-iris-rehousing");
}

TEST_F(RelevanceTest, TheyDoWhateverLanguageTheSiteIsIn) {
  for (const char* lang : {"en", "fr", "de", "it", "es", "sv", "sr"}) {
    EXPECT_EQ(first("Arbeitsplätze für Roma in Graz", lang), "graz-bio-garlic-employment") << lang;
    EXPECT_EQ(first("logement Turin", lang), "turin-la-citta-possibile") << lang;
    EXPECT_EQ(first("scolarisation Lyon", lang), "lyon-classes-school-access") << lang;
    EXPECT_EQ(first("realojo Madrid", lang), "madrid-iris-rehousing") << lang;
  }
}

TEST_F(RelevanceTest, NoFigureFallsByMoreThanOnePerCent) {
  const FiguresByGroup now =
      figures_of(evaluate(read_queries(kFolder + "/queries.tsv"), product_search(*searcher_), 2));
  const std::vector<std::string> fallen = losses(read_figures(kFolder + "/figures.tsv"), now);
  EXPECT_THAT(fallen, IsEmpty())
      << "If this is wanted, run `relevance --update` and look at the diff of per_query.tsv.";
}

TEST_F(RelevanceTest, TheJudgmentsNamePracticesOfTheCorpusAndEveryLanguageAndKindHasQueries) {
  const std::vector<JudgedQuery> queries = read_queries(kFolder + "/queries.tsv");
  EXPECT_GE(queries.size(), 60U);
  std::set<std::string> texts;
  std::set<std::string> languages;
  for (const JudgedQuery& query : queries) {
    EXPECT_TRUE(texts.insert(query.lang + '\t' + query.text).second) << query.text << " twice";
    languages.insert(query.lang);
    bool relevant = false;
    for (const auto& [id, grade] : query.grades) {
      EXPECT_NO_THROW(searcher_->practice(id, "en")) << id;
      EXPECT_TRUE(grade >= 1 && grade <= 3) << query.text;
      relevant = relevant || grade >= 2;
    }
    EXPECT_TRUE(relevant) << query.text;
  }
  for (const std::string& lang : searcher_->languages()) EXPECT_TRUE(languages.contains(lang)) << lang;
}

TEST(EvaluationTest, FiguresAreThoseOfTheTextbook) {
  const JudgedQuery query{.lang = "en", .text = "x", .grades = {{"a", 3}, {"b", 2}, {"c", 1}}, .kind = "same"};
  const Outcome best = judge(query, {"a", "b", "c", "d"});
  EXPECT_DOUBLE_EQ(best.ndcg, 1);
  EXPECT_DOUBLE_EQ(best.rank, 1);
  EXPECT_DOUBLE_EQ(best.recall, 1);
  const Outcome worse = judge(query, {"d", "c", "a"});
  // (1 / log2(3) + 7 / log2(4)) / (7 + 3 / log2(3) + 1 / log2(4))
  EXPECT_THAT(worse.ndcg, DoubleNear(4.130930 / 9.392789, 1e-6));
  EXPECT_THAT(worse.rank, DoubleNear(1.0 / 3, 1e-9));
  EXPECT_DOUBLE_EQ(worse.recall, 0.5);
  EXPECT_DOUBLE_EQ(judge(query, {}).ndcg, 0);
  const FiguresByGroup groups = figures_of({best, judge(query, {})});
  EXPECT_DOUBLE_EQ(groups.at("all").ndcg, 0.5);
  EXPECT_EQ(groups.at("language en").queries, 2U);
  EXPECT_THAT(losses(groups, groups), IsEmpty());
  FiguresByGroup fallen = groups;
  fallen.at("kind same").recall = 0.49;
  EXPECT_THAT(losses(groups, fallen), SizeIs(1));
  fallen.at("kind same").recall = 0.497;
  EXPECT_THAT(losses(groups, fallen), IsEmpty());
}

}  // namespace
}  // namespace gp
