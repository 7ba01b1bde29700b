#include "searchd/http/negotiate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gp {
namespace {

TEST(LanguageTest, BestOfferForTheWishes) {
  const std::vector<std::string> available = {"bg", "de", "en", "fr", "pt-BR", "sr-Cyrl", "sr-Latn", "zh-Hant"};
  const struct {
    const char* header;
    const char* language;
  } rows[] = {
      {"", "en"},
      {"de", "de"},
      {"DE", "de"},
      {"de-AT", "de"},
      {"de-AT, fr;q=0.9", "de"},
      {"fr;q=0.5, de;q=0.8", "de"},
      {"fr, de", "fr"},
      {"xx, fr;q=0.1", "fr"},
      {"xx", "en"},
      {"*", "en"},
      {"xx, *;q=0.5", "en"},
      {"pt", "pt-BR"},
      {"pt-PT", "pt-BR"},
      {"sr-Latn-RS", "sr-Latn"},
      {"sr", "sr-Cyrl"},
      {"sr, sr-Cyrl;q=0", "sr-Latn"},
      {"zh-Hant-x-private", "zh-Hant"},
      {"de;q=0, fr", "fr"},
      {"de;q=0", "en"},
      {"fr;q=1.5, de;q=0.1", "de"},  // no such weight: not a wish
      {"fr;q=abc, de;q=0.1", "de"},
      {"fr;level=1, de;q=0.1", "de"},
      {" fr ; q=0.001 ", "fr"},
      {",,;q=1,fr", "fr"},
      {"fr;q=0.1234, de;q=0.1", "de"},
  };
  for (const auto& row : rows) EXPECT_EQ(choose_language(row.header, available), row.language) << row.header;
}

TEST(LanguageTest, LongListsEndSomewhere) {
  std::string header;
  for (int i = 0; i < 100'000; ++i) header += "xx,";
  EXPECT_EQ(choose_language(header + "fr", {"fr"}), "en");
}

TEST(LanguageTest, WishesInOrder) {
  EXPECT_THAT(wished_languages("fr;q=0.5, *;q=0.9, de-AT, it;q=0"), testing::ElementsAre("de-AT", "fr"));
}

TEST(CodingTest, BestThatTheClientTakes) {
  const struct {
    const char* header;
    const char* coding;
  } rows[] = {
      {"", ""},
      {"gzip", "gzip"},
      {"x-gzip", "gzip"},
      {"gzip, deflate, br", "br"},
      {"gzip, deflate, br, zstd", "br"},
      {"br;q=0, gzip", "gzip"},
      {"br;q=0", ""},
      {"br;q=0.5, gzip;q=0.9", "gzip"},
      {"BR", "br"},
      {"*", "br"},
      {"*;q=0.5, br;q=0", "gzip"},
      {"*;q=0", ""},
      {"identity", ""},
      {"identity;q=0.9, gzip;q=0.5", ""},
      {"identity;q=0, gzip;q=0.5", "gzip"},
      {"gzip;q=0.000", ""},
      {"deflate", ""},
      {"brotli", ""},
  };
  for (const auto& row : rows) EXPECT_EQ(coding_name(choose_coding(row.header)), row.coding) << row.header;
  EXPECT_TRUE(refuses_identity("identity;q=0, br"));
  EXPECT_TRUE(refuses_identity("br, *;q=0"));
  EXPECT_FALSE(refuses_identity("br"));
  EXPECT_FALSE(refuses_identity("identity, *;q=0"));
}

TEST(NoneMatchTest, ComparesWeakly) {
  const std::string etag = "W/\"abc\"";
  for (const char* header :
       {"W/\"abc\"", "\"abc\"", "*", "\"x\", W/\"abc\"", "\"x\",\"abc\"", " \"abc\" ", "\"a,b\", \"abc\""}) {
    EXPECT_TRUE(none_match_names(header, etag)) << header;
  }
  for (const char* header :
       {"", "abc", "\"ab\"", "W/\"abcd\"", "\"x", "W/", "\"abc", "nonsense, \"abc\"", "w/\"abc\""}) {
    EXPECT_FALSE(none_match_names(header, etag)) << header;
  }
}

}  // namespace
}  // namespace gp
