#include "searchd/http/answer_cache.h"

#include <iterator>
#include <utility>

namespace gp {
namespace {

// What an entry takes beside its strings: the nodes of list and tree, the response, two counted pointers, and what the
// allocator rounds up.
constexpr std::size_t kBesideStrings = 480;

std::size_t bytes_of(const std::string& key, const Response& answer) {
  std::size_t bytes = kBesideStrings + key.capacity() + answer.body->capacity();
  for (const auto& header : answer.headers) bytes += sizeof header + header.first.capacity() + header.second.capacity();
  return bytes;
}

}  // namespace

AnswerCache::AnswerCache(std::size_t max_bytes, std::function<std::string()> current)
    : max_bytes_(max_bytes), current_(std::move(current)) {}

std::shared_ptr<const Response> AnswerCache::find(const std::string& generation, std::string_view key) {
  Entries gone;  // before the lock, so that it is freed after it
  const std::lock_guard guard(mutex_);
  if (!take_up(generation, gone)) return nullptr;
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  trust(found->second);
  return found->second->answer;
}

void AnswerCache::keep(const std::string& generation, std::string key, std::shared_ptr<const Response> answer) {
  const std::size_t bytes = bytes_of(key, *answer);
  if (key.size() > kMaxKeyBytes || bytes > max_bytes_ / kLargestPart) return;
  Entries fresh;
  fresh.push_back({std::move(key), std::move(answer), bytes});
  Entries gone;
  const std::lock_guard guard(mutex_);
  if (!take_up(generation, gone)) return;
  if (!by_key_.emplace(fresh.front().key, fresh.begin()).second) return;
  probation_.splice(probation_.begin(), fresh);
  bytes_ += bytes;
  while (bytes_ > max_bytes_) {
    const auto last = std::prev(probation_.end());  // there is one: the trusted alone are within the bound
    bytes_ -= last->bytes;
    by_key_.erase(last->key);
    gone.splice(gone.end(), probation_, last);
  }
}

std::size_t AnswerCache::bytes() const {
  const std::lock_guard guard(mutex_);
  return bytes_;
}

// Whether answers of this generation are kept; what it replaces is `gone`.
bool AnswerCache::take_up(const std::string& generation, Entries& gone) {
  if (generation == generation_) return true;
  if (generation != current_()) return false;
  generation_ = generation;
  by_key_.clear();
  gone.splice(gone.end(), probation_);
  gone.splice(gone.end(), trusted_);
  bytes_ = 0;
  trusted_bytes_ = 0;
  return true;
}

void AnswerCache::trust(Entries::iterator entry) {
  trusted_.splice(trusted_.begin(), entry->trusted ? trusted_ : probation_, entry);
  if (entry->trusted) return;
  entry->trusted = true;
  trusted_bytes_ += entry->bytes;
  while (trusted_bytes_ > max_bytes_ / 5 * 4) {
    const auto last = std::prev(trusted_.end());
    last->trusted = false;
    trusted_bytes_ -= last->bytes;
    probation_.splice(probation_.begin(), trusted_, last);
  }
}

}  // namespace gp
