#include "searchd/search/live_index.h"

#include <sys/stat.h>

#include <chrono>
#include <exception>

#include "indexer/schema/index_schema.h"
#include "searchd/search/generation.h"

namespace gp {
namespace {

// How long a change may go unseen. One stat(2) each time, so it can be short.
constexpr std::chrono::milliseconds kLookEvery{50};

std::string identity(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  return std::to_string(status.st_dev) + ':' + std::to_string(status.st_ino) + ':' +
         std::to_string(status.st_mtim.tv_sec) + '.' + std::to_string(status.st_mtim.tv_nsec);
}

}  // namespace

LiveIndex::LiveIndex(std::string folder, std::function<void(bool, const std::string&)> report)
    : path_(std::move(folder) + '/' + std::string(kPublishedName)), report_(std::move(report)) {
  seen_ = identity(path_);
  current_ = Generation::open(path_);
  watcher_ = std::thread([this] { watch(); });
}

std::shared_ptr<const Generation> LiveIndex::current() const {
  const std::lock_guard guard(mutex_);
  return current_;
}

LiveIndex::~LiveIndex() {
  {
    const std::lock_guard guard(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  watcher_.join();
}

void LiveIndex::watch() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kLookEvery, [this] { return stop_; })) {
    lock.unlock();
    look();
    lock.lock();
  }
}

void LiveIndex::look() {
  std::string now = identity(path_);
  // A name that is gone for a moment is no reason to stop answering.
  if (now.empty() || now == seen_) return;
  seen_ = std::move(now);
  try {
    const std::shared_ptr<const Generation> before = current();
    std::shared_ptr<const Generation> fresh = Generation::open(path_, before.get());
    const std::string sentence = "serving generation " + fresh->meta().generation + " with " +
                                 std::to_string(fresh->meta().practices) + " practices";
    {
      const std::lock_guard guard(mutex_);
      current_ = std::move(fresh);  // `before` keeps the old one until the lock is let go
    }
    report_(true, sentence);
  } catch (const std::exception& error) {
    report_(false, std::string("the new index cannot be opened, the old one stays: ") + error.what());
  }
}

}  // namespace gp
