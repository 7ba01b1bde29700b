// A site without a socket, for tests of what it answers: a small index, the real templates, Site::handle.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "searchd/http/map_handlers.h"
#include "searchd/http/metrics.h"
#include "searchd/http/site.h"
#include "searchd/http/static_files.h"
#include "searchd/render/page.h"
#include "searchd/search/live_index.h"
#include "tests/support/test_index.h"

namespace gp {

// Suites call publish() in SetUpTestSuite; each test has a Site of its own, with nothing cached yet.
class SiteFixture : public testing::Test {
 protected:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  static void publish(std::vector<Practice> practices) {
    index_ = std::make_unique<TestIndex>(std::move(practices));
    live_ = std::make_unique<LiveIndex>(index_->folder(), [](bool, const std::string&) {});
    files_ = std::make_unique<StaticFiles>(GP_WEB_PATH);
    pages_ = std::make_unique<PageRenderer>(GP_WEB_PATH, [](const std::string& name) { return files_->url(name); });
    add_base_map(*files_, *pages_, GP_WEB_PATH);
  }
  static void TearDownTestSuite() {
    pages_.reset();
    files_.reset();
    live_.reset();
    index_.reset();
  }

  Response ask(const std::string& target, Headers headers = {}, const std::string& method = "GET") {
    return site.handle({method, target, std::move(headers)});
  }
  nlohmann::json api(const std::string& target, Headers headers = {}) {
    const Response response = ask(target, std::move(headers));
    EXPECT_EQ(response.status, 200) << *response.body;
    return nlohmann::json::parse(*response.body);
  }

  static inline std::unique_ptr<TestIndex> index_{};
  static inline std::unique_ptr<LiveIndex> live_{};
  static inline std::unique_ptr<StaticFiles> files_{};
  static inline std::unique_ptr<PageRenderer> pages_{};
  Metrics metrics{};
  Site site{*live_, *pages_, *files_, metrics, {.base_url = "https://practices.example.org"}};
};

}  // namespace gp
