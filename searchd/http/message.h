// A request and its answer, without a socket: the whole site is one function handle(Request) -> Response.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gp {

struct Request {
  std::string method{};  // as sent: "GET"
  std::string target{};  // origin form: path and query string, still percent-encoded
  std::vector<std::pair<std::string, std::string>> headers{};  // as sent, names in any case

  // The value of the first header of that name, in any case; empty if there is none.
  std::string_view header(std::string_view name) const;
  // All values of headers of that name joined by ", ", as RFC 9110 allows for lists.
  std::string header_list(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers{};  // without Content-Length, Date and Connection
  std::shared_ptr<const std::string> body = std::make_shared<const std::string>();  // shared with a cache; never null

  std::string_view header(std::string_view name) const;
  void set(std::string name, std::string value);  // replaces one of the same name
};

// Who asked. The address is the peer's, or what a trusted proxy says; nothing a client says of itself is in here.
struct ClientInfo {
  std::string address{};  // "192.0.2.7", "2001:db8::1"; an IPv4 address inside IPv6 is written as IPv4
};

// One finished exchange, for the access log and the metrics.
struct Access {
  std::string_view method{};  // empty when no request line was understood
  std::string_view target{};
  int status = 0;
  std::size_t bytes = 0;  // of the body, as sent
  double seconds = 0;     // from the end of the request's head to the last byte handed to the kernel
  bool refused = false;   // by the guard of the connection: the site never saw it
  bool complete = true;   // false: the client went away or was too slow to take it
  const ClientInfo* client = nullptr;
};

// Names of header fields: equal whatever the case of ASCII letters.
bool same_name(std::string_view a, std::string_view b);

// Without the spaces and tabs around it, which RFC 9110 allows in most places.
std::string_view trim_blanks(std::string_view text);

// The standard words for a status, as in a status line: "Not Found".
std::string_view reason_phrase(int status);

}  // namespace gp
