// The program as operators start it: its flags, and what they come to over a socket.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/http/raw_client.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_index.h"

namespace gp {
namespace {

using test::get;
using test::RawClient;
using test::RawResponse;
using testing::HasSubstr;
using testing::Not;

class DaemonTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    index_ = std::make_unique<TestIndex>(std::vector<Practice>{practice("turin-homes").text("en", "Homes in Turin")});
  }
  static void TearDownTestSuite() { index_.reset(); }

  static std::vector<std::string> arguments(std::vector<std::string> more) {
    more.insert(more.begin(), {"--index", index_->folder(), "--web", GP_WEB_PATH, "--listen", "127.0.0.1:0"});
    return more;
  }

  void start(const std::vector<std::string>& more) {
    RunOptions options;
    options.output = folder_.path("out");
    options.time_limit = std::chrono::minutes(10);  // of a daemon that hangs; a slow machine takes less
    daemon_ = std::make_unique<Process>(GP_SEARCHD_PATH, arguments(more), options);
    const std::string said = "listening on http://127.0.0.1:";
    for (int i = 0; i < 60'000 && !daemon_->ended(); ++i) {
      if (const std::string out = read_whole_file(options.output); out.starts_with(said) && out.ends_with('\n')) {
        port_ = std::stoi(out.substr(said.size()));
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    FAIL() << daemon_->wait();
  }

  RawResponse ask(const std::string& target, const std::string& headers = "", const std::string& from = "127.0.0.9") {
    return RawClient(port_, from).ask(get(target, headers));
  }

  // The answer to the request that goes beyond the limit; status 0 if none does.
  RawResponse over_limit(const std::string& target, const std::string& headers = "") {
    for (int i = 0; i < 500; ++i) {
      if (RawResponse response = ask(target, headers); response.status == 429) return response;
    }
    return {};
  }

  static inline std::unique_ptr<TestIndex> index_{};
  TempFolder folder_{};
  std::unique_ptr<Process> daemon_{};
  int port_ = 0;
};

TEST_F(DaemonTest, ClientOverItsRateIsToldSoInItsOwnWords) {
  start({"--rate", "1"});
  const RawResponse api = over_limit("/api/v1/search");
  EXPECT_EQ(api.header("content-type"), "application/problem+json");
  EXPECT_EQ(nlohmann::json::parse(api.body)["status"], 429);
  EXPECT_EQ(api.header("retry-after"), "1");
  EXPECT_EQ(api.header("access-control-allow-origin"), "*");
  const RawResponse page = over_limit("/search", "Accept: text/html\r\nAccept-Language: de\r\n");
  EXPECT_THAT(page.body, HasSubstr("<html lang=\"de\""));
  EXPECT_THAT(page.body, HasSubstr("Zu viele Anfragen"));
  EXPECT_EQ(page.header("retry-after"), "1");
  EXPECT_EQ(over_limit("/search").header("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(ask("/search", "", "127.0.0.2").status, 200);
  for (const char* target : {"/healthz", "/static/site.css", "/map.svg", "/favicon.ico", "/robots.txt"}) {
    EXPECT_EQ(ask(target).status, 200) << target;
  }
  EXPECT_THAT(ask("/metrics", "", "127.0.0.2").body, HasSubstr("searchd_refused_total{status=\"429\"}"));
}

TEST_F(DaemonTest, RateZeroIsNoLimit) {
  start({"--rate", "0"});
  EXPECT_EQ(over_limit("/api/v1/search?q=Homes").status, 0);
}

TEST_F(DaemonTest, MachineItselfIsNotCountedButWhomItsProxyAsksForIs) {
  start({"--rate", "1", "--trusted-proxy", "127.0.0.1"});
  int refused = 0;
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(ask("/api/v1/search", "", "127.0.0.1").status, 200);
    if (ask("/api/v1/search", "X-Forwarded-For: 203.0.113.77\r\n", "127.0.0.1").status == 429) ++refused;
  }
  EXPECT_GT(refused, 0);
}

TEST_F(DaemonTest, LogNamesTheNetworkOfWhoeverAskedAProxy) {
  start({"--trusted-proxy", "127.0.0.1", "--trusted-proxy", "10.0.0.0/8"});
  EXPECT_EQ(ask("/search", "X-Forwarded-For: 198.51.100.3, 203.0.113.77, 10.0.0.1\r\n", "127.0.0.1").status, 200);
  EXPECT_EQ(ask("/about", "X-Forwarded-For: 203.0.113.77\r\n", "127.0.0.5").status, 200);
  daemon_->kill(SIGTERM);
  const Finished finished = daemon_->wait();
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.err, HasSubstr(R"("path":"/search","status":200)"));
  EXPECT_THAT(finished.err, HasSubstr(R"("client":"203.0.113.0"})"));
  EXPECT_THAT(finished.err, HasSubstr(R"("client":"127.0.0.0"})"));
  EXPECT_THAT(finished.err, Not(HasSubstr("203.0.113.77")));
  EXPECT_THAT(finished.err, Not(HasSubstr("198.51.100")));
}

TEST_F(DaemonTest, WrongFlagsAreUsageErrors) {
  const std::vector<std::vector<std::string>> rows = {
      {"--rate", "-1"},
      {"--rate", "many"},
      {"--rate", "1.5"},
      {"--rate", "1000001"},
      {"--rate"},
      {"--trusted-proxy", "proxy.example.org"},
      {"--trusted-proxy", "10.0.0.0/33"},
      {"--trusted-proxy", "10.0.0.1/8"},
      {"--trusted-proxy", ""},
      {"--trusted-proxy", "10.0.0.0/8", "192.0.2.1"},
      {"--trusted-proxy", "10.0.0.0/8", "--trusted-proxy", "2001:db8::/129"},
  };
  for (const auto& row : rows) {
    const Finished finished = run_program(GP_SEARCHD_PATH, arguments(row));
    EXPECT_EQ(finished.status, 2) << testing::PrintToString(row) << finished;
    EXPECT_EQ(finished.out, "");
  }
  const Finished finished = run_program(GP_SEARCHD_PATH, arguments({"--trusted-proxy", "10.0.0.1/8"}));
  EXPECT_THAT(finished.err, HasSubstr("--trusted-proxy: '10.0.0.1/8' is neither an address nor a network"));
}

}  // namespace
}  // namespace gp
