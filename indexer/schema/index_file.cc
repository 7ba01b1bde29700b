#include "indexer/schema/index_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <memory>
#include <system_error>

#include "indexer/schema/index_schema.h"

namespace gp {
namespace {

constexpr std::string_view kMagic = "GPINDEX\n";
constexpr std::size_t kHeaderBytes = 4096;
constexpr std::size_t kTableAt = 16;
constexpr std::size_t kXapianAlignment = 8192;
constexpr std::size_t kFlushBytes = std::size_t{1} << 20;

[[noreturn]] void fail(const std::string& path) {
  throw std::system_error(errno, std::generic_category(), path);
}

// Of the bytes from `begin` to `end`, read piece by piece: mapped, a large file would count as memory of ours.
std::uint64_t digest_range(int fd, std::uint64_t begin, std::uint64_t end, std::uint64_t seed) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), &XXH3_freeState);
  XXH3_64bits_reset_withSeed(state.get(), seed);
  std::string piece(kFlushBytes, '\0');
  while (begin < end) {
    const ssize_t got =
        ::pread(fd, piece.data(), std::min<std::uint64_t>(piece.size(), end - begin), static_cast<off_t>(begin));
    if (got <= 0) break;  // shorter than it says: the digest will not be the one expected
    XXH3_64bits_update(state.get(), piece.data(), static_cast<std::size_t>(got));
    begin += static_cast<std::uint64_t>(got);
  }
  return XXH3_64bits_digest(state.get());
}

// Of the table up to the digests, and of the sections: a wrong offset is as bad as a wrong byte.
std::uint64_t digest_sections(int fd, const IndexFileTable& table) {
  return digest_range(fd, kHeaderBytes, table.xapian_offset,
                      XXH3_64bits(&table, offsetof(IndexFileTable, sections_digest)));
}

std::uint64_t digest_xapian(int fd, const IndexFileTable& table) {
  return digest_range(fd, table.xapian_offset, table.file_size, 0);
}

}  // namespace

IndexFileWriter::IndexFileWriter(const std::string& path)
    : path_(path), fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
  if (fd_ < 0) fail(path_);
  buffer_.assign(kHeaderBytes, '\0');
  at_ = kHeaderBytes;
}

IndexFileWriter::~IndexFileWriter() {
  if (fd_ >= 0) ::close(fd_);
}

void IndexFileWriter::begin(Section section) {
  current_ = kSections;  // padding belongs to no section
  write(std::string((8 - at_ % 8) % 8, '\0'));
  current_ = static_cast<std::size_t>(section);
  table_.sections[2 * current_] = at_;
  table_.sections[2 * current_ + 1] = 0;
}

void IndexFileWriter::write(std::string_view bytes) {
  buffer_.append(bytes);
  at_ += bytes.size();
  if (current_ < kSections) table_.sections[2 * current_ + 1] = at_ - table_.sections[2 * current_];
  if (buffer_.size() >= kFlushBytes) flush();
}

std::uint64_t IndexFileWriter::section_size() const {
  return table_.sections[2 * current_ + 1];
}

void IndexFileWriter::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(fd_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path_);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

int IndexFileWriter::begin_xapian() {
  current_ = kSections;
  write(std::string((kXapianAlignment - at_ % kXapianAlignment) % kXapianAlignment, '\0'));
  table_.xapian_offset = at_;
  flush();
  // Xapian closes the descriptor it is given.
  const int fd = ::fcntl(fd_, F_DUPFD_CLOEXEC, 3);
  if (fd < 0) fail(path_);
  return fd;
}

void IndexFileWriter::finish() {
  struct stat status {};
  if (::fstat(fd_, &status) != 0) fail(path_);
  table_.file_size = static_cast<std::uint64_t>(status.st_size);
  table_.sections_digest = digest_sections(fd_, table_);
  table_.xapian_digest = digest_xapian(fd_, table_);
  std::string header(kHeaderBytes, '\0');
  kMagic.copy(header.data(), kMagic.size());
  const std::uint32_t version = kSchemaVersion;
  std::memcpy(header.data() + kMagic.size(), &version, sizeof version);
  std::memcpy(header.data() + kTableAt, &table_, sizeof table_);
  if (::pwrite(fd_, header.data(), header.size(), 0) != static_cast<ssize_t>(header.size())) fail(path_);
  if (::fsync(fd_) != 0) fail(path_);
}

IndexFile::IndexFile(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (fd_ < 0) fail(path);
  const auto refuse = [this](auto exception) {
    ::close(fd_);
    throw exception;
  };
  struct stat status {};
  if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) refuse(CorruptIndex(path + " is not a regular file"));
  std::array<char, kTableAt + sizeof table_> header{};
  if (::pread(fd_, header.data(), header.size(), 0) != static_cast<ssize_t>(header.size()) ||
      std::string_view(header.data(), kMagic.size()) != kMagic) {
    refuse(CorruptIndex(path + " is not an index of this program; build it with 'indexer update'"));
  }
  std::uint32_t version = 0;
  std::memcpy(&version, header.data() + kMagic.size(), sizeof version);
  if (version != kSchemaVersion) {
    refuse(WrongSchema(path + " has index schema " + std::to_string(version) + ", this program reads schema " +
                       std::to_string(kSchemaVersion) + "; build it anew with 'indexer update --full'"));
  }
  std::memcpy(&table_, header.data() + kTableAt, sizeof table_);
  mapped_ = table_.xapian_offset;
  const auto file_size = static_cast<std::uint64_t>(status.st_size);
  bool sound = table_.file_size == file_size && mapped_ >= kHeaderBytes && mapped_ < file_size;
  for (std::size_t i = 0; i < kSections; ++i) {
    const std::uint64_t offset = table_.sections[2 * i];
    const std::uint64_t size = table_.sections[2 * i + 1];
    sound = sound && offset % 8 == 0 && offset <= mapped_ && size <= mapped_ - offset;
  }
  const CorruptIndex damaged(path + " is damaged; build it anew with 'indexer update --full'");
  if (!sound) refuse(damaged);
  void* data = ::mmap(nullptr, mapped_, PROT_READ, MAP_SHARED, fd_, 0);
  if (data == MAP_FAILED) refuse(std::system_error(errno, std::generic_category(), path));
  data_ = static_cast<const char*>(data);
  if (digest_sections(fd_, table_) != table_.sections_digest) {
    ::munmap(data, mapped_);
    refuse(damaged);
  }
}

IndexFile::~IndexFile() {
  ::munmap(const_cast<char*>(data_), mapped_);
  ::close(fd_);
}

std::string_view IndexFile::section(Section section) const {
  const auto i = static_cast<std::size_t>(section);
  return {data_ + table_.sections[2 * i], static_cast<std::size_t>(table_.sections[2 * i + 1])};
}

bool IndexFile::xapian_is_sound() const {
  return digest_xapian(fd_, table_) == table_.xapian_digest;
}

void IndexFile::let_go() const {
  ::madvise(const_cast<char*>(data_), mapped_, MADV_DONTNEED);
}

int IndexFile::open_xapian() const {
  // A description of its own (not dup), because Xapian moves the file position while it opens.
  const int fd = ::open(("/proc/self/fd/" + std::to_string(fd_)).c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) fail("index file");
  if (::lseek(fd, static_cast<off_t>(table_.xapian_offset), SEEK_SET) < 0) {
    ::close(fd);
    fail("index file");
  }
  return fd;
}

}  // namespace gp
