// Who asked, where proxies stand between the reader and this program. Each of them adds to X-Forwarded-For the address
// of whoever asked it, at the right end; what is left of that is hearsay. So the list is believed from the right, as
// far as the proxies are known, and the first address that is none of theirs is the client.
#pragma once

#include <span>
#include <string_view>

#include "searchd/http/address.h"

namespace gp {

// Whether the address is one of a proxy whose word counts.
bool is_trusted(const Address& address, std::span<const Network> proxies);

// The client of a request that came from `peer` with these values of X-Forwarded-For, joined by commas. `peer` itself
// where it is no trusted proxy. What is not an address (with a port perhaps) ends the list: then, as where all are
// proxies, it is the last address that was understood, so a request can never choose its client beyond them.
Address client_behind(const Address& peer, std::string_view forwarded_for, std::span<const Network> proxies);

}  // namespace gp
