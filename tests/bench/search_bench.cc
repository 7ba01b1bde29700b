// Times searches in process: search_bench INDEX QUERIES PASSES [json]
//
// QUERIES has an id, a class and a query string of /api/v1/search on each line (convert.py writes it). Prints a line
// for each measured query: pass, id, class, microseconds of wall time, total, microseconds of this thread's processor
// time; at the end the peak memory. The first pass warms up and is not printed. With `json` the answer is rendered too.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/schema/index_schema.h"
#include "searchd/render/json.h"
#include "searchd/search/generation.h"
#include "searchd/search/searcher.h"

namespace {

struct Line {
  std::string id{};
  std::string kind{};
  std::string parameters{};
};

double processor_us() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

double wall_us() {
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "search_bench INDEX QUERIES PASSES [json]\n";
    return 2;
  }
  const bool json = argc > 4 && std::string(argv[4]) == "json";
  std::vector<Line> lines;
  std::ifstream in(argv[2]);
  for (std::string text; std::getline(in, text);) {
    std::istringstream fields(text);
    Line& line = lines.emplace_back();
    std::getline(fields, line.id, '\t');
    std::getline(fields, line.kind, '\t');
    std::getline(fields, line.parameters);
  }
  const auto generation = gp::Generation::open(std::string(argv[1]) + '/' + std::string(gp::kPublishedName));
  const int passes = std::stoi(argv[3]);
  for (int pass = -1; pass < passes; ++pass) {
    for (const Line& line : lines) {
      const double wall = wall_us();
      const double processor = processor_us();
      const gp::Searcher searcher(generation);
      const gp::SearchResult result = searcher.search(gp::parse_query(gp::parse_query_string(line.parameters), "en"));
      std::size_t bytes = json ? gp::search_json(result).size() : result.hits.size();
      const double took = processor_us() - processor;
      const double passed = wall_us() - wall;
      if (pass < 0 || bytes == static_cast<std::size_t>(-1)) continue;
      std::printf("%d\t%s\t%s\t%.1f\t%zu\t%.1f\n", pass, line.id.c_str(), line.kind.c_str(), passed, result.total,
                  took);
    }
  }
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::printf("#rss_kb\t%ld\n", usage.ru_maxrss);
  return 0;
}
