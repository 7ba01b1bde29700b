// A corpus of four practices without fault, in a folder; tests change it in one place.
#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "tests/support/temp_folder.h"

namespace gp {

// The keys of practice.yaml, "id" and "texts", as one line of JSON Lines has them.
using PracticeJson = nlohmann::ordered_json;

inline constexpr std::string_view kSmallSummary =
    "What the city did with the families, by which means and for how long, what is left of it today, and what another "
    "town can learn from it before it tries.";

inline PracticeJson small_practice(const std::string& id, const std::string& place, const std::string& theme,
                                   const std::string& title) {
  return {{"id", id},
          {"place", place},
          {"level", "city"},
          {"themes", {theme}},
          {"target_groups", {"roma"}},
          {"evidence", {{"class", "promising"}, {"basis", "none"}, {"reason", "The city reports it."}}},
          {"period", {{"start", 2011}, {"end", 2014}}},
          {"sources", {{{"url", "https://example.org/" + id}, {"publisher", "The city"}, {"lang", "en"}}}},
          {"original_language", "en"},
          {"added", "2026-11-22"},
          {"reviewed", "2026-11-22"},
          {"texts",
           {{"en",
             {{"title", title},
              {"summary", kSmallSummary},
              {"translation", "original"},
              {"body", "## Context\n\nThe problem before.\n\n## Results\n\nIt went well.\n"}}}}}};
}

class SmallCorpus {
 public:
  explicit SmallCorpus(std::string folder) : folder_(std::move(folder)) {
    write("vocabulary/themes.yaml",
          "- {id: employment, prefLabel: {en: Employment, de: Arbeit}}\n"
          "- {id: housing, prefLabel: {en: Housing, fr: Logement}}\n"
          "- {id: education, prefLabel: {en: Education}}\n");
    write("vocabulary/places.yaml",
          "- {id: graz, prefLabel: {en: Graz}, country: AT, latitude: 47.0707, longitude: 15.4395}\n"
          "- {id: turin, prefLabel: {en: Turin, it: Torino}, country: IT, latitude: 45.0703, longitude: 7.6869}\n"
          "- {id: lyon, prefLabel: {en: Lyon}, country: FR, latitude: 45.764, longitude: 4.8357}\n");
    write("vocabulary/target-groups.yaml", "- {id: roma, prefLabel: {en: Roma}}\n");
    write("vocabulary/evidence.yaml", "- {id: promising, prefLabel: {en: Promising}}\n");
    write("vocabulary/levels.yaml", "- {id: city, prefLabel: {en: City}}\n");
    write("vocabulary/sections.yaml",
          "- {id: context, prefLabel: {en: Context}}\n"
          "- {id: results, prefLabel: {en: Results}}\n");
    put(small_practice("graz-garlic", "graz", "employment", "Garlic farm gives work"));
    PracticeJson turin = small_practice("turin-homes", "turin", "housing", "Homes instead of a camp");
    turin["texts"]["it"] = {
        {"title", "Case al posto del campo"},
        {"summary",
         "Che cosa ha fatto la città con le famiglie, con quali mezzi, per quanto tempo, che cosa ne "
         "resta oggi e che cosa un altro comune può imparare prima di provarci."},
        {"translation", "human"},
        {"body", "Testo."}};
    turin["related"] = {"lyon-classes"};
    put(turin);
    put(small_practice("lyon-classes", "lyon", "education", "Classes open to every child"));
    put(small_practice("lyon-houses", "lyon", "housing", "Contracts for houses"));
  }

  static constexpr std::size_t kPractices = 4;
  static constexpr std::size_t kTexts = 5;

  const std::string& path() const { return folder_; }
  std::string path(std::string_view name) const { return folder_ + "/" + std::string(name); }

  // `name` is relative to the folder.
  void write(std::string_view name, std::string_view bytes) const { write_file(path(name), bytes); }
  std::string read(std::string_view name) const { return read_whole_file(path(name)); }
  void append(std::string_view name, std::string_view bytes) const { write(name, read(name) + std::string(bytes)); }
  void replace(std::string_view name, std::string_view old_text, std::string_view new_text) const {
    std::string bytes = read(name);
    const std::size_t at = bytes.find(old_text);
    if (at == std::string::npos) throw std::logic_error(std::string(name) + " has no " + std::string(old_text));
    write(name, bytes.replace(at, old_text.size(), new_text));
  }
  void remove(std::string_view name) const { std::filesystem::remove_all(path(name)); }

  // Writes a practice in its folder form, one key a line: practices/<id>/{practice.yaml,<lang>.md}.
  void put(const PracticeJson& practice) const {
    const std::string folder = "practices/" + practice.at("id").get<std::string>();
    std::string yaml;
    for (const auto& [key, value] : practice.items()) {
      if (key != "id" && key != "texts") yaml += key + ": " + value.dump() + "\n";
    }
    write(folder + "/practice.yaml", yaml);
    for (const auto& [lang, text] : practice.at("texts").items()) {
      std::string front;
      for (const auto& [key, value] : text.items()) {
        if (key != "body") front += key + ": " + value.dump() + "\n";
      }
      write(folder + "/" + lang + ".md", "---\n" + front + "---\n\n" + text.at("body").get<std::string>());
    }
  }

 private:
  std::string folder_;
};

}  // namespace gp
