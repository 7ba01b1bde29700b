// A program run as a user runs it: arguments, a working folder, an environment; what it printed and how it ended.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace gp {

struct RunOptions {
  std::string folder{};                              // to run in; "": the caller's
  std::map<std::string, std::string> environment{};  // added to the caller's
  std::chrono::milliseconds time_limit{60'000};      // then it is killed
  std::optional<std::uint64_t> file_size_limit{};    // bytes (RLIMIT_FSIZE)
  std::string output{};                              // file that takes the standard output; "": Finished::out
  std::string errors{};                              // likewise the standard error; "": Finished::err
  // The program is held to the permissions of files even where the caller is root.
  bool obey_permissions = false;
};

struct Finished {
  int status = -1;         // exit status; -1: ended by a signal
  int signal = 0;          // 0: it exited
  bool timed_out = false;  // the signal came from the time limit
  std::string out{};       // of each the first 4 MiB
  std::string err{};
  double seconds = 0;
  std::size_t peak_bytes = 0;  // of resident memory
};
std::ostream& operator<<(std::ostream& out, const Finished& finished);

// A running program; killed if it is not waited for. Output beyond what a pipe holds stops it until wait() is called.
class Process {
 public:
  // Throws std::system_error when it cannot be started; a program that is not there exits with status 127.
  Process(const std::string& program, const std::vector<std::string>& arguments, const RunOptions& options = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void kill(int signal) const;
  bool ended();  // without waiting
  Finished wait();
  pid_t id() const { return pid_; }

 private:
  bool reap(int flags);

  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point deadline_;
  pid_t pid_ = -1;
  int out_ = -1;
  int err_ = -1;
  bool reaped_ = false;
  Finished finished_{};
};

Finished run_program(const std::string& program, const std::vector<std::string>& arguments,
                     const RunOptions& options = {});

// Whether RunOptions::obey_permissions has the wanted effect here; a test of permissions skips where it has not.
bool permissions_can_be_obeyed();

}  // namespace gp
