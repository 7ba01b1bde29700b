// What the rows of conformance_test.cc do not show: the parser's results, and that pieces make no difference.
#include "searchd/http/head_parser.h"

#include <gtest/gtest.h>

#include <random>

namespace gp {
namespace {

using State = HeadParser::State;

TEST(HeadParserTest, SaysWhatTheRequestIs) {
  HeadParser parser{HeadLimits{}};
  std::size_t used = 0;
  const std::string_view bytes = "GET /a?b=%20 HTTP/1.1\r\nHost: x\r\nAccept:  text/html \r\n\r\nGET /next";
  ASSERT_EQ(parser.feed(bytes, used), State::kDone);
  EXPECT_EQ(bytes.substr(used), "GET /next");
  EXPECT_EQ(parser.request().method, "GET");
  EXPECT_EQ(parser.request().target, "/a?b=%20");
  EXPECT_EQ(parser.request().header("ACCEPT"), "text/html");
  EXPECT_TRUE(parser.keep_alive());
  EXPECT_FALSE(parser.has_body());
}

TEST(HeadParserTest, TakesNothingAfterTheEnd) {
  HeadParser parser{HeadLimits{}};
  std::size_t used = 0;
  parser.feed("GET / HTTP/1.1\r\nHost: x\r\n\r\n", used);
  EXPECT_EQ(parser.feed("GET / HTTP/1.1\r\n", used), State::kDone);
  EXPECT_EQ(used, 0U);
}

TEST(HeadParserTest, ConnectionIsKeptAsTheClientSays) {
  const auto keeps = [](const std::string& head) {
    HeadParser parser{HeadLimits{}};
    std::size_t used = 0;
    EXPECT_EQ(parser.feed(head + "\r\n", used), State::kDone) << head;
    return parser.keep_alive();
  };
  EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: x\r\n"));
  EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: x\r\nConnection: foo, Close\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n"));
  EXPECT_FALSE(keeps("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"));
}

TEST(HeadParserTest, WrongLineIsRefusedBeforeTheHeadIsComplete) {
  HeadParser parser{HeadLimits{}};
  std::size_t used = 0;
  EXPECT_EQ(parser.feed("GET / HTTP/1.1\r\nHost: x\r\nbad name: 1\r\n", used), State::kRefused);
  EXPECT_EQ(parser.refusal().status, 400);
}

TEST(HeadParserTest, NothingAfterARefusalChangesIt) {
  HeadParser parser{HeadLimits{}};
  std::size_t used = 0;
  parser.feed("BREW / HTTP/1.1\r\n", used);
  EXPECT_EQ(parser.feed("\r\n", used), State::kRefused);
  EXPECT_EQ(parser.refusal().status, 501);
}

// The same bytes in one piece and in random ones: the same state, the same request, the same number of bytes taken.
TEST(HeadParserTest, PiecesMakeNoDifference) {
  const std::vector<std::string> heads = {
      "GET /a HTTP/1.1\r\nHost: x\r\nA: 1\r\nB: 2\r\n\r\nrest",
      "\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: x\r\nA: 1\nB: 2\r\n\r\n",
      "GET /a HTTP/1.1\r\nHost: x\r\nA: 1\rB: 2\r\n\r\n",
      "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
      "HEAD / HTTP/1.0\r\n\r\n",
  };
  std::mt19937 random(1);
  for (const std::string& head : heads) {
    HeadParser whole{HeadLimits{}};
    std::size_t used_whole = 0;
    const State state = whole.feed(head, used_whole);
    for (int round = 0; round < 50; ++round) {
      HeadParser pieces{HeadLimits{}};
      std::size_t at = 0;
      std::size_t taken = 0;
      State now = State::kMore;
      while (at < head.size() && now == State::kMore) {
        const std::size_t size = std::min<std::size_t>(1 + random() % 40, head.size() - at);
        std::size_t used = 0;
        now = pieces.feed(std::string_view(head).substr(at, size), used);
        at += size;
        taken += used;
      }
      EXPECT_EQ(now, state);
      EXPECT_EQ(pieces.refusal().status, whole.refusal().status);
      EXPECT_EQ(pieces.request().headers, whole.request().headers);
      EXPECT_EQ(pieces.request().target, whole.request().target);
      if (state == State::kDone) {
        EXPECT_EQ(taken, used_whole);
      }
    }
  }
}

// Whatever comes: no crash, and an end within the limits.
TEST(HeadParserTest, RandomBytesEndInAVerdict) {
  std::mt19937 random(2);
  const std::string alphabet = "GET /HP1.0:\r\n\r\n \tax,\x01\x80";
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = round % 2 ? "GET / HTTP/1.1\r\nHost: x\r\n" : "";
    for (int i = 0; i < 60; ++i) bytes += alphabet[random() % alphabet.size()];
    HeadParser parser{HeadLimits{}};
    std::size_t used = 0;
    parser.feed(bytes, used);
    EXPECT_LE(used, bytes.size());
    State state = parser.feed(std::string(40'000, 'x'), used);
    EXPECT_NE(state, State::kMore);
  }
}

}  // namespace
}  // namespace gp
