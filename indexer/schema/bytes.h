// Little-endian numbers and length-prefixed strings in a byte string: the one encoding of everything in the index file
// that is not Xapian's. Strings are padded to four bytes, so arrays of numbers behind them can be read in place.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

namespace gp {

static_assert(std::endian::native == std::endian::little, "the index file is read in place");

// The file is damaged or was written by another program.
struct CorruptIndex : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class ByteWriter {
 public:
  template <class T>
  requires std::is_integral_v<T>
  void number(T value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes_.append(value);
    bytes_.append((4 - bytes_.size() % 4) % 4, '\0');
  }
  template <class T>
  requires std::is_trivially_copyable_v<T>
  void array(std::span<const T> values) {
    number(static_cast<std::uint32_t>(values.size()));
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    bytes_.append((4 - bytes_.size() % 4) % 4, '\0');
  }
  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what ByteWriter wrote; views and spans point into `bytes`. Throws CorruptIndex past the end.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  requires std::is_integral_v<T> T number() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  std::string_view text() {
    const std::string_view value = take(number<std::uint32_t>());
    align();
    return value;
  }
  template <class T>
  requires std::is_trivially_copyable_v<T> std::span<const T> array() {
    const std::size_t size = number<std::uint32_t>();
    const std::string_view raw = take(size * sizeof(T));
    align();
    return {reinterpret_cast<const T*>(raw.data()), size};
  }
  bool at_end() const { return at_ >= bytes_.size(); }

 private:
  std::string_view take(std::size_t size) {
    if (size > bytes_.size() - at_) throw CorruptIndex("the index file ends too early");
    const std::string_view part = bytes_.substr(at_, size);
    at_ += size;
    return part;
  }
  void align() { at_ = std::min(bytes_.size(), (at_ + 3) / 4 * 4); }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace gp
