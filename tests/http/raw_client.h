// A client that sends what a test says, byte for byte, and tells what came back. Every wait has an end, so a server
// that hangs fails a test instead of stopping it.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace gp::test {

struct RawResponse {
  int status = 0;                                // 0: none came
  std::map<std::string, std::string> headers{};  // names in lower case
  std::string body{};

  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
  }
};

class RawClient {
 public:
  // Connects; `from`: the own address, any of 127.0.0.0/8.
  explicit RawClient(int port, const std::string& from = "127.0.0.1");
  ~RawClient();
  RawClient(RawClient&& other) noexcept : fd_(other.fd_), buffer_(std::move(other.buffer_)) { other.fd_ = -1; }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  RawClient& operator=(RawClient&&) = delete;

  // False: the server does not take it any more.
  bool send(std::string_view bytes);
  void finish_sending();  // half-close

  // The next response. `head`: the request was HEAD, so no body follows.
  RawResponse receive(bool head = false, std::chrono::milliseconds limit = std::chrono::seconds(20));
  // Whether the server closes the connection within the time, without another byte.
  bool closes(std::chrono::milliseconds limit = std::chrono::seconds(20));

  RawResponse ask(std::string_view request) { return send(request), receive(request.starts_with("HEAD ")); }
  int fd() const { return fd_; }

 private:
  bool fill(std::chrono::steady_clock::time_point deadline);

  int fd_ = -1;
  std::string buffer_{};
};

// "GET <target> HTTP/1.1" with a Host and these further header lines (each with its line end).
std::string get(std::string_view target, std::string_view more_headers = "");

}  // namespace gp::test
