// The published index as it is now. Watches the file's name and, when another file took it, opens that one beside the
// old and then puts it in its place; requests under way keep the generation they began with. A file that cannot be
// opened (damaged, another schema) is reported once and the old generation stays.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace gp {

class Generation;

class LiveIndex {
 public:
  // Opens the index of `folder`; throws what Generation::open throws. `report` is told in a sentence about each new
  // generation and each one refused; it is called from the watching thread.
  LiveIndex(std::string folder, std::function<void(bool good, const std::string& sentence)> report);
  ~LiveIndex();

  std::shared_ptr<const Generation> current() const;

 private:
  void watch();
  void look();

  std::string path_;
  std::function<void(bool, const std::string&)> report_;
  std::string seen_;  // device, inode and time of the file looked at last; the watching thread's own

  mutable std::mutex mutex_;  // guards what follows, but for the thread
  std::shared_ptr<const Generation> current_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread watcher_;
};

}  // namespace gp
