// What was made once is kept, up to a bound in bytes. When it is full it starts anew: simpler than a list of use, and
// it lives as long as a generation, until the next update.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace gp {

// Any number of threads may use one.
template <class Value>
class Memo {
 public:
  explicit Memo(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // The value of `key`; `make` runs when it is not there, perhaps in several threads at once. `bytes_of` says how much
  // a value takes.
  template <class Make, class BytesOf>
  std::shared_ptr<const Value> get(const std::string& key, const Make& make, const BytesOf& bytes_of) const {
    {
      const std::lock_guard guard(mutex_);
      if (const auto known = values_.find(key); known != values_.end()) return known->second;
    }
    auto fresh = std::make_shared<const Value>(make());
    const std::size_t bytes = sizeof(Value) + key.size() + bytes_of(*fresh);
    const std::lock_guard guard(mutex_);
    if (bytes_ + bytes > most_bytes_) {
      values_.clear();
      bytes_ = 0;
    }
    if (values_.emplace(key, fresh).second) bytes_ += bytes;
    return fresh;
  }

 private:
  const std::size_t most_bytes_;
  mutable std::mutex mutex_;  // guards what follows
  mutable std::unordered_map<std::string, std::shared_ptr<const Value>> values_;
  mutable std::size_t bytes_ = 0;
};

}  // namespace gp
