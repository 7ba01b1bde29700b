// A corpus in a temporary folder, written file by file and read as the indexer reads it. Messages come back relative to
// the folder, so that a test shows data and diagnostic side by side.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/practice/corpus.h"

namespace gp {

// What reading a whole source gave.
struct Reading {
  std::vector<std::string> messages{};
  std::map<std::string, Practice> practices{};
};

class CorpusFolder {
 public:
  CorpusFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "gp-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
    write("vocabulary/themes.yaml", R"(
- id: employment
  prefLabel: {en: Employment, de: Arbeit}
  hiddenLabel: {en: jobcentres}
- id: housing
  prefLabel: {en: Housing, fr: Logement}
)");
    write("vocabulary/places.yaml", R"(
- id: graz
  prefLabel: {en: Graz}
  country: AT
  latitude: 47.0707
  longitude: 15.4395
)");
    write("vocabulary/target-groups.yaml", "- {id: roma, prefLabel: {en: Roma}}\n");
    write("vocabulary/evidence.yaml", R"(
- {id: promising, prefLabel: {en: Promising}}
- {id: demonstrated, prefLabel: {en: Demonstrated}}
- {id: replicated, prefLabel: {en: Replicated}}
)");
    write("vocabulary/levels.yaml", "- {id: city, prefLabel: {en: City}}\n");
    write("vocabulary/sections.yaml", R"(
- {id: context, prefLabel: {en: Context, sr: Контекст}}
- {id: results, prefLabel: {en: Results, sr: Резултати}}
)");
  }
  ~CorpusFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  CorpusFolder(const CorpusFolder&) = delete;
  CorpusFolder& operator=(const CorpusFolder&) = delete;

  std::string path(std::string_view name = "") const { return name.empty() ? path_ : path_ + "/" + std::string(name); }

  void write(std::string_view name, std::string_view bytes) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << bytes;
  }

  Vocabulary vocabulary() const {
    Diagnostics ignored;
    return read_vocabulary(path("vocabulary"), ignored);
  }

  Reading read(std::string_view source = "") const {
    Diagnostics diagnostics;
    Reading reading;
    const Vocabulary words = vocabulary();
    for_each_case(path(source), diagnostics,
                  [&](const RawCase& raw) { reading.practices[raw.id] = parse_case(raw, words, diagnostics); });
    reading.messages = relative(diagnostics);
    return reading;
  }

  std::vector<std::string> vocabulary_messages() const {
    Diagnostics diagnostics;
    read_vocabulary(path("vocabulary"), diagnostics);
    return relative(diagnostics);
  }

 private:
  std::vector<std::string> relative(const Diagnostics& diagnostics) const {
    std::vector<std::string> messages;
    for (const Diagnostic& diagnostic : diagnostics.all())
      messages.push_back(to_string(diagnostic).substr(path_.size() + 1));
    return messages;
  }

  std::string path_;
};

// A case without fault; tests break it in one place.
inline constexpr std::string_view kGoodYaml = R"(place: graz
level: city
themes: [employment, housing]
target_groups: [roma]
evidence:
  class: replicated
  basis: [replication, award]
  reason: Six partner towns carried the project on.
period: {start: 2011, end: 2014}
organisations:
  - {name: City of Graz, role: funder and partner}
funding: [City of Graz, Province of Styria]
budget_eur: 5100000
awards: [A prize]
sources:
  - url: https://example.org/report
    publisher: Land Steiermark
    lang: de
    year: 2011
    secondary: true
original_language: en
added: 2026-11-22
reviewed: 2026-11-23
status: published
related: [lyon]
)";
inline constexpr std::string_view kGoodText = R"(---
title: Jobs for all
summary: What was done.
translation: original
---

## Context

The problem.

## Results

They came.
)";

class CorpusTest : public ::testing::Test {
 protected:
  CorpusTest() {
    corpus_.write("practices/graz/practice.yaml", kGoodYaml);
    corpus_.write("practices/graz/en.md", kGoodText);
  }

  // What is said about the good case with `line` in place of the line that begins with the same key, or added to it.
  std::vector<std::string> with_yaml(std::string_view line) const {
    corpus_.write("practices/graz/practice.yaml", replace_line(kGoodYaml, line));
    return corpus_.read().messages;
  }
  std::vector<std::string> with_text(std::string_view text, std::string_view name = "en.md") const {
    corpus_.write("practices/graz/" + std::string(name), text);
    return corpus_.read().messages;
  }

  static std::string replace_line(std::string_view text, std::string_view line) {
    std::string result(text);
    const std::string key(line.substr(0, line.find(':') + 1));
    const std::size_t start = result.starts_with(key) ? 0 : result.find("\n" + key);
    if (start == std::string::npos) return result + std::string(line) + "\n";
    const std::size_t first = start == 0 ? 0 : start + 1;
    return result.replace(first, result.find('\n', first) - first, line);
  }

  CorpusFolder corpus_;
};

}  // namespace gp
