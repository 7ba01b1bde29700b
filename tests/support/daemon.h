// searchd as an operator runs it, on a free port of 127.0.0.1, and what the kernel says that it holds.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace gp {

class Daemon {
 public:
  // Returns when it listens; throws std::runtime_error with what it said if it ends instead. `arguments` without
  // --listen.
  Daemon(const std::string& program, std::vector<std::string> arguments);

  int port() const { return port_; }
  std::string log() const;  // its standard error so far
  // SIGTERM, and how it ended. What follows is for before that.
  Finished stop();

  std::size_t descriptors() const;
  // How often a file whose path ends so is mapped, counting one that has been deleted or renamed since as well.
  std::size_t mappings(const std::string& path_end) const;
  std::size_t private_bytes() const;  // of resident memory, what no file backs

 private:
  std::string proc(const char* name) const;

  TempFolder folder_{};
  Process process_;
  int port_ = 0;
};

}  // namespace gp
