#include "indexer/index/record_spool.h"

#include <cerrno>
#include <system_error>
#include <utility>

namespace gp {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw std::system_error(errno, std::generic_category(), path);
}

}  // namespace

RecordSpool::RecordSpool(std::filesystem::path path)
    : path_(std::move(path)), out_(path_, std::ios::binary | std::ios::trunc) {
  if (!out_) fail(path_);
}

RecordSpool::~RecordSpool() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void RecordSpool::add(std::uint32_t document, std::string_view record) {
  if (!out_.write(record.data(), static_cast<std::streamsize>(record.size()))) fail(path_);
  places_[document] = {size_, record.size()};
  size_ += record.size();
}

void RecordSpool::rewind() {
  out_.close();
  if (!out_) fail(path_);
  in_.exceptions(std::ios::failbit | std::ios::badbit);
  in_.open(path_, std::ios::binary);
}

std::size_t RecordSpool::size_of(std::uint32_t document) const {
  const auto it = places_.find(document);
  return it == places_.end() ? 0 : it->second.size;
}

std::optional<std::string> RecordSpool::read(std::uint32_t document) {
  const auto it = places_.find(document);
  if (it == places_.end()) return std::nullopt;
  std::string record(it->second.size, '\0');
  in_.seekg(static_cast<std::streamoff>(it->second.offset));
  in_.read(record.data(), static_cast<std::streamsize>(record.size()));
  return record;
}

}  // namespace gp
