// An index file that is damaged is refused and never harms.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "indexer/schema/index_file.h"
#include "indexer/schema/index_schema.h"
#include "tests/support/test_index.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

using testing::HasSubstr;

constexpr std::size_t kVersionAt = 8;
constexpr std::size_t kTableAt = 16;
constexpr std::size_t kSectionsAt = 4096;

std::string read_all(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::uint64_t number_at(const std::string& bytes, std::size_t at) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

class DamagedIndexTest : public testing::Test {
 protected:
  DamagedIndexTest()
      : index_({practice("bus")
                    .text("en", "A bus to school", "The town pays.", "Pupils ride. " + std::string(400, 'x'))
                    .theme("education")
                    .place("graz")
                    .years(2010, 2014),
                practice("kuca")
                    .text("sr", "Кућа за све", "Нова кућа.", "Људи живе.")
                    .text("en", "A home")
                    .theme("housing")
                    .place("belgrade")
                    .related("bus"),
                practice("zelt").text("de", "Ein Zelt", "Für alle Schüler.", "Es steht da.").place("vienna")}),
        good_(read_all(index_.file())),
        xapian_(number_at(good_, kTableAt + 16 * kSections)) {}

  // What an outsider sees of an index made of `bytes`: the first word of the error, or "answers".
  std::string outcome(const std::string& bytes) const {
    const std::string path = index_.folder() + "/damaged.index";
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    try {
      const std::shared_ptr<const Generation> generation = Generation::open(path);
      const Searcher searcher(generation);
      std::string answer = "answers";
      // One that is damaged in one place may well answer what does not touch that place.
      for (const char* address :
           {"", "q=bus&sort=title&lang=sr", "q=%D0%BA%D1%83%D1%9B%D0%B0", "q=%22bus+to+school%22", "q=pu*", "q=shcool",
            "q=Wien+housing&from=2011", "theme=housing&city=graz&q=all&lang=de"}) {
        try {
          searcher.search(parse_query(parse_query_string(address), "en"));
        } catch (const std::exception&) {
          answer = "fails";
        }
      }
      for (const char* id : {"bus", "kuca"}) {
        try {
          searcher.practice(id, "sr");
          searcher.suggest("sch", "en", 10);
        } catch (const std::exception&) {
          answer = "fails";
        }
      }
      return answer;
    } catch (const CorruptIndex&) {
      return "corrupt";
    } catch (const WrongSchema&) {
      return "schema";
    } catch (const Xapian::Error&) {
      return "xapian";
    } catch (const std::exception&) {
      return "error";
    }
  }

  TestIndex index_;
  std::string good_;
  std::size_t xapian_;
};

TEST_F(DamagedIndexTest, TheGoodOneAnswers) {
  EXPECT_EQ(outcome(good_), "answers");
}

TEST_F(DamagedIndexTest, WhatIsNoIndexIsRefused) {
  EXPECT_EQ(outcome(""), "corrupt");
  EXPECT_EQ(outcome("GPINDEX\n"), "corrupt");
  EXPECT_EQ(outcome(std::string(10000, '\0')), "corrupt");
  EXPECT_EQ(outcome(std::string(10000, 'x')), "corrupt");
  EXPECT_THROW(IndexFile(index_.folder()), CorruptIndex);
  EXPECT_THROW(IndexFile(index_.folder() + "/none"), std::system_error);
}

TEST_F(DamagedIndexTest, AnotherSchemaVersionIsRefusedInOneSentence) {
  std::string other = good_;
  other[kVersionAt] = static_cast<char>(other[kVersionAt] + 1);
  EXPECT_EQ(outcome(other), "schema");
  try {
    Generation::open(index_.folder() + "/damaged.index");
    FAIL();
  } catch (const WrongSchema& error) {
    EXPECT_THAT(error.what(), HasSubstr("schema " + std::to_string(kSchemaVersion + 1)));
    EXPECT_THAT(error.what(), HasSubstr("reads schema " + std::to_string(kSchemaVersion)));
    EXPECT_THAT(error.what(), HasSubstr("indexer update"));
  }
}

TEST_F(DamagedIndexTest, AFileCutShortIsRefused) {
  Random random(22);
  for (std::size_t size = 0; size < xapian_; size += random.between(1, xapian_ / 200)) {
    EXPECT_EQ(outcome(good_.substr(0, size)), "corrupt") << size;
  }
  EXPECT_EQ(outcome(good_.substr(0, xapian_)), "corrupt");
  for (std::size_t size = xapian_ + 1; size < good_.size(); size += random.between(1, (good_.size() - xapian_) / 20)) {
    EXPECT_NE(outcome(good_.substr(0, size)), "answers") << size;
  }
}

TEST_F(DamagedIndexTest, ATableThatPointsOutsideIsRefused) {
  for (std::size_t i = 0; i < 2 * kSections; ++i) {
    for (const std::uint64_t wrong :
         {std::uint64_t{1} << 63, ~std::uint64_t{0}, std::uint64_t{good_.size()} + 8, ~std::uint64_t{7}}) {
      std::string bytes = good_;
      std::memcpy(bytes.data() + kTableAt + 8 * i, &wrong, sizeof wrong);
      EXPECT_EQ(outcome(bytes), "corrupt") << i << ' ' << wrong;
    }
  }
}

TEST_F(DamagedIndexTest, EveryWrongByteOfTheTableAndOfOurSectionsIsNoticed) {
  Random random(23);
  constexpr std::size_t kChecked = 8 * (2 * kSections + 3);  // all of the table but the digest of Xapian's part
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = good_;
    for (std::size_t i = random.of(std::vector<std::size_t>{1, 1, 2, 8}); i > 0; --i) {
      // A random place, most often in a section of its own choosing: the vocabulary's JSON is most of the file.
      const std::size_t section = random.below(kSections);
      const auto begin = static_cast<std::size_t>(number_at(good_, kTableAt + 16 * section));
      const auto size = static_cast<std::size_t>(number_at(good_, kTableAt + 16 * section + 8));
      const std::size_t at = random.one_in(8)   ? kTableAt + random.below(kChecked)
                             : random.one_in(8) ? random.between(kSectionsAt, xapian_ - 1)
                             : size == 0        ? random.between(kSectionsAt, xapian_ - 1)  // no dictionaries here
                                                : begin + random.below(size);
      bytes[at] = random.one_in(3)   ? static_cast<char>(random.below(256))
                  : random.one_in(2) ? static_cast<char>(0xff)
                                     : static_cast<char>(bytes[at] ^ (1 << random.below(8)));
    }
    ASSERT_EQ(outcome(bytes), bytes == good_ ? "answers" : "corrupt");
  }
}

TEST_F(DamagedIndexTest, XapiansPartDamagedAnywhereIsRefusedOrAnErrorOfTheSearch) {
  constexpr std::size_t kBlock = 8192;
  for (std::size_t at = xapian_; at < good_.size(); at += kBlock) {
    std::string bytes = good_;
    bytes.replace(at, std::min(kBlock, bytes.size() - at), std::min(kBlock, bytes.size() - at), '\0');
    const std::string happens = outcome(bytes);
    EXPECT_TRUE(happens == "corrupt" || happens == "fails" || happens == "answers") << happens << " at " << at;
  }
}

TEST_F(DamagedIndexTest, XapiansPartDamagedThroughoutIsRefusedAndNoticedByTheIndexer) {
  std::string bytes = good_;
  std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(xapian_), bytes.end(), '\0');
  EXPECT_EQ(outcome(bytes), "corrupt");
  EXPECT_FALSE(IndexFile(index_.folder() + "/damaged.index").xapian_is_sound());
  EXPECT_TRUE(IndexFile(index_.file()).xapian_is_sound());
}

TEST_F(DamagedIndexTest, TheIndexerBuildsAnewOverADamagedFile) {
  TestIndex index({practice("a").text("en", "School")});
  const std::string good = read_all(index.file());
  std::vector<std::string> wrong = {"", "x", good.substr(0, good.size() / 3), good, good};
  wrong[3][kSectionsAt + 7] ^= 1;
  wrong[4][good.size() - 99] ^= 1;
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    // The readers of the file before keep it: another one takes its name.
    std::ofstream(index.folder() + "/wrong", std::ios::binary) << wrong[i];
    std::filesystem::rename(index.folder() + "/wrong", index.file());
    index.update({practice("a").text("en", "School"), practice("b").text("en", "Bus " + std::to_string(i))});
    EXPECT_EQ(index.search("q=school").total, 1U) << i;
    EXPECT_EQ(index.search("q=bus+" + std::to_string(i)).total, 1U) << i;
    EXPECT_TRUE(IndexFile(index.file()).xapian_is_sound()) << i;
  }
}

}  // namespace
}  // namespace gp
