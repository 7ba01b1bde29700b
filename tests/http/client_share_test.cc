// What one client may have of a server, and who counts as one: the rate of requests, connections, proxies in between.
// The rate here is one request a second, ten at once; where a test needs a client that has used that up it goes on
// until it is told so, however slow the machine is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <mutex>
#include <thread>

#include "searchd/http/server.h"
#include "tests/http/raw_client.h"

namespace gp {
namespace {

using namespace std::chrono_literals;
using test::get;
using test::RawClient;
using test::RawResponse;
using testing::ElementsAre;

const std::string kGreedy = "127.0.0.9";
const std::string kOther = "127.0.0.2";
const std::string kProxy = "127.0.0.200";

class ClientShareTest : public testing::Test {
 protected:
  ClientShareTest() {
    options.port = 0;
    options.limits.rate = 1;
  }
  ~ClientShareTest() override {
    if (server) server->stop();
  }

  void start() {
    server = std::make_unique<Server>(options);
    server->start(handler, [this](const Access& access) {
      const std::lock_guard lock(mutex);
      clients.push_back(access.client->address);
    });
  }

  RawResponse ask(const std::string& from, const std::string& request = get("/")) const {
    return RawClient(server->port(), from).ask(request);
  }

  // Asks until it is told to wait; status 0 if it never is.
  RawResponse use_up(const std::string& from, const std::string& request = get("/")) const {
    for (int i = 0; i < 500; ++i) {
      if (RawResponse response = ask(from, request); response.status == 429) return response;
    }
    return {};
  }

  // Whether so many exchanges were reported, in the end.
  bool reported(std::size_t count) {
    for (int i = 0; i < 1000; ++i) {
      {
        const std::lock_guard lock(mutex);
        if (clients.size() >= count) return true;
      }
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }

  ServerOptions options{};
  Server::Handler handler = [](const Request& request, const ClientInfo& client) {
    Response response;
    response.body = std::make_shared<const std::string>(client.address + " " + request.target);
    return response;
  };
  std::unique_ptr<Server> server{};
  std::mutex mutex{};
  std::vector<std::string> clients{};  // of each exchange, guarded by mutex
};

std::string forwarded(const std::string& value, const std::string& target = "/") {
  return get(target, "X-Forwarded-For: " + value + "\r\n");
}

TEST_F(ClientShareTest, ClientOverItsRateIsToldWhenToComeBack) {
  start();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(ask(kGreedy).status, 200);
  const RawResponse refused = use_up(kGreedy);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("retry-after"), "1");
  EXPECT_EQ(refused.header("cache-control"), "no-store");
  EXPECT_EQ(refused.header("connection"), "close");
  EXPECT_EQ(ask(kOther).status, 200);
}

TEST_F(ClientShareTest, RateIsOneForAllConnectionsOfAClientAndAllRequestsOnOne) {
  start();
  RawClient connection(server->port(), kGreedy);
  std::string requests;
  for (int i = 0; i < 500; ++i) requests += get("/");
  connection.send(requests);
  RawResponse last;
  int answered = 0;
  while ((last = connection.receive()).status == 200) ++answered;
  EXPECT_GE(answered, 10);
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(use_up(kGreedy).status, 429);
}

TEST_F(ClientShareTest, RateZeroIsNoLimit) {
  options.limits.rate = 0;
  start();
  RawClient connection(server->port(), kGreedy);
  for (int i = 0; i < 500; ++i) ASSERT_EQ(connection.ask(get("/")).status, 200);
}

TEST_F(ClientShareTest, WhatIsNotCountedIsAnsweredAllTheSame) {
  options.limits.uncounted = [](std::string_view target) { return target == "/style?v=1"; };
  start();
  for (int i = 0; i < 50; ++i) ASSERT_EQ(ask(kGreedy, get("/style?v=1")).status, 200);
  for (int i = 0; i < 10; ++i) ASSERT_EQ(ask(kGreedy).status, 200) << "a file was counted";
  ASSERT_EQ(use_up(kGreedy).status, 429);
  EXPECT_EQ(ask(kGreedy, get("/style?v=1")).status, 200);
  EXPECT_EQ(ask(kGreedy, get("/healthz")).status, 200);
  EXPECT_EQ(ask(kGreedy, get("/healthz?x")).status, 200);
}

TEST_F(ClientShareTest, WrongRequestsAreCountedToo) {
  start();
  EXPECT_EQ(use_up(kGreedy, "nonsense\r\n").status, 429);
}

TEST_F(ClientShareTest, ClientOverItsRateTakesNoPlaceInTheQueue) {
  std::promise<void> promise;
  std::atomic<int> entered = 0;
  handler = [gate = promise.get_future().share(), &entered](const Request& request, const ClientInfo&) {
    if (request.target == "/slow") {
      ++entered;
      gate.wait();
    }
    return Response{};
  };
  options.limits.running = 1;
  options.limits.waiting_time = 1h;
  start();
  ASSERT_EQ(use_up(kGreedy).status, 429);
  RawClient slow(server->port(), kOther);
  slow.send(get("/slow"));
  while (entered == 0) std::this_thread::sleep_for(1ms);
  // Nobody else is answered now: a request that got into the queue would stay there.
  RawResponse refused;
  for (int i = 0; i < 100 && refused.status == 0; ++i) {
    RawClient greedy(server->port(), kGreedy);
    greedy.send(get("/"));
    refused = greedy.receive(false, 500ms);
  }
  EXPECT_EQ(refused.status, 429);
  promise.set_value();
  EXPECT_EQ(slow.receive().status, 200);
}

TEST_F(ClientShareTest, NobodyIsBelievedWithoutTrustedProxies) {
  start();
  EXPECT_EQ(ask(kProxy, forwarded("192.0.2.7")).body, kProxy + " /");
  for (int i = 0; i < 500; ++i) {
    const std::string own = "192.0.2." + std::to_string(i % 250);
    if (ask(kProxy, forwarded(own)).status == 429) return;
  }
  ADD_FAILURE() << "who writes another address each time has no limit";
}

class ProxyTest : public ClientShareTest {
 protected:
  ProxyTest() { options.limits.trusted_proxies = {*parse_network(kProxy), *parse_network("10.0.0.0/8")}; }
};

TEST_F(ProxyTest, ReadersBehindAProxyAreClientsOfTheirOwn) {
  start();
  EXPECT_EQ(ask(kProxy, forwarded("192.0.2.7")).body, "192.0.2.7 /");
  EXPECT_EQ(use_up(kProxy, forwarded("192.0.2.7")).status, 429);
  EXPECT_EQ(ask(kProxy, forwarded("192.0.2.8")).status, 200);
  EXPECT_EQ(ask(kProxy, forwarded("2001:db8::1")).body, "2001:db8::1 /");
}

TEST_F(ProxyTest, NobodyChoosesAnotherAddress) {
  start();
  for (int i = 0; i < 500; ++i) {
    const std::string spoofed = "198.51.100." + std::to_string(i % 250) + ", 192.0.2.7, 10.0.0.1";
    if (ask(kProxy, forwarded(spoofed)).status == 429) return;
  }
  ADD_FAILURE() << "the left end of the list was believed";
}

TEST_F(ProxyTest, AnybodyElseIsNotBelieved) {
  start();
  EXPECT_EQ(ask(kOther, forwarded("192.0.2.7")).body, kOther + " /");
}

TEST_F(ProxyTest, LinesOfTheHeaderAreOneList) {
  start();
  const std::string lines =
      "X-Forwarded-For: 198.51.100.1\r\nX-FORWARDED-FOR: 192.0.2.7\r\nx-forwarded-for: 10.0.0.1\r\n";
  EXPECT_EQ(ask(kProxy, get("/", lines)).body, "192.0.2.7 /");
}

TEST_F(ProxyTest, ConnectionOfAProxyServesOneClientAfterTheOther) {
  start();
  RawClient proxy(server->port(), kProxy);
  proxy.send(forwarded("192.0.2.7", "/1") + forwarded("192.0.2.8", "/2") + get("/3") + forwarded("nonsense", "/4"));
  EXPECT_EQ(proxy.receive().body, "192.0.2.7 /1");
  EXPECT_EQ(proxy.receive().body, "192.0.2.8 /2");
  EXPECT_EQ(proxy.receive().body, kProxy + " /3");
  EXPECT_EQ(proxy.receive().body, kProxy + " /4");
  ASSERT_TRUE(reported(4));
  EXPECT_THAT(clients, ElementsAre("192.0.2.7", "192.0.2.8", kProxy, kProxy));
}

// The client's own line may stand before the wrong one, and the proxy's after it.
TEST_F(ProxyTest, HeadThatWasRefusedNamesNobody) {
  start();
  RawClient proxy(server->port(), kProxy);
  EXPECT_EQ(proxy.ask(forwarded("192.0.2.7")).status, 200);
  EXPECT_EQ(proxy.ask(get("/", "X-Forwarded-For: 198.51.100.1\r\nbad name: 1\r\n")).status, 400);
  ASSERT_TRUE(reported(2));
  EXPECT_THAT(clients, ElementsAre("192.0.2.7", kProxy));
}

TEST_F(ProxyTest, ProxyHasAsManyConnectionsAsThereAreInAll) {
  options.limits.rate = 0;
  options.limits.per_address = 2;
  options.limits.yields_after = 1h;
  options.limits.connections = 10;
  start();
  std::vector<RawClient> open;
  for (int i = 0; i < 9; ++i) EXPECT_EQ(open.emplace_back(server->port(), kProxy).ask(get("/")).status, 200);
  EXPECT_EQ(open.emplace_back(server->port(), kOther).ask(get("/")).status, 200);
  EXPECT_EQ(RawClient(server->port(), kProxy).receive().status, 503);
}

TEST_F(ProxyTest, OthersAreHeldToTheirConnections) {
  options.limits.per_address = 2;
  options.limits.yields_after = 1h;
  start();
  std::vector<RawClient> open;
  for (int i = 0; i < 2; ++i) EXPECT_EQ(open.emplace_back(server->port(), kOther).ask(get("/")).status, 200);
  EXPECT_EQ(RawClient(server->port(), kOther).receive().status, 503);
  // The proxy's connections come and go without a trace in anybody's share.
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ask(kProxy).status, 200);
}

}  // namespace
}  // namespace gp
