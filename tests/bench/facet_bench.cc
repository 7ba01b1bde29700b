// Times the counting of facets: facet_bench INDEX
//
// The matches are the practices that have the word which comes nearest to half of them. Prints one line for what is
// counted (three: theme, country and city, as the peers do; all: every facet, and the years), with the number of
// matches and of practices, and microseconds of this thread's processor time: the median of the rounds after the first.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/index_schema.h"
#include "searchd/search/facets.h"
#include "searchd/search/generation.h"

namespace {

constexpr int kRounds = 51;

double processor_us() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

// The word whose practices come nearest to half of all.
std::string halving_word(const gp::Generation& generation) {
  const auto half = static_cast<long>(generation.meta().practices / 2);
  const auto distance = [half](const gp::WordEntry& entry) {
    return std::labs(static_cast<long>(entry.practices) - half);
  };
  return std::string(std::ranges::min_element(generation.words(), {}, distance)->word);
}

// Counts facets once; the number of values listed, so that nothing is left out as unused.
std::size_t count(const gp::DocSet& matches, std::size_t facets, bool years, const gp::Filters& filters,
                  const gp::Generation& generation) {
  std::size_t listed = years ? gp::count_years(matches, generation).size() : 0;
  for (std::size_t facet = 0; facet < facets; ++facet) {
    listed += gp::count_facet(facet, matches, filters, "en", generation).size();
  }
  return listed;
}

void report(const char* label, std::size_t facets, bool years, const gp::DocSet& matches,
            const gp::Generation& generation) {
  const gp::Filters filters(gp::Query{}, generation);
  std::size_t listed = count(matches, facets, years, filters, generation);
  std::vector<double> took;
  for (int round = 0; round < kRounds; ++round) {
    const double begin = processor_us();
    listed += count(matches, facets, years, filters, generation);
    took.push_back(processor_us() - begin);
  }
  std::ranges::nth_element(took, took.begin() + kRounds / 2);
  if (listed > 0) {
    std::printf("%s\t%u\t%zu\t%.1f\n", label, matches.count(), static_cast<std::size_t>(generation.meta().practices),
                took[kRounds / 2]);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("facet_bench INDEX\n", stderr);
    return 2;
  }
  try {
    const auto generation = gp::Generation::open(std::string(argv[1]) + '/' + std::string(gp::kPublishedName));
    const gp::DocSet matches = *generation->with_word(gp::word_term(halving_word(*generation)));
    report("three", 3, false, matches, *generation);  // theme, country, city come first in kFacetNames
    report("all", gp::kFacetNames.size(), true, matches, *generation);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "facet_bench: %s\n", failure.what());
    return 3;
  }
  return 0;
}
