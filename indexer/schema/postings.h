// Which documents have a term, and how often: an inverted file beside Xapian's, for what is only ever looked up whole.
// Words as they are written and their letters are ten times as many as the stems that Xapian ranks; here one costs a
// byte or two and no tree of pending changes, and a set of documents is decoded at some hundred million a second.
//
//   postings        per term, in order: for each document the distance from the one before, times two, plus one where
//                   the count is 1; else the count follows. Numbers of seven bits a byte, the lowest first
//   posting_at      where each term's begin in that, and their end: terms + 1 of 64 bits
//   documents       how many documents each term has: 32 bits
//   string_at       where each term begins in `strings`, and their end: terms + 1 of 32 bits
//   strings         the terms, sorted by their bytes
//   lengths         per document the sum of its counts: rows of 32 bits
//   rows, terms, where posting_at begins: 64 bits each
//
// Each array begins at a multiple of 8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/bytes.h"

namespace gp {

struct Posting {
  std::uint32_t document = 0;
  std::uint32_t count = 0;

  bool operator==(const Posting&) const = default;
};

// A view of the bytes it is made of, which must outlive it and begin at a multiple of 8. Immutable; any number of
// threads may read.
class Postings {
 public:
  Postings() = default;                       // has no term
  explicit Postings(std::string_view bytes);  // throws CorruptIndex

  std::uint32_t rows() const { return static_cast<std::uint32_t>(lengths_.size()); }
  std::size_t terms() const { return documents_.size(); }
  std::string_view term(std::size_t number) const {
    return strings_.substr(string_at_[number], string_at_[number + 1] - string_at_[number]);
  }
  std::uint32_t documents(std::size_t number) const { return documents_[number]; }  // of one term
  std::span<const std::uint32_t> lengths() const { return lengths_; }               // by document

  // The number of the first term that is not before `term`.
  std::size_t lower_bound(std::string_view term) const;
  std::optional<std::size_t> find(std::string_view term) const;

  // Calls `visit(document, count)` for each document with the term, ascending. Throws CorruptIndex.
  template <class Visit>
  void for_each(std::size_t number, Visit visit) const {
    const auto* at = reinterpret_cast<const std::uint8_t*>(postings_.data()) + posting_at_[number];
    const auto* const end = reinterpret_cast<const std::uint8_t*>(postings_.data()) + posting_at_[number + 1];
    const std::uint64_t rows = lengths_.size();
    std::uint64_t document = 0;
    while (at != end) {
      const std::uint64_t step = read(at, end);
      const std::uint64_t count = (step & 1) != 0 ? 1 : read(at, end);
      document += step >> 1;
      if (document >= rows) throw CorruptIndex("the index has postings of a document it does not have");
      visit(static_cast<std::uint32_t>(document), static_cast<std::uint32_t>(count));
    }
  }

 private:
  static std::uint64_t read(const std::uint8_t*& at, const std::uint8_t* end) {
    if (at != end && *at < 0x80) return *at++;  // nearly always
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      if (at == end || shift > 35) throw CorruptIndex("the postings of the index end too early");
      const std::uint8_t byte = *at++;
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
  }

  std::string_view postings_{};
  std::span<const std::uint64_t> posting_at_{};
  std::span<const std::uint32_t> documents_{};
  std::span<const std::uint32_t> string_at_{};
  std::string_view strings_{};
  std::span<const std::uint32_t> lengths_{};
};

// Writes such bytes from front to back; holds the terms in memory, not the postings.
class PostingsWriter {
 public:
  using Sink = std::function<void(std::string_view bytes)>;

  PostingsWriter(std::uint32_t rows, Sink sink) : sink_(std::move(sink)), lengths_(rows) {}

  // Terms ascending; postings of at least one document, ascending, all below `rows`, counts of at least 1.
  void add(std::string_view term, std::span<const Posting> postings);
  void finish();

 private:
  void write(std::string_view bytes);
  void align();
  template <class T>
  void write_array(const std::vector<T>& values);

  Sink sink_;
  std::uint64_t at_ = 0;
  std::string buffer_{};
  std::vector<std::uint64_t> posting_at_{0};
  std::vector<std::uint32_t> documents_{};
  std::vector<std::uint32_t> string_at_{0};
  std::string strings_{};
  std::vector<std::uint32_t> lengths_;
};

// One of several that are put together.
struct PostingsPart {
  const Postings* postings = nullptr;
  std::function<bool(std::uint32_t document)> keeps{};  // empty: all
};

// Everything in `parts`, no two of which have the same document. Terms without a document are left out.
void merge(std::span<const PostingsPart> parts, PostingsWriter& out);

}  // namespace gp
