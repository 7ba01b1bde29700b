// The same practice as a line of JSON: read alike, reported alike, written and read again.
#include <random>

#include "indexer/practice/evidence.h"
#include "tests/unit/practice/corpus_folder.h"

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class JsonLines : public CorpusTest {
 protected:
  Reading with_lines(std::string_view lines) const {
    corpus_.write("cases.jsonl", lines);
    return corpus_.read("cases.jsonl");
  }
  static std::string good(const std::string& id, const std::string& more = "") {
    return R"({"id":")" + id +
           R"(","place":"graz","themes":["housing"],"evidence":{"class":"replicated","basis":"replication"},"sources":[{"url":"https://a.org"}],)" +
           more + R"("texts":{"en":{"title":"A","summary":"B","body":"Text"}}})";
  }
};

TEST_F(JsonLines, AFolderAndItsLineAreTheSamePractice) {
  const Practice from_folder = corpus_.read().practices.at("graz");
  const Reading reading = with_lines(to_json_line(from_folder));
  EXPECT_THAT(reading.messages, IsEmpty());
  EXPECT_EQ(reading.practices.at("graz"), from_folder);
}

TEST_F(JsonLines, EmptyLinesAreSkippedAndLinesCounted) {
  const Reading reading = with_lines("\n" + good("a") + "\r\n\n  \n" + good("b", R"("level":"moon",)"));
  EXPECT_THAT(reading.messages, ElementsAre(HasSubstr("cases.jsonl:5: unknown level 'moon'")));
  EXPECT_THAT(reading.practices, SizeIs(2));
}

TEST_F(JsonLines, ALineThatIsNotJsonIsReportedAndTheNextOneRead) {
  const Reading reading = with_lines("{\"id\": \"a\", oops}\n" + good("b") + "\n[1]\n\"x\"\n{\"id\"\n");
  EXPECT_THAT(reading.messages, ElementsAre(HasSubstr("cases.jsonl:1: not JSON, at byte 13 of the line: syntax error"),
                                            HasSubstr("cases.jsonl:3: the line is not a JSON object"),
                                            HasSubstr("cases.jsonl:4: the line is not a JSON object"),
                                            HasSubstr("cases.jsonl:5: not JSON")));
  EXPECT_EQ(reading.practices.count("b"), 1U);
}

TEST_F(JsonLines, AnIdIsRequiredAndHasItsForm) {
  EXPECT_THAT(with_lines(R"({"place":"graz"})").messages,
              ::testing::Contains(HasSubstr("cases.jsonl:1: the practice has no id")));
  EXPECT_THAT(with_lines(good("Graz Süd")).messages,
              ElementsAre(HasSubstr("cases.jsonl:1: 'Graz Süd' is not an id; write 'graz-sud'")));
  EXPECT_THAT(with_lines(good(std::string(101, 'x'))).messages, ElementsAre(HasSubstr("is not an id")));
  EXPECT_THAT(with_lines(good(std::string(100, 'x'))).messages, IsEmpty());
}

TEST_F(JsonLines, ADuplicateIdNamesTheFirstLine) {
  const Reading reading = with_lines(good("a") + "\n" + good("b") + "\n" + good("a") + "\n");
  EXPECT_THAT(reading.messages,
              ElementsAre("cases.jsonl:3: id 'a' for the second time; give it another id, or delete it; "
                          "the first stands in line 1"));
}

TEST_F(JsonLines, AnIdAfterOtherKeysIsFound) {
  EXPECT_THAT(
      with_lines(
          R"({"texts":{"en":{"id":"x","title":"A","summary":"B","body":"C"}},"status":"withdrawn","reason":"R","id":"late"})")
          .practices,
      ElementsAre(::testing::Key("late")));
}

TEST_F(JsonLines, ADuplicateKeyIsAnError) {
  EXPECT_THAT(with_lines(good("a", R"("level":"city","level":"city",)")).messages,
              ElementsAre(HasSubstr("cases.jsonl:1: key 'level' for the second time")));
  EXPECT_THAT(with_lines(good("a", R"("id":"b",)")).messages, ElementsAre(HasSubstr("key 'id' for the second time")));
}

TEST_F(JsonLines, BothFormsSayTheSameAboutTheSameFault) {
  const auto after_place = [](const std::string& message) { return message.substr(message.find(": ") + 2); };
  const std::vector<std::pair<std::string, std::string>> faults{
      {"level: {a: b}", R"("level":{"a":"b"},)"},
      {"budget_eur: about 5 million", R"("budget_eur":"about 5 million",)"},
      {"budget_eur: 5.5", R"("budget_eur":5.5,)"},
      {"target_groups: [[roma]]", R"("target_groups":[["roma"]],)"},
      {"period: [2011]", R"("period":[2011],)"},
      {"added: yesterday", R"("added":"yesterday",)"},
      {"status: gone", R"("status":"gone",)"},
      {"colour: red", R"("colour":"red",)"},
  };
  for (const auto& [yaml, json] : faults) {
    const std::vector<std::string> in_yaml = with_yaml(yaml);
    const std::vector<std::string> in_json = with_lines(good("a", json)).messages;
    ASSERT_THAT(in_yaml, SizeIs(1)) << yaml;
    ASSERT_THAT(in_json, SizeIs(1)) << json;
    EXPECT_EQ(after_place(in_yaml[0]), after_place(in_json[0]));
  }
}

TEST_F(JsonLines, ATextUnderAWrongTagIsAnError) {
  const Reading reading = with_lines(
      R"({"id":"a","status":"withdrawn","reason":"R","texts":{"EN":{"title":"A","summary":"B","body":"C"},"fr":"text"}})");
  EXPECT_THAT(reading.messages, ElementsAre(HasSubstr("'fr' is 'text', not a group of keys"),
                                            HasSubstr("'EN' is not a language tag; write 'en'")));
}

TEST_F(JsonLines, APracticeWithoutATextIsAnError) {
  EXPECT_THAT(with_lines(R"({"id":"a","status":"withdrawn","reason":"R"})").messages,
              ElementsAre(HasSubstr("the practice has no text")));
}

TEST_F(JsonLines, HeadingsAreReportedAtTheLineOfTheFile) {
  EXPECT_THAT(
      with_lines(
          "\n" +
          std::string(
              R"({"id":"a","status":"withdrawn","reason":"R","texts":{"en":{"title":"A","summary":"B","body":"x\n\n## Result"}}})"))
          .messages,
      ElementsAre(HasSubstr("cases.jsonl:2: warning: heading 'Result' is not a section; write '## Results'")));
}

TEST_F(JsonLines, BadBytesAreReportedWithTheLine) {
  EXPECT_THAT(with_lines("\n" + good("a", "\"level\":\"\xFF\",")).messages,
              ElementsAre(HasSubstr("cases.jsonl:2: the bytes are not UTF-8")));
  EXPECT_THAT(with_lines(good("a", R"("reason":"\ud800",)")).messages, ElementsAre(HasSubstr("not JSON")));
  EXPECT_THAT(with_lines(good("a", R"("level":"ci\u0000ty",)")).messages,
              ElementsAre(HasSubstr("control character U+0000 in 'level'")));
  EXPECT_THAT(with_lines("\xEF\xBB\xBF" + good("a")).messages,
              ElementsAre(HasSubstr("cases.jsonl:1: warning: a byte order mark")));
}

TEST_F(JsonLines, ALineThatIsTooLongIsReportedAndTheNextOneRead) {
  const Reading reading = with_lines(std::string(kMaxLineBytes + 1, ' ') + "\n" + good("b"));
  EXPECT_THAT(reading.messages,
              ElementsAre("cases.jsonl:1: the line has 16777217 bytes; write at most 16777216, one practice a line"));
  EXPECT_THAT(reading.practices, SizeIs(1));
}

TEST_F(JsonLines, ATextMayBeNoLargerThanATextFile) {
  const auto with_body = [this](std::size_t size) {
    return with_lines(
               R"({"id":"a","place":"graz","themes":["housing"],"evidence":{"class":"replicated","basis":"replication"},)"
               R"("sources":[{"url":"https://a.org"}],"texts":{"en":{"title":"A","summary":"B","body":")" +
               std::string(size, 'x') + R"("},"de":{"title":"A","summary":"B","body":"C"}}})")
        .messages;
  };
  EXPECT_THAT(with_body(kMaxCaseFileBytes - 2), IsEmpty());
  EXPECT_THAT(with_body(kMaxCaseFileBytes - 1),
              ElementsAre("cases.jsonl:1: the text in 'en' has 1048577 bytes; write at most 1048576"));
}

TEST_F(JsonLines, TheOtherKeysMayBeNoLargerThanTheirFile) {
  EXPECT_THAT(with_lines(good("a", R"("funding":[")" + std::string(kMaxCaseFileBytes, 'x') + "\"],")).messages,
              ElementsAre(HasSubstr("cases.jsonl:1: the keys beside the texts have 10486")));
}

TEST_F(JsonLines, AFileWithoutPracticesIsAWarning) {
  EXPECT_THAT(with_lines("").messages, ElementsAre("cases.jsonl: warning: no practice; write one JSON object a line"));
}

TEST_F(JsonLines, DeepNestingIsAnErrorAndNotACrash) {
  for (const char* open : {"[", "{\"a\":"}) {
    std::string line = R"({"id":"a","themes":)";
    for (int i = 0; i < 200'000; ++i) line += open;
    EXPECT_THAT(with_lines(line).messages,
                ElementsAre(HasSubstr("the JSON is too large: it is nested deeper than 32 levels")));
  }
}

TEST_F(JsonLines, TooManyValuesAreAnError) {
  std::string line = R"({"id":"a","themes":[1)";
  for (int i = 0; i < 100'000; ++i) line += ",1";
  EXPECT_THAT(with_lines(line + "]}").messages, ElementsAre(HasSubstr("it holds more than 100000 values")));
}

// Practices of every shape, made from a few words that are hard to write and to read.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  // Its class is as the rule has it, or left out and then computed.
  Evidence evidence() {
    Evidence e{
        .basis = some({"award", "evaluation", "replication"}), .award = some({"A: 2013", "- B"}), .reason = word()};
    if (coin()) e.evaluation = {.method = "m" + word(), .evaluator = word()};
    if (coin()) e.replication = {"Vidin", "# Lom"};
    if (e != Evidence()) e.concept_id = assess(e).concept_id;
    return e;
  }

  Practice practice() {
    Practice p;
    p.id = "p-" + std::to_string(random_() % 1000);
    p.place = maybe("graz");
    p.level = maybe("city");
    p.themes = some({"employment", "housing"});
    p.target_groups = some({"roma"});
    p.evidence = evidence();
    if (coin()) p.period.start = 1800 + static_cast<int>(random_() % 100);
    if (coin()) p.period.end = 1900 + static_cast<int>(random_() % 200);
    while (coin()) p.organisations.push_back({"x" + word(), word()});
    p.funding = some({"a: b", "- c", "{d}", "'e'"});
    if (coin()) p.budget_eur = static_cast<long long>(random_()) * 1000;
    p.awards = some({"null", "~", "true", "2011"});
    while (coin())
      p.sources.push_back(
          {"https://example.org/" + std::to_string(random_()), word(), maybe("sr-Latn"), year(), coin()});
    p.original_language = maybe("cnr");
    p.added = maybe("2024-02-29");
    p.reviewed = maybe("2026-11-22");
    p.status = coin() ? Status::kPublished : Status::kWithdrawn;
    p.reason = p.status == Status::kWithdrawn ? "x" + word() : "";
    p.related = some({"lyon", "other-one"});
    p.texts["en"] = text();
    for (const char* language : {"de", "sr-Latn", "cnr"}) {
      if (coin()) p.texts[language] = text();
    }
    return p;
  }

 private:
  bool coin() { return random_() % 2 == 0; }
  std::string maybe(const char* value) { return coin() ? value : ""; }
  std::optional<int> year() {
    return coin() ? std::optional<int>(2000 + static_cast<int>(random_() % 50)) : std::nullopt;
  }
  std::string word() {
    static const std::vector<std::string> words{
        "", "Städte", "\"quoted\" \\ back", "С́утра", "a  # b", "😀 </script>", "x\u2028x", "0", "- x"};
    std::string chosen = words[random_() % words.size()];
    return chosen == "a  # b" ? "a # b" : chosen;
  }
  std::vector<std::string> some(const std::vector<std::string>& all) {
    std::vector<std::string> chosen;
    for (const std::string& one : all) {
      if (coin()) chosen.push_back(one);
    }
    return chosen;
  }
  Text text() {
    return {"x" + word(), word(), coin() ? Translation::kHuman : Translation::kMachine,
            coin() ? "" : "    code\n\n## Context\n\n\"" + word() + ".\tx"};
  }

  std::mt19937 random_;
};

TEST_F(JsonLines, WhatIsWrittenIsReadAgainAsTheSamePractice) {
  const Vocabulary vocabulary = corpus_.vocabulary();
  for (unsigned seed = 0; seed < 500; ++seed) {
    const Practice practice = Generator(seed).practice();
    const std::string line = to_json_line(practice);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    Diagnostics diagnostics;
    const RawCase raw{.id = practice.id, .json = true, .files = {{.path = "p.jsonl", .bytes = line}}};
    EXPECT_TRUE(parse_case(raw, vocabulary, diagnostics) == practice) << line;
    for (const Diagnostic& diagnostic : diagnostics.all()) {
      EXPECT_EQ(diagnostic.severity, Severity::kWarning) << to_string(diagnostic);
    }
    EXPECT_TRUE(practice_from_json(line) == practice) << line;
  }
}

TEST(ToJsonLine, LeavesOutWhatSaysNothing) {
  EXPECT_EQ(to_json_line(Practice{.id = "a"}), R"({"id":"a"})");
  EXPECT_EQ(
      to_json_line(
          Practice{.id = "a", .period = {2011, {}}, .texts = {{"en", {"T", "", Translation::kMachine, "x\n\ty"}}}}),
      R"({"id":"a","period":{"start":2011},"texts":{"en":{"title":"T","translation":"machine","body":"x\n\u0009y"}}})");
}

TEST(PracticeFromJson, ThrowsOnWhatItDidNotWrite) {
  for (const char* json : {"", "{", "[]", "5", R"({"colour":"red"})", R"({"themes":[[]]})"}) {
    EXPECT_THROW(practice_from_json(json), std::runtime_error) << json;
  }
  EXPECT_EQ(practice_from_json("{}"), Practice{});
}

}  // namespace
}  // namespace gp
