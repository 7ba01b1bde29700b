// Xapian's part of an index (stems and concepts, index_schema.h) as ranking and set algebra want it: the postings of a
// term are decoded once and kept, up to a bound in bytes. Reading a list through Xapian costs some 30 ns a posting,
// adding up one that is decoded 1 or 2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "searchd/search/bm25.h"
#include "searchd/search/doc_set.h"
#include "searchd/search/memo.h"

namespace Xapian {
class Database;
}

namespace gp {

class IndexFile;

struct TermPostings {
  DocSet documents{};
  std::vector<std::uint16_t> counts{};  // how often each of them has the term, in their order; more than fit: 65535

  std::size_t bytes() const { return documents.bytes() + sizeof(std::uint16_t) * counts.size(); }
};

// Any number of threads may use one.
class XapianPostings {
 public:
  // `file` must outlive it; documents are 0..rows-1. Throws CorruptIndex.
  XapianPostings(const IndexFile& file, std::uint32_t rows);
  ~XapianPostings();
  XapianPostings(const XapianPostings&) = delete;
  XapianPostings& operator=(const XapianPostings&) = delete;

  // Never null; empty where nothing has the term. Throws CorruptIndex.
  std::shared_ptr<const TermPostings> of(const std::string& term) const;

  // How many documents have the term, without reading them all. Throws CorruptIndex.
  std::uint32_t documents(const std::string& term) const;

  const LengthNorms& norms() const { return norms_; }

 private:
  // A Xapian::Database serves one thread at a time; it goes back to the idle ones when it is let go.
  struct GiveBack {
    const XapianPostings* to = nullptr;
    void operator()(Xapian::Database* database) const;
  };
  using DatabaseHandle = std::unique_ptr<Xapian::Database, GiveBack>;
  DatabaseHandle database() const;
  LengthNorms read_norms() const;
  TermPostings decode(const std::string& term) const;

  const IndexFile& file_;
  const std::uint32_t rows_;
  Memo<TermPostings> decoded_;
  mutable std::mutex mutex_;  // guards what follows
  mutable std::vector<std::unique_ptr<Xapian::Database>> idle_databases_;
  const LengthNorms norms_;
};

}  // namespace gp
