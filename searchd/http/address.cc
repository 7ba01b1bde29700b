#include "searchd/http/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace gp {
namespace {

constexpr std::array<std::uint8_t, 12> kV4Prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr unsigned kV4Bits = 96;  // of that prefix
constexpr unsigned kAllBits = 128;
constexpr std::size_t kShareBytes = 8;  // of an IPv6 address

Address from_v4(const in_addr& v4) {
  Address address;
  std::ranges::copy(kV4Prefix, address.bytes.begin());
  std::memcpy(&address.bytes[kV4Prefix.size()], &v4.s_addr, sizeof v4.s_addr);
  return address;
}

Address from_v6(const in6_addr& v6) {
  Address address;
  std::memcpy(address.bytes.data(), v6.s6_addr, address.bytes.size());
  return address;
}

// With all bits after the first `bits` zero.
Address without_rest(Address address, unsigned bits) {
  for (unsigned i = 0; i < address.bytes.size(); ++i) {
    const unsigned kept = std::min(8U, bits - std::min(bits, 8 * i));
    address.bytes[i] = static_cast<std::uint8_t>(address.bytes[i] & (0xff00U >> kept));
  }
  return address;
}

}  // namespace

bool Address::is_v4() const {
  return std::equal(kV4Prefix.begin(), kV4Prefix.end(), bytes.begin());
}

std::string Address::text() const {
  if (*this == Address{}) return {};
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_v4()) {
    ::inet_ntop(AF_INET, &bytes[kV4Prefix.size()], text.data(), text.size());
  } else {
    ::inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
  }
  return text.data();
}

std::optional<Address> parse_address(std::string_view text) {
  if (text.size() >= INET6_ADDRSTRLEN || text.find('\0') != std::string_view::npos) return std::nullopt;
  const std::string terminated(text);
  in_addr v4{};
  if (::inet_pton(AF_INET, terminated.c_str(), &v4) == 1) return from_v4(v4);
  in6_addr v6{};
  if (::inet_pton(AF_INET6, terminated.c_str(), &v6) == 1) return from_v6(v6);
  return std::nullopt;
}

Address peer_address(int fd) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  if (::getpeername(fd, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return {};
  if (storage.ss_family == AF_INET) return from_v4(reinterpret_cast<const sockaddr_in&>(storage).sin_addr);
  if (storage.ss_family == AF_INET6) return from_v6(reinterpret_cast<const sockaddr_in6&>(storage).sin6_addr);
  return {};
}

bool is_this_machine(const Address& address) {
  return address == from_v4({.s_addr = htonl(INADDR_LOOPBACK)}) || address == from_v6(in6addr_loopback);
}

Address client_share(const Address& address) {
  return address.is_v4() ? address : without_rest(address, 8 * kShareBytes);
}

bool Network::contains(const Address& address) const {
  return first.is_v4() == address.is_v4() && without_rest(address, bits) == first;
}

std::optional<Network> parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string_view written = text.substr(0, slash);
  const auto address = parse_address(written);
  if (!address) return std::nullopt;
  Network network{*address, kAllBits};
  if (slash != std::string_view::npos) {
    const std::string_view length = text.substr(slash + 1);
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), network.bits);
    if (error != std::errc() || end != length.data() + length.size() || network.bits > kAllBits) return std::nullopt;
    // The prefix of "10.0.0.0/8" is counted within the four bytes, that of "::ffff:10.0.0.0/104" is not.
    if (address->is_v4() && written.find(':') == std::string_view::npos) network.bits += kV4Bits;
    if (network.bits > kAllBits || (address->is_v4() && network.bits < kV4Bits)) return std::nullopt;
  }
  if (without_rest(*address, network.bits) != *address) return std::nullopt;
  return network;
}

}  // namespace gp
