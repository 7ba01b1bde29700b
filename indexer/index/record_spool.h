// Records written in this run, on disk until they are published, so that memory does not grow with the change.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gp {

// Not thread-safe. All throw std::system_error or std::ios_base::failure when the disk says no.
class RecordSpool {
 public:
  explicit RecordSpool(std::filesystem::path path);
  ~RecordSpool();  // the file goes
  RecordSpool(const RecordSpool&) = delete;
  RecordSpool& operator=(const RecordSpool&) = delete;

  void add(std::uint32_t document, std::string_view record);
  // From writing to reading.
  void rewind();
  std::size_t size_of(std::uint32_t document) const;  // 0: not written in this run
  std::optional<std::string> read(std::uint32_t document);

 private:
  struct Place {
    std::uint64_t offset = 0;
    std::size_t size = 0;
  };
  std::filesystem::path path_;
  std::ofstream out_;
  std::ifstream in_;
  std::uint64_t size_ = 0;
  std::unordered_map<std::uint32_t, Place> places_;
};

}  // namespace gp
