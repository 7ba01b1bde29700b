#include "indexer/schema/postings.h"

#include <algorithm>
#include <array>
#include <queue>

namespace gp {
namespace {

constexpr std::size_t kTrailerBytes = 3 * sizeof(std::uint64_t);

void append_number(std::string& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes.push_back(static_cast<char>(0x80 | (value & 0x7F)));
  bytes.push_back(static_cast<char>(value));
}

std::uint64_t aligned(std::uint64_t at) {
  return (at + 7) / 8 * 8;
}

// Takes arrays out of a table, one after the other.
class ArrayReader {
 public:
  ArrayReader(std::string_view bytes, std::uint64_t at) : bytes_(bytes), at_(at) {}

  template <class T>
  std::span<const T> take(std::uint64_t size) {
    at_ = aligned(at_);
    if (at_ > bytes_.size() || size > (bytes_.size() - at_) / sizeof(T)) {
      throw CorruptIndex("the postings of the index end too early");
    }
    const auto* first = reinterpret_cast<const T*>(bytes_.data() + at_);
    at_ += size * sizeof(T);
    return {first, static_cast<std::size_t>(size)};
  }

 private:
  std::string_view bytes_;
  std::uint64_t at_;
};

template <class T>
void check_ascending(std::span<const T> places, std::uint64_t size) {
  if (places.front() != 0 || places.back() > size || !std::ranges::is_sorted(places)) {
    throw CorruptIndex("the postings of the index are out of place");
  }
}

}  // namespace

Postings::Postings(std::string_view bytes) {
  if (bytes.empty()) return;
  if (bytes.size() < kTrailerBytes || bytes.size() % 8 != 0)
    throw CorruptIndex("the postings of the index are cut off");
  std::array<std::uint64_t, 3> trailer{};
  std::memcpy(trailer.data(), bytes.data() + bytes.size() - kTrailerBytes, kTrailerBytes);
  const auto [rows, terms, arrays_at] = trailer;
  if (terms >= bytes.size() || rows > bytes.size()) throw CorruptIndex("the postings of the index end too early");
  ArrayReader arrays(bytes.substr(0, bytes.size() - kTrailerBytes), arrays_at);
  posting_at_ = arrays.take<std::uint64_t>(terms + 1);
  documents_ = arrays.take<std::uint32_t>(terms);
  string_at_ = arrays.take<std::uint32_t>(terms + 1);
  check_ascending(posting_at_, arrays_at);
  const std::span<const char> strings = arrays.take<char>(string_at_.back());
  strings_ = {strings.data(), strings.size()};
  check_ascending(string_at_, strings_.size());
  lengths_ = arrays.take<std::uint32_t>(rows);
  postings_ = bytes.substr(0, arrays_at);
}

std::size_t Postings::lower_bound(std::string_view term) const {
  std::size_t first = 0;
  for (std::size_t count = terms(); count > 0;) {
    const std::size_t half = count / 2;
    if (this->term(first + half) < term) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return first;
}

std::optional<std::size_t> Postings::find(std::string_view term) const {
  const std::size_t number = lower_bound(term);
  return number < terms() && this->term(number) == term ? std::optional(number) : std::nullopt;
}

void PostingsWriter::add(std::string_view term, std::span<const Posting> postings) {
  buffer_.clear();
  std::uint32_t before = 0;
  for (const Posting& posting : postings) {
    const std::uint64_t step = std::uint64_t{posting.document - before} << 1;
    append_number(buffer_, posting.count == 1 ? step | 1 : step);
    if (posting.count != 1) append_number(buffer_, posting.count);
    before = posting.document;
    lengths_[posting.document] += posting.count;
  }
  write(buffer_);
  posting_at_.push_back(at_);
  documents_.push_back(static_cast<std::uint32_t>(postings.size()));
  strings_.append(term);
  string_at_.push_back(static_cast<std::uint32_t>(strings_.size()));
}

void PostingsWriter::finish() {
  align();
  const std::array<std::uint64_t, 3> trailer = {lengths_.size(), documents_.size(), at_};
  write_array(posting_at_);
  write_array(documents_);
  write_array(string_at_);
  write(strings_);
  align();
  write_array(lengths_);
  write({reinterpret_cast<const char*>(trailer.data()), kTrailerBytes});
}

void PostingsWriter::write(std::string_view bytes) {
  sink_(bytes);
  at_ += bytes.size();
}

void PostingsWriter::align() {
  write(std::string(aligned(at_) - at_, '\0'));
}

template <class T>
void PostingsWriter::write_array(const std::vector<T>& values) {
  write({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
  align();
}

void merge(std::span<const PostingsPart> parts, PostingsWriter& out) {
  struct Cursor {
    std::size_t part = 0;
    std::size_t term = 0;
  };
  const auto term_of = [&](const Cursor& cursor) { return parts[cursor.part].postings->term(cursor.term); };
  const auto is_later = [&](const Cursor& a, const Cursor& b) { return term_of(a) > term_of(b); };
  std::priority_queue<Cursor, std::vector<Cursor>, decltype(is_later)> next(is_later);
  const auto advance = [&](const Cursor& cursor) {
    if (cursor.term < parts[cursor.part].postings->terms()) next.push(cursor);
  };
  for (std::size_t part = 0; part < parts.size(); ++part) advance({part, 0});
  std::vector<Posting> postings;
  while (!next.empty()) {
    const std::string_view term = term_of(next.top());
    postings.clear();
    while (!next.empty() && term_of(next.top()) == term) {
      const Cursor cursor = next.top();
      next.pop();
      const PostingsPart& part = parts[cursor.part];
      part.postings->for_each(cursor.term, [&](std::uint32_t document, std::uint32_t count) {
        if (!part.keeps || part.keeps(document)) postings.push_back({document, count});
      });
      advance({cursor.part, cursor.term + 1});
    }
    if (postings.empty()) continue;
    std::ranges::sort(postings, {}, &Posting::document);
    out.add(term, postings);
  }
}

}  // namespace gp
