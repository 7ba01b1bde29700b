// A good practice as plain data: what a case folder, or a line of JSON Lines, says. Nothing here knows of search or
// HTTP.
//
// All strings are valid UTF-8 in Unicode Normalization Form C. An empty string, an empty list or an empty optional
// means "the sources do not say"; nothing is ever filled in.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gp {

// How a text came about; decides what the site says about it.
enum class Translation { kOriginal, kHuman, kMachine };

enum class Status { kPublished, kDraft, kWithdrawn };

// One language version. The language is the key it stands under in Practice::texts.
struct Text {
  std::string title{};
  std::string summary{};
  Translation translation = Translation::kOriginal;
  std::string body{};  // CommonMark, with the section headings of vocabulary/sections.yaml

  bool operator==(const Text&) const = default;
};

struct Organisation {
  std::string name{};
  std::string role{};

  bool operator==(const Organisation&) const = default;
};

struct Source {
  std::string url{};
  std::string publisher{};
  std::string lang{};         // BCP 47
  std::optional<int> year{};  // of publication
  bool secondary = false;     // a blog, a mirror or a wiki

  bool operator==(const Source&) const = default;
};

// An assessment of what the practice achieved.
struct Evaluation {
  std::string method{};     // how it was found out, such as "randomised controlled trial"
  std::string evaluator{};  // who did it

  bool operator==(const Evaluation&) const = default;
};

// What the practice's standing rests on. evidence.h has the rule that makes a class of it.
struct Evidence {
  std::string concept_id{};                // `class` in the files: id in the evidence vocabulary
  std::vector<std::string> basis{};        // award, evaluation, replication; "none" alone; empty: not said
  std::vector<std::string> award{};        // prizes, each with its year where known
  std::optional<Evaluation> evaluation{};  // of effects, not of satisfaction
  std::vector<std::string> replication{};  // places that carried it over
  std::string reason{};                    // one sentence

  bool operator==(const Evidence&) const = default;
};

// Years, both inclusive. No end: still running, or not known to have ended.
struct Period {
  std::optional<int> start{};
  std::optional<int> end{};

  bool operator==(const Period&) const = default;
};

struct Practice {
  std::string id{};  // permanent: [a-z0-9-]+
  std::string place{};
  std::string level{};
  std::vector<std::string> themes{};  // most important first
  std::vector<std::string> target_groups{};
  Evidence evidence{};
  Period period{};
  std::vector<Organisation> organisations{};
  std::vector<std::string> funding{};
  std::optional<long long> budget_eur{};
  std::vector<std::string> awards{};
  std::vector<Source> sources{};
  std::string original_language{};
  std::string added{};     // ISO 8601 date
  std::string reviewed{};  // ISO 8601 date
  Status status = Status::kPublished;
  std::string reason{};  // why it was withdrawn
  std::vector<std::string> related{};
  std::map<std::string, Text> texts{};  // by BCP 47 tag, as the file name has it

  bool operator==(const Practice&) const = default;
};

// The words the files use for the enumerations ("original", "withdrawn", ...).
std::string_view to_string(Translation translation);
std::string_view to_string(Status status);
std::optional<Translation> translation_from(std::string_view word);
std::optional<Status> status_from(std::string_view word);

}  // namespace gp
