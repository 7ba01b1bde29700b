// What languages cost, on a retrieval collection (tests/relevance/collection.h): language_bench COLLECTION [QUERIES]
//
// Prints how many texts a second one core analyses, and the median time of a search with translation and of the same
// search with translate=no, each query one way and then the other, in processor time of this thread.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <exception>
#include <map>
#include <string>
#include <vector>

#include "indexer/text/analyser.h"
#include "indexer/text/language.h"
#include "tests/relevance/collection.h"
#include "tests/relevance/product.h"

namespace {

constexpr std::size_t kQueries = 1000;

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void analysis(const std::vector<gp::Document>& documents) {
  std::size_t texts = 0;
  std::size_t bytes = 0;
  std::size_t tokens = 0;
  const double begin = processor_seconds();
  std::map<std::string, gp::Analyser> analysers;
  for (const gp::Document& document : documents) {
    for (const auto& [lang, text] : document.texts) {
      gp::Analyser& analyser = analysers.try_emplace(lang, gp::Analyser(lang)).first->second;
      tokens += analyser.analyse(text.body).size();
      bytes += text.body.size();
      ++texts;
    }
  }
  const double took = processor_seconds() - begin;
  if (texts == 0) return;
  std::printf("analysis: %zu texts of %zu bytes on average, %zu words: %.0f texts a second\n", texts, bytes / texts,
              tokens, static_cast<double>(texts) / took);
}

void translation(const gp::Collection& collection) {
  const gp::Searcher searcher = gp::open_collection(collection.documents);
  const auto seconds = [&searcher](const gp::JudgedQuery& query, const char* translate) {
    gp::Parameters parameters{{"q", query.text}, {"translate", translate}};
    if (gp::is_known_language(query.lang)) parameters.emplace_back("lang", query.lang);
    const double begin = processor_seconds();
    searcher.search(gp::parse_query(parameters, "en"));
    return processor_seconds() - begin;
  };
  std::vector<double> with;
  std::vector<double> without;
  for (const bool warm : {false, true}) {
    for (const gp::JudgedQuery& query : collection.queries) {
      const double yes = seconds(query, "yes");
      const double no = seconds(query, "no");
      if (!warm) continue;
      with.push_back(yes);
      without.push_back(no);
    }
  }
  std::printf("search: %zu documents, %zu queries, p50 %.0f microseconds with translation, %.0f without: %.2f\n",
              collection.documents.size(), with.size(), median(with) * 1e6, median(without) * 1e6,
              median(with) / median(without));
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::fputs("language_bench COLLECTION [QUERIES]\n", stderr);
    return 2;
  }
  const gp::Collection collection = gp::read_collection(argv[1], {.limit = argc > 2 ? std::stoul(argv[2]) : kQueries});
  analysis(collection.documents);
  translation(collection);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "language_bench: %s\n", error.what());
  return 1;
}
