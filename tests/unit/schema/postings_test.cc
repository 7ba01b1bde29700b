#include "indexer/schema/postings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "indexer/index/postings_builder.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

using testing::ElementsAre;
using testing::Pair;

using Table = std::map<std::string, std::map<std::uint32_t, std::uint32_t>>;  // counts by term and document

std::string encoded(const Table& table, std::uint32_t rows) {
  std::string bytes;
  PostingsWriter writer(rows, [&bytes](std::string_view more) { bytes.append(more); });
  for (const auto& [term, counts] : table) {
    std::vector<Posting> postings;
    for (const auto& [document, count] : counts) postings.push_back({.document = document, .count = count});
    writer.add(term, postings);
  }
  writer.finish();
  return bytes;
}

Table decoded(const Postings& postings) {
  Table table;
  for (std::size_t number = 0; number < postings.terms(); ++number) {
    auto& counts = table[std::string(postings.term(number))];
    postings.for_each(number, [&](std::uint32_t document, std::uint32_t count) { counts[document] = count; });
    EXPECT_EQ(counts.size(), postings.documents(number));
  }
  return table;
}

std::string random_term(Random& random) {
  static constexpr std::string_view kLetters[] = {"a", "b", "\xC3\xA9", "\xD1\x88"};
  return random.chain(kLetters, random.between(1, 4));
}

Table random_table(Random& random, std::uint32_t first, std::uint32_t end) {
  Table table;
  for (std::size_t i = random.below(200); i > 0; --i) {
    const auto document = static_cast<std::uint32_t>(random.between(first, end - 1));
    table[random_term(random)][document] =
        static_cast<std::uint32_t>(random.between(1, random.one_in(9) ? 100'000 : 3));
  }
  return table;
}

TEST(PostingsTest, ATermHasItsDocumentsWithTheirCountsAndTheDocumentsTheirLengths) {
  const std::string bytes = encoded({{"bus", {{3, 1}, {400, 2}}}, {"school", {{3, 300}}}}, 401);
  const Postings postings(bytes);
  ASSERT_EQ(postings.terms(), 2U);
  EXPECT_EQ(postings.find("bus"), 0U);
  EXPECT_EQ(postings.find("school"), 1U);
  for (const char* missing : {"", "bu", "buss", "zebra"}) EXPECT_EQ(postings.find(missing), std::nullopt) << missing;
  EXPECT_EQ(postings.lower_bound("c"), 1U);
  EXPECT_THAT(decoded(postings), ElementsAre(Pair("bus", ElementsAre(Pair(3, 1), Pair(400, 2))),
                                             Pair("school", ElementsAre(Pair(3, 300)))));
  EXPECT_EQ(postings.rows(), 401U);
  EXPECT_EQ(postings.lengths()[3], 301U);
  EXPECT_EQ(postings.lengths()[400], 2U);
  EXPECT_EQ(postings.lengths()[0], 0U);
}

TEST(PostingsTest, NoBytesAndNoTermsAreNoPostings) {
  EXPECT_EQ(Postings().terms(), 0U);
  EXPECT_EQ(Postings("").find("bus"), std::nullopt);
  EXPECT_EQ(Postings(encoded({}, 0)).terms(), 0U);
}

TEST(PostingsTest, WhateverIsWrittenIsReadBack) {
  Random random(71);
  for (int round = 0; round < 300; ++round) {
    const Table table = random_table(random, 0, 50'000);
    ASSERT_EQ(decoded(Postings(encoded(table, 50'000))), table);
  }
}

TEST(PostingsTest, MergedPartsHaveWhatEachHasButForWhatIsNotKept) {
  Random random(72);
  for (int round = 0; round < 300; ++round) {
    Table expected;
    std::vector<std::string> bytes;
    for (std::uint32_t part = 0; part < 4; ++part) {
      const Table table = random_table(random, 100 * part, 100 * (part + 1));
      bytes.push_back(encoded(table, 400));
      for (const auto& [term, counts] : table) {
        for (const auto& [document, count] : counts) {
          if (part > 0 || document % 3 != 0) expected[term][document] = count;
        }
      }
    }
    std::vector<Postings> postings(bytes.begin(), bytes.end());
    std::vector<PostingsPart> parts;
    for (const Postings& part : postings) parts.push_back({.postings = &part});
    parts.front().keeps = [](std::uint32_t document) { return document % 3 != 0; };
    std::string merged;
    PostingsWriter writer(400, [&merged](std::string_view more) { merged.append(more); });
    merge(parts, writer);
    writer.finish();
    ASSERT_EQ(decoded(Postings(merged)), expected);
  }
}

TEST(PostingsBuilderTest, TurnsDocumentsRoundIntoTermsWhetherOrNotItHasToUseTheDisk) {
  Random random(73);
  const TempFolder folder;
  for (const std::size_t most_entries : {std::size_t{10}, std::size_t{1000}, std::size_t{1'000'000}}) {
    Table expected;
    TermNumbers terms;
    PostingsBuilder builder(folder.path("run"), terms, most_entries);
    const Table before = random_table(random, 0, 30);
    for (const auto& [term, counts] : before) {
      for (const auto& [document, count] : counts) {
        if (document % 2 == 0) expected[term][document] = count;
      }
    }
    for (std::uint32_t document = 30; document < 100; ++document) {
      for (const auto& [term, counts] : random_table(random, document, document + 1)) {
        builder.add(terms.number(term), document, counts.at(document));
        expected[term][document] = counts.at(document);
      }
    }
    const std::string old_bytes = encoded(before, 30);
    const Postings old(old_bytes);
    std::vector<PostingsPart> parts = builder.finish();
    EXPECT_EQ(parts.size() == 1, most_entries == 1'000'000);
    parts.push_back({.postings = &old, .keeps = [](std::uint32_t document) { return document % 2 == 0; }});
    std::string bytes;
    PostingsWriter writer(200, [&bytes](std::string_view more) { bytes.append(more); });
    merge(parts, writer);
    writer.finish();
    ASSERT_EQ(decoded(Postings(bytes)), expected) << most_entries;
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  }
}

TEST(TermNumbers, EachTermHasOneHoweverMany) {
  Random random(12);
  TermNumbers terms;
  std::map<std::string, std::uint32_t> expected;
  for (int i = 0; i < 20'000; ++i) {
    const std::string term(random.below(4), static_cast<char>('a' + random.below(26)));
    const std::string longer = term + std::to_string(random.below(3000));
    const auto next = static_cast<std::uint32_t>(expected.size());
    ASSERT_EQ(terms.number(longer), expected.emplace(longer, next).first->second) << longer;
  }
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t number = 0; number < expected.size(); ++number) numbers.push_back(number);
  const std::vector<std::pair<std::string_view, std::uint32_t>> in_order(expected.begin(), expected.end());
  ASSERT_EQ(terms.sorted(numbers), in_order);
}

}  // namespace
}  // namespace gp
