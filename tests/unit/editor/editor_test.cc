// What the editor says of a case that is valid, and that it says nothing of a good one.
#include "indexer/editor/editor.h"

#include "indexer/editor/private_data.h"
#include "indexer/editor/text_language.h"
#include "tests/unit/practice/corpus_folder.h"

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr std::string_view kSummary =
    "The town bought twelve flats in ordinary buildings and let them to families from the settlement, with a social "
    "worker who visits every week during the first year of the tenancy.";

std::string text_file(const std::string& body, const std::string& translation = "original",
                      const std::string& summary = std::string(kSummary)) {
  return "---\ntitle: Flats for families\nsummary: \"" + summary + "\"\ntranslation: " + translation + "\n---\n" + body;
}

class EditorTest : public ::testing::Test {
 protected:
  EditorTest() {
    corpus_.write("vocabulary/sections.yaml",
                  "- {id: context, prefLabel: {en: Context, de: Ausgangslage}}\n"
                  "- {id: results, prefLabel: {en: Results, de: Ergebnisse}}\n");
    write_yaml("graz");
    corpus_.write("practices/graz/en.md",
                  text_file("## Context\n\nIn 2011 people lived in huts.\n\n## Results\n\nThey moved.\n"));
  }

  void write_yaml(const std::string& id, const std::string& evidence = "{basis: none}",
                  const std::string& reviewed = "2026-11-01") const {
    corpus_.write("practices/" + id + "/practice.yaml",
                  "place: graz\nlevel: city\nthemes: [housing]\nevidence: " + evidence +
                      "\nsources: [{url: https://a.org, publisher: A}]\noriginal_language: en\nadded: 2024-01-01\n"
                      "reviewed: " +
                      reviewed + "\n");
  }

  std::vector<std::string> messages(const std::string& today = "2026-11-22") const {
    const Vocabulary vocabulary = corpus_.vocabulary();
    Diagnostics valid;
    Diagnostics said;
    Editor editor(vocabulary, today);
    for_each_case(corpus_.path(), valid,
                  [&](const RawCase& raw) { editor.read(parse_located_case(raw, vocabulary, valid), said); });
    editor.compare(said);
    EXPECT_THAT(valid.all(), IsEmpty());
    std::vector<std::string> lines;
    for (const Diagnostic& one : said.all()) lines.push_back(to_string(one).substr(corpus_.path().size() + 1));
    return lines;
  }

  CorpusFolder corpus_;
};

TEST_F(EditorTest, AGoodCasePassesWithoutAWord) {
  EXPECT_THAT(messages(), IsEmpty());
}

TEST_F(EditorTest, ASummaryHasThirtyToSixtyWords) {
  corpus_.write("practices/graz/en.md",
                text_file("## Context\n\nA.\n\n## Results\n\nB.\n", "original", "Flats were bought."));
  EXPECT_THAT(messages(),
              ElementsAre("practices/graz/en.md:3: warning: the summary has 3 words; say what the solution is "
                          "in 30 to 60 words"));
}

TEST_F(EditorTest, EverySectionIsThereAndHasSomethingInIt) {
  corpus_.write("practices/graz/en.md", text_file("## Context\n\n   \n"));
  EXPECT_THAT(messages(),
              ElementsAre(HasSubstr("en.md:6: warning: section 'Context' is empty; write what is known"),
                          HasSubstr("warning: section 'Results' is missing; write '## Results' and what is known")));
}

TEST_F(EditorTest, ASourceHasAPublisher) {
  corpus_.write("practices/graz/practice.yaml",
                "place: graz\nthemes: [housing]\nevidence: {basis: none}\nreviewed: 2026-01-01\n"
                "sources:\n  - {url: https://a.org, publisher: A}\n  - {url: https://b.org}\n");
  EXPECT_THAT(messages(), ElementsAre(HasSubstr("practice.yaml:7: warning: a source without 'publisher'; write who")));
}

TEST_F(EditorTest, AReviewIsOverdueAfterTwentyFourMonthsAndNotADayBefore) {
  EXPECT_THAT(messages("2028-11-01"), IsEmpty());
  EXPECT_THAT(
      messages("2028-11-02"),
      ElementsAre(HasSubstr("practice.yaml:8: warning: the last review, of 2026-11-01, is more than 24 months ago")));
}

TEST_F(EditorTest, EvidenceSaysWhatItRestsOn) {
  write_yaml("graz", "{basis: [award, evaluation, replication]}");
  EXPECT_THAT(messages(),
              ElementsAre(HasSubstr("practice.yaml:4: warning: the evidence rests on an award that is not named"),
                          HasSubstr("a replication without places"), HasSubstr("an evaluation without method")));
  write_yaml("graz", "{evaluation: {method: survey}}");
  EXPECT_THAT(messages(), ElementsAre(HasSubstr("an evaluation without evaluator; write 'evaluation: {method: how")));
  write_yaml("graz",
             "{award: A prize, evaluation: {method: survey, evaluator: A university}, replication: {places: Lom}}");
  EXPECT_THAT(messages(), IsEmpty());
}

constexpr std::string_view kGerman =
    "Die Stadt kaufte Wohnungen in gewöhnlichen Häusern und vermietete sie an Familien aus der Siedlung. Eine "
    "Sozialarbeiterin besuchte jede Familie einmal in der Woche, half bei Behördengängen und sprach mit den Nachbarn. "
    "Nach einem Jahr lebten fast alle Familien noch in ihrer Wohnung, und die Kinder gingen regelmäßig zur Schule.";

TEST_F(EditorTest, ATextIsInTheLanguageOfItsFile) {
  corpus_.write(
      "practices/graz/en.md",
      text_file("## Context\n\n" + std::string(kGerman) + "\n\n## Results\n\n" + std::string(kGerman) + "\n",
                "original", std::string(kGerman.substr(0, 100)) + " " + std::string(kGerman.substr(100, 150))));
  EXPECT_THAT(messages(),
              ElementsAre(HasSubstr("practices/graz/en.md:1: warning: the text in 'en' looks like 'de'; name it")));
}

TEST(TextLanguage, LanguagesAreToldApartAndShortTextsLeftAlone) {
  EXPECT_EQ(detected_language(kGerman), "de");
  EXPECT_EQ(detected_language("Die Stadt kaufte Wohnungen."), "");
}

TEST_F(EditorTest, SerbianIsInTheScriptItsFileSays) {
  const std::string cyrillic =
      "## Контекст\n\nГрад је купио станове у обичним зградама и издао их породицама из насеља.\n";
  corpus_.write("practices/graz/sr-Latn.md", text_file(cyrillic, "machine"));
  EXPECT_THAT(messages(),
              ElementsAre(HasSubstr("sr-Latn.md:1: warning: the text in 'sr-Latn' is in Cyrillic; name it 'sr'")));
}

TEST_F(EditorTest, ANumberOfATranslationStandsInTheOriginal) {
  corpus_.write(
      "practices/graz/en.md",
      text_file("## Context\n\nIn the 1950s, 1,300 people; in 2014/15, EUR 1.5 million; eleven flats.\n\n## Results\n\n"
                "1,333,659 euros for the 75th year.\n"));
  corpus_.write(
      "practices/graz/de.md",
      text_file("## Ausgangslage\n\nIn den 1950er Jahren 1300 Menschen; 2014/2015 1 500 000 Euro; 11 Wohnungen.\n\n"
                "## Ergebnisse\n\n1 333 659 Euro im 75. Jahr.\n",
                "machine"));
  EXPECT_THAT(messages(), IsEmpty());
  corpus_.write(
      "practices/graz/de.md",
      text_file("## Ausgangslage\n\nIn den 1960er Jahren 1200 Menschen.\n\n## Ergebnisse\n\nGut.\n", "machine"));
  EXPECT_THAT(
      messages(),
      ElementsAre(HasSubstr("de.md:8: warning: the number '1960er' of the text in 'de' is not in the original, 'en'"),
                  HasSubstr("de.md:8: warning: the number '1200' of the text in 'de'")));
}

TEST_F(EditorTest, AnotherOriginalIsNotHeldAgainstTheFirst) {
  corpus_.write("practices/graz/de.md", text_file("## Ausgangslage\n\n777 Menschen.\n\n## Ergebnisse\n\nGut.\n"));
  EXPECT_THAT(messages(), IsEmpty());
}

std::vector<std::string> kinds_in(std::string_view text) {
  std::vector<std::string> kinds;
  for (const PrivateData& one : find_private_data(text)) kinds.push_back(one.kind + ": " + one.value);
  return kinds;
}

TEST(PrivateDataTest, EMailAddressesTelephoneNumbersAndDatesOfBirthAreFound) {
  EXPECT_THAT(kinds_in("Ask maria.horvath@example.org."), ElementsAre("an e-mail address: maria.horvath@example.org"));
  EXPECT_THAT(kinds_in("Tel. +43 316 872-0815, or 0316/872 08 15"),
              ElementsAre("a telephone number: +43 316 872-0815", "a telephone number: 0316/872 08 15"));
  EXPECT_THAT(kinds_in("(0)20 7946 0958 or 020 7946 0958"), SizeIs(2));
  EXPECT_THAT(kinds_in("a woman born on 3 May 1981"), ElementsAre("a date of birth: born on 3 May 1981"));
  EXPECT_THAT(kinds_in("geboren am 03.05.1981; née le 3 mai 1981; роден на 03.05.1981"),
              UnorderedElementsAre("a date of birth: geboren am 03.05.1981", "a date of birth: née le 3 mai 1981",
                                   "a date of birth: роден на 03.05.1981"));
}

TEST(PrivateDataTest, FiguresDatesAndAddressesOfPagesAreNotPrivate) {
  EXPECT_THAT(kinds_in("01.02.2014, 2013-2015, 0.855, 12 300 000 euros, 1,300, 05/06/2014, EUR 0.5 million"),
              IsEmpty());
  EXPECT_THAT(kinds_in("https://example.org/2014/0714/W2/11407 and @handle, born in 1981 in Graz"), IsEmpty());
  EXPECT_THAT(kinds_in("Regulation 2016/679, resolution 1244, index 00123"), IsEmpty());
}

TEST_F(EditorTest, PrivateDataAreNamedWithTheirLine) {
  corpus_.write("practices/graz/en.md", text_file("## Context\n\nA.\n\n## Results\n\nAsk maria@example.org.\n"));
  EXPECT_THAT(messages(),
              ElementsAre("practices/graz/en.md:12: warning: 'maria@example.org' looks like an e-mail address; "
                          "leave it out; name the organisation and the address of its page instead"));
}

// Sentences of their own for each `seed`.
std::string long_text(int seed, int sentences) {
  std::string text = "## Context\n\n";
  for (int i = 0; i < sentences; ++i) {
    const auto word = [&](int n) { return std::to_string(1000 * seed + 7 * i + n); };
    text += "Families of " + word(1) + " met teachers of " + word(2) + " in quarter " + word(3) + ". ";
  }
  return text + "\n\n## Results\n\nGood.\n";
}

TEST_F(EditorTest, ANearDuplicateOfAnotherPracticeIsNamed) {
  corpus_.write("practices/graz/en.md", text_file(long_text(1, 40)));
  write_yaml("lyon");
  corpus_.write("practices/lyon/en.md", text_file(long_text(1, 38)));
  write_yaml("pecs");
  corpus_.write("practices/pecs/en.md", text_file(long_text(2, 40)));
  EXPECT_THAT(messages(),
              ElementsAre(HasSubstr("practices/lyon/en.md:1: warning: the text in 'en' is nearly that of practice "
                                    "'graz' (9")));
}

TEST_F(EditorTest, AWithdrawnCaseIsLeftAlone) {
  corpus_.write("practices/graz/practice.yaml", "status: withdrawn\nreason: It never happened.\n");
  corpus_.write("practices/graz/en.md", text_file("## Context\n", "original", "Short."));
  EXPECT_THAT(messages(), IsEmpty());
}

}  // namespace
}  // namespace gp
