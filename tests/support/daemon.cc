#include "tests/support/daemon.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace gp {
namespace {

std::vector<std::string> on_a_free_port(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--listen", "127.0.0.1:0"});
  return arguments;
}

}  // namespace

Daemon::Daemon(const std::string& program, std::vector<std::string> arguments)
    : process_(program, on_a_free_port(std::move(arguments)),
               {.time_limit = std::chrono::hours(1), .output = folder_.path("out"), .errors = folder_.path("err")}) {
  const std::string said = "listening on http://127.0.0.1:";
  for (;;) {
    const bool ended = process_.ended();
    if (const std::string out = read_whole_file(folder_.path("out")); out.starts_with(said) && out.ends_with('\n')) {
      port_ = std::stoi(out.substr(said.size()));
      return;
    }
    if (ended) throw std::runtime_error("searchd did not start: " + log());
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

std::string Daemon::log() const {
  return read_whole_file(folder_.path("err"));
}

Finished Daemon::stop() {
  process_.kill(SIGTERM);
  return process_.wait();
}

std::size_t Daemon::descriptors() const {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(proc("fd"))) ++count;
  return count;
}

std::size_t Daemon::mappings(const std::string& path_end) const {
  constexpr std::string_view kDeleted = " (deleted)";
  std::istringstream maps(read_whole_file(proc("maps")));
  std::size_t count = 0;
  for (std::string line; std::getline(maps, line);) {
    if (line.ends_with(kDeleted)) line.resize(line.size() - kDeleted.size());
    if (line.ends_with(path_end)) ++count;
  }
  return count;
}

std::size_t Daemon::private_bytes() const {
  std::istringstream status(read_whole_file(proc("status")));
  std::string word;
  std::size_t kibibytes = 0;
  while (status >> word) {
    if (word == "RssAnon:") status >> kibibytes;
  }
  return kibibytes * 1024;
}

std::string Daemon::proc(const char* name) const {
  return "/proc/" + std::to_string(process_.id()) + "/" + name;
}

}  // namespace gp
