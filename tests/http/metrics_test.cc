#include "searchd/http/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gp {
namespace {

using testing::HasSubstr;

TEST(MetricsTest, TextSaysWhatHappened) {
  Metrics metrics;
  metrics.answered("/search", 200, 0.0003);
  metrics.answered("/search", 204, 3);
  metrics.answered("/practices/{id}", 404, 0.0003);
  metrics.refused(431);
  metrics.refused(431);
  metrics.sent(1000);
  metrics.connections(7);
  metrics.looked_in_cache(true);
  metrics.looked_in_cache(true);
  metrics.looked_in_cache(false);
  metrics.cached(4096);
  metrics.serving("abc", 149);
  metrics.serving("abc", 149);
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("searchd_request_seconds_count{route=\"/search\",status=\"2xx\"} 2"));
  EXPECT_THAT(text, HasSubstr("searchd_request_seconds_count{route=\"/practices/{id}\",status=\"4xx\"} 1"));
  EXPECT_THAT(text, HasSubstr("searchd_refused_total{status=\"431\"} 2"));
  EXPECT_THAT(text, HasSubstr("searchd_sent_bytes_total 1000"));
  EXPECT_THAT(text, HasSubstr("searchd_open_connections 7"));
  EXPECT_THAT(text, HasSubstr("searchd_cache_hits_total 2"));
  EXPECT_THAT(text, HasSubstr("searchd_cache_misses_total 1"));
  EXPECT_THAT(text, HasSubstr("searchd_cache_bytes 4096"));
  EXPECT_THAT(text, HasSubstr("searchd_practices 149"));
  EXPECT_THAT(text, HasSubstr("searchd_generations_total 1"));
  EXPECT_THAT(text, HasSubstr("searchd_generation_age_seconds"));
}

}  // namespace
}  // namespace gp
