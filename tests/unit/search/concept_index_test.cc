#include "searchd/search/concept_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace gp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Concept concept_of(std::string id, std::map<std::string, std::string> pref, Labels alt = {}, Labels hidden = {}) {
  Concept one;
  one.id = std::move(id);
  one.pref_label = std::move(pref);
  one.alt_label = std::move(alt);
  one.hidden_label = std::move(hidden);
  return one;
}

Place place_of(std::string id, std::map<std::string, std::string> pref, std::string country) {
  Place one;
  one.id = std::move(id);
  one.pref_label = std::move(pref);
  one.country = std::move(country);
  return one;
}

class ConceptIndexTest : public testing::Test {
 protected:
  ConceptIndexTest() {
    vocabulary_.themes = Scheme<Concept>({
        concept_of("housing", {{"en", "Housing"}, {"fr", "Logement"}, {"sr", "Становање"}}, {{"en", {"social flats"}}},
                   {{"en", {"slum clearance", "shacks"}}}),
        concept_of("school-attendance", {{"en", "School attendance"}, {"de", "Schulbesuch"}}),
        concept_of("it", {{"en", "IT"}}),
        concept_of("long", {{"en", "One label of far too many words to be typed"}}),
        concept_of("signs", {{"en", "—"}}),
    });
    vocabulary_.target_groups =
        Scheme<Concept>({concept_of("roma", {{"en", "Roma"}, {"fr", "Roms"}}, {}, {{"de", {"Zigeuner"}}})});
    vocabulary_.places = Scheme<Place>({
        place_of("graz", {{"en", "Graz"}, {"hu", "Grác"}}, "AT"),
        place_of("lubeck", {{"en", "Lübeck"}, {"hr", "Lübeck"}}, "DE"),
        place_of("belgrade", {{"en", "Belgrade"}, {"sr", "Београд"}, {"hr", "Beograd"}}, "RS"),
    });
    index_ = std::make_unique<ConceptIndex>(vocabulary_, std::vector<std::string>{"AT", "RS", "XK"},
                                            std::vector<std::string>{"en", "de", "sr"});
  }

  std::set<std::string> named(const std::string& key) const {
    std::set<std::string> all;
    for (const std::uint32_t number : index_->find(key)) {
      all.insert(std::string(index_->label(number).scheme) + ':' + index_->label(number).id);
    }
    return all;
  }
  std::vector<std::string> completed(std::string_view prefix, std::size_t limit = 10) const {
    std::vector<std::string> all;
    for (const std::uint32_t number : index_->complete(prefix, limit)) {
      all.push_back(std::string(index_->label(number).scheme) + ':' + index_->label(number).label);
    }
    return all;
  }

  Vocabulary vocabulary_;
  std::unique_ptr<ConceptIndex> index_;
};

TEST_F(ConceptIndexTest, FindsAConceptByItsLabelInAnyLanguageFolded) {
  EXPECT_THAT(named("housing"), ElementsAre("theme:housing"));
  EXPECT_THAT(named("logement"), ElementsAre("theme:housing"));
  EXPECT_THAT(named("social flats"), ElementsAre("theme:housing"));
  EXPECT_THAT(named("school attendance"), ElementsAre("theme:school-attendance"));
  EXPECT_THAT(named("grac"), ElementsAre("place:graz"));
  EXPECT_THAT(named("lubeck"), ElementsAre("place:lubeck"));
  EXPECT_THAT(named("flats"), IsEmpty());
  EXPECT_THAT(named(""), IsEmpty());
}

TEST_F(ConceptIndexTest, FindsSerbianLabelsInLatinLetters) {
  EXPECT_THAT(named("stanovanje"), ElementsAre("theme:housing"));
  EXPECT_THAT(named("beograd"), ElementsAre("place:belgrade"));
}

TEST_F(ConceptIndexTest, FindsInflectedLabelsByTheirStems) {
  EXPECT_THAT(named(ConceptIndex::stem_key("fr", "log")), ElementsAre("theme:housing"));  // logements
  EXPECT_THAT(named(ConceptIndex::stem_key("en", "hous")), ElementsAre("theme:housing"));
  EXPECT_THAT(named(ConceptIndex::stem_key("sh", "beograd")), ElementsAre("place:belgrade"));  // u Beogradu
  EXPECT_THAT(named(ConceptIndex::stem_key("de", "hous")), IsEmpty());
}

TEST_F(ConceptIndexTest, EnglishInflectsNoNames) {
  // Graz is not "graze".
  EXPECT_THAT(named(ConceptIndex::stem_key("en", "graz")), IsEmpty());
}

TEST_F(ConceptIndexTest, FindsCountriesByTheNamesTheyHaveInSeveralLanguages) {
  EXPECT_THAT(named("austria"), ElementsAre("country:AT"));
  EXPECT_THAT(named("osterreich"), ElementsAre("country:AT"));
  EXPECT_THAT(named("srbija"), ElementsAre("country:RS"));
  EXPECT_THAT(named("kosovo"), ElementsAre("country:XK"));  // without the asterisk
}

TEST_F(ConceptIndexTest, LabelsOfOneOrTwoLettersOfNoLettersAndOfTooManyWordsFindNothing) {
  EXPECT_THAT(named("it"), IsEmpty());
  EXPECT_THAT(named("—"), IsEmpty());
  EXPECT_LE(index_->longest_key_words(), 6U);
}

TEST_F(ConceptIndexTest, HiddenLabelsFindButNeverComplete) {
  EXPECT_THAT(named("zigeuner"), ElementsAre("group:roma"));
  EXPECT_THAT(named("slum clearance"), ElementsAre("theme:housing"));
  EXPECT_THAT(completed("zig"), IsEmpty());
  EXPECT_THAT(completed("slum"), IsEmpty());
  EXPECT_THAT(completed("clear"), IsEmpty());
  EXPECT_THAT(completed("sha"), IsEmpty());
}

TEST_F(ConceptIndexTest, CompletesFromTheBeginningOfAnyWordOfALabelThoseAtItsBeginningFirst) {
  EXPECT_THAT(completed("hous"), ElementsAre("theme:Housing"));
  EXPECT_THAT(completed("fla"), ElementsAre("theme:social flats"));
  EXPECT_THAT(completed("att"), ElementsAre("theme:School attendance"));
  EXPECT_THAT(completed("school att"), ElementsAre("theme:School attendance"));
  EXPECT_THAT(completed("s"), ElementsAre("country:Serbia", "theme:Становање", "theme:Schulbesuch"));
  EXPECT_THAT(completed("xyz"), IsEmpty());
}

TEST_F(ConceptIndexTest, CompletesToEachConceptOnceAndToNoMoreThanAsked) {
  EXPECT_THAT(completed("beo"), ElementsAre("place:Београд"));  // two labels of one place
  EXPECT_THAT(completed("", 2), SizeIs(2));
  std::set<std::string> concepts;
  for (const std::uint32_t number : index_->complete("", 100)) {
    const ConceptLabel& label = index_->label(number);
    EXPECT_FALSE(label.hidden);
    EXPECT_TRUE(concepts.insert(std::string(label.scheme) + label.id).second);
  }
}

}  // namespace
}  // namespace gp
