// Addresses and networks as text, and what counts as one client.
#include "searchd/http/address.h"

#include <gtest/gtest.h>

namespace gp {
namespace {

// As it is written when it is understood; "-" when it is not.
std::string understood(std::string_view text) {
  const auto address = parse_address(text);
  return address ? address->text() : "-";
}

TEST(AddressTest, AddressesAreUnderstoodAsTheyAreWritten) {
  const struct {
    std::string_view text;
    const char* is;
  } rows[] = {
      {"192.0.2.7", "192.0.2.7"},
      {"2001:db8::1", "2001:db8::1"},
      {"2001:DB8:0:0:0:0:0:1", "2001:db8::1"},
      {"::ffff:192.0.2.7", "192.0.2.7"},
      {"::1", "::1"},
      {"", "-"},
      {"192.0.2", "-"},
      {"192.0.2.256", "-"},
      {"192.0.2.7 ", "-"},
      {"192.0.2.07", "-"},
      {"0xc0.0.2.7", "-"},
      {"192.0.2.7:80", "-"},
      {"[2001:db8::1]", "-"},
      {"2001:db8::1::2", "-"},
      {"fe80::1%eth0", "-"},
      {std::string_view("192.0.2.7\0", 10), "-"},
      {"localhost", "-"},
  };
  for (const auto& row : rows) EXPECT_EQ(understood(row.text), row.is) << row.text;
  EXPECT_EQ(understood(std::string(100'000, '1')), "-");
}

TEST(AddressTest, ClientIsAnAddressOrANetworkOfIpv6) {
  const auto share = [](std::string_view text) { return client_share(*parse_address(text)); };
  EXPECT_EQ(share("192.0.2.7"), share("::ffff:192.0.2.7"));
  EXPECT_NE(share("192.0.2.7"), share("192.0.2.8"));
  EXPECT_EQ(share("2001:db8:0:1::"), share("2001:db8:0:1:ffff:ffff:ffff:ffff"));
  EXPECT_NE(share("2001:db8:0:1::"), share("2001:db8:0:2::"));
}

TEST(AddressTest, NetworkHasTheAddressesWithItsPrefix) {
  const struct {
    const char* network;
    const char* address;
    bool contains;
  } rows[] = {
      {"10.0.0.0/8", "10.255.1.2", true},
      {"10.0.0.0/8", "11.0.0.0", false},
      {"10.0.0.0/8", "::ffff:10.1.1.1", true},
      {"192.0.2.128/25", "192.0.2.128", true},
      {"192.0.2.128/25", "192.0.2.127", false},
      {"192.0.2.7", "192.0.2.7", true},
      {"192.0.2.7", "192.0.2.6", false},
      {"192.0.2.7/32", "192.0.2.7", true},
      {"::ffff:10.0.0.0/104", "10.2.3.4", true},
      {"::ffff:10.0.0.0/104", "11.2.3.4", false},
      {"0.0.0.0/0", "203.0.113.9", true},
      {"0.0.0.0/0", "2001:db8::1", false},
      {"::/0", "2001:db8::1", true},
      {"::/0", "10.0.0.1", false},
      {"2001:db8::/33", "2001:db8:7fff::1", true},
      {"2001:db8::/33", "2001:db8:8000::1", false},
      {"::1", "::1", true},
      {"::1", "::2", false},
  };
  for (const auto& row : rows) {
    const auto network = parse_network(row.network);
    ASSERT_TRUE(network) << row.network;
    EXPECT_EQ(network->contains(*parse_address(row.address)), row.contains) << row.network << " " << row.address;
  }
}

TEST(AddressTest, WrongNetworksAreNone) {
  for (const char* text :
       {"", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8 ", "10.0.0.0/8/8",
        "10.0.0.1/8", "10.0.0.0/4294967304", "10.0/8", "2001:db8::/129", "2001:db8::1/64", "::ffff:10.0.0.0/8", "all",
        "proxy.example.org", "10.0.0.0/255.0.0.0", "[::1]"}) {
    EXPECT_FALSE(parse_network(text)) << text;
  }
}

TEST(AddressTest, WhatIsNoSocketHasNoAddress) {
  EXPECT_EQ(peer_address(-1), Address{});
  EXPECT_EQ(Address{}.text(), "");
}

}  // namespace
}  // namespace gp
