// Who is believed to have asked: one row a header.
#include "searchd/http/forwarded.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gp {
namespace {

const std::vector<Network> kProxies = {*parse_network("127.0.0.1"), *parse_network("10.0.0.0/8"),
                                       *parse_network("fd00::/8")};

std::string client(std::string_view peer, std::string_view header) {
  return client_behind(*parse_address(peer), header, kProxies).text();
}

TEST(ForwardedTest, ClientIsTheRightmostAddressThatIsNoProxy) {
  const struct {
    const char* peer;
    std::string header;
    const char* client;
  } rows[] = {
      // Nobody who is no proxy is believed.
      {"203.0.113.9", "", "203.0.113.9"},
      {"203.0.113.9", "192.0.2.7", "203.0.113.9"},
      {"203.0.113.9", "10.0.0.1", "203.0.113.9"},
      {"::1", "192.0.2.7", "::1"},
      // One proxy, and several in a row.
      {"127.0.0.1", "192.0.2.7", "192.0.2.7"},
      {"127.0.0.1", "192.0.2.7, 10.0.0.2, 10.0.0.1", "192.0.2.7"},
      {"fd00::5", "2001:db8::1, fd12::7", "2001:db8::1"},
      // What a client wrote itself stands to the left of what the first proxy saw.
      {"127.0.0.1", "198.51.100.1, 192.0.2.7", "192.0.2.7"},
      {"127.0.0.1", "127.0.0.1, 192.0.2.7", "192.0.2.7"},
      {"127.0.0.1", "198.51.100.1, 10.0.0.9, 192.0.2.7, 10.0.0.1", "192.0.2.7"},
      {"127.0.0.1", "<script>, 192.0.2.7", "192.0.2.7"},
      // Forms of an entry.
      {"127.0.0.1", "192.0.2.7,10.0.0.1", "192.0.2.7"},
      {"127.0.0.1", " \t 192.0.2.7 \t , \t10.0.0.1 ", "192.0.2.7"},
      {"127.0.0.1", "192.0.2.7:51234", "192.0.2.7"},
      {"127.0.0.1", "2001:db8::1", "2001:db8::1"},
      {"127.0.0.1", "[2001:db8::1]", "2001:db8::1"},
      {"127.0.0.1", "[2001:db8::1]:51234", "2001:db8::1"},
      {"127.0.0.1", "::ffff:192.0.2.7", "192.0.2.7"},
      {"127.0.0.1", "192.0.2.7, ::ffff:10.0.0.1", "192.0.2.7"},
      {"::ffff:127.0.0.1", "[::ffff:192.0.2.7]:1", "192.0.2.7"},
      // Nobody but proxies: the one farthest away.
      {"127.0.0.1", "", "127.0.0.1"},
      {"127.0.0.1", "10.0.0.2, 10.0.0.1", "10.0.0.2"},
      // Whatever is no address ends the walk at the last proxy.
      {"127.0.0.1", "unknown", "127.0.0.1"},
      {"127.0.0.1", "_hidden", "127.0.0.1"},
      {"127.0.0.1", "192.0.2.7, unknown", "127.0.0.1"},
      {"127.0.0.1", "192.0.2.7, unknown, 10.0.0.1", "10.0.0.1"},
      {"127.0.0.1", "192.0.2.7,", "127.0.0.1"},
      {"127.0.0.1", "192.0.2.7, , 10.0.0.1", "10.0.0.1"},
      {"127.0.0.1", ",", "127.0.0.1"},
      {"127.0.0.1", "192.0.2.7:", "127.0.0.1"},
      {"127.0.0.1", "192.0.2.7:65536", "127.0.0.1"},
      {"127.0.0.1", "192.0.2.7:80x", "127.0.0.1"},
      {"127.0.0.1", ":80", "127.0.0.1"},
      {"127.0.0.1", "[2001:db8::1", "127.0.0.1"},
      {"127.0.0.1", "[2001:db8::1]x", "127.0.0.1"},
      {"127.0.0.1", "[2001:db8::1]80", "127.0.0.1"},
      {"127.0.0.1", "[]", "127.0.0.1"},
      {"127.0.0.1", "[192.0.2.7]", "127.0.0.1"},
      {"127.0.0.1", "2001:db8::1]", "127.0.0.1"},
      {"127.0.0.1", "\"192.0.2.7\"", "127.0.0.1"},
      {"127.0.0.1", "for=192.0.2.7", "127.0.0.1"},
      {"127.0.0.1", "fe80::1%eth0", "127.0.0.1"},
      {"127.0.0.1", "192.0.2.7 10.0.0.1", "127.0.0.1"},
      {"127.0.0.1", "192.0.2.7;10.0.0.1", "127.0.0.1"},
      {"127.0.0.1", "10.0.0.0/8", "127.0.0.1"},
      {"127.0.0.1", std::string(10'240, ','), "127.0.0.1"},
      {"127.0.0.1", std::string(10'240, ' '), "127.0.0.1"},
      {"127.0.0.1", std::string(10'240, '1'), "127.0.0.1"},
      {"127.0.0.1", "192.0.2.7" + std::string(10'240, ' '), "192.0.2.7"},
      {"127.0.0.1", std::string(10'240, ',') + "192.0.2.7", "192.0.2.7"},
  };
  for (const auto& row : rows) EXPECT_EQ(client(row.peer, row.header), row.client) << row.header.substr(0, 80);
}

TEST(ForwardedTest, LongChainOfProxiesIsFollowedToItsEnd) {
  std::string header = "192.0.2.7";
  for (int i = 0; i < 1000; ++i) header += ", 10.0.0.1";
  EXPECT_EQ(client("127.0.0.1", header), "192.0.2.7");
}

TEST(ForwardedTest, WithoutProxiesNobodyIsBelieved) {
  const Address peer = *parse_address("127.0.0.1");
  EXPECT_EQ(client_behind(peer, "192.0.2.7", {}), peer);
}

}  // namespace
}  // namespace gp
