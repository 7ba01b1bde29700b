// Counters for operators, in Prometheus' text format. Safe in any number of threads.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace gp {

class Metrics {
 public:
  Metrics();
  ~Metrics();

  // One answer of the site. `route` is a pattern ("/practices/{id}"), never an address: there are few of them.
  void answered(std::string_view route, int status, double seconds);
  // One answer of the guard of the connections, or of the server before the site.
  void refused(int status);
  void sent(std::size_t bytes);
  void connections(std::size_t open);
  // One look for an answer made before; the size of all that are kept.
  void looked_in_cache(bool found);
  void cached(std::size_t bytes);
  // The generation being served; its age counts from when this was first told of it.
  void serving(const std::string& generation, std::size_t practices);

  std::string text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gp
