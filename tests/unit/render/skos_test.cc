// The vocabulary as SKOS in JSON-LD.
#include "searchd/render/skos.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;
using Json = nlohmann::json;

Vocabulary small_vocabulary() {
  Vocabulary vocabulary;
  vocabulary.themes = Scheme<Concept>({
      {.id = "housing", .pref_label = {{"en", "Housing"}, {"sr", "Становање"}}},
      {.id = "halting-sites", .broader = "housing", .pref_label = {{"en", "Halting sites"}}},
  });
  vocabulary.concepts = Scheme<Concept>({
      {.id = "caravan",
       .broader = "halting-sites",
       .related = {"camp", "housing"},
       .pref_label = {{"en", "Caravan"}},
       .alt_label = {{"en", {"trailer"}}, {"sr", {"приколица"}}},
       .hidden_label = {{"en", {"gypsy wagon"}}}},
      {.id = "camp", .pref_label = {{"en", "Camp \"x\""}}},
  });
  Place turin;
  turin.id = "turin";
  turin.pref_label = {{"it", "Torino"}};
  turin.country = "IT";
  turin.latitude = 45.07;
  turin.longitude = 7.69;
  turin.population = 870'952;
  vocabulary.places = Scheme<Place>({turin});
  return vocabulary;
}

Json by_id(const Json& graph, const std::string& id) {
  for (const Json& node : graph) {
    if (node.at("@id") == id) return node;
  }
  return nullptr;
}

TEST(Skos, EveryConceptIsInItsSchemeWithItsLabelsAndLinks) {
  const Json document = Json::parse(vocabulary_jsonld(small_vocabulary(), "https://example.org"));
  const Json& graph = document.at("@graph");
  EXPECT_EQ(graph.size(), 3 + 5);

  const Json scheme = by_id(graph, "https://example.org/vocabulary.jsonld#themes");
  EXPECT_EQ(scheme.at("@type"), "skos:ConceptScheme");
  EXPECT_THAT(scheme.at("hasTopConcept"), ElementsAre("https://example.org/vocabulary/housing"));

  const Json housing = by_id(graph, "https://example.org/vocabulary/housing");
  EXPECT_EQ(housing.at("inScheme"), "https://example.org/vocabulary.jsonld#themes");
  EXPECT_EQ(housing.at("prefLabel"), (Json{{"en", "Housing"}, {"sr", "Становање"}, {"sr-Latn", "Stanovanje"}}));
  EXPECT_THAT(housing.at("narrower"), ElementsAre("https://example.org/vocabulary/halting-sites"));
  EXPECT_FALSE(housing.contains("broader"));

  const Json halting = by_id(graph, "https://example.org/vocabulary/halting-sites");
  EXPECT_THAT(halting.at("broader"), ElementsAre("https://example.org/vocabulary/housing"));
  EXPECT_THAT(halting.at("narrowMatch"), ElementsAre("https://example.org/vocabulary/caravan"));
  EXPECT_FALSE(halting.contains("topConceptOf"));
}

TEST(Skos, ALinkIntoAnotherSchemeIsAMapping) {
  const Json caravan = Json::parse(concept_jsonld(small_vocabulary(), "caravan", "https://example.org").value());
  EXPECT_THAT(caravan.at("broadMatch"), ElementsAre("https://example.org/vocabulary/halting-sites"));
  EXPECT_THAT(caravan.at("related"), ElementsAre("https://example.org/vocabulary/camp"));
  EXPECT_THAT(caravan.at("relatedMatch"), ElementsAre("https://example.org/vocabulary/housing"));
  EXPECT_EQ(caravan.at("topConceptOf"), "https://example.org/vocabulary.jsonld#concepts");
  EXPECT_THAT(caravan.at("altLabel").at("sr-Latn"), ElementsAre("prikolica"));
  EXPECT_THAT(caravan.at("hiddenLabel").at("en"), ElementsAre("gypsy wagon"));
}

TEST(Skos, APlaceHasCountryCoordinatesAndInhabitants) {
  const Json turin = Json::parse(concept_jsonld(small_vocabulary(), "turin", "").value());
  EXPECT_EQ(turin.at("@id"), "/vocabulary/turin");
  EXPECT_EQ(turin.at("countryCode"), "IT");
  EXPECT_EQ(turin.at("latitude"), 45.07);
  EXPECT_EQ(turin.at("population"), 870'952);
}

TEST(Skos, AllThatIsUsedIsDefinedInTheContext) {
  const Json document = Json::parse(vocabulary_jsonld(small_vocabulary(), ""));
  for (const Json& node : document.at("@graph")) {
    for (const auto& [key, value] : node.items()) {
      EXPECT_TRUE(key.starts_with('@') || document.at("@context").contains(key)) << key;
    }
  }
}

TEST(Skos, AnUnknownConceptIsNothing) {
  EXPECT_EQ(concept_jsonld(small_vocabulary(), "nix", ""), std::nullopt);
}

}  // namespace
}  // namespace gp
