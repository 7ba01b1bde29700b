// Facets and sort keys by document number. Document numbers count from 1 and may have holes; row 0 and holes are empty.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/schema/bytes.h"

namespace gp {

// One facet: the values of document d are values[ids[offsets[d]]] .. values[ids[offsets[d + 1] - 1]].
struct FacetColumn {
  std::string_view name{};
  std::vector<std::string_view> values{};    // ids, in no particular order
  std::span<const std::uint32_t> offsets{};  // rows + 1
  std::span<const std::uint16_t> ids{};

  std::span<const std::uint16_t> of(std::uint32_t row) const {
    return ids.subspan(offsets[row], offsets[row + 1] - offsets[row]);
  }
};

inline constexpr std::int16_t kNoYear = -32768;

// Views into the index file.
struct Columns {
  std::uint32_t rows = 0;  // one more than the highest document number
  std::vector<FacetColumn> facets{};
  std::span<const std::int16_t> start{};    // first year; kNoYear: not known
  std::span<const std::int16_t> end{};      // last year; kNoYear: running or not known
  std::span<const std::int32_t> added{};    // days since 1970-01-01
  std::span<const std::uint8_t> present{};  // 1 where there is a practice
};

// One practice's row, before values have numbers.
struct ColumnsRow {
  std::vector<std::vector<std::string>> facets{};  // by facet, in the order of kFacetColumns
  std::int16_t start = kNoYear;
  std::int16_t end = kNoYear;
  std::int32_t added = 0;

  bool operator==(const ColumnsRow&) const = default;
};

std::string encode_row(const ColumnsRow& row);
ColumnsRow decode_row(std::string_view bytes);  // throws CorruptIndex

// Collects rows in any order and encodes them.
class ColumnsBuilder {
 public:
  // Throws std::length_error over 65,535 values of one facet.
  void set(std::uint32_t document, const ColumnsRow& row);
  std::string encode() const;

 private:
  struct Stored {
    std::vector<std::vector<std::uint16_t>> facets{};
    std::int16_t start = kNoYear;
    std::int16_t end = kNoYear;
    std::int32_t added = 0;
    bool present = false;
  };
  std::vector<std::vector<std::string>> values_;
  std::vector<std::unordered_map<std::string, std::uint16_t>> numbers_;
  std::vector<Stored> rows_;
};

Columns decode_columns(std::string_view bytes);  // throws CorruptIndex

}  // namespace gp
