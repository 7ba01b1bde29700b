#include "searchd/http/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <chrono>
#include <map>
#include <mutex>

namespace gp {
namespace {

using Clock = std::chrono::steady_clock;

// Seconds; a search takes a fraction of a millisecond, a page some more.
const prometheus::Histogram::BucketBoundaries kBuckets = {0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01,
                                                          0.02,   0.05,   0.1,    0.25,  0.5,   1,     2.5};

std::string status_class(int status) {
  return std::string(1, static_cast<char>('0' + status / 100)) + "xx";
}

}  // namespace

struct Metrics::Impl {
  prometheus::Registry registry{};
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram()
          .Name("searchd_request_seconds")
          .Help("Time to make an answer, by route and class of status.")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& refusals = prometheus::BuildCounter()
                                                          .Name("searchd_refused_total")
                                                          .Help("Requests refused at the connection, by status.")
                                                          .Register(registry);
  prometheus::Counter& bytes = prometheus::BuildCounter()
                                   .Name("searchd_sent_bytes_total")
                                   .Help("Bytes of bodies sent.")
                                   .Register(registry)
                                   .Add({});
  prometheus::Gauge& open = prometheus::BuildGauge()
                                .Name("searchd_open_connections")
                                .Help("Connections open now.")
                                .Register(registry)
                                .Add({});
  prometheus::Counter& cache_hits = prometheus::BuildCounter()
                                        .Name("searchd_cache_hits_total")
                                        .Help("Documents answered from the cache.")
                                        .Register(registry)
                                        .Add({});
  prometheus::Counter& cache_misses = prometheus::BuildCounter()
                                          .Name("searchd_cache_misses_total")
                                          .Help("Documents looked for in the cache and not found.")
                                          .Register(registry)
                                          .Add({});
  prometheus::Gauge& cache_bytes = prometheus::BuildGauge()
                                       .Name("searchd_cache_bytes")
                                       .Help("Memory that the answers in the cache take.")
                                       .Register(registry)
                                       .Add({});
  prometheus::Gauge& practices = prometheus::BuildGauge()
                                     .Name("searchd_practices")
                                     .Help("Practices in the index being served.")
                                     .Register(registry)
                                     .Add({});
  prometheus::Gauge& age = prometheus::BuildGauge()
                               .Name("searchd_generation_age_seconds")
                               .Help("Time since the index being served was taken up.")
                               .Register(registry)
                               .Add({});
  prometheus::Counter& generations = prometheus::BuildCounter()
                                         .Name("searchd_generations_total")
                                         .Help("Generations of the index taken up since the start.")
                                         .Register(registry)
                                         .Add({});

  std::mutex mutex{};  // guards the next two; the library's own lookup of labels costs several times as much
  std::map<std::pair<std::string, int>, prometheus::Histogram*, std::less<>> by_route{};
  std::map<int, prometheus::Counter*> by_refusal{};

  std::mutex generation_mutex{};  // guards the next two
  std::string generation{};
  Clock::time_point since{};
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::answered(std::string_view route, int status, double seconds) {
  prometheus::Histogram* histogram = nullptr;
  {
    const std::lock_guard lock(impl_->mutex);
    prometheus::Histogram*& known = impl_->by_route[{std::string(route), status / 100}];
    if (known == nullptr) {
      known = &impl_->seconds.Add({{"route", std::string(route)}, {"status", status_class(status)}}, kBuckets);
    }
    histogram = known;
  }
  histogram->Observe(seconds);
}

void Metrics::refused(int status) {
  prometheus::Counter* counter = nullptr;
  {
    const std::lock_guard lock(impl_->mutex);
    prometheus::Counter*& known = impl_->by_refusal[status];
    if (known == nullptr) known = &impl_->refusals.Add({{"status", std::to_string(status)}});
    counter = known;
  }
  counter->Increment();
}

void Metrics::sent(std::size_t bytes) {
  impl_->bytes.Increment(static_cast<double>(bytes));
}

void Metrics::connections(std::size_t open) {
  impl_->open.Set(static_cast<double>(open));
}

void Metrics::looked_in_cache(bool found) {
  (found ? impl_->cache_hits : impl_->cache_misses).Increment();
}

void Metrics::cached(std::size_t bytes) {
  impl_->cache_bytes.Set(static_cast<double>(bytes));
}

void Metrics::serving(const std::string& generation, std::size_t practices) {
  const std::lock_guard lock(impl_->generation_mutex);
  if (impl_->generation != generation) {
    impl_->generation = generation;
    impl_->since = Clock::now();
    impl_->generations.Increment();
    impl_->practices.Set(static_cast<double>(practices));
  }
}

std::string Metrics::text() const {
  {
    const std::lock_guard lock(impl_->generation_mutex);
    if (!impl_->generation.empty()) {
      impl_->age.Set(std::chrono::duration<double>(Clock::now() - impl_->since).count());
    }
  }
  return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

}  // namespace gp
