// The index folder as a place: one indexer at a time, names that are safe on disk, and whether anybody was there.
#pragma once

#include <filesystem>
#include <string>

namespace gp {

// Held as long as it lives; the kernel lets go of it when the process dies, however it dies.
class FolderLock {
 public:
  // Throws IndexBusy (writer.h) when another process holds it, std::system_error.
  explicit FolderLock(const std::filesystem::path& path);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int fd_;
};

// Waits until the names in the folder are on disk. Throws std::system_error.
void sync_folder(const std::filesystem::path& folder);

// Names, sizes and times of modification of the files in a folder; the lock's time means nothing. Empty if there is
// none.
std::string seal_of(const std::filesystem::path& folder);

}  // namespace gp
