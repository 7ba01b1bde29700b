// The headers every answer carries, whatever it is.
#pragma once

#include <string>

#include "searchd/http/message.h"

namespace gp {

// `https`: readers reach the site over TLS (base_url says so), so they may be told to insist on it. Headers that are
// already set stay.
void add_security_headers(Response& response, bool https);

}  // namespace gp
