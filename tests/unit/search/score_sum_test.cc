#include "searchd/search/score_sum.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "indexer/schema/index_file.h"
#include "indexer/schema/index_schema.h"
#include "searchd/search/ranking.h"
#include "tests/support/test_index.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

constexpr std::string_view kWords[] = {"bus", "camp", "dog", "fish", "garden", "harbour", "island", "jacket"};

std::vector<Practice> random_practices(Random& random) {
  std::vector<Practice> practices;
  for (std::size_t i = 0; i < 60; ++i) {
    std::string body;
    for (std::size_t words = random.between(1, 60); words > 0; --words) {
      body += std::string(random.of(kWords)) + ' ';
    }
    practices.push_back(practice("p" + std::to_string(100 + i)).text("en", "Case", "", body));
  }
  return practices;
}

std::string stem(std::string_view word) {
  return stem_term("en", word);
}

class ScoreSumTest : public testing::Test {
 protected:
  ScoreSumTest() : random_(3), index_(random_practices(random_)) {}

  const Generation& generation() const { return *index_.generation(); }
  ScoreSum sum() const { return sum_of(generation().all()); }
  ScoreSum sum_of(const DocSet& among) const {
    return {static_cast<std::uint32_t>(generation().meta().practices), among};
  }

  // What Xapian itself makes of a query on the same postings.
  std::map<std::uint32_t, double> by_xapian(const Xapian::Query& query) const {
    const IndexFile file(index_.file());
    const Xapian::Database database(file.open_xapian());
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BM25Weight(kK1, 0, 1, kB, kMinNormLength));
    enquire.set_query(query);
    const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
    std::map<std::uint32_t, double> scores;
    for (auto hit = found.begin(); hit != found.end(); ++hit) scores[*hit] = hit.get_weight();
    return scores;
  }

  std::map<std::uint32_t, double> by_us(const ScoreSum& sum) const {
    std::map<std::uint32_t, double> scores;
    for (const Ranked& one : sum.best(0, generation().rows())) {
      if (one.score > 0) scores[one.document] = one.score;
    }
    return scores;
  }

  static void expect_near(const std::map<std::uint32_t, double>& ours, const std::map<std::uint32_t, double>& theirs) {
    ASSERT_EQ(ours.size(), theirs.size());
    for (const auto& [document, score] : theirs) {
      ASSERT_TRUE(ours.contains(document)) << document;
      EXPECT_NEAR(ours.at(document), score, 1e-5 * std::max(1.0, score)) << document;
    }
  }

  Random random_;
  TestIndex index_;
};

TEST_F(ScoreSumTest, AStemWeighsWhatXapianSaysItDoes) {
  for (const std::string_view word : kWords) {
    ScoreSum one = sum();
    one.add(generation().stems(), {.terms = {stem(word)}});
    ASSERT_FALSE(by_us(one).empty()) << word;
    expect_near(by_us(one), by_xapian(Xapian::Query(stem(word))));
  }
}

TEST_F(ScoreSumTest, SharesAndSeveralStemsAddUpAsInXapian) {
  ScoreSum both = sum();
  both.add(generation().stems(), {.terms = {stem("bus")}, .share = 0.3});
  both.add(generation().stems(), {.terms = {stem("camp")}});
  const Xapian::Query scaled(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(stem("bus")), 0.3);
  expect_near(by_us(both), by_xapian(Xapian::Query(Xapian::Query::OP_OR, scaled, Xapian::Query(stem("camp")))));
}

// Xapian only estimates how many documents have any of the words, so what is compared is the order of its sums: counts
// added up, as of one word that all of them were written as.
TEST_F(ScoreSumTest, TermsThatAreOneCountAsTheSameTerm) {
  ScoreSum as_one = sum();
  as_one.add(generation().stems(), {.terms = {stem("bus"), stem("camp"), stem("nowhere")}});
  const auto bus = generation().stems().of(stem("bus"));
  const auto camp = generation().stems().of(stem("camp"));
  std::map<std::uint32_t, std::uint32_t> counts;
  for (const auto& one : {bus, camp}) {
    auto count = one->counts.begin();
    one->documents.for_each([&](std::uint32_t document) { counts[document] += *count++; });
  }
  std::map<std::uint32_t, double> expected;
  const auto all = static_cast<std::uint32_t>(generation().meta().practices);
  for (const auto& [document, count] : counts) {
    expected[document] = term_weight(all, static_cast<std::uint32_t>(counts.size())) * count /
                         (static_cast<double>(generation().stems().norms().by_document()[document]) + count);
  }
  expect_near(by_us(as_one), expected);
}

TEST_F(ScoreSumTest, WordsAreCountedAsOneLikewise) {
  ScoreSum one = sum();
  one.add(generation().written_words(), {.terms = {word_term("bus")}});
  const auto alone = by_us(one);
  ScoreSum padded = sum();
  padded.add(generation().written_words(), {.terms = {word_term("bus"), word_term("nowhere")}});
  EXPECT_EQ(by_us(padded), alone);
  ScoreSum both = sum();
  both.add(generation().written_words(), {.terms = {word_term("bus"), word_term("camp")}});
  const auto joined = by_us(both);
  const DocSet either = DocSet(*generation().with_word(word_term("bus"))) |= *generation().with_word(word_term("camp"));
  EXPECT_EQ(joined.size(), either.count());
}

TEST_F(ScoreSumTest, APageOfSomeIsAPartOfTheWholeOrder) {
  const auto add_all = [this](ScoreSum& to) {
    to.add(generation().stems(), {.terms = {stem("garden")}});
    to.add(generation().stems(), {.terms = {stem("bus"), stem("dog")}, .share = 0.4});
    to.add(generation().written_words(), {.terms = {word_term("camp")}, .share = 0.7});
    to.add(generation().written_words(), {.terms = {word_term("fish"), word_term("jacket")}});
    to.add(SetScore{.documents = generation().with_term(stem("island")), .weight = 0.5});
  };
  ScoreSum everything = sum();
  add_all(everything);
  const std::vector<Ranked> all = everything.best(0, generation().rows());
  ASSERT_EQ(all.size(), generation().all().count());
  for (std::size_t i = 1; i < all.size(); ++i) {
    ASSERT_TRUE(all[i - 1].score > all[i].score ||
                (all[i - 1].score == all[i].score && all[i - 1].document < all[i].document));
  }
  for (int round = 0; round < 200; ++round) {
    DocSet among(generation().rows());
    std::vector<Ranked> expected;
    for (const Ranked& one : all) {
      if (random_.one_in(2)) continue;
      among.add(one.document);
      expected.push_back(one);
    }
    const std::size_t first = random_.below(70);
    const std::size_t count = random_.below(20);
    expected.erase(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(std::min(first, expected.size())));
    expected.resize(std::min(count, expected.size()));
    ScoreSum some = sum_of(among);
    add_all(some);
    ASSERT_EQ(some.best(first, count), expected);
  }
}

TEST_F(ScoreSumTest, ASumBeginsWithNothing) {
  {
    ScoreSum before = sum();
    before.add(generation().stems(), {.terms = {stem("bus"), stem("camp")}});
  }
  EXPECT_TRUE(by_us(sum()).empty());
}

}  // namespace
}  // namespace gp
