// YAML written to hurt: it ends in a diagnostic, in bounded time and memory.
#include "tests/unit/practice/corpus_folder.h"

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

using HostileYaml = CorpusTest;

TEST_F(HostileYaml, AnAliasBombIsRefusedAtItsFirstAlias) {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'i'; ++c) {
    bomb += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 9; ++i) bomb += std::string(i == 0 ? "*" : ", *") + static_cast<char>(c - 1);
    bomb += "]\n";
  }
  corpus_.write("practices/graz/practice.yaml", bomb);
  EXPECT_THAT(corpus_.read().messages,
              ElementsAre(HasSubstr("practice.yaml:2: a YAML alias (*); write the value itself")));
}

TEST_F(HostileYaml, DeepNestingIsAnErrorAndNotACrash) {
  for (const char* open : {"[", "{a: ", "- ", "? "}) {
    std::string text = "themes: ";
    if (*open == '-' || *open == '?') text += "\n  ";
    for (int i = 0; i < 100'000; ++i) text += open;
    corpus_.write("practices/graz/practice.yaml", text);
    EXPECT_THAT(corpus_.read().messages, SizeIs(1)) << open;
  }
}

TEST_F(HostileYaml, BracketsAreCountedBeforeTheYamlIsRead) {
  const auto with_brackets = [this](std::size_t open, std::size_t shut) {
    corpus_.write("practices/graz/practice.yaml",
                  "place: graz\nthemes: " + std::string(open, '[') + std::string(shut, ']') + "\n");
    return corpus_.read().messages;
  };
  EXPECT_THAT(with_brackets(65, 65),
              ElementsAre(HasSubstr("practice.yaml:2: brackets are nested deeper than 64 levels; "
                                    "close each [ and { where it ends")));
  EXPECT_THAT(with_brackets(64, 64), ElementsAre(HasSubstr("practice.yaml:2: the YAML is too large")));
  std::string beside = "awards: [a";
  for (int i = 0; i < 1000; ++i) beside += ", {}, ']'";
  corpus_.write("practices/graz/practice.yaml", beside + "]\n");
  EXPECT_THAT(corpus_.read().messages, ::testing::Not(::testing::Contains(HasSubstr("brackets"))));
  corpus_.write("practices/graz/practice.yaml", kGoodYaml);
  EXPECT_THAT(with_text("---\ntitle: A\nsummary: " + std::string(70, '{') + "\n---\n"),
              ElementsAre(HasSubstr("en.md:3: brackets are nested deeper than 64 levels")));
}

TEST_F(HostileYaml, TooManyValuesAreAnError) {
  std::string text = "themes: [a";
  for (int i = 0; i < 100'001; ++i) text += ",a";
  corpus_.write("practices/graz/practice.yaml", text + "]");
  EXPECT_THAT(corpus_.read().messages, ElementsAre(HasSubstr("it holds more than 100000 values")));
}

TEST_F(HostileYaml, AKeyThatIsNoWordIsAnError) {
  for (const char* text : {"? [a]\n: b\n", "{a: b}: c\n", "~: c\n"}) {
    corpus_.write("practices/graz/practice.yaml", text);
    EXPECT_THAT(corpus_.read().messages, ElementsAre(HasSubstr("practice.yaml:1: a key is not a word"))) << text;
  }
}

TEST_F(HostileYaml, ASecondDocumentIsAnError) {
  corpus_.write("practices/graz/practice.yaml", "place: graz\n---\nplace: lyon\n");
  EXPECT_THAT(corpus_.read().messages, ElementsAre(HasSubstr("a second YAML document begins")));
}

TEST_F(HostileYaml, ALongOffendingValueIsShownShort) {
  corpus_.write("practices/graz/practice.yaml", "level: " + std::string(100'000, 'x') + "\n");
  for (const std::string& message : corpus_.read().messages) EXPECT_LT(message.size(), 300U);
}

TEST_F(HostileYaml, EveryPrefixOfAGoodFileIsReadWithoutACrash) {
  const Vocabulary vocabulary = corpus_.vocabulary();
  for (const std::string_view whole : {kGoodYaml, kGoodText}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      Diagnostics diagnostics;
      const RawCase raw{
          .id = "graz",
          .files = {
              {.path = "f", .language = whole == kGoodText ? "en" : "", .bytes = std::string(whole.substr(0, size))}}};
      parse_case(raw, vocabulary, diagnostics);
    }
  }
}

}  // namespace
}  // namespace gp
