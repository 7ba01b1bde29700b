#include "indexer/editor/form.h"

#include <algorithm>
#include <string_view>

#include "indexer/practice/characters.h"
#include "indexer/practice/evidence.h"
#include "indexer/practice/sections.h"

namespace gp {
namespace {

constexpr std::size_t kShortestSummary = 30;  // words
constexpr std::size_t kLongestSummary = 60;
constexpr int kYearsBetweenReviews = 2;

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank && !inside) ++words;
    inside = !blank;
  }
  return words;
}

void check_summary(const Location& where, const std::string& summary, Diagnostics& diagnostics) {
  if (summary.empty()) return;  // validation has said so
  const std::size_t words = count_words(summary);
  if (words >= kShortestSummary && words <= kLongestSummary) return;
  diagnostics.warning(where, "the summary has " + std::to_string(words) + " words",
                      "say what the solution is in 30 to 60 words");
}

void check_sections(const std::string& language, const Text& text, const Decoded& decoded, const Vocabulary& vocabulary,
                    Diagnostics& diagnostics) {
  if (text.body.empty()) return;  // validation has said so
  const std::vector<BodySection> sections = sections_of(text.body);
  for (const std::string& heading : section_headings(vocabulary, language)) {
    const auto found = std::ranges::find(sections, heading, &BodySection::heading);
    if (found == sections.end()) {
      diagnostics.warning(decoded.where.at("texts/" + language + "/body"),
                          "section " + in_quotes(heading) + " is missing",
                          "write '## " + heading + "' and what is known, or that nothing is known");
    } else if (count_words(found->content) == 0) {
      diagnostics.warning(decoded.where.in_body(language, found->line), "section " + in_quotes(heading) + " is empty",
                          "write what is known, or that nothing is known");
    }
  }
}

void check_evidence(const Decoded& decoded, Diagnostics& diagnostics) {
  const Evidence& evidence = decoded.practice.evidence;
  const auto names = [&evidence](std::string_view word) {
    return std::ranges::find(evidence.basis, word) != evidence.basis.end();
  };
  const auto warn = [&](const std::string& what, const std::string& remedy) {
    diagnostics.warning(decoded.where.at("evidence"), what, remedy);
  };
  if (names(kAward) && evidence.award.empty()) {
    warn("the evidence rests on an award that is not named", "write 'award: [its name and year]'");
  }
  if (names(kReplication) && evidence.replication.empty()) {
    warn("the evidence rests on a replication without places", "write 'replication: {places: [where]}'");
  }
  const bool evaluated = names(kEvaluation) || evidence.evaluation.has_value();
  const Evaluation evaluation = evidence.evaluation.value_or(Evaluation());
  if (evaluated && (evaluation.method.empty() || evaluation.evaluator.empty())) {
    warn("the evidence rests on an evaluation without " +
             std::string(evaluation.method.empty() ? "method" : "evaluator"),
         "write 'evaluation: {method: how, evaluator: who}'");
  }
}

void check_sources(const Decoded& decoded, Diagnostics& diagnostics) {
  const std::vector<Source>& sources = decoded.practice.sources;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (!sources[i].publisher.empty()) continue;
    diagnostics.warning(decoded.where.at("sources/" + std::to_string(i)), "a source without 'publisher'",
                        "write who published it, as the page itself says");
  }
}

// Dates in ISO 8601 compare as text.
void check_review(const Decoded& decoded, const std::string& today, Diagnostics& diagnostics) {
  const std::string& last = decoded.practice.reviewed.empty() ? decoded.practice.added : decoded.practice.reviewed;
  if (last.size() != today.size()) {
    if (last.empty()) {
      diagnostics.warning(decoded.where.at(""), "'reviewed' is missing", "write the date of the last review");
    }
    return;  // validation has said what is wrong with the date
  }
  const std::string due = std::to_string(std::stoi(today.substr(0, 4)) - kYearsBetweenReviews).append(today.substr(4));
  if (last >= due) return;
  diagnostics.warning(decoded.where.at(decoded.practice.reviewed.empty() ? "added" : "reviewed"),
                      "the last review, of " + last + ", is more than 24 months ago",
                      "read the case again, and write the date as 'reviewed'");
}

}  // namespace

void check_form(const Decoded& decoded, const Vocabulary& vocabulary, const std::string& today,
                Diagnostics& diagnostics) {
  for (const auto& [language, text] : decoded.practice.texts) {
    check_summary(decoded.where.at("texts/" + language + "/summary"), text.summary, diagnostics);
    check_sections(language, text, decoded, vocabulary, diagnostics);
  }
  check_evidence(decoded, diagnostics);
  check_sources(decoded, diagnostics);
  check_review(decoded, today, diagnostics);
}

}  // namespace gp
