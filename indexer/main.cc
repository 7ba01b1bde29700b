// The indexer's command line: flags, one call, exit status. See indexer/README.md.
#include <unistd.h>
#include <xapian.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>

#include "indexer/index/writer.h"
#include "indexer/practice/diagnostic.h"
#include "indexer/status.h"

namespace {

enum Exit { kDone = 0, kDataErrors = 1, kUsage = 2, kEnvironment = 3 };

struct Flags {
  std::string corpus{};
  std::string index{};
  bool full = false;
  bool json = false;
};

void print(const gp::Diagnostics& diagnostics) {
  for (const gp::Diagnostic& one : diagnostics.all()) std::cerr << to_string(one) << '\n';
  if (diagnostics.omitted() > 0) std::cerr << "... and " << diagnostics.omitted() << " more\n";
}

nlohmann::ordered_json counts(const gp::Diagnostics& diagnostics) {
  nlohmann::ordered_json problems = nlohmann::ordered_json::array();
  for (const gp::Diagnostic& one : diagnostics.all()) {
    problems.push_back({{"severity", one.severity == gp::Severity::kError ? "error" : "warning"},
                        {"file", one.where.file},
                        {"line", one.where.line},
                        {"what", one.what},
                        {"remedy", one.remedy}});
  }
  return {{"errors", diagnostics.errors()}, {"warnings", diagnostics.warnings()}, {"problems", std::move(problems)}};
}

std::string plural(std::size_t count, const std::string& noun) {
  return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

int check(const Flags& flags) {
  gp::Diagnostics diagnostics;
  const gp::CheckSummary summary = gp::check_corpus(flags.corpus, diagnostics);
  print(diagnostics);
  std::cout << plural(summary.practices, "practice") << ", " << plural(summary.texts, "text") << ": "
            << plural(diagnostics.errors(), "error") << ", " << plural(diagnostics.warnings(), "warning") << '\n';
  return diagnostics.has_errors() ? kDataErrors : kDone;
}

// One line that is written over, on a terminal only.
class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown) {}
  ~ProgressLine() {
    if (written_) std::cerr << "\r\033[K";
  }
  void operator()(const std::string& stage, std::size_t done, std::size_t total) {
    if (!shown_ || (done % 32 != 0 && done != total)) return;
    std::cerr << "\r\033[K" << stage;
    if (done > 0) std::cerr << ' ' << done;
    if (total > 0) std::cerr << " of " << total;
    std::cerr << std::flush;
    written_ = true;
  }

 private:
  bool shown_;
  bool written_ = false;
};

int update(const Flags& flags) {
  gp::Diagnostics diagnostics;
  gp::UpdateSummary summary;
  {
    ProgressLine line(!flags.json && ::isatty(STDERR_FILENO) == 1);
    summary = gp::update_index({.source = flags.corpus,
                                .index = flags.index,
                                .full = flags.full,
                                .progress = [&line](const std::string& stage, std::size_t done,
                                                    std::size_t total) { line(stage, done, total); }},
                               diagnostics);
  }
  if (flags.json) {
    nlohmann::ordered_json json = {{"published", summary.published},   {"full", summary.full},
                                   {"practices", summary.practices},   {"texts", summary.texts},
                                   {"added", summary.added},           {"changed", summary.changed},
                                   {"removed", summary.removed},       {"unchanged", summary.unchanged},
                                   {"generation", summary.generation}, {"seconds", summary.seconds}};
    json.update(counts(diagnostics));
    std::cout << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  } else {
    print(diagnostics);
    if (diagnostics.has_errors()) {
      std::cout << plural(diagnostics.errors(), "error") << "; the index stays as it was\n";
    } else if (!summary.published) {
      std::cout << "nothing has changed: " << plural(summary.practices, "practice") << ", generation "
                << summary.generation << '\n';
    } else {
      std::cout << plural(summary.practices, "practice") << ", " << plural(summary.texts, "text") << " ("
                << summary.added << " added, " << summary.changed << " changed, " << summary.removed << " removed, "
                << summary.unchanged << " unchanged), generation " << summary.generation << ", in "
                << static_cast<int>(summary.seconds * 1000) << " ms\n";
    }
  }
  return diagnostics.has_errors() ? kDataErrors : kDone;
}

int status(const Flags& flags) {
  std::cout << (flags.json ? gp::status_json(flags.index) : gp::status_text(flags.index));
  return kDone;
}

int fail(const std::string& sentence) {
  std::cerr << "indexer: " << sentence << '\n';
  return kEnvironment;
}

}  // namespace

int main(int argc, char** argv) {
  // A full disk or a limit on file sizes shall be an error that is told, not a signal.
  std::signal(SIGXFSZ, SIG_IGN);
  CLI::App app("Reads case studies into a search index.", "indexer");
  app.set_version_flag("--version", GP_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0 done; 1 the data have errors, the index stays as it was; 2 wrong usage; 3 the environment "
      "failed.");
  Flags flags;
  const std::string corpus_help = "corpus folder or JSON Lines file";
  CLI::App* check_command = app.add_subcommand("check", "read and validate everything, write nothing");
  check_command->add_option("--corpus", flags.corpus, corpus_help)->required();
  CLI::App* update_command = app.add_subcommand("update", "bring the index up to date and publish it");
  update_command->add_option("--corpus", flags.corpus, corpus_help)->required();
  update_command->add_option("--index", flags.index, "index folder, made when missing")->required();
  update_command->add_flag("--full", flags.full, "read and write everything anew");
  update_command->add_flag("--json", flags.json, "print one machine-readable summary");
  CLI::App* status_command = app.add_subcommand("status", "say what an index holds");
  status_command->add_option("--index", flags.index, "index folder")->required();
  status_command->add_flag("--json", flags.json, "print it machine-readable");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? kDone : kUsage;
  }
  try {
    const int code = check_command->parsed() ? check(flags) : update_command->parsed() ? update(flags) : status(flags);
    errno = 0;
    if (!std::cout.flush()) {
      return fail(std::string("the output cannot be written") + (errno == 0 ? "" : ": ") +
                  (errno == 0 ? "" : std::strerror(errno)));
    }
    return code;
  } catch (const std::system_error& error) {
    return fail(std::string(error.what()));
  } catch (const Xapian::Error& error) {
    return fail(error.get_msg() +
                (error.get_error_string() != nullptr ? std::string(": ") + error.get_error_string() : ""));
  } catch (const std::exception& error) {
    return fail(error.what());
  }
}
