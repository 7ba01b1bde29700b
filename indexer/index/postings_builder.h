// Turns "this document has these terms" round into "this term has these documents" (postings.h), in little memory:
// what was gathered is written to a file, sorted, whenever it has grown too big, and all is merged at the end
// (sort-based inversion; Heinz and Zobel 2003, "Efficient single-pass index construction for text databases").
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <memory_resource>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/schema/postings.h"

namespace gp {

// What each term is called, one after the other from 0. Any number of threads may use one. Memory grows with the number
// of terms.
class TermNumbers {
 public:
  std::uint32_t number(std::string_view term);

  // Those of `numbers` in the order of the bytes of their terms, which live as long as this.
  std::vector<std::pair<std::string_view, std::uint32_t>> sorted(std::span<const std::uint32_t> numbers) const;

 private:
  static constexpr std::uint32_t kFree = std::numeric_limits<std::uint32_t>::max();
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kFree;
  };
  void grow();

  mutable std::mutex mutex_;                                           // guards what follows
  std::pmr::monotonic_buffer_resource letters_{std::size_t{1} << 16};  // of all terms
  std::vector<std::string_view> terms_{};                              // by number
  std::vector<Slot> slots_ = std::vector<Slot>(1024);  // a power of two, the next free one from where the hash says
};

// Not thread-safe: one per thread. Memory does not grow with the number of documents.
class PostingsBuilder {
 public:
  static constexpr std::size_t kMostEntries = std::size_t{1} << 18;  // 3 MiB, and as much again while they are sorted

  static constexpr std::size_t kMostRuns = 8;  // of so many one is made: each that is open costs some hundred KiB

  // What it needs on disk is in files without a name; they are made as `path`, which must not be there.
  // `terms` must outlive the builder; several may share it.
  PostingsBuilder(std::filesystem::path path, TermNumbers& terms, std::size_t most_entries = kMostEntries);
  ~PostingsBuilder();
  PostingsBuilder(const PostingsBuilder&) = delete;
  PostingsBuilder& operator=(const PostingsBuilder&) = delete;

  TermNumbers& terms() const { return terms_; }

  // No pair of term and document twice. Throws std::system_error when the disk says no.
  void add(std::uint32_t number, std::uint32_t document, std::uint32_t count);

  // Everything added, in parts that live as long as the builder. Nothing can be added any more.
  std::vector<PostingsPart> finish();

  // Pages of the parts that were read need no memory any more until they are read again.
  void let_go() const;

 private:
  struct Entry {
    std::uint32_t term = 0;
    Posting posting{};
  };
  class Run;

  void write_run();
  void write_entries(PostingsWriter& out);

  std::filesystem::path path_;
  TermNumbers& terms_;
  std::size_t most_entries_;
  std::vector<Entry> entries_;
  std::vector<std::unique_ptr<Run>> runs_;
  std::size_t merged_ = 0;  // so many of the first are merged ones already
  std::uint32_t rows_ = 0;
};

}  // namespace gp
