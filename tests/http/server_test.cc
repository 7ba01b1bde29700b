// The server with a handler of the test's own: what it does with connections, whatever is said on them.
#include "searchd/http/server.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <future>
#include <mutex>
#include <thread>

#include "tests/http/raw_client.h"

namespace gp {
namespace {

using test::get;
using test::RawClient;
using test::RawResponse;
using namespace std::chrono_literals;

Response text(std::string body) {
  Response response;
  response.set("Content-Type", "text/plain; charset=utf-8");
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

Response echo(const Request& request, const ClientInfo&) {
  return text(request.method + " " + request.target);
}

// "/1". (GCC 12 warns of nonsense at "/" + std::to_string(1).)
std::string path(int number) {
  return std::string("/").append(std::to_string(number));
}

// A body that no socket buffer takes at once.
const std::shared_ptr<const std::string> kHuge = std::make_shared<const std::string>(24 << 20, 'x');

Response echo_or_huge(const Request& request, const ClientInfo& client) {
  if (request.target != "/huge") return echo(request, client);
  Response response;
  response.body = kHuge;
  return response;
}

class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    options.port = 0;
    options.limits.rate = 0;
    handler = echo;
  }
  ~ServerTest() override {
    if (server) server->stop();
  }

  int start() {
    server = std::make_unique<Server>(options);
    server->start(
        handler,
        [this](const Access& access) {
          const std::lock_guard lock(mutex);
          statuses.push_back(access.status);
          bytes.push_back(access.bytes);
          complete.push_back(access.complete);
          addresses.push_back(access.client->address);
        },
        refuser);
    return server->port();
  }

  // Waits until there is something to see.
  template <class Condition>
  static bool eventually(Condition condition) {
    for (int i = 0; i < 1000; ++i) {
      if (condition()) return true;
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }

  ServerOptions options{};
  Server::Handler handler{};
  Server::Refuser refuser{};
  std::unique_ptr<Server> server{};
  std::mutex mutex{};
  std::vector<int> statuses{};
  std::vector<std::size_t> bytes{};
  std::vector<bool> complete{};
  std::vector<std::string> addresses{};
};

TEST_F(ServerTest, TargetArrivesAsItWasSent) {
  RawClient client(start());
  EXPECT_EQ(client.ask(get("/search?q=a=b&q=%C3%28&x=%ZZ")).body, "GET /search?q=a=b&q=%C3%28&x=%ZZ");
}

TEST_F(ServerTest, HeadersArriveAsTheyWereSent) {
  handler = [](const Request& request, const ClientInfo&) {
    return text(std::string(request.header("x-ONE")) + "|" + request.header_list("accept-language") + "|" +
                std::string(request.header("Range")));
  };
  RawClient client(start());
  EXPECT_EQ(
      client.ask(get("/", "X-One: %41 \r\nAccept-Language: de\r\nAccept-Language: fr\r\nRange: bytes=0-1\r\n")).body,
      "%41|de, fr|bytes=0-1");
}

TEST_F(ServerTest, ConnectionServesManyRequests) {
  RawClient client(start());
  for (int i = 0; i < 50; ++i) {
    const std::string target = path(i);
    const RawResponse response = client.ask(get(target));
    EXPECT_EQ(response.body, "GET " + target);
    EXPECT_EQ(response.header("connection"), "");
  }
}

TEST_F(ServerTest, ConnectionIsNotTakenForOneThatSleepsWhileItIsNew) {
  options.limits.sweep_every = 0ms;
  const int port = start();
  int answered = 0;
  for (int i = 0; i < 2000; ++i) answered += RawClient(port).ask(get("/")).status == 200 ? 1 : 0;
  EXPECT_EQ(answered, 2000);
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  RawClient client(start());
  std::string requests;
  for (int i = 0; i < 200; ++i) requests += get(path(i));
  client.send(requests);
  for (int i = 0; i < 200; ++i) EXPECT_EQ(client.receive().body, "GET " + path(i));
}

TEST_F(ServerTest, RequestInPiecesIsUnderstood) {
  RawClient client(start());
  for (const char c : get("/abc")) {
    client.send(std::string(1, c));
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_EQ(client.receive().body, "GET /abc");
}

TEST_F(ServerTest, HeadersAreTheSameInResponsesToHeadAndGet) {
  RawClient client(start());
  RawResponse of_get = client.ask(get("/abcd"));
  RawResponse of_head = client.ask("HEAD /abc HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(of_head.status, 200);
  EXPECT_EQ(of_head.header("content-length"), "9");  // "HEAD /abc", as the handler was asked
  of_get.headers.erase("date");
  of_head.headers.erase("date");
  EXPECT_EQ(of_get.headers, of_head.headers);
  // Nothing of a body came: the next response is where it should be.
  EXPECT_EQ(client.ask(get("/next")).body, "GET /next");
}

TEST_F(ServerTest, NeitherRangeNorAcceptEncodingIsTheLibrarysBusiness) {
  handler = [](const Request&, const ClientInfo&) { return text(std::string(10'000, 'x')); };
  RawClient client(start());
  const RawResponse response = client.ask(get("/", "Range: bytes=0-1\r\nAccept-Encoding: gzip, br\r\n"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body.size(), 10'000U);
  EXPECT_EQ(response.header("content-encoding"), "");
  EXPECT_EQ(response.header("accept-ranges"), "none");
}

TEST_F(ServerTest, AnswersWithoutContentHaveNoLength) {
  handler = [](const Request& request, const ClientInfo&) {
    Response response;
    response.status = request.target == "/304" ? 304 : 204;
    response.set("ETag", "W/\"x\"");
    return response;
  };
  RawClient client(start());
  for (const char* target : {"/304", "/204"}) {
    const RawResponse response = client.ask(get(target));
    EXPECT_EQ(std::to_string(response.status), target + 1);
    EXPECT_FALSE(response.headers.contains("content-length"));
    EXPECT_FALSE(response.headers.contains("content-type"));
    EXPECT_EQ(response.header("etag"), "W/\"x\"");
  }
}

TEST_F(ServerTest, EmptyBodyHasLengthZero) {
  handler = [](const Request&, const ClientInfo&) { return text(""); };
  RawClient client(start());
  EXPECT_EQ(client.ask(get("/")).header("content-length"), "0");
}

TEST_F(ServerTest, HeaderValueCannotMakeAnotherHeader) {
  handler = [](const Request&, const ClientInfo&) {
    Response response = text("x");
    response.set("X-Bad", "a\r\nX-Injected: b");
    response.set("X-Good", "c");
    return response;
  };
  RawClient client(start());
  const RawResponse response = client.ask(get("/"));
  EXPECT_FALSE(response.headers.contains("x-bad"));
  EXPECT_FALSE(response.headers.contains("x-injected"));
  EXPECT_EQ(response.header("x-good"), "c");
}

TEST_F(ServerTest, ExceptionInTheHandlerSaysNothingOfItself) {
  handler = [](const Request&, const ClientInfo&) -> Response { throw std::runtime_error("secret"); };
  RawClient client(start());
  client.send(get("/"));
  const RawResponse response = client.receive();
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
  for (const auto& [name, value] : response.headers) EXPECT_EQ(value.find("secret"), std::string::npos) << name;
}

TEST_F(ServerTest, RefusalMayBeSaidInOtherWords) {
  refuser = [](const Request& request, const Refusal& refusal) {
    if (request.target == "/fault") throw std::runtime_error("secret");
    return text(request.target + " refused: " + refusal.sentence);
  };
  const int port = start();
  const RawResponse response = RawClient(port).ask(get("/page", "Expect: 100-continue\r\n"));
  EXPECT_EQ(response.body.substr(0, 15), "/page refused: ");
  EXPECT_EQ(response.header("cache-control"), "no-store");
  const RawResponse bare = RawClient(port).ask(get("/fault", "Expect: 100-continue\r\n"));
  EXPECT_EQ(bare.status, 417);
  EXPECT_EQ(bare.body.find("secret"), std::string::npos);
}

TEST_F(ServerTest, ClientMayAskToClose) {
  RawClient client(start());
  const RawResponse response = client.ask(get("/", "Connection: close\r\n"));
  EXPECT_EQ(response.header("connection"), "close");
  EXPECT_TRUE(client.closes());
}

TEST_F(ServerTest, Http10IsAnsweredOnce) {
  RawClient client(start());
  const RawResponse response = client.ask("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(response.body, "GET /");
  EXPECT_EQ(response.header("connection"), "close");
  EXPECT_TRUE(client.closes());
}

TEST_F(ServerTest, HalfClosedClientGetsItsAnswer) {
  RawClient client(start());
  client.send(get("/abc"));
  client.finish_sending();
  EXPECT_EQ(client.receive().body, "GET /abc");
  EXPECT_TRUE(client.closes());
}

TEST_F(ServerTest, BodyThatWasNotReadEndsTheConnection) {
  RawClient client(start());
  const RawResponse response = client.ask(
      "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(response.body, "POST /x");
  EXPECT_EQ(response.header("connection"), "close");
  EXPECT_TRUE(client.closes());
}

TEST_F(ServerTest, RefusedClientCanReadWhyWhileItStillSends) {
  RawClient client(start());
  client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
  for (int i = 0; i < 10; ++i) client.send(std::string(16'000, 'x'));
  EXPECT_EQ(client.receive().status, 431);
}

TEST_F(ServerTest, ConnectionEndsAfterItsShareOfRequests) {
  options.limits.requests = 3;
  RawClient client(start());
  EXPECT_EQ(client.ask(get("/")).header("connection"), "");
  EXPECT_EQ(client.ask(get("/")).header("connection"), "");
  EXPECT_EQ(client.ask(get("/")).header("connection"), "close");
  EXPECT_TRUE(client.closes());
}

TEST_F(ServerTest, IdleConnectionIsClosedWithoutAWord) {
  options.limits.idle_time = 100ms;
  RawClient client(start());
  client.ask(get("/"));
  EXPECT_TRUE(client.closes(4s));
}

TEST_F(ServerTest, ConnectionThatSaysNothingIsClosed) {
  options.limits.head_time = 200ms;
  RawClient client(start());
  EXPECT_TRUE(client.closes(4s));
}

TEST_F(ServerTest, DrippingClientIsToldThatItIsTooLate) {
  options.limits.head_time = 500ms;
  const int port = start();
  RawClient client(port);
  client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
  RawResponse response;
  for (int i = 0; i < 200 && response.status == 0; ++i) {
    client.send("x");  // each byte comes in time; the head as a whole does not
    response = client.receive(false, 100ms);
    EXPECT_EQ(RawClient(port, "127.0.0.2").ask(get("/abc")).body, "GET /abc");
  }
  EXPECT_EQ(response.status, 408);
  EXPECT_TRUE(client.closes());
}

TEST_F(ServerTest, ClientThatNeverReadsIsCutOff) {
  options.limits.write_time = 300ms;
  options.limits.write_rate = 1 << 30;
  handler = [](const Request&, const ClientInfo&) {
    Response response;
    response.body = kHuge;
    return response;
  };
  RawClient client(start());
  client.send(get("/"));
  EXPECT_TRUE(eventually([&] {
    const std::lock_guard lock(mutex);
    return !complete.empty();
  }));
  const std::lock_guard lock(mutex);
  ASSERT_EQ(complete.size(), 1U);
  EXPECT_FALSE(complete[0]);
  EXPECT_LT(bytes[0], kHuge->size());
}

TEST_F(ServerTest, ClientsThatNeverReadHoldNobodyUp) {
  options.limits.running = 2;
  handler = echo_or_huge;
  const int port = start();
  std::vector<RawClient> sleepers;
  for (int i = 0; i < 40; ++i) {
    sleepers.emplace_back(port);
    sleepers.back().send(get("/huge"));
  }
  RawClient client(port, "127.0.0.2");
  EXPECT_EQ(client.ask(get("/abc")).body, "GET /abc");
}

TEST_F(ServerTest, LargeBodyArrivesWhole) {
  handler = [](const Request&, const ClientInfo&) {
    Response response;
    response.body = kHuge;
    return response;
  };
  RawClient client(start());
  EXPECT_EQ(client.ask(get("/")).body, *kHuge);
  EXPECT_EQ(client.ask(get("/")).body.size(), kHuge->size());
}

TEST_F(ServerTest, FiveHundredSleepingConnectionsHoldNobodyUp) {
  options.limits.head_time = 1h;
  const int port = start();
  std::vector<RawClient> sleepers;
  for (int i = 0; i < 500; ++i) {
    sleepers.emplace_back(port, std::string("127.0.1.").append(std::to_string(1 + i / 50)));
    if (i % 2 == 0) sleepers.back().send("GET / HT");  // half of them have begun to speak
  }
  for (int i = 0; i < 10; ++i) {
    RawClient client(port, "127.0.0.2");
    EXPECT_EQ(client.ask(get("/abc")).body, "GET /abc");
    // Those that have begun go on, a byte at a time.
    for (std::size_t s = 0; s < sleepers.size(); s += 2) sleepers[s].send("x");
  }
  // They were all there, and had not been thrown out in favour of the others.
  EXPECT_GE(server->open_connections(), sleepers.size());
}

TEST_F(ServerTest, OneAddressCannotTakeMoreThanItsShare) {
  options.limits.per_address = 3;
  options.limits.yields_after = 1h;
  const int port = start();
  std::vector<RawClient> greedy;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(greedy.emplace_back(port, "127.0.0.9").ask(get("/")).status, 200);
  RawClient fourth(port, "127.0.0.9");
  const RawResponse refused = fourth.receive();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("retry-after"), "1");
  EXPECT_EQ(refused.header("connection"), "close");
  EXPECT_EQ(RawClient(port, "127.0.0.10").ask(get("/")).status, 200);
  // What was closed is given back.
  greedy.clear();
  EXPECT_TRUE(eventually([&] { return RawClient(port, "127.0.0.9").ask(get("/")).status == 200; }));
}

TEST_F(ServerTest, MoreConnectionsThanAllowedAreRefusedAtOnce) {
  options.limits.connections = 5;
  options.limits.yields_after = 1h;
  const int port = start();
  std::vector<RawClient> others;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(others.emplace_back(port).ask(get("/")).status, 200);
  EXPECT_EQ(RawClient(port).receive().status, 503);
  // Even where more are refused than may linger, nothing breaks.
  std::vector<RawClient> crowd;
  for (int i = 0; i < 300; ++i) crowd.emplace_back(port);
  EXPECT_EQ(others[0].ask(get("/abc")).body, "GET /abc");
  crowd.clear();
  others.clear();
  EXPECT_TRUE(eventually([&] { return RawClient(port).ask(get("/")).status == 200; }));
}

TEST_F(ServerTest, WhoHoldsAllPlacesOfAnAddressAsleepKeepsNobodyOut) {
  options.limits.per_address = 3;
  options.limits.yields_after = 0ms;
  options.limits.head_time = 1h;
  options.limits.idle_time = 1h;
  const int port = start();
  std::vector<RawClient> sleepers;
  for (int i = 0; i < 3; ++i) sleepers.emplace_back(port);
  EXPECT_TRUE(eventually([&] { return server->open_connections() == 3; }));
  EXPECT_EQ(sleepers[0].ask(get("/")).status, 200);  // now it is the one that has just been served
  for (int i = 0; i < 2; ++i) {
    std::this_thread::sleep_for(5ms);
    sleepers.emplace_back(port);
    EXPECT_EQ(sleepers.back().ask(get("/abc")).body, "GET /abc");
  }
  EXPECT_TRUE(sleepers[1].closes());
  EXPECT_TRUE(sleepers[2].closes());
  EXPECT_EQ(sleepers[0].ask(get("/")).status, 200);
  EXPECT_LE(server->open_connections(), 3U);
}

TEST_F(ServerTest, WhoHoldsAllPlacesAsleepFromManyAddressesKeepsNobodyOut) {
  options.limits.connections = 5;
  options.limits.yields_after = 0ms;
  options.limits.head_time = 1h;
  const int port = start();
  std::vector<RawClient> sleepers;
  for (int i = 0; i < 30; ++i) sleepers.emplace_back(port, std::string("127.0.1.").append(std::to_string(i + 1)));
  EXPECT_EQ(RawClient(port, "127.0.0.2").ask(get("/abc")).body, "GET /abc");
  EXPECT_TRUE(eventually([&] { return server->open_connections() <= 5; }));
}

TEST_F(ServerTest, ClientThatHadBegunIsToldThatItsPlaceIsTaken) {
  options.limits.per_address = 1;
  options.limits.yields_after = 0ms;
  options.limits.head_time = 1h;
  const int port = start();
  RawClient first(port);
  first.send("GET / HT");
  // Until the server has read that, it may refuse the next one instead.
  EXPECT_TRUE(eventually([&] { return RawClient(port).ask(get("/")).status == 200; }));
  const RawResponse told = first.receive();
  EXPECT_EQ(told.status, 503);
  EXPECT_EQ(told.header("retry-after"), "1");
}

TEST_F(ServerTest, AnswerUnderWayKeepsItsPlace) {
  options.limits.per_address = 1;
  options.limits.yields_after = 0ms;
  std::promise<void> promise;
  std::atomic<bool> entered = false;
  handler = [&](const Request& request, const ClientInfo& client) {
    entered = true;
    promise.get_future().wait();
    return echo(request, client);
  };
  const int port = start();
  RawClient first(port);
  first.send(get("/abc"));
  EXPECT_TRUE(eventually([&] { return entered.load(); }));
  EXPECT_EQ(RawClient(port).receive().status, 503);
  promise.set_value();
  EXPECT_EQ(first.receive().body, "GET /abc");
}

TEST_F(ServerTest, LastAnswerOfAConnectionHasGivenBackItsPlace) {
  options.limits.per_address = 1;
  options.limits.yields_after = 1h;
  const int port = start();
  for (int i = 0; i < 2000; ++i) {
    RawClient client(port);
    ASSERT_EQ(client.ask(get("/", "Connection: close\r\n")).status, 200) << "connection " << i;
  }
}

TEST_F(ServerTest, WhoNeverReadsItsLastAnswerHoldsNoMorePlacesThanThereAreForLeaving) {
  options.limits.per_address = 2;
  handler = echo_or_huge;
  const int port = start();
  std::vector<RawClient> sleepers;
  for (int i = 0; i < 200; ++i) {
    sleepers.emplace_back(port);
    sleepers.back().send(get("/huge", "Connection: close\r\n"));
  }
  EXPECT_LE(server->open_connections(), 128U + 2U);
  EXPECT_EQ(RawClient(port, "127.0.0.2").ask(get("/abc")).body, "GET /abc");
}

class OverloadTest : public ServerTest {
 protected:
  OverloadTest() {
    handler = [this](const Request& request, const ClientInfo& client) {
      if (request.target == "/slow") {
        ++entered;
        gate_.wait();
      }
      return echo(request, client);
    };
  }
  ~OverloadTest() override { open(); }

  void open() {
    if (!opened_) promise_.set_value();
    opened_ = true;
  }

  std::atomic<int> entered = 0;

 private:
  std::promise<void> promise_{};
  std::shared_future<void> gate_ = promise_.get_future().share();
  bool opened_ = false;
};

TEST_F(OverloadTest, WhatDoesNotFitIntoTheQueueIsRefusedAtOnce) {
  options.limits.running = 2;
  options.limits.waiting = 3;
  options.limits.waiting_time = 60s;
  const int port = start();
  std::vector<RawClient> clients;
  for (int i = 0; i < 2; ++i) clients.emplace_back(port).send(get("/slow"));
  ASSERT_TRUE(eventually([&] { return entered == 2; }));
  for (int i = 0; i < 3; ++i) clients.emplace_back(port).send(get("/queued"));
  // Whichever of these comes too late for the queue is refused; the three before it are not.
  std::this_thread::sleep_for(100ms);
  const RawResponse refused = RawClient(port).ask(get("/"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("retry-after"), "1");
  EXPECT_EQ(RawClient(port).ask(get("/healthz")).body, "GET /healthz");
  open();
  for (RawClient& client : clients) EXPECT_EQ(client.receive().status, 200);
}

TEST_F(OverloadTest, WhatWaitsTooLongIsRefused) {
  options.limits.running = 1;
  options.limits.waiting_time = 100ms;
  const int port = start();
  RawClient first(port);
  first.send(get("/slow"));
  ASSERT_TRUE(eventually([&] { return entered == 1; }));
  RawClient second(port);
  second.send(get("/"));
  EXPECT_EQ(second.receive(false, 10s).status, 503);
  open();
  EXPECT_EQ(first.receive().status, 200);
}

TEST_F(OverloadTest, DrainFinishesWhatIsUnderWay) {
  const int port = start();
  RawClient busy(port);
  busy.send(get("/slow"));
  ASSERT_TRUE(eventually([&] { return entered == 1; }));
  RawClient idle(port);
  EXPECT_EQ(idle.ask(get("/")).status, 200);
  server->drain();
  EXPECT_TRUE(idle.closes(4s));
  EXPECT_FALSE(server->drained());
  EXPECT_EQ(RawClient(port).receive().status, 503);
  open();
  const RawResponse response = busy.receive();
  EXPECT_EQ(response.body, "GET /slow");
  EXPECT_EQ(response.header("connection"), "close");
  EXPECT_TRUE(eventually([&] { return server->drained(); }));
}

TEST_F(OverloadTest, DrainFinishesLargeBodies) {
  handler = [this](const Request&, const ClientInfo&) {
    ++entered;
    Response response;
    response.body = kHuge;
    return response;
  };
  const int port = start();
  RawClient client(port);
  client.send(get("/"));
  ASSERT_TRUE(eventually([&] { return entered == 1; }));
  server->drain();
  EXPECT_EQ(client.receive().body.size(), kHuge->size());
  EXPECT_TRUE(eventually([&] { return server->drained(); }));
}

TEST_F(ServerTest, StopWithOpenConnectionsIsQuick) {
  const int port = start();
  std::vector<RawClient> clients;
  for (int i = 0; i < 50; ++i) clients.emplace_back(port).ask(get("/"));
  const auto began = std::chrono::steady_clock::now();
  server->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
  EXPECT_TRUE(clients[0].closes());
}

TEST_F(ServerTest, SecondDaemonOnThePortFailsWithASentence) {
  ServerOptions second;
  second.port = start();
  try {
    const Server other(second);
    FAIL() << "it listens";
  } catch (const ListenError& error) {
    std::string sentence = "cannot listen on 127.0.0.1:";
    sentence += std::to_string(second.port);
    sentence += ": address already in use; is another searchd running? choose another port with --listen";
    EXPECT_EQ(error.what(), sentence);
  }
  // The first one goes on, and its port is free again afterwards.
  EXPECT_EQ(RawClient(second.port).ask(get("/")).status, 200);
  server->stop();
  const Server other(second);
}

TEST_F(ServerTest, AddressThatIsNotHereFailsWithASentence) {
  options.address = "192.0.2.1";
  EXPECT_THROW(
      {
        try {
          start();
        } catch (const ListenError& error) {
          EXPECT_STREQ(error.what(), "cannot listen on 192.0.2.1:0: this machine has no such address");
          throw;
        }
      },
      ListenError);
}

TEST_F(ServerTest, AccessIsReported) {
  const int port = start();
  RawClient client(port, "127.0.0.77");
  client.ask(get("/abc"));
  client.ask("BREW / HTTP/1.1\r\n\r\n");
  ASSERT_TRUE(eventually([&] {
    const std::lock_guard lock(mutex);
    return statuses.size() == 2;
  }));
  const std::lock_guard lock(mutex);
  EXPECT_EQ(statuses, (std::vector{200, 501}));
  EXPECT_EQ(bytes[0], 8U);
  EXPECT_EQ(addresses[0], "127.0.0.77");
}

TEST_F(ServerTest, NoDescriptorIsLeft) {
  const auto descriptors = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
  };
  const int port = start();
  RawClient(port).ask(get("/"));
  ASSERT_TRUE(eventually([&] { return server->open_connections() == 0; }));
  const auto before = descriptors();
  for (int i = 0; i < 500; ++i) {
    RawClient client(port);
    if (i % 4 == 0) client.send("GET /");
    if (i % 4 == 1) client.send("nonsense\r\n");
    if (i % 4 == 2) client.ask(get("/"));
  }
  EXPECT_TRUE(eventually([&] { return server->open_connections() == 0; }));
  EXPECT_EQ(descriptors(), before);
}

TEST_F(ServerTest, ManyClientsAtOnceAllGetTheirOwnAnswers) {
  const int port = start();
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      RawClient client(port);
      for (int i = 0; i < 200; ++i) {
        const std::string target = path(t) + path(i);
        if (client.ask(get(target)).body != "GET " + target) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace gp
