#include "indexer/index/postings_builder.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <numeric>
#include <system_error>
#include <utility>

namespace gp {

// One sorted file, mapped: of its pages only those being read need memory.
class PostingsBuilder::Run {
 public:
  // `fill` writes all of it; `has_written` is told now and then that it wrote.
  Run(const std::filesystem::path& path, std::uint32_t rows, const std::function<void(PostingsWriter&)>& fill,
      const std::function<void()>& has_written)
      : path_(path) {
    const int fd = ::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) fail();
    const std::unique_ptr<const int, void (*)(const int*)> closed(&fd, [](const int* opened) { ::close(*opened); });
    ::unlink(path_.c_str());  // so that nothing is left of it, however this ends
    std::string buffer;
    PostingsWriter writer(rows, [&](std::string_view bytes) {
      buffer.append(bytes);
      if (buffer.size() < kBufferBytes) return;
      write(fd, buffer);
      buffer.clear();
      has_written();
    });
    fill(writer);
    writer.finish();
    write(fd, buffer);
    data_ = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd, 0);
    if (data_ == MAP_FAILED) fail();
    postings_ = Postings({static_cast<const char*>(data_), size_});
    let_go();
  }
  ~Run() { ::munmap(data_, size_); }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  const Postings& postings() const { return postings_; }
  void let_go() const { ::madvise(data_, size_, MADV_DONTNEED); }  // what is needed again is read again

 private:
  static constexpr std::size_t kBufferBytes = std::size_t{1} << 16;

  void write(int fd, std::string_view bytes) {
    size_ += bytes.size();
    while (!bytes.empty()) {
      const ssize_t written = ::write(fd, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail();
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  [[noreturn]] void fail() const { throw std::system_error(errno, std::generic_category(), path_); }

  std::filesystem::path path_;
  std::size_t size_ = 0;
  void* data_ = nullptr;
  Postings postings_{};
};

std::uint32_t TermNumbers::number(std::string_view term) {
  const auto hash = static_cast<std::uint32_t>(XXH3_64bits(term.data(), term.size()));
  const std::lock_guard guard(mutex_);
  std::size_t at = hash & (slots_.size() - 1);
  for (; slots_[at].number != kFree; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash == hash && terms_[slots_[at].number] == term) return slots_[at].number;
  }
  const auto number = static_cast<std::uint32_t>(terms_.size());
  auto* const letters = static_cast<char*>(letters_.allocate(term.size(), 1));
  std::ranges::copy(term, letters);
  terms_.emplace_back(letters, term.size());
  slots_[at] = {.hash = hash, .number = number};
  if (terms_.size() * 4 > slots_.size() * 3) grow();
  return number;
}

void TermNumbers::grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  for (const Slot& slot : slots_) {
    if (slot.number == kFree) continue;
    std::size_t at = slot.hash & (larger.size() - 1);
    while (larger[at].number != kFree) at = (at + 1) & (larger.size() - 1);
    larger[at] = slot;
  }
  slots_ = std::move(larger);
}

std::vector<std::pair<std::string_view, std::uint32_t>> TermNumbers::sorted(
    std::span<const std::uint32_t> numbers) const {
  std::vector<std::pair<std::string_view, std::uint32_t>> terms;
  terms.reserve(numbers.size());
  {
    const std::lock_guard guard(mutex_);
    for (const std::uint32_t number : numbers) terms.emplace_back(terms_[number], number);
  }
  std::ranges::sort(terms);
  return terms;
}

PostingsBuilder::PostingsBuilder(std::filesystem::path path, TermNumbers& terms, std::size_t most_entries)
    : path_(std::move(path)), terms_(terms), most_entries_(most_entries) {}
PostingsBuilder::~PostingsBuilder() = default;

void PostingsBuilder::add(std::uint32_t number, std::uint32_t document, std::uint32_t count) {
  if (entries_.size() >= most_entries_) write_run();
  entries_.push_back({.term = number, .posting = {.document = document, .count = count}});
  rows_ = std::max(rows_, document + 1);
}

void PostingsBuilder::write_run() {
  runs_.push_back(std::make_unique<Run>(
      path_, rows_, [this](PostingsWriter& out) { write_entries(out); }, [] {}));
  if (runs_.size() - merged_ < kMostRuns) return;
  std::vector<PostingsPart> parts;
  for (std::size_t i = merged_; i < runs_.size(); ++i) parts.push_back({.postings = &runs_[i]->postings()});
  auto all = std::make_unique<Run>(
      path_, rows_, [&parts](PostingsWriter& out) { merge(parts, out); }, [this] { let_go(); });
  runs_.resize(merged_);
  runs_.push_back(std::move(all));
  ++merged_;
}

// Terms get their places in the order of their bytes; entries go to their term's place by counting (Knuth 5.2).
void PostingsBuilder::write_entries(PostingsWriter& out) {
  std::vector<std::uint32_t> place;  // by number: at first how many, then where the term's next entry goes
  std::vector<std::uint32_t> numbers;
  for (const Entry& entry : entries_) {
    if (entry.term >= place.size()) place.resize(entry.term + 1 + entry.term / 4);
    if (place[entry.term]++ == 0) numbers.push_back(entry.term);
  }
  const std::vector<std::pair<std::string_view, std::uint32_t>> terms = terms_.sorted(numbers);
  std::uint32_t at = 0;
  for (const auto& [term, number] : terms) at += std::exchange(place[number], at);
  std::vector<Posting> sorted(entries_.size());
  for (const Entry& entry : entries_) sorted[place[entry.term]++] = entry.posting;
  entries_.clear();
  auto begin = sorted.begin();
  for (const auto& [term, number] : terms) {
    const auto end = sorted.begin() + place[number];
    std::ranges::sort(begin, end, {}, &Posting::document);
    out.add(term, {begin, end});
    begin = end;
  }
}

std::vector<PostingsPart> PostingsBuilder::finish() {
  write_run();
  std::vector<Entry>().swap(entries_);
  std::vector<PostingsPart> parts;
  for (const auto& run : runs_) parts.push_back({.postings = &run->postings()});
  return parts;
}

void PostingsBuilder::let_go() const {
  for (const auto& run : runs_) run->let_go();
}

}  // namespace gp
