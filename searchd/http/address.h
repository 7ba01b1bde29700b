// IP addresses and networks, as a socket, a header or a flag gives them. An IPv4 address is the same whether it was
// written as 192.0.2.7 or as ::ffff:192.0.2.7.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gp {

struct Address {
  std::array<std::uint8_t, 16> bytes{};  // in network order, IPv4 as ::ffff:a.b.c.d; all zero: not known

  bool operator==(const Address&) const = default;
  bool operator<(const Address& other) const { return bytes < other.bytes; }
  bool is_v4() const;
  std::string text() const;  // "192.0.2.7", "2001:db8::1"; empty: not known
};

// "192.0.2.7", "2001:db8::1", "::ffff:192.0.2.7"; no port, no brackets, no zone.
std::optional<Address> parse_address(std::string_view text);

// Of the other end of a connected socket; not known where that is no Internet address.
Address peer_address(int fd);

// Whether it is 127.0.0.1 or ::1, from which only programs of the same machine ask.
bool is_this_machine(const Address& address);

// What counts as one client: an IPv4 address, or the /64 network of an IPv6 address, in which anybody has as many
// addresses as he likes.
Address client_share(const Address& address);

struct Network {
  Address first{};
  unsigned bits = 128;  // of `first.bytes` that all addresses of the network have; IPv4 counts its 96 before them

  bool operator==(const Network&) const = default;
  bool contains(const Address& address) const;  // an IPv4 address is in no IPv6 network, however short its prefix
};

// "10.0.0.0/8", "2001:db8::/32", or an address: the network of that one. None for anything else, bits after the prefix
// among it: who writes 10.0.0.1/8 may have meant the one or the other.
std::optional<Network> parse_network(std::string_view text);

}  // namespace gp
