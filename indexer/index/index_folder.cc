#include "indexer/index/index_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <system_error>

#include "indexer/index/writer.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path) {
  throw std::system_error(errno, std::generic_category(), path);
}

}  // namespace

FolderLock::FolderLock(const fs::path& path) : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
  if (fd_ < 0) fail(path);
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    ::close(fd_);
    if (errno != EWOULDBLOCK) fail(path);
    throw IndexBusy("another update of " + path.parent_path().string() + " is under way; wait until it is done");
  }
}

FolderLock::~FolderLock() {
  ::close(fd_);
}

void sync_folder(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) fail(folder);
  const int result = ::fsync(fd);
  ::close(fd);
  if (result != 0) fail(folder);
}

std::string seal_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    struct stat status {};
    if (entry.path().filename() == "flintlock" || ::stat(entry.path().c_str(), &status) != 0) continue;
    files[entry.path().filename()] = std::to_string(status.st_size) + ' ' + std::to_string(status.st_mtim.tv_sec) +
                                     '.' + std::to_string(status.st_mtim.tv_nsec);
  }
  std::string seal;
  for (const auto& [name, look] : files) seal.append(name).append(" ").append(look).append("\n");
  return seal;
}

}  // namespace gp
