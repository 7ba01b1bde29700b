#include "searchd/http/security.h"

#include <array>
#include <string_view>
#include <utility>

namespace gp {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kHeaders = {{
    // No inline script or style anywhere, so no nonce is needed.
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src "
     "'self'; "
     "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"X-XSS-Protection", "0"},
    // What somebody searched for is in the address of the page.
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy",
     "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
     "midi=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Accept-Ranges", "none"},
    {"Server", "searchd"},
}};

}  // namespace

void add_security_headers(Response& response, bool https) {
  for (const auto& [name, value] : kHeaders) {
    if (response.header(name).empty()) response.headers.emplace_back(name, value);
  }
  if (https) response.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

}  // namespace gp
