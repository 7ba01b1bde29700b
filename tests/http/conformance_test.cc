// What the connection accepts and refuses: one row a probe. The first group is platform.md's list of what the packaged
// library lets through, the rest what an attacker or a broken client sends besides. The handler would answer all of
// them 200, so every other status is the guard's. The second table asks the whole site, for what is its business.
// Clients that are slow, asleep or too many are in server_test.cc.
#include <gtest/gtest.h>

#include <ostream>

#include "searchd/http/server.h"
#include "tests/http/raw_client.h"
#include "tests/http/site_fixture.h"

namespace gp {
namespace {

using test::RawClient;
using test::RawResponse;

struct Probe {
  std::string name{};
  std::string request{};
  int status = 200;
};

void PrintTo(const Probe& probe, std::ostream* out) {
  *out << probe.name;
}

const std::string kGet = "GET / HTTP/1.1\r\n";
const std::string kHost = "Host: localhost\r\n";
const std::string kEnd = "\r\n";

std::string many_fields(int count) {
  std::string fields;
  for (int i = 0; i < count; ++i) fields += "X-" + std::to_string(i) + ": 1\r\n";
  return fields;
}

std::vector<Probe> probes() {
  using namespace std::string_literals;
  return {
      // platform.md
      {"HeaderLineWithoutEnd", kGet + kHost + "X: " + std::string(1 << 20, 'x'), 431},
      {"TwentyThousandHeaders", kGet + kHost + many_fields(20'000) + kEnd, 431},
      {"ChunkedBodyOnGet", kGet + kHost + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 400},
      {"ContentLengthWithTransferEncoding",
       "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"TwoContentLengths", kGet + kHost + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n", 400},
      {"TwoEqualContentLengths", kGet + kHost + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n", 400},
      {"ContentLengthList", kGet + kHost + "Content-Length: 0, 0\r\n\r\n", 400},
      {"NoHost", kGet + kEnd, 400},
      {"TwoHosts", kGet + kHost + kHost + kEnd, 400},
      {"SpaceBeforeColon", kGet + kHost + "X-A : 1\r\n\r\n", 400},
      {"BareLineFeed", "GET / HTTP/1.1\nHost: localhost\n\n", 400},
      {"BareLineFeedInHeaders", kGet + kHost + "X-A: 1\nX-B: 2\r\n\r\n", 400},
      {"BareCarriageReturn", kGet + kHost + "X-A: 1\rX-B: 2\r\n\r\n", 400},
      {"FoldedHeader", kGet + kHost + "X-A: 1\r\n  2\r\n\r\n", 400},
      {"PseudoHeaderRemoteAddr", kGet + kHost + "REMOTE_ADDR: 192.0.2.1\r\n\r\n", 200},
      // Sizes
      {"RequestLineOfEightKibibytes", "GET /" + std::string(8192 - 14, 'a') + " HTTP/1.1\r\n" + kHost + kEnd, 200},
      {"RequestLineOverEightKibibytes", "GET /" + std::string(8192 - 13, 'a') + " HTTP/1.1\r\n" + kHost + kEnd, 414},
      {"RequestLineWithoutEnd", "GET /" + std::string(1 << 20, 'a'), 414},
      {"SixtyFourFields", kGet + kHost + many_fields(63) + kEnd, 200},
      {"SixtyFiveFields", kGet + kHost + many_fields(64) + kEnd, 431},
      {"HeadersOfSixteenKibibytes", kGet + kHost + "X: " + std::string(16384 - 17 - 5, 'x') + "\r\n\r\n", 200},
      {"HeadersOverSixteenKibibytes", kGet + kHost + "X: " + std::string(16384 - 17 - 4, 'x') + "\r\n\r\n", 431},
      {"BodyOverTheLimit", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 67108864\r\n\r\nabc", 413},
      {"BodyOverTheLimitOnGet", kGet + kHost + "Content-Length: 67108864\r\n\r\nabc", 413},
      {"BodyLengthBeyondAnyNumber", kGet + kHost + "Content-Length: 99999999999999999999999\r\n\r\n", 413},
      // Bodies nobody asked for
      {"BodyOnGet", kGet + kHost + "Content-Length: 5\r\n\r\nhello", 400},
      {"BodyOnHead", "HEAD / HTTP/1.1\r\n" + kHost + "Content-Length: 5\r\n\r\nhello", 400},
      {"EmptyBodyOnGet", kGet + kHost + "Content-Length: 0\r\n\r\n", 200},
      {"SmallBodyOnPostIsTheSitesBusiness", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 5\r\n\r\nhello", 200},
      {"NegativeContentLength", kGet + kHost + "Content-Length: -1\r\n\r\n", 400},
      {"SignedContentLength", kGet + kHost + "Content-Length: +0\r\n\r\n", 400},
      {"EmptyContentLength", kGet + kHost + "Content-Length:\r\n\r\n", 400},
      {"UnknownTransferEncoding", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: gzip\r\n\r\n", 400},
      {"HiddenTransferEncoding", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: xchunked\r\n\r\n", 400},
      {"TransferEncodingInHttp10", "POST / HTTP/1.0\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n", 400},
      {"DifferentContentLengths", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nhello",
       400},
      {"TransferEncodingTwice",
       "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"TransferEncodingList", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: gzip, chunked\r\n\r\n", 400},
      {"Expect", kGet + kHost + "Expect: 100-continue\r\n\r\n", 417},
      {"ExpectOnPost", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n", 417},
      {"ExpectInHttp10IsOverlooked", "GET / HTTP/1.0\r\nExpect: 100-Continue\r\n\r\n", 200},
      {"ExpectSomethingElseInHttp10", "GET / HTTP/1.0\r\nExpect: wonders\r\n\r\n", 417},
      {"ExpectSomethingElse", kGet + kHost + "Expect: wonders\r\n\r\n", 417},
      // Versions and methods
      {"Http09", "GET /\r\n", 400},
      {"Http10", "GET / HTTP/1.0\r\n\r\n", 200},
      {"Http12", "GET / HTTP/1.2\r\n" + kHost + kEnd, 505},
      {"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"LowerCaseVersion", "GET / http/1.1\r\n" + kHost + kEnd, 400},
      {"NoVersionDigits", "GET / HTTP/x.y\r\n" + kHost + kEnd, 400},
      {"UnknownMethod", "BREW / HTTP/1.1\r\n" + kHost + kEnd, 501},
      {"LowerCaseMethod", "get / HTTP/1.1\r\n" + kHost + kEnd, 501},
      {"MethodIsNoToken", "G(T / HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"KnownMethodIsTheSitesBusiness", "DELETE / HTTP/1.1\r\n" + kHost + kEnd, 200},
      // Targets
      {"AbsoluteForm", "GET http://localhost/ HTTP/1.1\r\n" + kHost + kEnd, 200},
      {"AbsoluteFormWithoutHostHeader", "GET http://localhost/ HTTP/1.1\r\n\r\n", 400},
      {"AbsoluteFormWithoutHost", "GET http:///a HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"AbsoluteFormWithUser", "GET http://a:b@localhost/ HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"AbsoluteFormOfAnotherScheme", "GET ftp://localhost/ HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"RelativeTarget", "GET a HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"AsteriskFormOnGet", "GET * HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"AsteriskForm", "OPTIONS * HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"Connect", "CONNECT localhost:443 HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"AuthorityFormOnGet", "GET localhost:443 HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"NoTarget", "GET  HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"TwoSpaces", "GET  / HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"SpaceInTarget", "GET /a b HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"TabInTarget", "GET /a\tb HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"FragmentInTarget", "GET /#a HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"NulInTarget", "GET /a\0b HTTP/1.1\r\n"s + kHost + kEnd, 400},
      {"DeleteInTarget", "GET /a\x7f HTTP/1.1\r\n" + kHost + kEnd, 400},
      {"EscapedNulIsTheSitesBusiness", "GET /%00 HTTP/1.1\r\n" + kHost + kEnd, 200},
      // Header lines
      {"NulInHeader", kGet + kHost + "X-A: a\0b\r\n\r\n"s, 400},
      {"ControlByteInHeader", kGet + kHost + "X-A: a\x01 b\r\n\r\n", 400},
      {"NoColon", kGet + kHost + "nonsense\r\n\r\n", 400},
      {"EmptyName", kGet + kHost + ": 1\r\n\r\n", 400},
      {"NameIsNoToken", kGet + kHost + "X[a]: 1\r\n\r\n", 400},
      {"SpaceBeforeFirstHeader", kGet + " " + kHost + kEnd, 400},
      {"HostIsNoHost", kGet + "Host: a b\r\n\r\n", 400},
      {"HostWithPath", kGet + "Host: localhost/x\r\n\r\n", 400},
      {"HostWithPort", kGet + "Host: localhost:8080\r\n\r\n", 200},
      {"HostOfSixBytes", kGet + "Host: [::1]:8080\r\n\r\n", 200},
      {"Utf8InHeader", kGet + kHost + "X-A: \xc3\xa9\r\n\r\n", 200},
      {"RangeIsOverlooked", kGet + kHost + "Range: bytes=0-1\r\n\r\n", 200},
      {"RangeBeyondTheEndIsOverlooked", kGet + kHost + "Range: bytes=99-\r\n\r\n", 200},
      {"ForwardedIsOverlooked", kGet + kHost + "X-Forwarded-For: 192.0.2.1\r\nForwarded: for=192.0.2.1\r\n\r\n", 200},
      {"UpgradeIsOverlooked", kGet + kHost + "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n", 200},
      // No HTTP at all
      {"EmptyLineFirst", "\r\n" + kGet + kHost + kEnd, 200},
      {"EmptyLinesFirst", "\r\n\r\n" + kGet + kHost + kEnd, 400},
      {"TlsHello", "\x16\x03\x01\x02\x01\x01"s, 400},
      {"Garbage", "\x01\x02\x03\x04"s, 400},
  };
}

class ConformanceTest : public testing::TestWithParam<Probe> {
 protected:
  static void SetUpTestSuite() {
    ServerOptions options;
    options.port = 0;
    options.limits.rate = 0;
    server_ = new Server(options);
    server_->start(
        [](const Request&, const ClientInfo& client) {
          Response response;
          response.set("Content-Type", "text/plain");
          response.body = std::make_shared<const std::string>(client.address);
          return response;
        },
        [](const Access&) {});
  }
  static void TearDownTestSuite() {
    delete server_;
    server_ = nullptr;
  }
  static inline Server* server_ = nullptr;
};

TEST_P(ConformanceTest, ProbeIsAnsweredAsItShouldBe) {
  const Probe& probe = GetParam();
  RawClient client(server_->port());
  client.send(probe.request);
  const RawResponse response = client.receive(probe.request.starts_with("HEAD "));
  EXPECT_EQ(response.status, probe.status) << response.body;
  EXPECT_EQ(response.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(response.header("content-security-policy").substr(0, 18), "default-src 'none'");
  EXPECT_FALSE(response.header("date").empty());
  if (probe.status == 200 && !probe.request.starts_with("HEAD ")) {
    EXPECT_EQ(response.body, "127.0.0.1");  // whole, and whatever the headers said
  }
  if (probe.status != 200) {
    EXPECT_EQ(response.header("connection"), "close");
    EXPECT_EQ(response.header("content-type"), "text/plain; charset=utf-8");
    client.finish_sending();
    EXPECT_TRUE(client.closes());
  }
}

INSTANTIATE_TEST_SUITE_P(Probes, ConformanceTest, testing::ValuesIn(probes()),
                         [](const auto& row) { return row.param.name; });

struct SiteProbe {
  std::string name{};
  std::string request{};
  int status = 200;
  std::string header{};  // in small letters; empty: none is looked at
  std::string value{};   // of it; empty: it must not be there
};

void PrintTo(const SiteProbe& probe, std::ostream* out) {
  *out << probe.name;
}

std::vector<SiteProbe> site_probes() {
  const std::string kAllowed = "GET, HEAD, OPTIONS";
  const std::string kJson = "application/json";
  const std::string kProblem = "application/problem+json";
  const std::string kText = "text/plain; charset=utf-8";
  const std::string rest = " HTTP/1.1\r\n" + kHost + kEnd;
  const std::string range = " HTTP/1.1\r\n" + kHost + "Range: bytes=0-1\r\n\r\n";
  return {
      {"Search", "GET /api/v1/search" + rest, 200, "content-type", kJson},
      {"MethodThatIsKnownAndNotAllowed", "DELETE /search" + rest, 405, "allow", kAllowed},
      {"MethodThatIsNotKnown", "BREW /search" + rest, 501, "allow", ""},
      {"PostWithABody", "POST /api/v1/search HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\n\r\nq=a", 405, "allow",
       kAllowed},
      {"PostInChunks",
       "POST /api/v1/search HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n3\r\nq=a\r\n0\r\n\r\n", 405,
       "connection", "close"},
      {"OptionsOfAnAddress", "OPTIONS /search" + rest, 204, "allow", kAllowed},
      {"WrongEscapeInThePath", "GET /%zz" + rest, 400, "content-type", "text/html; charset=utf-8"},
      {"WrongEscapeInTheQuery", "GET /api/v1/search?q=%zz" + rest, 400, "content-type", kProblem},
      {"CutEscape", "GET /api/v1/search?q=a%4" + rest, 400, "content-type", kProblem},
      {"EscapedNulInThePath", "GET /practices/a%00" + rest, 404},
      {"EscapedNulInTheQuery", "GET /api/v1/search?q=a%00b" + rest, 400, "content-type", kProblem},
      {"OverlongUtf8", "GET /api/v1/search?q=%C0%AF" + rest, 400, "content-type", kProblem},
      {"BytesThatAreNoUtf8", "GET /api/v1/search?q=\xff" + rest, 400, "content-type", kProblem},
      {"WayUpFromTheFiles", "GET /static/../../etc/passwd" + rest, 404, "content-type", kText},
      {"EscapedWayUpFromTheFiles", "GET /static/%2e%2e%2f%2e%2e%2fetc/passwd" + rest, 404, "content-type", kText},
      {"RangeOfAnAnswer", "GET /api/v1/search" + range, 200, "content-range", ""},
      {"RangeOfAFile", "GET /static/site.css" + range, 200, "content-range", ""},
      {"NoRangesAreOffered", "GET /static/site.css" + rest, 200, "accept-ranges", "none"},
      {"AbsoluteFormOfASearch", "GET http://elsewhere.example/api/v1/search?q=Homes" + rest, 200, "content-type",
       kJson},
      {"AbsoluteFormWithoutAPath", "GET HTTPS://localhost:8080?q=Homes" + rest, 308, "location", "/search?q=Homes"},
      {"RefusalOfTheApi", "GET /api/v1/search HTTP/1.1\r\n" + kHost + "Expect: 100-continue\r\n\r\n", 417,
       "content-type", kProblem},
  };
}

class SiteConformanceTest : public SiteFixture, public testing::WithParamInterface<SiteProbe> {
 protected:
  static void SetUpTestSuite() { publish({practice("turin-homes").text("en", "Homes in Turin")}); }

  SiteConformanceTest() {
    ServerOptions options;
    options.port = 0;
    server_ = std::make_unique<Server>(options);
    server_->start([this](const Request& request, const ClientInfo&) { return site.handle(request); },
                   [](const Access&) {},
                   [this](const Request& request, const Refusal& refusal) {
                     return site.refuse(request, refusal.status, refusal.sentence);
                   });
  }
  ~SiteConformanceTest() override { server_->stop(); }

  std::unique_ptr<Server> server_;
};

TEST_P(SiteConformanceTest, ProbeIsAnsweredAsItShouldBe) {
  const SiteProbe& probe = GetParam();
  RawClient client(server_->port());
  const RawResponse response = client.ask(probe.request);
  EXPECT_EQ(response.status, probe.status) << response.body;
  if (!probe.header.empty()) {
    EXPECT_EQ(response.header(probe.header), probe.value);
  }
  // Whatever it was, it does not disturb who comes next.
  EXPECT_EQ(RawClient(server_->port()).ask(test::get("/healthz")).body, "ok\n");
}

INSTANTIATE_TEST_SUITE_P(Probes, SiteConformanceTest, testing::ValuesIn(site_probes()),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace gp
