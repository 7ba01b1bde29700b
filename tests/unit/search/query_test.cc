#include "searchd/search/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "indexer/text/analyser.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

Query parse(std::string_view query_string, std::string_view default_lang = "en") {
  return parse_query(parse_query_string(query_string), default_lang);
}

// The parameter a BadRequest names, in angle brackets; the canonical address when there is none.
std::string outcome(std::string_view query_string) {
  try {
    return to_query_string(parse(query_string));
  } catch (const BadRequest& error) {
    EXPECT_NE(std::string(error.what()), "");
    EXPECT_TRUE(is_valid_utf8(error.what()));
    return '<' + error.parameter + '>';
  }
}

TEST(QueryTest, GoodAddressesHaveOneCanonicalForm) {
  struct Row {
    const char* address;
    const char* canonical;
  };
  const Row kRows[] = {
      {"", ""},
      {"&&", ""},
      {"q=", ""},
      {"q", ""},
      {"q=roma", "q=roma"},
      {"q=+roma++school+", "q=roma%20%20school"},
      {"q=%20roma%0A", "q=roma"},
      {"q=R%6Fma", "q=Roma"},
      {"q=e%CC%81cole", "q=%C3%A9cole"},  // to NFC
      {"q=a%26b%3Dc%25", "q=a%26b%3Dc%25"},
      {"q=a=b", "q=a%3Db"},
      {"q=%F0%9F%8F%A0", "q=%F0%9F%8F%A0"},
      {"q=école", "q=%C3%A9cole"},  // not encoded at all
      {"%71=roma", "q=roma"},
      {"theme=", ""},
      {"theme=housing&theme=housing", "theme=housing"},
      {"city=graz&theme=housing&theme=health", "theme=housing&theme=health&city=graz"},
      {"level=a&language=b&group=c&evidence=d&city=e&country=f&theme=g",
       "theme=g&country=f&city=e&evidence=d&group=c&language=b&level=a"},
      {"from=2010&to=2010", "from=2010&to=2010"},
      {"from=&to=", ""},
      {"lang=", ""},
      {"lang=fr", "lang=fr"},
      {"lang=sr-Latn", "lang=sr-Latn"},
      {"sort=", ""},
      {"sort=newest", ""},  // what one gets without q
      {"q=x&sort=relevance", "q=x"},
      {"sort=relevance&q=x", "q=x"},
      {"q=x&sort=newest", "q=x&sort=newest"},
      {"sort=title", "sort=title"},
      {"words=", ""},
      {"words=all", "words=all"},
      {"translate=", ""},
      {"translate=yes", ""},  // what one gets anyway
      {"translate=no", "translate=no"},
      {"page=2&translate=no&words=all&sort=title&q=x", "q=x&sort=title&words=all&translate=no&page=2"},
      {"page=1&per_page=10", ""},
      {"page=1000&per_page=100", "page=1000&per_page=100"},
      {"page=007", "page=7"},
      {"pick=", ""},
      {"pick=b-2&pick=a&pick=b-2", "pick=b-2&pick=a"},  // in the reader's order
      {"pick=b&q=x&pick=a&page=2", "q=x&page=2&pick=b&pick=a"},
  };
  for (const Row& row : kRows) EXPECT_EQ(outcome(row.address), row.canonical) << row.address;
}

TEST(QueryTest, BadAddressesAreRefusedNamingTheParameter) {
  struct Row {
    const char* address;
    const char* parameter;
  };
  const Row kRows[] = {
      {"page=abc", "<page>"},
      {"page=0", "<page>"},
      {"page=-1", "<page>"},
      {"page=%2B1", "<page>"},
      {"page=1.5", "<page>"},
      {"page=2x", "<page>"},
      {"page=1001", "<page>"},
      {"page=99999999999999999999", "<page>"},
      {"per_page=1000", "<per_page>"},
      {"per_page=101", "<per_page>"},
      {"per_page=0", "<per_page>"},
      {"from=soon", "<from>"},
      {"from=999", "<from>"},
      {"to=10000", "<to>"},
      {"from=2015&to=2010", "<from>"},
      {"sort=random", "<sort>"},
      {"sort=Title", "<sort>"},
      {"words=any", "<words>"},
      {"words=ALL", "<words>"},
      {"words=all&words=all", "<words>"},
      {"translate=0", "<translate>"},
      {"translate=No", "<translate>"},
      {"translate=no&translate=no", "<translate>"},
      {"pick=A", "<pick>"},
      {"pick=a%20b", "<pick>"},
      {"pick=..%2Fa", "<pick>"},
      {"pick=%C3%A9", "<pick>"},
      {"lang=xx", "<lang>"},
      {"lang=english", "<lang>"},
      {"colour=red", "<colour>"},
      {"Q=roma", "<Q>"},
      {"theme%5B%5D=housing", "<theme[]>"},
      {"=roma", "<>"},
      {"q=a&q=b", "<q>"},
      {"q=&q=b", "<q>"},
      {"page=1&page=2", "<page>"},
      {"q=100%", "<>"},
      {"q=%4", "<>"},
      {"q=%zz", "<>"},
      {"q=%00", "<>"},
      {"q=a%00b", "<>"},
      {"th%00eme=x", "<>"},
      {"q=%FF", "<q>"},
      {"q=%C3%28", "<q>"},
      {"q=%C0%AF", "<q>"},     // overlong
      {"q=%ED%A0%80", "<q>"},  // a surrogate
      {"q=%F5%80%80%80", "<q>"},
      {"%FF=x", "<>"},
      {"theme=%FF", "<theme>"},
  };
  for (const Row& row : kRows) EXPECT_EQ(outcome(row.address), row.parameter) << row.address;
}

TEST(QueryTest, AShortlistHasAtMostTwentyPractices) {
  std::string picks;
  for (int i = 1; i <= 20; ++i) picks += "pick=p" + std::to_string(i) + '&';
  EXPECT_EQ(parse(picks).picks.size(), 20U);
  EXPECT_EQ(parse(picks + "pick=p7").picks.size(), 20U) << "a twin is none more";
  EXPECT_EQ(outcome(picks + "pick=p21"), "<pick>");
}

TEST(QueryTest, ALanguageIsATagAndNothingElse) {
  // Labels and orders of titles are kept for each language asked for, so invented tags must not pass.
  for (const char* lang : {"en-", "en-%3Cscript%3E", "en%20x", "en-a_b", "und"}) {
    EXPECT_EQ(outcome(std::string("lang=") + lang), "<lang>") << lang;
  }
}

TEST(QueryTest, AThousandCharactersPassAndOneMoreDoesNot) {
  std::string words;
  for (int i = 0; i < 1000; ++i) words += "%E2%82%AC";  // three bytes, one character
  EXPECT_EQ(parse("q=" + words).q.size(), 3000U);
  EXPECT_EQ(outcome("q=" + words + "a"), "<q>");
  EXPECT_EQ(outcome("q=" + std::string(10000, 'a')), "<q>");
  EXPECT_EQ(parse("q=" + std::string(5000, '+') + 'a').q, "a");
}

TEST(QueryTest, FilterValuesAreBounded) {
  std::string address;
  for (std::size_t i = 0; i < kMaxFilterValues; ++i) address += "&theme=t" + std::to_string(i);
  EXPECT_EQ(parse(address).filters.at("theme").size(), kMaxFilterValues);
  EXPECT_EQ(outcome(address + "&city=graz"), "<city>");
}

TEST(QueryTest, ParametersKeepTheirOrderAndTheirTwins) {
  EXPECT_THAT(parse_query_string("b=1&a=2&b=%31&c"),
              ElementsAre(Pair("b", "1"), Pair("a", "2"), Pair("b", "1"), Pair("c", "")));
}

TEST(QueryTest, TheLanguageIsTheReadersUnlessTheAddressSaysOne) {
  EXPECT_EQ(parse("q=x", "sl").lang, "sl");
  EXPECT_FALSE(parse("q=x", "sl").lang_given);
  EXPECT_EQ(parse("q=x&lang=fr", "sl").lang, "fr");
  EXPECT_TRUE(parse("q=x&lang=fr", "sl").lang_given);
}

TEST(QueryTest, SortsByNewnessWithoutWordsAndByRelevanceWithThem) {
  EXPECT_EQ(parse("").sort, Sort::kNewest);
  EXPECT_EQ(parse("theme=housing").sort, Sort::kNewest);
  EXPECT_EQ(parse("q=x").sort, Sort::kRelevance);
  EXPECT_EQ(parse("q=x&sort=title").sort, Sort::kTitle);
}

TEST(QueryTest, WordsAreTranslatedAndMayBeLeftOutUnlessTheAddressSaysOtherwise) {
  EXPECT_FALSE(parse("q=x").all_words);
  EXPECT_TRUE(parse("q=x").translate);
  EXPECT_TRUE(parse("q=x&words=all").all_words);
  EXPECT_TRUE(parse("q=x&words=all").translate);
  EXPECT_FALSE(parse("q=x&translate=no").translate);
  EXPECT_FALSE(parse("q=x&translate=no").all_words);
  EXPECT_TRUE(parse("q=x&translate=yes").translate);
}

TEST(QueryTest, MessagesSayWhatIsAllowed) {
  try {
    parse("per_page=1000");
    FAIL();
  } catch (const BadRequest& error) {
    EXPECT_THAT(error.what(), HasSubstr("'per_page'"));
    EXPECT_THAT(error.what(), HasSubstr("100"));
  }
}

Query random_query(Random& random) {
  static constexpr std::string_view kPieces[] = {"a", "Z",  "9", " ", "+", "&", "=",  "%",    "#",  "?",     "\"", "*",
                                                 "-", "é",  "ß", "Ж", "ω", "ש", "日", "🏠",    "'",  "\t",    ":",  "~",
                                                 "/", "\\", ";", ",", "<", ">", "|",  "\x7f", "\n", "title:"};
  static constexpr std::string_view kLangs[] = {"en", "fr", "sr", "sr-Latn", "de", "uk", "rom"};
  Query query;
  query.q = random.chain(kPieces, random.below(12));
  constexpr std::string_view kSpace = " \t\n";
  query.q.erase(0, std::min(query.q.size(), query.q.find_first_not_of(kSpace)));
  while (!query.q.empty() && kSpace.find(query.q.back()) != std::string_view::npos) query.q.pop_back();
  for (const std::string_view facet : kFacetNames) {
    if (!random.one_in(3)) continue;
    std::set<std::string> seen;
    for (std::size_t i = random.between(1, 3); i > 0; --i) {
      std::string value = random.chain(kPieces, random.between(1, 3));
      if (seen.insert(value).second) query.filters[std::string(facet)].push_back(std::move(value));
    }
  }
  if (random.one_in(2)) query.from = static_cast<int>(random.between(1900, 2000));
  if (random.one_in(2)) query.to = static_cast<int>(random.between(2000, 2100));
  query.lang_given = random.one_in(2);
  if (query.lang_given) query.lang = random.of(kLangs);
  query.sort = query.q.empty() ? Sort::kNewest : Sort::kRelevance;
  if (random.one_in(2)) {
    query.sort = static_cast<Sort>(random.below(3));
    query.sort_given = query.sort != (query.q.empty() ? Sort::kNewest : Sort::kRelevance);
  }
  query.all_words = random.one_in(2);
  query.translate = random.one_in(2);
  query.page = random.one_in(2) ? 1 : random.between(1, kMaxPage);
  query.per_page = random.one_in(2) ? 10 : random.between(1, kMaxPerPage);
  std::set<std::string> picked;
  for (std::size_t i = random.below(5); i > 0; --i) {
    std::string id = "practice-" + std::to_string(random.below(100));
    if (picked.insert(id).second) query.picks.push_back(std::move(id));
  }
  return query;
}

TEST(QueryTest, AnAddressMadeOfAQueryReadsAsThatQuery) {
  Random random(1);
  for (int i = 0; i < 20000; ++i) {
    const Query query = random_query(random);
    const std::string address = to_query_string(query);
    const Query read = parse(address);
    ASSERT_EQ(read, query) << address;
    ASSERT_EQ(to_query_string(read), address);
  }
}

TEST(QueryTest, WhatAnAddressSaysDoesNotDependOnHowItIsEncoded) {
  Random random(2);
  for (int i = 0; i < 5000; ++i) {
    const std::string address = to_query_string(random_query(random));
    std::string verbose;
    for (std::size_t at = 0; at < address.size(); ++at) {
      const char c = address[at];
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      const bool escaped = at >= 1 && (address[at - 1] == '%' || (at >= 2 && address[at - 2] == '%'));
      if (letter && !escaped && random.one_in(3)) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        verbose += '%';
        verbose += kDigits[static_cast<unsigned char>(c) >> 4];
        verbose += kDigits[static_cast<unsigned char>(c) & 15];
      } else {
        verbose += c;
      }
    }
    ASSERT_EQ(to_query_string(parse(verbose)), address) << verbose;
  }
}

TEST(QueryTest, RandomBytesAreReadOrRefusedAndNeverHarm) {
  static constexpr std::string_view kPieces[] = {"q=",  "theme=", "page=", "lang=", "&", "%", "%4", "%41", "%C3",
                                                 "%A9", "1",      "en",    "é",     "+", "=", "",   "\xff"};
  Random random(3);
  for (int i = 0; i < 20000; ++i) {
    const std::string address =
        random.one_in(2) ? random.bytes(random.below(40)) : random.chain(kPieces, random.below(14));
    try {
      const Query query = parse(address);
      ASSERT_EQ(parse(to_query_string(query)), query) << address;
    } catch (const BadRequest& error) {
      ASSERT_TRUE(is_valid_utf8(error.what())) << address;
      ASSERT_TRUE(is_valid_utf8(error.parameter)) << address;
    }
  }
}

}  // namespace
}  // namespace gp
