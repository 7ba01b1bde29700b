// relevance [--update] [--per-query]
//
// Prints the figures of the judged queries (queries.tsv), and with --per-query each query's. --update writes both to
// figures.tsv and per_query.tsv: they are kept in the repository, so that a change of the ranking shows as a diff.
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>
#include <string_view>

#include "tests/relevance/evaluation.h"

namespace {

void write(const std::string& path, const std::string& text) {
  std::ofstream out(path);
  out.exceptions(std::ios::failbit | std::ios::badbit);
  out << text;
}

int run(int argc, char** argv) {
  bool update = false;
  bool per_query = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    if (flag == "--update") {
      update = true;
    } else if (flag == "--per-query") {
      per_query = true;
    } else {
      std::fputs("usage: relevance [--update] [--per-query]\n", stderr);
      return 2;
    }
  }
  const std::string folder = GP_RELEVANCE_PATH;
  const std::vector<gp::Outcome> outcomes = gp::evaluate(gp::read_queries(folder + "/queries.tsv"), gp::open_corpus());
  const gp::FiguresByGroup figures = gp::figures_of(outcomes);
  if (per_query) std::fputs(gp::to_table(outcomes).c_str(), stdout);
  std::fputs(gp::to_table(figures).c_str(), stdout);
  if (update) {
    write(folder + "/figures.tsv", gp::to_table(figures));
    write(folder + "/per_query.tsv", gp::to_table(outcomes));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "relevance: %s\n", error.what());
    return 3;
  }
}
