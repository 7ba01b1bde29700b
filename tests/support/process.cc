// Between fork and exec the child calls only what is safe there: everything it needs is prepared before.
#include "tests/support/process.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <thread>
#include <utility>

#include "tests/support/temp_folder.h"

extern char** environ;

namespace gp {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

std::pair<int, int> open_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe");
  return {ends[0], ends[1]};
}

std::vector<std::string> whole_environment(const std::map<std::string, std::string>& added) {
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!added.contains(text.substr(0, text.find('=')))) all.push_back(text);
  }
  for (const auto& [name, value] : added) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

// -1 where there is no name.
int open_output(const std::string& name) {
  if (name.empty()) return -1;
  const int fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) fail(name.c_str());
  return fd;
}

constexpr std::size_t kMostCaptured = std::size_t{4} << 20;

// True when there may be more to read.
bool read_some(int fd, std::string& to) {
  std::array<char, 65536> buffer;
  const ssize_t count = ::read(fd, buffer.data(), buffer.size());
  if (count > 0 && to.size() < kMostCaptured) to.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

}  // namespace

Process::Process(const std::string& program, const std::vector<std::string>& arguments, const RunOptions& options)
    : deadline_(begun_ + options.time_limit) {
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = whole_environment(options.environment);
  const std::vector<char*> argv = pointers(words);
  const std::vector<char*> envp = pointers(environment);
  const auto [out, out_end] = open_pipe();
  const auto [err, err_end] = open_pipe();
  const int out_file = open_output(options.output);
  const int err_file = open_output(options.errors);
  const rlimit limit{.rlim_cur = options.file_size_limit.value_or(0), .rlim_max = options.file_size_limit.value_or(0)};
  pid_ = ::fork();
  if (pid_ < 0) fail("fork");
  if (pid_ == 0) {
    ::dup2(out_file >= 0 ? out_file : out_end, STDOUT_FILENO);
    ::dup2(err_file >= 0 ? err_file : err_end, STDERR_FILENO);
    std::signal(SIGPIPE, SIG_DFL);
    if (!options.folder.empty() && ::chdir(options.folder.c_str()) != 0) ::_exit(126);
    if (options.file_size_limit && ::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(126);
    if (options.obey_permissions) {
      // Root gets its capabilities anew at exec, except those outside of the bounding set.
      ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
      ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
    }
    ::execve(argv[0], argv.data(), envp.data());
    ::_exit(127);
  }
  ::close(out_end);
  ::close(err_end);
  if (out_file >= 0) ::close(out_file);
  if (err_file >= 0) ::close(err_file);
  out_ = out;
  err_ = err;
}

Process::~Process() {
  if (!reaped_) {
    kill(SIGKILL);
    reap(0);
  }
  if (out_ >= 0) ::close(out_);
  if (err_ >= 0) ::close(err_);
}

void Process::kill(int signal) const {
  if (!reaped_) ::kill(pid_, signal);
}

bool Process::ended() {
  return reaped_ || reap(WNOHANG);
}

bool Process::reap(int flags) {
  int status = 0;
  rusage usage{};
  if (::wait4(pid_, &status, flags, &usage) != pid_) return false;
  reaped_ = true;
  finished_.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  finished_.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  finished_.seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
  finished_.peak_bytes = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
  return true;
}

Finished Process::wait() {
  bool more_out = true;
  bool more_err = true;
  while (more_out || more_err || !ended()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
    if (left <= 0 && !finished_.timed_out) {
      finished_.timed_out = true;
      kill(SIGKILL);
    }
    if (!more_out && !more_err) {  // it closed both and goes on
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      continue;
    }
    std::array<pollfd, 2> ends{{{.fd = more_out ? out_ : -1, .events = POLLIN, .revents = 0},
                                {.fd = more_err ? err_ : -1, .events = POLLIN, .revents = 0}}};
    ::poll(ends.data(), ends.size(), left > 0 ? static_cast<int>(left) : 100);
    if (ends[0].revents != 0) more_out = read_some(out_, finished_.out);
    if (ends[1].revents != 0) more_err = read_some(err_, finished_.err);
  }
  return finished_;
}

Finished run_program(const std::string& program, const std::vector<std::string>& arguments, const RunOptions& options) {
  return Process(program, arguments, options).wait();
}

bool permissions_can_be_obeyed() {
  const TempFolder folder;
  write_file(folder.path("secret"), "secret");
  ::chmod(folder.path("secret").c_str(), 0);
  return run_program("/bin/cat", {folder.path("secret")}, {.obey_permissions = true}).status != 0;
}

std::ostream& operator<<(std::ostream& out, const Finished& finished) {
  if (finished.timed_out) {
    out << "killed after " << finished.seconds << " s";
  } else if (finished.signal != 0) {
    out << "ended by signal " << finished.signal;
  } else {
    out << "exit status " << finished.status;
  }
  return out << "\n--- standard output\n" << finished.out << "--- standard error\n" << finished.err << "---";
}

}  // namespace gp
