#include "indexer/schema/columns.h"

#include <iterator>

#include "indexer/schema/index_schema.h"

namespace gp {

std::string encode_row(const ColumnsRow& row) {
  ByteWriter out;
  out.number(row.start);
  out.number(row.end);
  out.number(row.added);
  out.number(static_cast<std::uint32_t>(row.facets.size()));
  for (const std::vector<std::string>& values : row.facets) {
    out.number(static_cast<std::uint32_t>(values.size()));
    for (const std::string& value : values) out.text(value);
  }
  return out.take();
}

ColumnsRow decode_row(std::string_view bytes) {
  ByteReader in(bytes);
  ColumnsRow row;
  row.start = in.number<std::int16_t>();
  row.end = in.number<std::int16_t>();
  row.added = in.number<std::int32_t>();
  row.facets.resize(std::min<std::size_t>(in.number<std::uint32_t>(), std::size(kFacetColumns)));
  for (std::vector<std::string>& values : row.facets) {
    const std::uint32_t count = in.number<std::uint32_t>();
    for (std::uint32_t i = 0; i < count; ++i) values.emplace_back(in.text());
  }
  return row;
}

void ColumnsBuilder::set(std::uint32_t document, const ColumnsRow& row) {
  values_.resize(std::size(kFacetColumns));
  numbers_.resize(std::size(kFacetColumns));
  if (rows_.size() <= document) rows_.resize(document + 1);
  Stored& stored = rows_[document];
  stored = {.facets = {}, .start = row.start, .end = row.end, .added = row.added, .present = true};
  for (std::size_t facet = 0; facet < std::size(kFacetColumns); ++facet) {
    std::vector<std::uint16_t>& ids = stored.facets.emplace_back();
    for (const std::string& value : row.facets.at(facet)) {
      const auto [it, fresh] = numbers_[facet].try_emplace(value, static_cast<std::uint16_t>(values_[facet].size()));
      if (fresh) {
        if (values_[facet].size() > 0xffff) throw std::length_error("a facet has more than 65,535 values");
        values_[facet].push_back(value);
      }
      ids.push_back(it->second);
    }
  }
}

std::string ColumnsBuilder::encode() const {
  ByteWriter out;
  const std::size_t rows = std::max<std::size_t>(rows_.size(), 1);
  out.number(static_cast<std::uint32_t>(rows));
  for (std::size_t facet = 0; facet < std::size(kFacetColumns); ++facet) {
    out.text(kFacetColumns[facet]);
    const std::vector<std::string> none;
    const std::vector<std::string>& values = facet < values_.size() ? values_[facet] : none;
    out.number(static_cast<std::uint32_t>(values.size()));
    for (const std::string& value : values) out.text(value);
    std::vector<std::uint32_t> offsets(rows + 1);
    std::vector<std::uint16_t> ids;
    for (std::size_t row = 0; row < rows; ++row) {
      if (row < rows_.size() && facet < rows_[row].facets.size()) {
        ids.insert(ids.end(), rows_[row].facets[facet].begin(), rows_[row].facets[facet].end());
      }
      offsets[row + 1] = static_cast<std::uint32_t>(ids.size());
    }
    out.array(std::span<const std::uint32_t>(offsets));
    out.array(std::span<const std::uint16_t>(ids));
  }
  std::vector<std::int16_t> start(rows, kNoYear);
  std::vector<std::int16_t> end(rows, kNoYear);
  std::vector<std::int32_t> added(rows);
  std::vector<std::uint8_t> present(rows);
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    start[row] = rows_[row].start;
    end[row] = rows_[row].end;
    added[row] = rows_[row].added;
    present[row] = rows_[row].present ? 1 : 0;
  }
  out.array(std::span<const std::int16_t>(start));
  out.array(std::span<const std::int16_t>(end));
  out.array(std::span<const std::int32_t>(added));
  out.array(std::span<const std::uint8_t>(present));
  return out.take();
}

Columns decode_columns(std::string_view bytes) {
  ByteReader in(bytes);
  Columns columns;
  columns.rows = in.number<std::uint32_t>();
  for (std::size_t facet = 0; facet < std::size(kFacetColumns); ++facet) {
    FacetColumn column;
    column.name = in.text();
    const std::uint32_t values = in.number<std::uint32_t>();
    for (std::uint32_t i = 0; i < values; ++i) column.values.push_back(in.text());
    column.offsets = in.array<std::uint32_t>();
    column.ids = in.array<std::uint16_t>();
    if (column.offsets.size() != std::size_t{columns.rows} + 1 || column.offsets.back() != column.ids.size()) {
      throw CorruptIndex("the columns of the index do not fit together");
    }
    columns.facets.push_back(std::move(column));
  }
  columns.start = in.array<std::int16_t>();
  columns.end = in.array<std::int16_t>();
  columns.added = in.array<std::int32_t>();
  columns.present = in.array<std::uint8_t>();
  if (columns.present.size() != columns.rows || columns.start.size() != columns.rows ||
      columns.end.size() != columns.rows || columns.added.size() != columns.rows) {
    throw CorruptIndex("the columns of the index do not fit together");
  }
  return columns;
}

}  // namespace gp
