// The index as one file: a header, our own sections, and a single-file Xapian database behind them. One file, so that
// one rename publishes everything a generation consists of, and one mapping shows it.
//
//   bytes 0..7    "GPINDEX\n"
//   8..11         schema version; 12..15 zero
//   16..          for each Section: offset and size, 64 bits each; the offset of the Xapian database; the size of the
//                 file; XXH3 of all this and the sections; XXH3 of the Xapian part
//   4096..        the sections, each at a multiple of 8; Xapian's at a multiple of 8192
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/schema/bytes.h"

namespace gp {

enum class Section {
  kMeta,        // JSON: what this index is (meta.h)
  kCases,       // the indexer's memory: id, digest and document of each case
  kColumns,     // facets and sort keys by document number (columns.h)
  kRecords,     // for display, by document number (record.h)
  kWords,       // which practices have a word, as it is written but folded (postings.h)
  kLetters,     // which practices have four letters in a row (postings.h, index_schema.h)
  kVocabulary,  // JSON, as vocabulary_to_json has it
  kLexicon,     // translations of other languages' words into words of the collection (lexicon.h)
};
inline constexpr std::size_t kSections = 8;

// The header's numbers, in the order they are written.
struct IndexFileTable {
  std::array<std::uint64_t, 2 * kSections> sections{};  // offset and size of each
  std::uint64_t xapian_offset = 0;
  std::uint64_t file_size = 0;
  std::uint64_t sections_digest = 0;
  std::uint64_t xapian_digest = 0;
};

// The file is an index, but of another version than this program reads.
struct WrongSchema : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Writes an index file from front to back. Throws std::system_error when the disk says no.
class IndexFileWriter {
 public:
  explicit IndexFileWriter(const std::string& path);  // created or emptied
  ~IndexFileWriter();
  IndexFileWriter(const IndexFileWriter&) = delete;
  IndexFileWriter& operator=(const IndexFileWriter&) = delete;

  void begin(Section section);
  void write(std::string_view bytes);  // into the section begun last
  std::uint64_t section_size() const;  // of the section begun last, so far

  // Flushes and aligns; the caller appends the Xapian database to fd() from here to the end of the file.
  int begin_xapian();

  // Digests what was written, writes the header and syncs the file to disk.
  void finish();

 private:
  void flush();

  std::string path_;
  int fd_ = -1;
  std::string buffer_;
  std::uint64_t at_ = 0;  // file offset of the end of buffer_
  std::size_t current_ = kSections;
  IndexFileTable table_{};
};

// An index file, mapped. Immutable; any number of threads may read. Keeps the file open, so it stays readable after
// another one took its name.
class IndexFile {
 public:
  // Throws std::system_error when it cannot be opened, CorruptIndex when it is no index, is cut off or its own sections
  // are not as they were written, WrongSchema.
  explicit IndexFile(const std::string& path);
  ~IndexFile();
  IndexFile(const IndexFile&) = delete;
  IndexFile& operator=(const IndexFile&) = delete;

  std::string_view section(Section section) const;

  // Whether the Xapian part is as it was written. Reads all of it, so only the indexer asks.
  bool xapian_is_sound() const;

  // What was read of the sections needs no memory any more until it is read again.
  void let_go() const;

  // A new descriptor, positioned at the Xapian database; Xapian::Database(fd) takes it over.
  int open_xapian() const;

 private:
  int fd_ = -1;
  const char* data_ = nullptr;
  std::size_t mapped_ = 0;
  IndexFileTable table_{};
};

}  // namespace gp
