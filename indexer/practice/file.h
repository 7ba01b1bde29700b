// Reading what the corpus consists of: regular files of bounded size, and nothing that could block or never end.
#pragma once

#include <xxhash.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/practice/diagnostic.h"

namespace gp {

// A file descriptor that closes itself.
class OpenFile {
 public:
  // For reading, without waiting for the other end of a pipe; check error().
  explicit OpenFile(const std::string& path);
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int error() const { return error_; }  // errno of opening; 0: open
  bool regular() const;
  std::size_t size() const;

  // Bytes read into `buffer`, 0 at the end; throws std::system_error.
  std::size_t read(char* buffer, std::size_t size);

 private:
  int descriptor_;
  int error_;
  std::string path_;
};

// The bytes of a regular file of at most `limit` bytes; otherwise nothing, and an error.
std::optional<std::string> read_file(const std::string& path, std::size_t limit, Diagnostics& diagnostics);

// Whether `path` may be followed: a symbolic link only to what `root` (canonical) itself holds, so that nobody can
// publish the rest of the disk. Otherwise false, and an error.
bool stays_inside(const std::string& root, const std::string& path, Diagnostics& diagnostics);

// XXH3, 128 bits, over a sequence of parts; where one part ends and the next begins counts.
class Digest {
 public:
  Digest();
  void add(std::string_view part);
  std::string hex() const;

 private:
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  std::unique_ptr<XXH3_state_t, Free> state_;
};

}  // namespace gp
