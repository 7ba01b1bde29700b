// practice.yaml: what is read from it, and what is said about each thing that can be wrong.
#include "tests/unit/practice/corpus_folder.h"

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class PracticeYaml : public CorpusTest {
 protected:
  // What is said about a case whose evidence, beginning in line 4, is `value`.
  std::vector<std::string> with_evidence(const std::string& value) const {
    corpus_.write("practices/graz/practice.yaml",
                  "place: graz\nthemes: housing\nsources: [{url: https://a.org}]\nevidence:" + value);
    return corpus_.read().messages;
  }
};

TEST_F(PracticeYaml, AGoodCaseIsReadWholeAndWithoutAWord) {
  const Reading reading = corpus_.read();
  EXPECT_THAT(reading.messages, IsEmpty());
  const Practice& practice = reading.practices.at("graz");
  Practice expected{
      .id = "graz",
      .place = "graz",
      .level = "city",
      .themes = {"employment", "housing"},
      .target_groups = {"roma"},
      .evidence = {.concept_id = "replicated",
                   .basis = {"replication", "award"},
                   .reason = "Six partner towns carried the project on."},
      .period = {2011, 2014},
      .organisations = {{"City of Graz", "funder and partner"}},
      .funding = {"City of Graz", "Province of Styria"},
      .budget_eur = 5'100'000,
      .awards = {"A prize"},
      .sources = {{"https://example.org/report", "Land Steiermark", "de", 2011, true}},
      .original_language = "en",
      .added = "2026-11-22",
      .reviewed = "2026-11-23",
      .related = {"lyon"},
      .texts = {{"en",
                 {"Jobs for all", "What was done.", Translation::kOriginal,
                  "## Context\n\nThe problem.\n\n## Results\n\nThey came."}}},
  };
  EXPECT_EQ(practice, expected);
}

TEST_F(PracticeYaml, AListMayBeASingleValue) {
  EXPECT_THAT(with_yaml("themes: housing"), IsEmpty());
  EXPECT_THAT(corpus_.read().practices.at("graz").themes, ElementsAre("housing"));
}

TEST_F(PracticeYaml, NullTildeAndNothingMeanNotGiven) {
  for (const char* line : {"budget_eur: null", "budget_eur: ~", "budget_eur:", "budget_eur: ''"}) {
    EXPECT_THAT(with_yaml(line), IsEmpty()) << line;
    EXPECT_EQ(corpus_.read().practices.at("graz").budget_eur, std::nullopt) << line;
  }
}

TEST_F(PracticeYaml, BasisNoneIsAnEmptyList) {
  corpus_.write(
      "practices/graz/practice.yaml",
      "place: graz\nthemes: housing\nevidence: {class: promising, basis: none}\nsources: [{url: https://a.org}]\n");
  const Reading reading = corpus_.read();
  EXPECT_THAT(reading.messages, IsEmpty());
  EXPECT_THAT(reading.practices.at("graz").evidence.basis, ElementsAre("none"));
}

TEST_F(PracticeYaml, StringsAreTrimmedOnOneLineAndInNfc) {
  EXPECT_THAT(with_yaml("funding: [\"  Sta\u0308dte\n    und   Land\\n\"]"), IsEmpty());
  EXPECT_THAT(corpus_.read().practices.at("graz").funding, ElementsAre("Städte und Land"));
}

TEST_F(PracticeYaml, CrLfIsAcceptedSilently) {
  std::string text;
  for (const char c : kGoodYaml) text += c == '\n' ? "\r\n" : std::string(1, c);
  const Practice before = corpus_.read().practices.at("graz");
  corpus_.write("practices/graz/practice.yaml", text);
  EXPECT_THAT(corpus_.read().messages, IsEmpty());
  EXPECT_EQ(corpus_.read().practices.at("graz"), before);
}

TEST_F(PracticeYaml, WhatIsNotYamlIsReportedWithItsLine) {
  EXPECT_THAT(
      with_yaml("reason: he said: no"),
      ElementsAre(StartsWith("practices/graz/practice.yaml:26: not YAML: illegal map value; look at the indentation")));
  EXPECT_THAT(with_yaml("themes: [employment, housing"), ElementsAre(HasSubstr("not YAML")));
}

TEST_F(PracticeYaml, AQuotationMarkThatIsNeverClosedIsAnError) {
  EXPECT_THAT(
      with_yaml("themes: \"housing"),
      ElementsAre(HasSubstr(":3: the quotation mark of this text is never closed; write it behind the text too")));
  EXPECT_THAT(with_yaml("themes: 'it''s"),
              ElementsAre(HasSubstr(":3: the quotation mark of this text is never closed")));
  EXPECT_THAT(with_yaml(R"(awards: ["a \" b", 'it''s', "\u00e9 \\", "", '', 'a
    b', d|-, x"y"z])"),
              IsEmpty());
}

TEST_F(PracticeYaml, AFileWithoutKeysIsAnError) {
  corpus_.write("practices/graz/practice.yaml", "just a sentence\n");
  EXPECT_THAT(corpus_.read().messages,
              ElementsAre("practices/graz/practice.yaml:1: the file has no keys; write lines such as 'place: graz'"));
  corpus_.write("practices/graz/practice.yaml", "# only a comment\n");
  EXPECT_THAT(corpus_.read().messages, ElementsAre(HasSubstr("the file has no keys")));
}

TEST_F(PracticeYaml, AnUnknownKeyNamesTheNearestKnownOne) {
  EXPECT_THAT(with_yaml("themse: [housing]"),
              ElementsAre("practices/graz/practice.yaml:26: unknown key 'themse'; write 'themes', or delete it"));
  EXPECT_THAT(with_yaml("colour: red"), ElementsAre("practices/graz/practice.yaml:26: unknown key 'colour'; delete it; "
                                                    "corpus/README.md lists the keys"));
  EXPECT_THAT(with_yaml("period: {start: 2011, ende: 2014}"),
              ElementsAre(HasSubstr("unknown key 'ende'; write 'end'")));
}

TEST_F(PracticeYaml, IdAndTextsBelongToJsonLines) {
  EXPECT_THAT(with_yaml("id: graz"),
              ElementsAre(HasSubstr(":26: unknown key 'id'; delete it; the name of the folder is the id")));
  EXPECT_THAT(with_yaml("texts: {}"), ElementsAre(HasSubstr("unknown key 'texts'; write each text in its file")));
}

TEST_F(PracticeYaml, ADuplicateKeyIsAnErrorThatNamesTheFirst) {
  corpus_.write("practices/graz/practice.yaml", std::string(kGoodYaml) + "place: vienna\n");
  EXPECT_THAT(
      corpus_.read().messages,
      ElementsAre(
          "practices/graz/practice.yaml:26: key 'place' for the second time; keep one; the first stands in line 1"));
  EXPECT_THAT(with_yaml("period: {start: 2011, start: 2012}"),
              ElementsAre(HasSubstr("key 'start' for the second time")));
}

TEST_F(PracticeYaml, AnUnknownThemeNamesTheNearestOne) {
  EXPECT_THAT(
      with_yaml("themes: [housing, emploiment]"),
      ElementsAre("practices/graz/practice.yaml:3: unknown theme 'emploiment'; write 'employment', or add it to "
                  "vocabulary/themes.yaml"));
}

TEST_F(PracticeYaml, AThemeWrittenAsALabelOfAnyLanguageNamesItsId) {
  EXPECT_THAT(with_yaml("themes: [Logement]"), ElementsAre(HasSubstr("unknown theme 'Logement'; write 'housing'")));
  EXPECT_THAT(with_yaml("themes: [jobcentre]"),
              ElementsAre(HasSubstr("unknown theme 'jobcentre'; write 'employment'")));
}

TEST_F(PracticeYaml, AnUnknownThemeWithNothingNearNamesTheFile) {
  EXPECT_THAT(
      with_yaml("themes: [astronomy]"),
      ElementsAre(HasSubstr("unknown theme 'astronomy'; write an id of vocabulary/themes.yaml, or add it there")));
}

TEST_F(PracticeYaml, AnUnknownPlaceNamesTheNearestOne) {
  EXPECT_THAT(with_yaml("place: gratz"),
              ElementsAre("practices/graz/practice.yaml:1: unknown place 'gratz'; write 'graz', "
                          "or add it to vocabulary/places.yaml"));
}

TEST_F(PracticeYaml, AnUnknownTargetGroupNamesTheNearestOne) {
  EXPECT_THAT(with_yaml("target_groups: [romas]"),
              ElementsAre(HasSubstr(":4: unknown target group 'romas'; write 'roma'")));
}

TEST_F(PracticeYaml, AnUnknownLevelNamesTheNearestOne) {
  EXPECT_THAT(with_yaml("level: town"),
              ElementsAre(HasSubstr(":2: unknown level 'town'; write an id of vocabulary/levels.yaml")));
  EXPECT_THAT(with_yaml("level: citty"), ElementsAre(HasSubstr(":2: unknown level 'citty'; write 'city'")));
}

TEST_F(PracticeYaml, AnUnknownEvidenceClassOrBasisNamesTheNearestOne) {
  EXPECT_THAT(with_evidence("\n  class: replicatd\n"),
              ElementsAre(HasSubstr(":5: unknown evidence class 'replicatd'; write 'replicated'")));
  EXPECT_THAT(with_evidence("\n  class: replicated\n  basis: awards\n"),
              ElementsAre(HasSubstr(":6: unknown evidence basis 'awards'; write 'award'")));
  EXPECT_THAT(with_evidence("\n  class: replicated\n  basis: hearsay\n"),
              ElementsAre(HasSubstr("unknown evidence basis 'hearsay'; write 'award', 'evaluation' or 'replication'")));
  EXPECT_THAT(with_evidence("\n  class: replicated\n  basis: [none, award]\n"),
              ElementsAre(HasSubstr("evidence basis 'none' beside others")));
  EXPECT_THAT(with_evidence(" replicated\n"),
              ElementsAre(HasSubstr(":4: 'evidence' is 'replicated', not a group of keys; write 'evidence: {class: …"),
                          HasSubstr("warning: 'evidence' is missing")));
}

TEST_F(PracticeYaml, TheClassOfEvidenceFollowsFromWhatItRestsOn) {
  const auto evidence_of = [this](const std::string& fields) {
    with_evidence(fields);
    return corpus_.read().practices.at("graz").evidence.concept_id;
  };
  EXPECT_EQ(evidence_of(" {basis: none}"), "promising");
  EXPECT_EQ(evidence_of(" {reason: Only reports.}"), "promising");
  EXPECT_EQ(evidence_of(" {award: A prize 2013}"), "demonstrated");
  EXPECT_EQ(evidence_of(" {evaluation: {method: before and after, evaluator: a university}}"), "demonstrated");
  EXPECT_EQ(evidence_of(" {basis: [award, replication]}"), "replicated");
  EXPECT_EQ(evidence_of(" {award: A prize, replication: {places: [Vidin, Lom]}}"), "replicated");
}

TEST_F(PracticeYaml, AClassThatContradictsWhatItRestsOnIsAnError) {
  EXPECT_THAT(with_evidence("\n  class: demonstrated\n  basis: none\n"),
              ElementsAre(HasSubstr(":5: the evidence class is 'demonstrated', but it rests on nothing; write "
                                    "'promising', or what the class rests on")));
  EXPECT_THAT(with_evidence("\n  class: promising\n  award: [A prize]\n  evaluation: {method: survey}\n"),
              ElementsAre(HasSubstr("'promising', but it rests on evaluation and award; write 'demonstrated'")));
  EXPECT_THAT(
      with_evidence(" {class: replicated}"),
      ElementsAre(HasSubstr("warning: the evidence class is 'replicated', but it is not said what it rests on")));
  EXPECT_THAT(with_evidence(" {class: replicated, replication: {places: [Lom]}}"), IsEmpty());
}

TEST_F(PracticeYaml, AnIdNamedTwiceIsDroppedWithAWarning) {
  EXPECT_THAT(with_yaml("themes: [housing, employment, housing]"),
              ElementsAre(HasSubstr(":3: warning: 'housing' stands twice in 'themes'; delete one")));
  EXPECT_THAT(corpus_.read().practices.at("graz").themes, ElementsAre("housing", "employment"));
}

TEST_F(PracticeYaml, ADateIsADayThatExistsInIsoForm) {
  for (const char* date : {"2026-02-30", "22.11.2026", "2026-13-01", "2026-1-1", "26-11-22", "2026-11-22T10:00", "soon",
                           "2026-00-10", "-026-11-22", "1026-11-22"}) {
    EXPECT_THAT(with_yaml("added: " + std::string(date)),
                ElementsAre(HasSubstr(":22: '" + std::string(date) +
                                      "' is not a date; write year, month and day as in 2026-11-22")));
  }
  EXPECT_THAT(with_yaml("added: 2024-02-29"), IsEmpty());
}

TEST_F(PracticeYaml, AYearLiesBetween1800And2100) {
  EXPECT_THAT(with_yaml("period: {start: 1799}"),
              ElementsAre(HasSubstr(":9: the year 1799 is not between 1800 and 2100")));
  EXPECT_THAT(with_yaml("period: {end: 2101}"), ElementsAre(HasSubstr("the year 2101 is not between")));
  EXPECT_THAT(with_yaml("period: {end: 99999999999}"), ElementsAre(HasSubstr("is not between 1800 and 2100")));
  EXPECT_THAT(with_yaml("period: {start: 1800, end: 2100}"), IsEmpty());
}

TEST_F(PracticeYaml, AYearIsANumber) {
  EXPECT_THAT(
      with_yaml("period: {start: spring 2011}"),
      ElementsAre(HasSubstr(":9: 'start' is 'spring 2011', not a whole number; write the year with four digits")));
  EXPECT_THAT(with_yaml("period: 2011-2014"), ElementsAre(HasSubstr("write 'period: {start: 2011, end: 2014}'")));
}

TEST_F(PracticeYaml, TheEndIsNotBeforeTheStart) {
  EXPECT_THAT(with_yaml("period: {start: 2014, end: 2011}"),
              ElementsAre(HasSubstr(":9: the end, 2011, is before the start, 2014; write the later year as 'end'")));
}

TEST_F(PracticeYaml, ABudgetIsWholeEuros) {
  for (const char* budget : {"about 5 million", "5,100,000", "5100000.50", "5.1e6", "€ 5", "99999999999999999999"}) {
    EXPECT_THAT(with_yaml("budget_eur: " + std::string(budget)),
                ElementsAre(HasSubstr(":13: 'budget_eur' is '" + std::string(budget) +
                                      "', not a whole number; write whole euros")));
  }
  EXPECT_THAT(with_yaml("budget_eur: -5"), ElementsAre(HasSubstr("the budget is negative")));
  EXPECT_THAT(with_yaml("budget_eur: [1]"), ElementsAre(HasSubstr("'budget_eur' is a list, not a whole number")));
}

TEST_F(PracticeYaml, ASourceHasAWebAddress) {
  corpus_.write("practices/graz/practice.yaml",
                "place: graz\nthemes: housing\nevidence: {class: replicated, basis: replication}\nsources:\n  - url: "
                "javascript:alert(1)\n "
                " - publisher: X\n"
                "  - {url: 'https://a.org', lang: german, year: 20111, secondary: maybe}\n  - https://example.org\n");
  EXPECT_THAT(
      corpus_.read().messages,
      ElementsAre(HasSubstr(":8: 'sources' is 'https://example.org', not a group of keys; write 'sources: [{url: …"),
                  HasSubstr(":7: 'secondary' is 'maybe', not true or false"),
                  HasSubstr(":5: 'javascript:alert(1)' is not a web address; write it from 'https://' or 'http://' on"),
                  HasSubstr(":6: warning: a source without 'url'"),
                  HasSubstr(":7: 'german' is not a language tag; write 'de'"),
                  HasSubstr(":7: the year 20111 is not between")));
}

TEST_F(PracticeYaml, AnOrganisationHasAName) {
  corpus_.write("practices/graz/practice.yaml", replace_line(kGoodYaml, "funding: [{name: X}]"));
  EXPECT_THAT(corpus_.read().messages, ElementsAre(HasSubstr("'funding' is a group of keys, not a text")));
  corpus_.write("practices/graz/practice.yaml",
                "place: graz\nthemes: housing\nevidence: {class: replicated, basis: replication}\nsources: {url: "
                "https://a.org}\norganisations: [{role: x}, City]\n");
  EXPECT_THAT(corpus_.read().messages, ElementsAre(HasSubstr("'organisations' is 'City', not a group of keys"),
                                                   HasSubstr(":5: an organisation without a name")));
}

TEST_F(PracticeYaml, WithdrawnNeedsAReasonAndAReasonWithdrawn) {
  EXPECT_THAT(with_yaml("status: withdrawn"),
              ElementsAre(HasSubstr(":24: withdrawn without a reason; write 'reason: …'")));
  EXPECT_THAT(with_yaml("reason: A mistake"),
              ElementsAre(HasSubstr(":26: warning: a reason, but the practice is not withdrawn")));
}

TEST_F(PracticeYaml, AWithdrawnPracticeMayLackWhatAGoodOneHas) {
  corpus_.write("practices/graz/practice.yaml", "status: withdrawn\nreason: It never took place.\n");
  const Reading reading = corpus_.read();
  EXPECT_THAT(reading.messages, IsEmpty());
  EXPECT_EQ(reading.practices.at("graz").status, Status::kWithdrawn);
}

TEST_F(PracticeYaml, AnUnknownStatusNamesTheNearestOne) {
  EXPECT_THAT(with_yaml("status: publisht"),
              ElementsAre(HasSubstr(":24: unknown status 'publisht'; write 'published'")));
  EXPECT_THAT(with_yaml("status: ok"), ElementsAre(HasSubstr("write one of 'published', 'draft', 'withdrawn'")));
}

TEST_F(PracticeYaml, APracticeIsNotRelatedToItself) {
  EXPECT_THAT(with_yaml("related: [graz]"),
              ElementsAre(HasSubstr(":25: the practice is related to itself; delete 'graz'")));
  EXPECT_THAT(with_yaml("related: [Lyon Andatu]"), ElementsAre(HasSubstr("'Lyon Andatu' is not an id of a practice")));
}

TEST_F(PracticeYaml, ALanguageIsABcp47Tag) {
  EXPECT_THAT(with_yaml("original_language: English"),
              ElementsAre(HasSubstr(":21: 'English' is not a language tag; write 'en'")));
  EXPECT_THAT(with_yaml("original_language: sr-latn"), ElementsAre(HasSubstr("write 'sr-Latn'")));
}

TEST_F(PracticeYaml, WhatAGoodCaseHasAndThisOneLacksIsAWarning) {
  corpus_.write("practices/graz/practice.yaml", "level: city\n");
  EXPECT_THAT(
      corpus_.read().messages,
      ElementsAre("practices/graz/practice.yaml: warning: 'place' is missing; write an id of vocabulary/places.yaml",
                  HasSubstr("warning: 'themes' is missing"), HasSubstr("warning: 'evidence' is missing"),
                  HasSubstr("warning: 'sources' is missing")));
}

TEST_F(PracticeYaml, ASchemeThatIsNotThereAcceptsAnyId) {
  std::filesystem::remove(corpus_.path("vocabulary/levels.yaml"));
  EXPECT_THAT(with_yaml("level: planet"), IsEmpty());
}

TEST_F(PracticeYaml, EverythingWrongIsSaidInOneRun) {
  EXPECT_THAT(with_yaml("place: gratz\nlevel: moon\nbudget_eur: much"),
              ::testing::SizeIs(5));  // two of them for second keys
}

}  // namespace
}  // namespace gp
