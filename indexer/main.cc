// The indexer's command line: flags, one call, exit status. See indexer/README.md.
#include <unistd.h>
#include <xapian.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>

#include "indexer/check.h"
#include "indexer/index/writer.h"
#include "indexer/practice/diagnostic.h"
#include "indexer/report.h"
#include "indexer/status.h"

namespace {

enum Exit { kDone = 0, kDataErrors = 1, kUsage = 2, kEnvironment = 3 };

// Where programs keep what they can make again, by the XDG Base Directory Specification; empty without a home.
std::string user_cache_file() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  std::string folder = variable("XDG_CACHE_HOME");
  if (folder.empty() && !variable("HOME").empty()) folder = variable("HOME") + "/.cache";
  return folder.empty() ? folder : folder + "/good-practice/dictionaries";
}

struct Flags {
  std::string corpus{};
  std::string index{};
  std::string format = "text";
  std::string dictionaries = "/usr/share/dictd";
  std::string dictionary_cache = user_cache_file();
  bool full = false;
  bool json = false;
  bool markdown = false;
};

void print_json(const nlohmann::ordered_json& json) {
  std::cout << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

std::string today() {
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day date(day);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

int check(const Flags& flags) {
  gp::Diagnostics diagnostics;
  const gp::CheckSummary summary = gp::check_corpus(flags.corpus, today(), diagnostics);
  if (flags.format == "json") {
    nlohmann::ordered_json json = {{"practices", summary.practices}, {"texts", summary.texts}};
    json.update(to_json(diagnostics));
    print_json(json);
  } else {
    if (flags.format == "github") {
      write_github(diagnostics, std::cout);
    } else {
      write_text(diagnostics, std::cerr);
    }
    std::cout << gp::plural(summary.practices, "practice") << ", " << gp::plural(summary.texts, "text") << ": "
              << gp::plural(diagnostics.errors(), "error") << ", " << gp::plural(diagnostics.warnings(), "warning")
              << '\n';
  }
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
                                .dictionaries = flags.dictionaries,
                                .dictionary_cache = flags.dictionary_cache,
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
    json.update(to_json(diagnostics));
    print_json(json);
  } else {
    write_text(diagnostics, std::cerr);
    if (diagnostics.has_errors()) {
      std::cout << gp::plural(diagnostics.errors(), "error") << "; the index stays as it was\n";
    } else if (!summary.published) {
      std::cout << "nothing has changed: " << gp::plural(summary.practices, "practice") << ", generation "
                << summary.generation << '\n';
    } else {
      std::cout << gp::plural(summary.practices, "practice") << ", " << gp::plural(summary.texts, "text") << " ("
                << summary.added << " added, " << summary.changed << " changed, " << summary.removed << " removed, "
                << summary.unchanged << " unchanged), generation " << summary.generation << ", in "
                << static_cast<int>(summary.seconds * 1000) << " ms\n";
    }
  }
  return diagnostics.has_errors() ? kDataErrors : kDone;
}

int status(const Flags& flags) {
  std::cout << (flags.json       ? gp::status_json(flags.index)
                : flags.markdown ? gp::status_markdown(flags.index)
                                 : gp::status_text(flags.index));
  return kDone;
}

int fail(const std::string& sentence) {
  std::cerr << "indexer: " << sentence << '\n';
  return kEnvironment;
}

}  // namespace

// Read by jemalloc: what three threads leave unused goes back soon, where an arena for each would keep a sixth more. At
// once would cost a small update a tenth of its time.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "narenas:1,dirty_decay_ms:50,muzzy_decay_ms:0";
}

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
  check_command
      ->add_option("--format", flags.format, "how problems are written: text, json, or github for its annotations")
      ->check(CLI::IsMember({"text", "json", "github"}));
  CLI::App* update_command = app.add_subcommand("update", "bring the index up to date and publish it");
  update_command->add_option("--corpus", flags.corpus, corpus_help)->required();
  update_command->add_option("--index", flags.index, "index folder, made when missing")->required();
  update_command->add_flag("--full", flags.full, "read and write everything anew");
  update_command
      ->add_option("--dictionaries", flags.dictionaries,
                   "folder of FreeDict dictionaries that translate words of queries; empty: none")
      ->capture_default_str();
  update_command
      ->add_option("--dictionary-cache", flags.dictionary_cache,
                   "file they are kept compiled in; empty: in the index folder")
      ->capture_default_str();
  update_command->add_flag("--json", flags.json, "print one machine-readable summary");
  CLI::App* status_command = app.add_subcommand("status", "say what an index holds");
  status_command->add_option("--index", flags.index, "index folder")->required();
  CLI::Option* as_json = status_command->add_flag("--json", flags.json, "print it machine-readable");
  status_command->add_flag("--markdown", flags.markdown, "print the tables of corpus/README.md")->excludes(as_json);
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
