// A set of practices by document number, as a bitset: AND, OR and counting at 64 documents an instruction, or 512
// where the processor can.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace gp {

class DocSet {
 public:
  DocSet() = default;
  // The empty set over documents 0..rows-1. Sets that are combined must have the same number of rows.
  explicit DocSet(std::uint32_t rows) : words_((rows + 63) / 64) {}

  void add(std::uint32_t document) { words_[document / 64] |= std::uint64_t{1} << document % 64; }
  void remove(std::uint32_t document) { words_[document / 64] &= ~(std::uint64_t{1} << document % 64); }
  bool contains(std::uint32_t document) const { return (words_[document / 64] >> document % 64 & 1) != 0; }

  DocSet& operator|=(const DocSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  DocSet& operator&=(const DocSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  DocSet& operator-=(const DocSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
  }

  void clear() { words_.assign(words_.size(), 0); }

  std::uint32_t count() const {
    std::uint32_t total = 0;
    for (const std::uint64_t word : words_) total += static_cast<std::uint32_t>(std::popcount(word));
    return total;
  }
  // How many members it shares with the other.
  std::uint32_t common(const DocSet& other) const;
  bool empty() const {
    for (const std::uint64_t word : words_) {
      if (word != 0) return false;
    }
    return true;
  }
  std::uint32_t rows() const { return static_cast<std::uint32_t>(words_.size() * 64); }  // or up to 63 fewer
  std::size_t bytes() const { return words_.size() * sizeof(std::uint64_t); }

  // Calls `visit` with each document, ascending.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        visit(static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
      }
    }
  }

  // Calls `visit` with each document that the other set has, too, ascending, and with its place among the members of
  // this one, from 0.
  template <class Visit>
  void for_each_common(const DocSet& other, Visit visit) const {
    std::size_t before = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::uint64_t own = words_[i];
      for (std::uint64_t word = own & other.words_[i]; word != 0; word &= word - 1) {
        const std::uint64_t below = own & ((word & (~word + 1)) - 1);
        visit(static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))),
              before + static_cast<std::size_t>(std::popcount(below)));
      }
      before += static_cast<std::size_t>(std::popcount(own));
    }
  }

  // The first member not below `document`, or `none`.
  static constexpr std::uint32_t none = 0xffffffffU;
  std::uint32_t next(std::uint32_t document) const {
    std::size_t i = document / 64;
    if (i >= words_.size()) return none;
    std::uint64_t word = words_[i] & (~std::uint64_t{0} << document % 64);
    while (word == 0) {
      if (++i == words_.size()) return none;
      word = words_[i];
    }
    return static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
  }

  bool operator==(const DocSet&) const = default;

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace gp
