// Work on several threads, with what follows from it done by the one that gave it, in the order it was given: so the
// outcome does not depend on how many threads there are, and nothing that follows needs a lock.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace gp {

class OrderedWork {
 public:
  using FollowUp = std::function<void()>;
  // `thread` is below the number of threads and never at two calls at once.
  using Task = std::function<FollowUp(std::size_t thread)>;

  explicit OrderedWork(std::size_t threads);
  ~OrderedWork();  // what has not begun is not done, and nothing follows any more
  OrderedWork(const OrderedWork&) = delete;
  OrderedWork& operator=(const OrderedWork&) = delete;

  // Does what follows from tasks that are done, and waits for one where many are not, so memory does not grow with the
  // number of tasks. Throws what a task or its follow-up threw; from then on only the destructor may be called.
  void add(Task task);

  // Does everything that is left; throws likewise.
  void finish();

 private:
  struct Slot {
    Task task{};
    FollowUp follow_up{};
    std::exception_ptr failure{};
    bool done = false;
  };
  void run(std::size_t thread);
  void follow_up_first(std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;  // guards what follows, but for the threads
  std::condition_variable given_;
  std::condition_variable done_;
  std::deque<std::shared_ptr<Slot>> slots_;    // in order, until they are followed up
  std::deque<std::shared_ptr<Slot>> waiting_;  // those that have not begun
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace gp
