// Labels of concepts in analysed texts.
#include "indexer/text/label_matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Scheme<Concept> concepts() {
  return Scheme<Concept>({
      {.id = "health-mediator",
       .pref_label = {{"en", "Health mediator"}, {"cs", "Zdravotní mediátor"}, {"sr", "Здравствена медијаторка"}},
       .alt_label = {{"en", {"mediator"}}, {"de", {"Gesundheitslotse"}}}},
      {.id = "mediation-course", .pref_label = {{"en", "Health mediator course"}}},
      {.id = "mayor", .pref_label = {{"sk", "Starosta"}}, .hidden_label = {{"sk", {"richtár"}}}},
      {.id = "passport", .pref_label = {{"cs", "Pas"}}},
      {.id = "foreign", .pref_label = {{"xx", "Nothing"}}},
  });
}

class LabelMatcherTest : public ::testing::Test {
 protected:
  // The ids of the concepts that `text` names, in order.
  std::vector<std::string> named(const std::string& lang, const std::string& text) const {
    Analyser analyser(lang);
    std::vector<std::string> ids;
    matcher_.find(analyser.stem_tag(), analyser.analyse(text),
                  [&](std::uint32_t number) { ids.push_back(concepts_.concepts()[number].id); });
    return ids;
  }

  const Scheme<Concept> concepts_ = concepts();
  LabelMatcher matcher_{concepts_};
};

TEST_F(LabelMatcherTest, ALabelFindsItsForms) {
  EXPECT_THAT(named("en", "The HEALTH MEDIATORS came."), ElementsAre("health-mediator"));
  EXPECT_THAT(named("cs", "dvě zdravotní mediátorky"), ElementsAre("health-mediator"));
  EXPECT_THAT(named("sr-Latn", "zdravstvene medijatorke"), ElementsAre("health-mediator")) << "in the other script";
  EXPECT_THAT(named("hr", "zdravstvena medijatorka"), ElementsAre("health-mediator")) << "languages written alike";
}

TEST_F(LabelMatcherTest, TheLongestLabelTakesItsWords) {
  EXPECT_THAT(named("en", "a health mediator course and a mediator"),
              ElementsAre("mediation-course", "health-mediator"));
}

TEST_F(LabelMatcherTest, TheWordsOfALabelStandBesideEachOther) {
  EXPECT_THAT(named("en", "health and course"), IsEmpty());
  EXPECT_THAT(named("en", "health, mediator"), ElementsAre("health-mediator")) << "punctuation does not count";
}

TEST_F(LabelMatcherTest, ALabelOfOneLanguageIsNoneOfAnother) {
  EXPECT_THAT(named("fr", "pas de passeport"), IsEmpty());
  EXPECT_THAT(named("cs", "pas"), ElementsAre("passport"));
}

TEST_F(LabelMatcherTest, EqualBeginningsAreNotEnough) {
  EXPECT_THAT(named("sk", "so starostom, starostovi"), ElementsAre("mayor", "mayor"));
  EXPECT_THAT(named("sk", "starostlivosť o deti"), IsEmpty()) << "care, not mayor";
}

TEST_F(LabelMatcherTest, HiddenLabelsFindToo) {
  EXPECT_THAT(named("sk", "richtár"), ElementsAre("mayor"));
}

TEST_F(LabelMatcherTest, NothingIsFoundInNothing) {
  EXPECT_THAT(named("en", ""), IsEmpty());
  const Scheme<Concept> none;
  LabelMatcher(none).find("en", {}, [](std::uint32_t) { FAIL(); });
}

TEST(IsFormOf, WordsDifferInTheirEndingsOnly) {
  EXPECT_TRUE(is_form_of("starosta", "starostom"));
  EXPECT_TRUE(is_form_of("школа", "школе"));
  EXPECT_TRUE(is_form_of("pas", "pas"));
  EXPECT_FALSE(is_form_of("starosta", "starostlivost"));
  EXPECT_FALSE(is_form_of("rok", "ruka"));
  EXPECT_FALSE(is_form_of("", "a"));
}

}  // namespace
}  // namespace gp
