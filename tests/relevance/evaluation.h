// How good a ranking is on judged queries: nDCG, reciprocal rank and recall, each over the first ten hits. Whose
// ranking it is does not matter here: see product.h and baselines.h.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace gp {

struct JudgedQuery {
  std::string lang{};
  std::string text{};
  std::map<std::string, int> grades{};  // by practice: 3 what was looked for, 2 answers it too, 1 touches it
  std::string kind{};                   // empty: of no kind
};

// The ids that a ranking gives for a query, best first; more than ten do no harm.
using Search = std::function<std::vector<std::string>(const JudgedQuery&)>;
inline constexpr std::size_t kDepth = 10;

struct Outcome {
  JudgedQuery query{};
  std::vector<std::string> found{};  // the first ten
  double ndcg = 0;                   // gain 2^grade - 1, discount log2(rank + 1), by that of the best possible order
  double rank = 0;                   // 1 / rank of the first practice that counts; 0 if there is none
  double recall = 0;                 // share of the practices that count that are among the ten
};

// Means over a group of queries. The groups: "all", "language de" (of the query), "kind typo".
struct Figures {
  std::size_t queries = 0;
  double ndcg = 0;
  double rank = 0;
  double recall = 0;
};
using FiguresByGroup = std::map<std::string, Figures>;

// Lines as in queries.tsv; the kind may be left out. Throws std::runtime_error naming the line that is not understood.
std::vector<JudgedQuery> read_queries(const std::string& path);

// The least grade that counts for the reciprocal rank and recall: 2, and 1 where no judgment goes beyond it.
int counting_grade(const std::vector<JudgedQuery>& queries);

// In order of the queries, whatever the number of threads; with more than one, `search` must bear it.
std::vector<Outcome> evaluate(const std::vector<JudgedQuery>& queries, const Search& search, std::size_t threads = 1);
Outcome judge(const JudgedQuery& query, const std::vector<std::string>& found, int counting = 2);

FiguresByGroup figures_of(const std::vector<Outcome>& outcomes);

// One line a group or a query, tab-separated, with a heading.
std::string to_table(const FiguresByGroup& figures);
std::string to_table(const std::vector<Outcome>& outcomes);
FiguresByGroup read_figures(const std::string& path);

// A sentence for each figure of `before` that fell by more than one per cent.
std::vector<std::string> losses(const FiguresByGroup& before, const FiguresByGroup& now);

}  // namespace gp
