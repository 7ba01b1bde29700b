// relevance [FILE]                   judged queries on our own corpus: queries.tsv, or FILE in its form
// relevance --across                 our own corpus as a collection across languages: see own_corpus.h
// relevance --collection FOLDER      a retrieval collection: see collection.h
//
// Each of the product, or with --plain or --sqlite of another engine (baselines.h). Prints the figures, and with
// --per-query each query's. --update writes both of queries.tsv to figures.tsv and per_query.tsv: they are kept in the
// repository, so that a change of the ranking shows as a diff.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "tests/relevance/baselines.h"
#include "tests/relevance/collection.h"
#include "tests/relevance/evaluation.h"
#include "tests/relevance/own_corpus.h"
#include "tests/relevance/product.h"

namespace {

constexpr std::size_t kThreads = 2;

struct Flags {
  std::string file = std::string(GP_RELEVANCE_PATH) + "/queries.tsv";
  std::string collection{};
  gp::CollectionOptions options{};
  bool across = false;
  bool plain = false;
  bool sqlite = false;
  bool update = false;
  bool per_query = false;
};

void write(const std::string& path, const std::string& text) {
  std::ofstream out(path);
  out.exceptions(std::ios::failbit | std::ios::badbit);
  out << text;
}

void report_left_out(std::size_t queries, const char* why) {
  if (queries > 0) std::fprintf(stderr, "relevance: %zu queries left out: %s\n", queries, why);
}

using Documents = std::vector<gp::Document>;

std::vector<gp::Outcome> judged(const Flags& flags, const std::vector<gp::JudgedQuery>& queries,
                                const std::function<Documents()>& documents,
                                const std::function<gp::Search()>& product) {
  if (flags.plain) return evaluate(queries, gp::plain_xapian(documents()));
  if (flags.sqlite) return evaluate(queries, gp::sqlite_fts5(documents()));
  return evaluate(queries, product(), kThreads);
}

std::vector<gp::Outcome> judged_collection(const Flags& flags) {
  const gp::Collection collection = gp::read_collection(flags.collection, flags.options);
  report_left_out(collection.ambiguous, "they share their id with another");
  report_left_out(collection.unanswerable, "no document that was read answers them");
  return judged(
      flags, collection.queries, [&] { return collection.documents; },
      [&] { return gp::product_search(collection.documents); });
}

std::vector<gp::Outcome> judged_across(const Flags& flags) {
  const std::vector<gp::Practice> practices = gp::read_own_practices();
  const std::vector<gp::Practice> english = gp::only_english(practices);
  return judged(
      flags, gp::known_item_queries(practices), [&] { return gp::documents_of(english); },
      [&] { return gp::product_search(english); });
}

std::vector<gp::Outcome> judged_own(const Flags& flags) {
  return judged(
      flags, gp::read_queries(flags.file), [] { return gp::documents_of(gp::read_own_practices()); },
      [] { return gp::product_search(gp::open_corpus()); });
}

void run(const Flags& flags) {
  const std::vector<gp::Outcome> outcomes = !flags.collection.empty() ? judged_collection(flags)
                                            : flags.across            ? judged_across(flags)
                                                                      : judged_own(flags);
  const gp::FiguresByGroup figures = gp::figures_of(outcomes);
  if (flags.per_query) std::fputs(gp::to_table(outcomes).c_str(), stdout);
  std::fputs(gp::to_table(figures).c_str(), stdout);
  if (flags.update) {
    const std::string folder = GP_RELEVANCE_PATH;
    write(folder + "/figures.tsv", gp::to_table(figures));
    write(folder + "/per_query.tsv", gp::to_table(outcomes));
  }
}

}  // namespace

int main(int argc, char** argv) {
  Flags flags;
  CLI::App app("How good the ranking is: nDCG@10, MRR@10 and recall@10 on judged queries.");
  CLI::Option* const file = app.add_option("FILE", flags.file, "judged queries on our own corpus");
  CLI::Option* const collection = app.add_option("--collection", flags.collection, "folder of a retrieval collection");
  collection->excludes(file);
  CLI::Option* const across = app.add_flag("--across", flags.across, "titles and summaries against English texts");
  across->excludes(file)->excludes(collection);
  CLI::Option* const plain = app.add_flag("--plain", flags.plain, "of Xapian as it comes");
  CLI::Option* const sqlite = app.add_flag("--sqlite", flags.sqlite, "of SQLite's FTS5");
  sqlite->excludes(plain);
  app.add_option("--language", flags.options.language, "only documents in this language")->needs(collection);
  app.add_option("--queries", flags.options.queries, "only queries in this language")->needs(collection);
  app.add_option("--limit", flags.options.limit, "only so many queries, evenly spread")->needs(collection);
  app.add_flag("--per-query", flags.per_query, "print each query's figures too");
  app.add_flag("--update", flags.update, "write the figures of queries.tsv down as golden")
      ->excludes(file)
      ->excludes(collection)
      ->excludes(across)
      ->excludes(plain)
      ->excludes(sqlite);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    run(flags);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "relevance: %s\n", error.what());
    return 3;
  }
}
