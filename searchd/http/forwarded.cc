#include "searchd/http/forwarded.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "searchd/http/message.h"

namespace gp {
namespace {

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port <= 65535;
}

// "192.0.2.7", "192.0.2.7:1234", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:1234": all of these are written.
std::optional<Address> parse_entry(std::string_view entry) {
  entry = trim_blanks(entry);
  if (entry.starts_with('[')) {
    const std::size_t end = entry.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view rest = entry.substr(end + 1);
    if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return std::nullopt;
    const std::string_view inside = entry.substr(1, end - 1);
    return inside.find(':') == std::string_view::npos ? std::nullopt : parse_address(inside);
  }
  if (const std::size_t colon = entry.find(':'); colon != std::string_view::npos && colon == entry.rfind(':')) {
    return is_port(entry.substr(colon + 1)) ? parse_address(entry.substr(0, colon)) : std::nullopt;
  }
  return parse_address(entry);
}

}  // namespace

bool is_trusted(const Address& address, std::span<const Network> proxies) {
  return std::ranges::any_of(proxies, [&](const Network& network) { return network.contains(address); });
}

Address client_behind(const Address& peer, std::string_view forwarded_for, std::span<const Network> proxies) {
  Address client = peer;
  bool more = !forwarded_for.empty();
  while (more && is_trusted(client, proxies)) {
    const std::size_t comma = forwarded_for.rfind(',');
    more = comma != std::string_view::npos;
    const auto entry = parse_entry(more ? forwarded_for.substr(comma + 1) : forwarded_for);
    if (!entry) break;
    client = *entry;
    if (more) forwarded_for = forwarded_for.substr(0, comma);
  }
  return client;
}

}  // namespace gp
