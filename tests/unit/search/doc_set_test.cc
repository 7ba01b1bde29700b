#include "searchd/search/doc_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "tests/unit/search/random.h"

namespace gp {
namespace {

using Model = std::set<std::uint32_t>;

DocSet set_of(const Model& model, std::uint32_t rows) {
  DocSet set(rows);
  for (const std::uint32_t document : model) set.add(document);
  return set;
}

Model members(const DocSet& set) {
  Model model;
  std::uint32_t last = 0;
  set.for_each([&](std::uint32_t document) {
    EXPECT_TRUE(model.empty() || document > last) << "not ascending";
    last = document;
    model.insert(document);
  });
  return model;
}

Model random_members(Random& random, std::uint32_t rows) {
  Model model;
  const std::size_t share = random.between(1, 8);
  for (std::uint32_t document = 0; document < rows; ++document) {
    if (random.one_in(share)) model.insert(document);
  }
  return model;
}

TEST(DocSetTest, DoesWhatASetOfNumbersDoes) {
  Random random(6);
  for (int round = 0; round < 1000; ++round) {
    const auto rows = static_cast<std::uint32_t>(random.between(1, round % 2 == 0 ? 300 : 2000));
    const Model a = random_members(random, rows);
    const Model b = random_members(random, rows);
    Model both;
    Model either;
    Model only_a;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::inserter(either, either.end()));
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::inserter(only_a, only_a.end()));
    const DocSet left = set_of(a, rows);
    const DocSet right = set_of(b, rows);
    ASSERT_EQ(members(left), a);
    ASSERT_EQ(members(DocSet(left) &= right), both);
    ASSERT_EQ(members(DocSet(left) |= right), either);
    ASSERT_EQ(members(DocSet(left) -= right), only_a);
    ASSERT_EQ(left.common(right), both.size());
    ASSERT_EQ(left.count(), a.size());
    Model common;
    left.for_each_common(right, [&](std::uint32_t document, std::size_t place) {
      common.insert(document);
      ASSERT_EQ(place, static_cast<std::size_t>(std::distance(a.begin(), a.find(document))));
    });
    ASSERT_EQ(common, both);
    DocSet less = left;
    for (const std::uint32_t document : b) less.remove(document);
    ASSERT_EQ(members(less), only_a);
    less.clear();
    ASSERT_EQ(less, DocSet(rows));
    ASSERT_EQ(left.empty(), a.empty());
    ASSERT_EQ(left == right, a == b);
    for (std::uint32_t document = 0; document < rows; ++document) {
      ASSERT_EQ(left.contains(document), a.contains(document));
      const auto next = a.lower_bound(document);
      ASSERT_EQ(left.next(document), next == a.end() ? DocSet::none : *next);
    }
  }
}

TEST(DocSetTest, HasNothingAfterItsLastRow) {
  DocSet set(64);
  set.add(63);
  EXPECT_EQ(set.next(63), 63U);
  EXPECT_EQ(set.next(64), DocSet::none);
  EXPECT_EQ(set.next(DocSet::none), DocSet::none);
  EXPECT_EQ(DocSet(0).next(0), DocSet::none);
  EXPECT_TRUE(DocSet().empty());
}

}  // namespace
}  // namespace gp
