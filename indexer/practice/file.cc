#include "indexer/practice/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <new>
#include <system_error>

namespace gp {

namespace fs = std::filesystem;

OpenFile::OpenFile(const std::string& path)
    : descriptor_(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)),
      error_(descriptor_ < 0 ? errno : 0),
      path_(path) {}

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool OpenFile::regular() const {
  struct stat status {};
  return ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
}

std::size_t OpenFile::size() const {
  struct stat status {};
  return ::fstat(descriptor_, &status) == 0 ? static_cast<std::size_t>(status.st_size) : 0;
}

std::size_t OpenFile::read(char* buffer, std::size_t size) {
  for (;;) {
    const ssize_t count = ::read(descriptor_, buffer, size);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), path_);
  }
}

std::optional<std::string> read_file(const std::string& path, std::size_t limit, Diagnostics& diagnostics) {
  const auto error = [&](std::string what, std::string remedy) {
    diagnostics.error({path, 0}, std::move(what), std::move(remedy));
    return std::nullopt;
  };
  OpenFile file(path);
  if (file.error() != 0) {
    return error("cannot be read: " + std::generic_category().message(file.error()), "check its permissions");
  }
  if (!file.regular()) return error("not a regular file", "delete it, or put a file in its place");
  if (file.size() > limit) {
    return error("the file has " + std::to_string(file.size()) + " bytes",
                 "write at most " + std::to_string(limit) + "; pictures and attachments do not belong here");
  }
  // One byte more than it had a moment ago: a file that grows meanwhile is cut there, and read anew the next time.
  std::string bytes(file.size() + 1, '\0');
  try {
    std::size_t used = 0;
    while (used < bytes.size()) {
      const std::size_t count = file.read(bytes.data() + used, bytes.size() - used);
      if (count == 0) break;
      used += count;
    }
    bytes.resize(used);
  } catch (const std::system_error& problem) {
    return error("cannot be read: " + problem.code().message(), "check the disk");
  }
  return bytes;
}

bool stays_inside(const std::string& root, const std::string& path, Diagnostics& diagnostics) {
  std::error_code problem;
  if (!fs::is_symlink(path, problem)) return true;
  const fs::path target = fs::canonical(path, problem);
  if (problem) {
    diagnostics.error({path, 0}, "the link leads nowhere", "delete it, or put the file in its place");
    return false;
  }
  const fs::path folder(root);
  if (std::mismatch(folder.begin(), folder.end(), target.begin(), target.end()).first == folder.end()) return true;
  diagnostics.error({path, 0}, "the link leaves the corpus folder", "put the file itself in its place");
  return false;
}

Digest::Digest() : state_(XXH3_createState()) {
  if (state_ == nullptr) throw std::bad_alloc();
  XXH3_128bits_reset(state_.get());
}

void Digest::add(std::string_view part) {
  const std::uint64_t size = part.size();
  XXH3_128bits_update(state_.get(), &size, sizeof size);
  XXH3_128bits_update(state_.get(), part.data(), part.size());
}

std::string Digest::hex() const {
  XXH128_canonical_t canonical{};
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state_.get()));
  std::string hex;
  for (const unsigned char byte : canonical.digest) {
    std::array<char, 3> two{};
    std::snprintf(two.data(), two.size(), "%02x", byte);
    hex += two.data();
  }
  return hex;
}

}  // namespace gp
