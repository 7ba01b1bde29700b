// The access log: one line of JSON an exchange, on standard error. Says nothing about a person: no query string (what
// somebody searched for), and of an address only the network (last octet of IPv4 zero, first 48 bits of IPv6). Lines
// are written by a thread of its own; when nobody reads them the oldest are lost, and no request ever waits.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "searchd/http/message.h"

namespace gp {

class AccessLog {
 public:
  AccessLog();
  ~AccessLog();  // writes what is left

  // Never throws. From any thread.
  void write(const Access& access) noexcept;
  // A sentence for the operator, in the same form.
  void say(std::string_view level, std::string_view sentence) noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// "192.0.2.7" -> "192.0.2.0", "2001:db8:1:2::3" -> "2001:db8:1::"; empty for what is neither.
std::string truncated_address(const std::string& address);

// One line, without its end. `time`: as it stands in the line.
std::string access_line(const Access& access, std::string_view time);

}  // namespace gp
