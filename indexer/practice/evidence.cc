#include "indexer/practice/evidence.h"

#include <algorithm>

namespace gp {

EvidenceAssessment assess(const Evidence& evidence) {
  const auto names = [&evidence](std::string_view word) {
    return std::ranges::find(evidence.basis, word) != evidence.basis.end();
  };
  const bool award = names(kAward) || !evidence.award.empty();
  const bool evaluation = names(kEvaluation) || evidence.evaluation.has_value();
  const bool replication = names(kReplication) || !evidence.replication.empty();

  EvidenceAssessment result;
  if (replication) result.rests_on.push_back(kReplication);
  if (evaluation) result.rests_on.push_back(kEvaluation);
  if (award) result.rests_on.push_back(kAward);
  if (replication) {
    result.concept_id = kReplicated;
  } else if (award || evaluation) {
    result.concept_id = kDemonstrated;
    result.next = kReplicated;
    result.missing = {kReplication};
  } else {
    result.concept_id = kPromising;
    result.next = kDemonstrated;
    result.missing = {kEvaluation, kAward};
  }
  return result;
}

}  // namespace gp
