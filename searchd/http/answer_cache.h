// Answers made already, so that the same question need not be searched, rendered and compressed again: a bounded table
// from a key to a finished response. Safe in any number of threads.
//
// What goes is decided by a segmented LRU (R. Karedla, J. S. Love, B. G. Wherry: Caching Strategies to Improve Disk
// System Performance, IEEE Computer 27(3), 1994, pp. 38-46). A new answer is on probation; asked for again, it is
// trusted. Room is made among those on probation, the longest unasked first. The trusted have at most four fifths of
// the bound; beyond that the longest unasked goes back on probation. So a crawler that walks through all pages, or
// somebody who sends query after query, drives out nothing that was asked for twice.
//
// The key is the caller's: everything that decides the bytes, as the entity tag has it, so that equal keys have equal
// answers. The address goes into it as it was sent. A canonical form would find a few answers more (parameters in
// another order, a default spelt out), but each route reads parameters of its own and may show whether one was given,
// so it would have to be right for every route, now and later; and the site's own links are canonical already. What is
// missed costs what it cost before.
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "searchd/http/message.h"

namespace gp {

class AnswerCache {
 public:
  static constexpr std::size_t kMaxKeyBytes = 2048;  // a longer one is a text somebody pasted; nobody else will
  static constexpr std::size_t kLargestPart = 8;     // an answer above this fraction of the bound is not kept

  // `max_bytes`: of all that is kept, headers, keys and the table's own nodes included; 0 keeps nothing. `current`
  // returns the id of the generation that is served now; it is called in any thread, and must not call the cache.
  AnswerCache(std::size_t max_bytes, std::function<std::string()> current);

  // Null: not here. `generation`: the id of the one that the caller answers from. The first call with a new one drops
  // the answers of the one before.
  std::shared_ptr<const Response> find(const std::string& generation, std::string_view key);

  // Not for a generation that is no longer served: a request under way since before the change leaves nothing behind.
  // Of two answers under one key the first stays.
  void keep(const std::string& generation, std::string key, std::shared_ptr<const Response> answer);

  std::size_t bytes() const;  // kept now; never more than the bound

 private:
  struct Entry {
    std::string key{};
    std::shared_ptr<const Response> answer{};
    std::size_t bytes = 0;
    bool trusted = false;
  };
  using Entries = std::list<Entry>;  // asked for last in front

  bool take_up(const std::string& generation, Entries& gone);
  void trust(Entries::iterator entry);

  const std::size_t max_bytes_;
  const std::function<std::string()> current_;

  mutable std::mutex mutex_;  // guards what follows
  std::string generation_{};
  Entries probation_{};
  Entries trusted_{};
  // A tree and not a table of hashes: nobody can choose addresses that make it slow. Keys are those of the entries.
  std::map<std::string_view, Entries::iterator> by_key_{};
  std::size_t bytes_ = 0;
  std::size_t trusted_bytes_ = 0;
};

}  // namespace gp
