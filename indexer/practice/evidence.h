// The published rule by which a practice has its class of evidence. The three classes are those of the Council of
// Europe's database of good practices for Roma inclusion; each rests on what can be looked up:
//
//   replicated     it was carried over to other places, which are named
//   demonstrated   it has an award, or its effects were evaluated, by a named method and evaluator
//   promising      none of these is known
//
// A practice has the first class of the list that it fulfils.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/practice/practice.h"

namespace gp {

inline constexpr std::string_view kPromising = "promising";
inline constexpr std::string_view kDemonstrated = "demonstrated";
inline constexpr std::string_view kReplicated = "replicated";

// What a class can rest on; also the words of `basis`, which has besides "none": it is known that there is none.
inline constexpr std::string_view kAward = "award";
inline constexpr std::string_view kEvaluation = "evaluation";
inline constexpr std::string_view kReplication = "replication";
inline constexpr std::string_view kNoBasis = "none";

struct EvidenceAssessment {
  std::string_view concept_id{};             // one of the three
  std::vector<std::string_view> rests_on{};  // what there is: kAward, kEvaluation, kReplication
  std::string_view next{};                   // the class above; empty: there is none
  std::vector<std::string_view> missing{};   // any one of these would give the next class
};

// A basis counts when `basis` names it or its own field is filled: the fields say more, they do not say something else.
EvidenceAssessment assess(const Evidence& evidence);

}  // namespace gp
