// The head of an HTTP/1 request, read strictly (RFC 9112) and within bounds, before any library sees it. Takes bytes as
// they come, in pieces of any size, and refuses at the first byte that cannot be part of a request it would accept.
// What two programs in a row could read differently - the stuff of request smuggling - is refused, never repaired.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "searchd/http/message.h"

namespace gp {

struct HeadLimits {
  std::size_t request_line = 8192;   // bytes, without the line end; more is 414
  std::size_t field_bytes = 16'384;  // bytes of all header lines; more is 431
  std::size_t fields = 64;           // header lines; more is 431
  std::uint64_t body = 65'536;       // a longer declared body is 413 whatever the method
};

// A request that is answered without being looked at any further; the connection is closed after it.
struct Refusal {
  int status = 400;
  std::string sentence{};               // for the client: what was wrong; never repeats its bytes
  std::chrono::seconds retry_after{1};  // with 429 and 503: when to try again
};

// One parser reads one head. Not thread-safe.
class HeadParser {
 public:
  enum class State { kMore, kDone, kRefused };

  explicit HeadParser(const HeadLimits& limits) : limits_(limits) {}

  // Takes `data`, goes on where the last call stopped, and reports in `used` how many bytes belong to this head; with
  // kDone the rest is the next request's. Nothing is taken after kDone or kRefused.
  State feed(std::string_view data, std::size_t& used);

  bool started() const { return started_; }  // any byte at all
  Request& request() { return request_; }    // method and target from the end of the request line on
  const Request& request() const { return request_; }
  const Refusal& refusal() const { return refusal_; }
  bool keep_alive() const { return keep_alive_; }  // meaningful with kDone
  bool has_body() const { return has_body_; }      // with kDone: a body follows, which nobody reads: close

 private:
  State refuse(int status, std::string sentence);
  State take_line(std::string_view line);
  State take_request_line(std::string_view line);
  State take_field(std::string_view line);
  State finish();

  HeadLimits limits_;
  State state_ = State::kMore;
  std::string line_{};  // the begun line, where it came in pieces
  bool started_ = false;
  bool empty_line_seen_ = false;  // before the request line: RFC 9112 wants one to be overlooked
  bool request_line_seen_ = false;
  std::size_t field_bytes_ = 0;
  Request request_{};
  Refusal refusal_{};
  int minor_ = 1;  // of HTTP/1.x
  bool keep_alive_ = true;
  bool has_body_ = false;
};

}  // namespace gp
