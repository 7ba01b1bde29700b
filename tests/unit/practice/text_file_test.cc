// <lang>.md: front matter, sections, and the name of the file.
#include "tests/unit/practice/corpus_folder.h"

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using TextFile = CorpusTest;

TEST_F(TextFile, AFrontMatterThatIsMissingIsAnError) {
  EXPECT_THAT(with_text("title: Jobs\n\n## Context\n"),
              ElementsAre("practices/graz/en.md:1: the front matter is missing; begin the file with a line ---, then "
                          "'title: …' and 'summary: …', then a line ---"));
}

TEST_F(TextFile, AFrontMatterThatIsNotClosedIsAnError) {
  EXPECT_THAT(
      with_text("---\ntitle: Jobs\n"),
      ElementsAre("practices/graz/en.md:1: the front matter is not closed; write a line --- after its last key"));
  EXPECT_THAT(with_text("---"), ElementsAre(HasSubstr("the front matter is not closed")));
}

TEST_F(TextFile, AnEmptyFrontMatterIsAnError) {
  EXPECT_THAT(with_text("---\n---\nText\n"), ElementsAre(HasSubstr("en.md:1: the front matter is empty")));
  EXPECT_THAT(with_text("---\n- a\n---\nText\n"), ElementsAre(HasSubstr("en.md:2: the front matter has no keys")));
}

TEST_F(TextFile, FrontMatterThatIsNotYamlIsReportedWithItsLineInTheFile) {
  EXPECT_THAT(with_text("---\nsummary: A\ntitle: Jobs: for all\n---\nText\n"),
              ElementsAre(HasSubstr("en.md:3: not YAML")));
}

TEST_F(TextFile, AMissingTitleIsAnErrorAndAMissingSummaryAWarning) {
  EXPECT_THAT(
      with_text("---\ntranslation: human\n---\nText\n"),
      ElementsAre("practices/graz/en.md:1: the text in 'en' has no title; write 'title: …' between the --- lines",
                  "practices/graz/en.md:1: warning: the text in 'en' has no summary; write 'summary: …', the "
                  "solution in 30 to 60 words"));
}

TEST_F(TextFile, ATextWithoutBodyIsAWarning) {
  EXPECT_THAT(with_text("---\ntitle: A\nsummary: B\n---\n\n \n"),
              ElementsAre(HasSubstr("warning: the text in 'en' has no body")));
}

TEST_F(TextFile, ALongTitleIsAWarning) {
  EXPECT_THAT(with_text("---\nsummary: B\ntitle: " + std::string(91, 'x') + "\n---\nText\n"),
              ElementsAre(HasSubstr("en.md:3: warning: the title has 91 characters; say it in at most 90")));
}

TEST_F(TextFile, AnUnknownTranslationWordNamesTheNearestOne) {
  EXPECT_THAT(with_text("---\ntitle: A\nsummary: B\ntranslation: machin\n---\nText\n"),
              ElementsAre(HasSubstr("en.md:4: unknown translation 'machin'; write 'machine'")));
}

TEST_F(TextFile, AnUnknownKeyOfTheFrontMatterNamesTheNearestOne) {
  EXPECT_THAT(with_text("---\ntitle: A\nsumary: B\n---\nText\n"),
              ElementsAre(HasSubstr("en.md:3: unknown key 'sumary'; write 'summary'"), HasSubstr("has no summary")));
  EXPECT_THAT(with_text("---\ntitle: A\nbody: B\n---\nText\n"), ElementsAre(HasSubstr("en.md:3: unknown key 'body'")));
}

TEST_F(TextFile, AHeadingThatIsNoSectionNamesTheExpectedOne) {
  EXPECT_THAT(with_text("---\ntitle: A\nsummary: B\n---\n\n\n## Context\n\nText\n\n## Result\n"),
              ElementsAre("practices/graz/en.md:11: warning: heading 'Result' is not a section; write '## Results'"));
  EXPECT_THAT(with_text("---\ntitle: A\nsummary: B\n---\n## Before\n"),
              ElementsAre(HasSubstr("en.md:5: warning: heading 'Before' is not a section; write '## Context'")));
}

TEST_F(TextFile, HeadingsOutOfOrderAreAWarning) {
  EXPECT_THAT(with_text("---\ntitle: A\nsummary: B\n---\n## Results\n\n## Context ##\n"),
              ElementsAre(HasSubstr(
                  "en.md:7: warning: heading 'Context' stands after 'Results'; the order is 'Context', 'Results'")));
}

TEST_F(TextFile, HeadingsOfALowerLevelAndInCodeAreFree) {
  EXPECT_THAT(with_text("---\ntitle: A\nsummary: B\n---\n### Free\n\n```\n## Code\n```\n\n## Results\n"), IsEmpty());
}

TEST_F(TextFile, ASerbianTextInLatinScriptHasTheSerbianHeadingsInLatinScript) {
  EXPECT_THAT(with_text("---\ntitle: A\nsummary: B\n---\n## Kontekst\n\n## Rezultati\n", "sr-Latn.md"), IsEmpty());
  EXPECT_THAT(with_text("---\ntitle: A\nsummary: B\n---\n## Context\n", "sr-Latn.md"),
              ElementsAre(HasSubstr("heading 'Context' is not a section; write '## Kontekst'")));
}

TEST_F(TextFile, ALanguageWithoutHeadingsInTheVocabularyIsNotJudged) {
  EXPECT_THAT(with_text("---\ntitle: A\nsummary: B\n---\n## Anything\n", "hu.md"), IsEmpty());
}

TEST_F(TextFile, TheBodyKeepsItsIndentationAndLosesBlankLinesAround) {
  EXPECT_THAT(with_text("---\r\ntitle: A\r\nsummary: B\r\n---\r\n\r\n  \r\n    code\r\nText  \r\n\r\n"), IsEmpty());
  EXPECT_EQ(corpus_.read().practices.at("graz").texts.at("en").body, "    code\nText");
}

TEST_F(TextFile, APracticeWithoutATextIsAnError) {
  std::filesystem::remove(corpus_.path("practices/graz/en.md"));
  EXPECT_THAT(
      corpus_.read().messages,
      ElementsAre(
          "practices/graz/practice.yaml: the practice has no text; write at least one, such as en.md, with a title"));
}

TEST_F(TextFile, ATextThatCannotBeReadIsNotCalledMissingAsWell) {
  EXPECT_THAT(with_text("no front matter"), ::testing::SizeIs(1));
}

}  // namespace
}  // namespace gp
