// The schemes: reading, what can be wrong with them, and the way through the index.
#include "tests/unit/practice/corpus_folder.h"

namespace gp {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

class VocabularyFiles : public ::testing::Test {
 protected:
  std::vector<std::string> with_themes(std::string_view yaml) const {
    corpus_.write("vocabulary/themes.yaml", yaml);
    return corpus_.vocabulary_messages();
  }
  std::vector<std::string> with_place(const std::string& keys) const {
    corpus_.write("vocabulary/places.yaml", "- id: graz\n  prefLabel: {en: Graz}\n" + keys);
    return corpus_.vocabulary_messages();
  }
  CorpusFolder corpus_;
};

TEST_F(VocabularyFiles, AGoodOneIsReadWithoutAWord) {
  EXPECT_THAT(with_themes(R"(
- id: housing
  prefLabel: {en: Housing, sr: Становање}
  altLabel: {en: [homes, flats], fr: logements}
  hiddenLabel: {en: [houssing]}
  definition: {en: A roof.}
- {id: homelessness, broader: housing, prefLabel: {en: Homelessness}}
)"),
              IsEmpty());
  const Vocabulary vocabulary = corpus_.vocabulary();
  const Concept& housing = *vocabulary.themes.find("housing");
  EXPECT_EQ(housing.pref_label.at("sr"), "Становање");
  EXPECT_THAT(housing.alt_label,
              ElementsAre(Pair("en", ElementsAre("homes", "flats")), Pair("fr", ElementsAre("logements"))));
  EXPECT_THAT(housing.hidden_label.at("en"), ElementsAre("houssing"));
  EXPECT_EQ(housing.definition.at("en"), "A roof.");
  EXPECT_EQ(vocabulary.themes.find("homelessness")->broader, "housing");
  EXPECT_EQ(vocabulary.themes.find("nothing"), nullptr);
  EXPECT_EQ(vocabulary.places.find("graz")->latitude, 47.0707);
}

TEST_F(VocabularyFiles, TheNearestIsSoughtAmongIdsAndLabels) {
  const Vocabulary vocabulary = corpus_.vocabulary();
  EXPECT_EQ(vocabulary.themes.nearest("Employement"), "employment");
  EXPECT_EQ(vocabulary.themes.nearest("LOGEMENT"), "housing");
  EXPECT_EQ(vocabulary.themes.nearest("zebra"), "");
  EXPECT_EQ(vocabulary.themes.nearest(""), "");
  EXPECT_EQ(vocabulary.themes.nearest(std::string(100'000, 'a')), "");
}

TEST_F(VocabularyFiles, MissingThemesOrPlacesAreAnErrorAndOthersAnEmptyScheme) {
  for (const char* name : {"themes", "places", "levels", "sections", "evidence", "target-groups"}) {
    std::filesystem::remove(corpus_.path("vocabulary/" + std::string(name) + ".yaml"));
  }
  EXPECT_THAT(corpus_.vocabulary_messages(),
              ElementsAre("vocabulary/themes.yaml: the file is missing; write it; corpus/README.md says how",
                          HasSubstr("vocabulary/places.yaml: the file is missing")));
  EXPECT_THAT(corpus_.vocabulary().levels.concepts(), IsEmpty());
}

TEST_F(VocabularyFiles, AFileWithoutAConceptIsAnError) {
  for (const char* nothing : {"", "# none yet\n", "[]\n", "~\n"}) {
    EXPECT_THAT(
        with_themes(nothing),
        ElementsAre("vocabulary/themes.yaml: the file has no concepts; write them, each beginning with '- id: …'"))
        << nothing;
  }
  with_themes("- {id: housing, prefLabel: {en: Housing}}\n");
  corpus_.write("vocabulary/levels.yaml", "");
  EXPECT_THAT(corpus_.vocabulary_messages(), ElementsAre(HasSubstr("levels.yaml: the file has no concepts; write them, "
                                                                   "each beginning with '- id: …', or delete it")));
}

TEST_F(VocabularyFiles, AFileThatIsTooLargeIsRefusedByItsSize) {
  std::filesystem::resize_file(corpus_.path("vocabulary/themes.yaml"), 8 * 1024 * 1024 + 1);
  EXPECT_THAT(corpus_.vocabulary_messages(),
              ElementsAre(HasSubstr("themes.yaml: the file has 8388609 bytes; write at most 8388608")));
}

TEST_F(VocabularyFiles, ALinkIsFollowedWithinTheCorpusOnly) {
  namespace fs = std::filesystem;
  const CorpusFolder other;
  const auto link = [this](const std::string& target, std::string_view name) {
    fs::remove_all(corpus_.path(name));
    fs::create_symlink(target, corpus_.path(name));
    return corpus_.vocabulary_messages();
  };
  fs::rename(corpus_.path("vocabulary/levels.yaml"), corpus_.path("levels.yaml"));
  EXPECT_THAT(link("../levels.yaml", "vocabulary/levels.yaml"), IsEmpty());
  EXPECT_THAT(
      link(other.path("vocabulary/themes.yaml"), "vocabulary/themes.yaml"),
      ElementsAre("vocabulary/themes.yaml: the link leaves the corpus folder; put the file itself in its place"));
  EXPECT_THAT(link("nowhere.yaml", "vocabulary/themes.yaml"),
              ElementsAre(HasSubstr("vocabulary/themes.yaml: the link leads nowhere")));
  EXPECT_THAT(link(other.path("vocabulary"), "vocabulary"),
              ElementsAre(HasSubstr("vocabulary: the link leaves the corpus folder")));
  EXPECT_THAT(corpus_.vocabulary().places.concepts(), IsEmpty());
  EXPECT_THAT(link("nowhere", "vocabulary"), ElementsAre(HasSubstr("vocabulary: the link leads nowhere")));
  EXPECT_EQ(vocabulary_folder(corpus_.path()), corpus_.path("vocabulary")) << "and not that of the working directory";
  fs::rename(other.path("vocabulary"), corpus_.path("words"));
  EXPECT_THAT(link("words", "vocabulary"), IsEmpty());
}

TEST_F(VocabularyFiles, WhatIsNoListOfConceptsIsAnError) {
  EXPECT_THAT(with_themes("housing: x\n"), ElementsAre(HasSubstr("themes.yaml:1: the file is not a list of concepts")));
  EXPECT_THAT(with_themes("- housing\n"), ElementsAre(HasSubstr("themes.yaml:1: not a concept; write '- id: …'")));
  EXPECT_THAT(with_themes("- a: b: c\n"), ElementsAre(HasSubstr("not YAML")));
}

TEST_F(VocabularyFiles, AMissingEnglishLabelIsAWarning) {
  EXPECT_THAT(with_themes("- id: housing\n  prefLabel: {fr: Logement}\n"),
              ElementsAre(HasSubstr("themes.yaml:1: warning: concept 'housing' has no label in English")));
}

TEST_F(VocabularyFiles, AnUnknownKeyNamesTheNearestOne) {
  EXPECT_THAT(with_themes("- id: housing\n  prefLabel: {en: Housing}\n  altLabels: {en: x}\n"),
              ElementsAre("vocabulary/themes.yaml:3: unknown key 'altLabels'; write 'altLabel', or delete it"));
  EXPECT_THAT(with_themes("- {id: housing, prefLabel: {en: Housing}, country: AT}\n"),
              ElementsAre(HasSubstr("unknown key 'country'")));
}

TEST_F(VocabularyFiles, ADuplicateIdIsAnErrorAndTheFirstStays) {
  EXPECT_THAT(with_themes("- {id: a, prefLabel: {en: A}}\n- {id: a, prefLabel: {en: B}}\n"),
              ElementsAre(HasSubstr("themes.yaml:2: concept 'a' for the second time; give it another id, or delete it; "
                                    "the first stands in line 1")));
  EXPECT_EQ(corpus_.vocabulary().themes.find("a")->pref_label.at("en"), "A");
}

TEST_F(VocabularyFiles, AnIdHasItsForm) {
  EXPECT_THAT(with_themes("- {id: Early Childhood, prefLabel: {en: A}}\n"),
              ElementsAre(HasSubstr("'Early Childhood' is not an id; write 'early-childhood'")));
  EXPECT_THAT(with_themes("- {prefLabel: {en: A}}\n"), ElementsAre(HasSubstr("a concept without id")));
}

TEST_F(VocabularyFiles, AnUnknownBroaderConceptNamesTheNearest) {
  EXPECT_THAT(with_themes("- {id: housing, prefLabel: {en: A}}\n- id: b\n  prefLabel: {en: B}\n  broader: hosing\n"),
              ElementsAre(HasSubstr("themes.yaml:4: unknown broader concept 'hosing'; write 'housing'")));
}

TEST_F(VocabularyFiles, ASchemeMayBeAFolderOfFiles) {
  corpus_.write("vocabulary/concepts/a.yaml",
                "- {id: camp, broader: housing, related: [caravan], prefLabel: {en: Camp}}\n");
  corpus_.write("vocabulary/concepts/b.yaml", "- {id: caravan, broader: camp, prefLabel: {en: Caravan}}\n");
  EXPECT_THAT(corpus_.vocabulary_messages(), IsEmpty());
  EXPECT_EQ(corpus_.vocabulary().concepts.concepts().size(), 2);
  const std::string before = vocabulary_digest(corpus_.path("vocabulary"));

  corpus_.write("vocabulary/concepts/b.yaml", "- {id: camp, prefLabel: {en: Caravan}}\n");
  EXPECT_THAT(corpus_.vocabulary_messages(),
              ElementsAre(AllOf(HasSubstr("vocabulary/concepts/b.yaml:1: concept 'camp' for the second time"),
                                HasSubstr("concepts/a.yaml:1")),
                          HasSubstr("vocabulary/concepts/a.yaml:1: unknown related concept 'caravan'")));
  EXPECT_NE(vocabulary_digest(corpus_.path("vocabulary")), before);

  corpus_.write("vocabulary/concepts/b.yaml", "# nothing\n");
  EXPECT_THAT(corpus_.vocabulary_messages(), testing::Contains(HasSubstr("concepts/b.yaml: the file has no concepts")));
}

TEST_F(VocabularyFiles, ACycleOfBroaderConceptsIsAnError) {
  EXPECT_THAT(with_themes("- {id: a, broader: b, prefLabel: {en: A}}\n- {id: b, broader: c, prefLabel: {en: B}}\n"
                          "- {id: c, broader: a, prefLabel: {en: C}}\n- {id: d, broader: a, prefLabel: {en: D}}\n"),
              ElementsAre(HasSubstr("themes.yaml:1: concept 'a' is broader than itself, through 'b'"),
                          HasSubstr("themes.yaml:2: concept 'b' is broader than itself"),
                          HasSubstr("themes.yaml:3: concept 'c' is broader than itself")));
  EXPECT_THAT(with_themes("- {id: a, broader: a, prefLabel: {en: A}}\n"),
              ElementsAre(HasSubstr("broader than itself")));
}

TEST_F(VocabularyFiles, ALabelStandsUnderALanguageTag) {
  EXPECT_THAT(with_themes("- id: a\n  prefLabel: {en: A, german: B}\n"),
              ElementsAre(HasSubstr("themes.yaml:2: 'german' is not a language tag; write 'de'")));
  EXPECT_THAT(with_themes("- id: a\n  prefLabel: {en: A, en: B}\n"),
              ElementsAre(HasSubstr("key 'en' for the second time")));
  EXPECT_THAT(with_themes("- id: a\n  prefLabel: {en: [A, B]}\n"),
              ElementsAre(HasSubstr("'en' is a list, not a text"), HasSubstr("no label in English")));
  EXPECT_THAT(with_themes("- id: a\n  prefLabel: A\n"),
              ElementsAre(HasSubstr("'prefLabel' is 'A', not a group of keys; write 'prefLabel: {en: …}'"),
                          HasSubstr("no label in English")));
}

TEST_F(VocabularyFiles, CoordinatesLieOnTheEarth) {
  EXPECT_THAT(with_place("  country: AT\n  latitude: 90.1\n  longitude: 15\n"),
              ElementsAre(HasSubstr("places.yaml:4: the latitude is not between -90 and 90")));
  EXPECT_THAT(with_place("  country: AT\n  latitude: 47\n  longitude: -180.5\n"),
              ElementsAre(HasSubstr("places.yaml:5: the longitude is not between -180 and 180")));
  for (const char* value : {"47,07", "47° N", "nan", "inf", "0x10"}) {
    EXPECT_THAT(with_place("  country: AT\n  longitude: 15\n  latitude: " + std::string(value) + "\n"),
                ::testing::Contains(HasSubstr("'latitude' is '" + std::string(value) +
                                              "', not a number; write degrees with a decimal point")));
  }
}

TEST_F(VocabularyFiles, ALatitudeWithoutLongitudeIsAnError) {
  EXPECT_THAT(with_place("  country: AT\n  latitude: 47\n"),
              ElementsAre(HasSubstr("places.yaml:4: a latitude without longitude; write both, or neither")));
  EXPECT_THAT(with_place("  country: AT\n  longitude: 15\n"),
              ElementsAre(HasSubstr("places.yaml:4: a longitude without latitude")));
  EXPECT_THAT(with_place("  country: AT\n"),
              ElementsAre(HasSubstr("places.yaml:1: warning: a place without coordinates")));
}

TEST_F(VocabularyFiles, ACountryIsAnIsoCode) {
  const std::string where = "  latitude: 47\n  longitude: 15\n";
  EXPECT_THAT(with_place(where + "  country: Austria\n"),
              ElementsAre(HasSubstr("places.yaml:5: unknown country 'Austria'")));
  EXPECT_THAT(with_place(where + "  country: at\n"), ElementsAre(HasSubstr("unknown country 'at'")));
  EXPECT_THAT(with_place(where), ElementsAre(HasSubstr("warning: place 'graz' has no country")));
  EXPECT_THAT(with_place(where + "  country: XK\n"), IsEmpty());
}

TEST_F(VocabularyFiles, APopulationIsAWholeNumberOfAYear) {
  const std::string place = "  latitude: 47\n  longitude: 15\n  country: AT\n";
  EXPECT_THAT(with_place(place + "  population: 300.000\n"),
              ElementsAre(HasSubstr("'population' is '300.000', not a whole number")));
  EXPECT_THAT(with_place(place + "  population: -1\n"), ElementsAre(HasSubstr("the population is negative")));
  EXPECT_THAT(with_place(place + "  population_year: 20\n"),
              ElementsAre(HasSubstr("the year 20 is not between 1800 and 2100")));
}

TEST_F(VocabularyFiles, JsonGivesTheSameVocabularyAgain) {
  corpus_.write(
      "vocabulary/places.yaml",
      "- {id: graz, prefLabel: {en: Graz, sr: Грац}, altLabel: {hu: [Grác, \"G\\\"\"]}, country: AT, region: Styria, "
      "latitude: 47.0707, longitude: -0.1, population: 300000, population_year: 2023}\n");
  const Vocabulary before = corpus_.vocabulary();
  const Vocabulary after = vocabulary_from_json(vocabulary_to_json(before));
  EXPECT_EQ(after.themes.concepts(), before.themes.concepts());
  EXPECT_EQ(after.target_groups.concepts(), before.target_groups.concepts());
  EXPECT_EQ(after.evidence.concepts(), before.evidence.concepts());
  EXPECT_EQ(after.levels.concepts(), before.levels.concepts());
  EXPECT_EQ(after.sections.concepts(), before.sections.concepts());
  EXPECT_EQ(after.places.concepts(), before.places.concepts());
  EXPECT_EQ(vocabulary_to_json(vocabulary_from_json(vocabulary_to_json(Vocabulary{}))),
            vocabulary_to_json(Vocabulary{}));
}

TEST_F(VocabularyFiles, FromJsonThrowsOnWhatItDidNotWrite) {
  for (const char* json : {"", "[]", "{}", R"({"themes":5})", "{\"themes\":"}) {
    EXPECT_THROW(vocabulary_from_json(json), std::runtime_error) << json;
  }
}

TEST_F(VocabularyFiles, TheDigestChangesWithAnyByte) {
  const std::string before = vocabulary_digest(corpus_.path("vocabulary"));
  EXPECT_EQ(vocabulary_digest(corpus_.path("vocabulary")), before);
  corpus_.write("vocabulary/levels.yaml", "- {id: city, prefLabel: {en: Town}}\n");
  EXPECT_NE(vocabulary_digest(corpus_.path("vocabulary")), before);
}

}  // namespace
}  // namespace gp
