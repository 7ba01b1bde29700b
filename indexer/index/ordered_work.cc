#include "indexer/index/ordered_work.h"

#include <utility>

namespace gp {
namespace {

constexpr std::size_t kMostPerThread = 3;  // enough to go on with while a follow-up takes long

}  // namespace

OrderedWork::OrderedWork(std::size_t threads) {
  for (std::size_t thread = 0; thread < threads; ++thread) threads_.emplace_back([this, thread] { run(thread); });
}

OrderedWork::~OrderedWork() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    waiting_.clear();
  }
  given_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void OrderedWork::add(Task task) {
  std::unique_lock lock(mutex_);
  slots_.push_back(std::make_shared<Slot>(Slot{.task = std::move(task)}));
  waiting_.push_back(slots_.back());
  given_.notify_one();
  while (!slots_.empty() && (slots_.front()->done || slots_.size() > kMostPerThread * threads_.size())) {
    follow_up_first(lock);
  }
}

void OrderedWork::finish() {
  std::unique_lock lock(mutex_);
  while (!slots_.empty()) follow_up_first(lock);
}

void OrderedWork::follow_up_first(std::unique_lock<std::mutex>& lock) {
  const std::shared_ptr<Slot> first = slots_.front();
  done_.wait(lock, [&first] { return first->done; });
  slots_.pop_front();
  lock.unlock();
  if (first->failure) std::rethrow_exception(first->failure);
  first->follow_up();
  lock.lock();
}

void OrderedWork::run(std::size_t thread) {
  std::unique_lock lock(mutex_);
  for (;;) {
    given_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const std::shared_ptr<Slot> slot = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    try {
      slot->follow_up = slot->task(thread);
    } catch (...) {
      slot->failure = std::current_exception();
    }
    lock.lock();
    slot->done = true;
    done_.notify_one();
  }
}

}  // namespace gp
