// The words of one language that dictionaries are made of, numbered, found in the dictionaries' raw texts.
//
// Dictionaries of one language repeat each other, so what was found in a text is remembered for all that follow: by its
// hash of 64 bits only, for there are millions. That two of them have the same one happens once in a million runs, and
// then costs a word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/analyser.h"

namespace gp {

// Numbers by hash; open addressing.
class NumbersByHash {
 public:
  // Where the number for this hash stands, kUnknown if it is new. Valid until the next call.
  std::uint32_t& at(std::uint64_t hash);

  static constexpr std::uint32_t kUnknown = std::numeric_limits<std::uint32_t>::max();

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = kUnknown;
    std::uint32_t used = 0;
  };
  Slot& slot_of(std::uint64_t hash);
  void grow();

  std::vector<Slot> slots_{};
  std::size_t used_ = 0;
};

// Not thread-safe.
class Words {
 public:
  struct Row {
    std::string_view word{};  // folded
    std::string_view stem{};
    std::uint32_t dictionaries = 0;  // that use it, of those announced as counting
    std::uint32_t last_use = 0;      // number of the dictionary; 0: none uses it
  };
  static constexpr std::uint32_t kNone = NumbersByHash::kUnknown - 1;

  explicit Words(std::string_view language);
  Words(const Words&) = delete;
  Words& operator=(const Words&) = delete;

  // The texts that follow are another dictionary's. Its analyser is new, too: those of all languages together would
  // remember more than all that is kept here.
  void begin_dictionary(bool counts);

  // The number of the only content word of a text; kNone if it has none or several. Valid UTF-8.
  std::uint32_t only_word(std::string_view text);

  // The dictionary says something of this word.
  void use(std::uint32_t number);

  // No dictionary follows: frees whatever only reading needs. The rows stay.
  void close();

  std::string_view stem_tag() const { return stem_tag_; }
  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::uint32_t find_only_word(std::string_view text);
  std::uint32_t number(std::string_view word, std::string_view stem);
  std::string_view keep(std::string_view text);

  std::string language_;
  std::string_view stem_tag_;
  std::optional<Analyser> analyser_{};
  std::pmr::monotonic_buffer_resource letters_{std::size_t{1} << 16};
  std::vector<Row> rows_{};
  NumbersByHash by_text_{};
  NumbersByHash by_word_{};
  std::uint32_t dictionary_ = 0;
  bool counts_ = true;
};

}  // namespace gp
