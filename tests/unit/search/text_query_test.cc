#include "searchd/search/text_query.h"

#include <gtest/gtest.h>

#include "tests/unit/search/random.h"

namespace gp {
namespace {

// Items in parentheses, their clauses separated by bars, then what is excluded.
std::string dump(const TextQuery& query) {
  std::string text;
  const auto space = [&text] { text += text.empty() ? "" : " "; };
  for (const std::vector<Clause>& item : query.items) {
    space();
    text += '(';
    for (std::size_t i = 0; i < item.size(); ++i) text += (i > 0 ? "|" : "") + to_string(item[i]);
    text += ')';
  }
  for (const Clause& clause : query.excluded) {
    space();
    text += "-(" + to_string(clause) + ')';
  }
  return text;
}

TEST(TextQueryTest, ReadsTheGrammar) {
  struct Row {
    const char* typed;
    const char* meant;
  };
  const Row kRows[] = {
      {"", ""},
      {"   ", ""},
      {"school", "(school)"},
      {"school bus", "(school) (bus)"},
      {" school \t bus\n", "(school) (bus)"},
      {"\"school bus\"", "(\"school bus\")"},
      {"\"school bus\" Lyon", "(\"school bus\") (Lyon)"},
      {"the\"school bus\"Lyon", "(the) (\"school bus\") (Lyon)"},
      {"school -bus", "(school) -(bus)"},
      {"-bus school", "(school) -(bus)"},
      {"-\"school bus\"", "-(\"school bus\")"},
      {"-bus*", "-(bus*)"},
      {"-title:bus", "-(title:bus)"},
      {"scho*", "(scho*)"},
      {"scho**", "(scho*)"},
      {"title:school", "(title:school)"},
      {"title:scho*", "(title:scho*)"},
      {"title:\"school bus\"", "(title:\"school bus\")"},
      {"school OR bus", "(school|bus)"},
      {"school OR bus OR train Lyon", "(school|bus|train) (Lyon)"},
      {"\"a b\" OR c* OR title:d", "(\"a b\"|c*|title:d)"},
      {"school or bus", "(school) (or) (bus)"},  // the sign is in capitals
      // What is not the grammar is words.
      {"OR school", "(OR) (school)"},
      {"school OR OR bus", "(school|OR) (bus)"},
      {"-", "(-)"},
      {"a - b", "(a) (-) (b)"},
      {"--a", "(--a)"},
      {"well-being", "(well-being)"},
      {"*", "(*)"},
      {"title:", "(title:)"},
      {"title: school", "(title:) (school)"},
      {"Title:school", "(Title:school)"},
      {"subtitle:x", "(subtitle:x)"},
      {"\"\"", ""},
      {"\" \" a", "(a)"},
      // Quotes as phones and word processors write them.
      {"“school bus”", "(\"school bus\")"},
      {"„Schule Bus“", "(\"Schule Bus\")"},
      {"«école bus»", "(\"école bus\")"},
      {"a\u00A0b", "(a) (b)"},
  };
  for (const Row& row : kRows) EXPECT_EQ(dump(parse_text_query(row.typed)), row.meant) << row.typed;
}

TEST(TextQueryTest, ALoneQuoteIsNoPhrase) {
  for (const char* typed : {"\"school bus", "school \"bus", "school bus\"", "school\"bus", "\"", "title:\"", "-\"a"}) {
    const TextQuery query = parse_text_query(typed);
    for (const std::vector<Clause>& item : query.items) {
      for (const Clause& clause : item) EXPECT_EQ(clause.kind, Clause::Kind::kWords) << typed;
    }
  }
}

TEST(TextQueryTest, AnOrAtTheEndIsLeftOutAndOneAtTheBeginningIsAWord) {
  EXPECT_EQ(dump(parse_text_query("school OR")), "(school)");
  EXPECT_EQ(dump(parse_text_query("OR school")), "(OR) (school)");
}

constexpr std::string_view kPieces[] = {"a", "b",  "école", "OR",     "OR",     " ",  " ", " ", "-", "\"",
                                        "*", "**", "title", "title:", "TITLE:", "\t", ".", "“", "”", "ш"};

TEST(TextQueryTest, WrittenOutAndReadAgainItIsTheSame) {
  Random random(4);
  for (int i = 0; i < 50000; ++i) {
    const std::string typed = random.chain(kPieces, random.below(12));
    const TextQuery query = parse_text_query(typed);
    const std::string written = to_string(query);
    ASSERT_EQ(dump(parse_text_query(written)), dump(query)) << "typed: " << typed << "\nwritten: " << written;
  }
}

TEST(TextQueryTest, RandomBytesNeverHarm) {
  Random random(5);
  for (int i = 0; i < 20000; ++i) {
    const TextQuery query = parse_text_query(random.bytes(random.below(60)));
    for (const std::vector<Clause>& item : query.items) ASSERT_FALSE(item.empty());
  }
}

TEST(TextQueryTest, ALongQueryIsReadInOnePass) {
  std::string quotes;
  for (int i = 0; i < 20000; ++i) quotes += "\"a -";
  EXPECT_FALSE(parse_text_query(quotes).items.empty());
}

}  // namespace
}  // namespace gp
