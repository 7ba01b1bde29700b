// One function for each kind of rule, all of them run: a person who mends a file wants to see everything at once. An
// error is what would be wrong on the site (an unknown id, an impossible date, a page without a title); what a good
// case has and this one lacks is a warning, because it may not be known.
#include "indexer/practice/validate.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <utility>

#include "indexer/practice/characters.h"
#include "indexer/practice/evidence.h"
#include "indexer/practice/key_reader.h"
#include "indexer/practice/language_tag.h"
#include "indexer/practice/nearest.h"
#include "indexer/practice/sections.h"

namespace gp {
namespace {

constexpr int kFirstYear = 1800;
constexpr int kLastYear = 2100;
constexpr std::size_t kLongestTitle = 90;
constexpr std::array<std::string_view, 3> kBases{kAward, kEvaluation, kReplication};

bool is_web_address(std::string_view url) {
  const std::size_t scheme = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  return scheme > 0 && url.size() > scheme && url[scheme] != '/' && url.find(' ') == std::string_view::npos;
}

std::optional<int> digits(std::string_view text) {
  const std::optional<long long> value = parse_whole(text);
  if (!value || text.front() == '-') return std::nullopt;
  return static_cast<int>(*value);
}

// 2026-11-22, and a day that exists.
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day || *year < kFirstYear || *year > kLastYear) return false;
  return std::chrono::year_month_day(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                     std::chrono::day(static_cast<unsigned>(*day)))
      .ok();
}

std::string quoted_list(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "'" : ", '") + word + "'";
  return list;
}

class Validation {
 public:
  Validation(Decoded& decoded, const Vocabulary& vocabulary, bool complete, Diagnostics& diagnostics)
      : practice_(decoded.practice),
        where_(decoded.where),
        vocabulary_(vocabulary),
        complete_(complete),
        diagnostics_(diagnostics) {}

  void run() {
    check_ids();
    check_evidence();
    check_years();
    check_organisations_and_sources();
    check_dates_and_languages();
    check_status();
    check_texts();
    if (complete_) check_presence();
  }

 private:
  void error(const std::string& path, std::string what, std::string remedy) {
    diagnostics_.error(where_.at(path), std::move(what), std::move(remedy));
  }
  void warning(const std::string& path, std::string what, std::string remedy) {
    diagnostics_.warning(where_.at(path), std::move(what), std::move(remedy));
  }

  template <class T>
  void check_concept(const std::string& path, const std::string& id, const Scheme<T>& scheme, const std::string& kind,
                     const std::string& file) {
    if (id.empty() || scheme.concepts().empty() || scheme.find(id) != nullptr) return;
    const std::string near = scheme.nearest(id);
    error(path, "unknown " + kind + " " + in_quotes(id),
          near.empty() ? "write an id of vocabulary/" + file + ", or add it there"
                       : "write " + in_quotes(near) + ", or add it to vocabulary/" + file);
  }

  // Calls `check` with the path and the value of each element, after dropping what was named before.
  template <class Check>
  void each_once(const std::string& key, std::vector<std::string>& values, const Check& check) {
    std::set<std::string> seen;
    std::vector<std::string> once;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::string path = key + "/" + std::to_string(i);
      if (!seen.insert(values[i]).second) {
        warning(path, in_quotes(values[i]) + " stands twice in " + in_quotes(key), "delete one");
        continue;
      }
      check(path, values[i]);
      once.push_back(values[i]);
    }
    values = std::move(once);
  }

  void check_ids() {
    check_concept("place", practice_.place, vocabulary_.places, "place", "places.yaml");
    check_concept("level", practice_.level, vocabulary_.levels, "level", "levels.yaml");
    each_once("themes", practice_.themes, [this](const std::string& path, const std::string& id) {
      check_concept(path, id, vocabulary_.themes, "theme", "themes.yaml");
    });
    each_once("target_groups", practice_.target_groups, [this](const std::string& path, const std::string& id) {
      check_concept(path, id, vocabulary_.target_groups, "target group", "target-groups.yaml");
    });
    each_once("related", practice_.related, [this](const std::string& path, const std::string& id) {
      if (id == practice_.id) error(path, "the practice is related to itself", "delete " + in_quotes(id));
      if (!is_id(id)) {
        error(path, in_quotes(id) + " is not an id of a practice", "write lower-case letters, digits and hyphens");
      }
    });
  }

  void check_evidence() {
    Evidence& evidence = practice_.evidence;
    check_concept("evidence/class", evidence.concept_id, vocabulary_.evidence, "evidence class", "evidence.yaml");
    const std::size_t errors = diagnostics_.errors();
    each_once("evidence/basis", evidence.basis, [&](const std::string& path, const std::string& word) {
      if (std::ranges::find(kBases, word) != kBases.end()) return;
      if (word == kNoBasis && evidence.basis.size() == 1) return;
      Nearest nearest(word);
      for (const std::string_view basis : kBases) nearest.offer(basis);
      error(path,
            word == kNoBasis ? "evidence basis 'none' beside others" : "unknown evidence basis " + in_quotes(word),
            nearest.answer().empty() ? "write 'award', 'evaluation' or 'replication', or 'none' alone"
                                     : "write " + in_quotes(nearest.answer()));
    });
    if (diagnostics_.errors() == errors) check_evidence_class();
  }

  // A class of another vocabulary than ours follows rules of its own.
  void check_evidence_class() {
    Evidence& evidence = practice_.evidence;
    if (evidence == Evidence()) return;
    const EvidenceAssessment found = assess(evidence);
    const std::string& declared = evidence.concept_id;
    if (declared.empty() && vocabulary_.evidence.find(found.concept_id) != nullptr) {
      evidence.concept_id = found.concept_id;
    }
    if (declared == found.concept_id) return;
    if (declared != kPromising && declared != kDemonstrated && declared != kReplicated) return;
    const std::string claim = "the evidence class is " + in_quotes(declared) + ", but ";
    if (found.rests_on.empty() && evidence.basis.empty()) {
      warning("evidence/class", claim + "it is not said what it rests on",
              "write 'basis': award, evaluation or replication");
      return;
    }
    std::string rests_on = found.rests_on.empty() ? "nothing" : std::string(found.rests_on.front());
    for (std::size_t i = 1; i < found.rests_on.size(); ++i) rests_on += " and " + std::string(found.rests_on[i]);
    error("evidence/class", claim + "it rests on " + rests_on,
          "write " + in_quotes(found.concept_id) + ", or what the class rests on: award, evaluation or replication");
  }

  void check_year(const std::string& path, std::optional<int> year) {
    if (!year || (*year >= kFirstYear && *year <= kLastYear)) return;
    error(path, "the year " + std::to_string(*year) + " is not between 1800 and 2100",
          "write the year with four digits, or leave it out");
  }

  void check_years() {
    const Period& period = practice_.period;
    check_year("period/start", period.start);
    check_year("period/end", period.end);
    if (period.start && period.end && *period.end < *period.start) {
      error("period/end",
            "the end, " + std::to_string(*period.end) + ", is before the start, " + std::to_string(*period.start),
            "write the later year as 'end'");
    }
    if (practice_.budget_eur && *practice_.budget_eur < 0) {
      error("budget_eur", "the budget is negative", "write whole euros in digits only, or leave it out");
    }
  }

  void check_organisations_and_sources() {
    for (std::size_t i = 0; i < practice_.organisations.size(); ++i) {
      if (!practice_.organisations[i].name.empty()) continue;
      error("organisations/" + std::to_string(i), "an organisation without a name", "write '{name: …, role: …}'");
    }
    for (std::size_t i = 0; i < practice_.sources.size(); ++i) {
      const Source& source = practice_.sources[i];
      const std::string path = "sources/" + std::to_string(i);
      if (source.url.empty()) {
        warning(path, "a source without 'url'", "write where it can be read, if it is on the web");
      } else if (!is_web_address(source.url)) {
        error(path + "/url", in_quotes(source.url) + " is not a web address",
              "write it from 'https://' or 'http://' on");
      }
      check_language(path + "/lang", source.lang);
      check_year(path + "/year", source.year);
    }
  }

  void check_language(const std::string& path, const std::string& tag) {
    if (tag.empty() || is_language_tag(tag)) return;
    const std::string meant = suggested_language_tag(tag);
    error(path, in_quotes(tag) + " is not a language tag",
          meant.empty() ? "write a BCP 47 tag such as 'en' or 'sr-Latn'" : "write " + in_quotes(meant));
  }

  void check_date(const std::string& path, const std::string& date) {
    if (date.empty() || is_date(date)) return;
    error(path, in_quotes(date) + " is not a date", "write year, month and day as in 2026-11-22");
  }

  void check_dates_and_languages() {
    check_language("original_language", practice_.original_language);
    check_date("added", practice_.added);
    check_date("reviewed", practice_.reviewed);
  }

  void check_status() {
    const bool withdrawn = practice_.status == Status::kWithdrawn;
    if (withdrawn && practice_.reason.empty()) {
      error("status", "withdrawn without a reason", "write 'reason: …' in one sentence; the site shows it");
    }
    if (!withdrawn && !practice_.reason.empty()) {
      warning("reason", "a reason, but the practice is not withdrawn", "write 'status: withdrawn', or delete 'reason'");
    }
  }

  void check_texts() {
    for (const auto& [language, text] : practice_.texts) {
      const std::string path = "texts/" + language;
      check_language(path, language);
      if (text.title.empty()) {
        error(path, "the text in " + in_quotes(language) + " has no title", "write 'title: …' between the --- lines");
      } else if (count_code_points(text.title) > kLongestTitle) {
        warning(path + "/title", "the title has " + std::to_string(count_code_points(text.title)) + " characters",
                "say it in at most 90");
      }
      if (text.summary.empty()) {
        warning(path, "the text in " + in_quotes(language) + " has no summary",
                "write 'summary: …', the solution in 30 to 60 words");
      }
      if (text.body.empty()) {
        warning(path, "the text in " + in_quotes(language) + " has no body",
                "write the sections after the second --- line");
      }
      check_sections(language, text.body);
    }
  }

  void check_sections(const std::string& language, const std::string& body) {
    const std::vector<std::string> expected = section_headings(vocabulary_, language);
    if (expected.empty()) return;
    std::size_t next = 0;  // the first section that may still come
    for (const BodySection& section : sections_of(body)) {
      const auto found = std::ranges::find(expected, section.heading);
      const auto index = static_cast<std::size_t>(found - expected.begin());
      if (found == expected.end()) {
        warn_of_heading(language, section, "is not a section", meant_heading(section.heading, expected, next));
        continue;
      }
      if (index < next) {
        warn_of_heading(language, section, "stands after " + in_quotes(expected[next - 1]),
                        "the order is " + quoted_list(expected));
      }
      next = std::max(next, index + 1);
    }
  }

  static std::string meant_heading(const std::string& wrong, const std::vector<std::string>& expected,
                                   std::size_t next) {
    Nearest nearest(wrong);
    for (const std::string& heading : expected) nearest.offer(heading);
    if (!nearest.answer().empty()) return "write '## " + nearest.answer() + "'";
    if (next < expected.size()) return "write '## " + expected[next] + "', or use a heading of level 3";
    return "use a heading of level 3; the sections are " + quoted_list(expected);
  }

  void warn_of_heading(const std::string& language, const BodySection& section, const std::string& what,
                       std::string remedy) {
    diagnostics_.warning(where_.in_body(language, section.line), "heading " + in_quotes(section.heading) + " " + what,
                         std::move(remedy));
  }

  void check_presence() {
    if (practice_.texts.empty()) {
      error("", "the practice has no text", "write at least one, such as en.md, with a title");
    }
    if (practice_.status == Status::kWithdrawn) return;
    const auto warn = [this](bool missing, const std::string& key, std::string remedy) {
      if (missing) warning("", in_quotes(key) + " is missing", std::move(remedy));
    };
    warn(practice_.place.empty(), "place", "write an id of vocabulary/places.yaml");
    warn(practice_.themes.empty(), "themes", "write ids of vocabulary/themes.yaml, most important first");
    warn(practice_.evidence.concept_id.empty(), "evidence", "write its class, and what that rests on");
    warn(practice_.sources.empty(), "sources", "write where the facts were read");
  }

  Practice& practice_;
  const Whereabouts& where_;
  const Vocabulary& vocabulary_;
  bool complete_;
  Diagnostics& diagnostics_;
};

}  // namespace

void validate(Decoded& decoded, const Vocabulary& vocabulary, bool complete, Diagnostics& diagnostics) {
  Validation(decoded, vocabulary, complete, diagnostics).run();
}

}  // namespace gp
