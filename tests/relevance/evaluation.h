// How good the ranking is on judged queries: nDCG, reciprocal rank and recall, each over the first ten hits.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "searchd/search/searcher.h"

namespace gp {

struct JudgedQuery {
  std::string lang{};
  std::string text{};
  std::map<std::string, int> grades{};  // by practice: 3 what was looked for, 2 answers it too, 1 touches it
  std::string kind{};
};

struct Outcome {
  JudgedQuery query{};
  std::vector<std::string> found{};  // the first ten
  double ndcg = 0;                   // gain 2^grade - 1, discount log2(rank + 1), by that of the best possible order
  double rank = 0;                   // 1 / rank of the first practice of grade 2 or 3; 0 if there is none
  double recall = 0;                 // share of the practices of grade 2 or 3 that are among the ten
};

// Means over a group of queries. The groups: "all", "language de", "kind typo".
struct Figures {
  std::size_t queries = 0;
  double ndcg = 0;
  double rank = 0;
  double recall = 0;
};
using FiguresByGroup = std::map<std::string, Figures>;

// Throws std::runtime_error naming the line that is not understood.
std::vector<JudgedQuery> read_queries(const std::string& path);

std::vector<Outcome> evaluate(const std::vector<JudgedQuery>& queries, const Searcher& searcher);
Outcome judge(const JudgedQuery& query, const std::vector<std::string>& found);

FiguresByGroup figures_of(const std::vector<Outcome>& outcomes);

// One line a group or a query, tab-separated, with a heading.
std::string to_table(const FiguresByGroup& figures);
std::string to_table(const std::vector<Outcome>& outcomes);
FiguresByGroup read_figures(const std::string& path);

// A sentence for each figure of `before` that fell by more than one per cent.
std::vector<std::string> losses(const FiguresByGroup& before, const FiguresByGroup& now);

// Indexes the corpus (GP_CORPUS_PATH) in a temporary folder, with the real indexer, and opens it.
Searcher open_corpus();

}  // namespace gp
