#include "tests/http/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>

namespace gp::test {
namespace {

using Clock = std::chrono::steady_clock;

sockaddr_in address(const std::string& text, int port) {
  sockaddr_in result{};
  result.sin_family = AF_INET;
  result.sin_port = htons(static_cast<std::uint16_t>(port));
  ::inet_pton(AF_INET, text.c_str(), &result.sin_addr);
  return result;
}

}  // namespace

RawClient::RawClient(int port, const std::string& from) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const sockaddr_in own = address(from, 0);
  const sockaddr_in peer = address("127.0.0.1", port);
  if (fd_ < 0 || ::bind(fd_, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0 ||
      ::connect(fd_, reinterpret_cast<const sockaddr*>(&peer), sizeof peer) != 0) {
    throw std::runtime_error("cannot connect");
  }
}

RawClient::~RawClient() {
  if (fd_ >= 0) ::close(fd_);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

void RawClient::finish_sending() {
  ::shutdown(fd_, SHUT_WR);
}

bool RawClient::fill(Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  pollfd waiting{fd_, POLLIN, 0};
  if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0) return false;
  std::array<char, 65536> bytes{};
  const ssize_t n = ::recv(fd_, bytes.data(), bytes.size(), 0);
  if (n <= 0) return false;
  buffer_.append(bytes.data(), static_cast<std::size_t>(n));
  return true;
}

RawResponse RawClient::receive(bool head, std::chrono::milliseconds limit) {
  const auto deadline = Clock::now() + limit;
  std::size_t end = std::string::npos;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill(deadline)) return {};
  }
  RawResponse response;
  std::string_view lines = std::string_view(buffer_).substr(0, end + 2);
  if (!lines.starts_with("HTTP/1.1 ")) throw std::runtime_error("not a response: " + buffer_.substr(0, 80));
  response.status = std::stoi(std::string(lines.substr(9, 3)));
  for (lines.remove_prefix(lines.find('\n') + 1); !lines.empty(); lines.remove_prefix(lines.find('\n') + 1)) {
    const std::size_t colon = lines.find(": ");
    std::string name(lines.substr(0, colon));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (response.headers.contains(name)) throw std::runtime_error("a header twice: " + name);
    response.headers[name] = lines.substr(colon + 2, lines.find("\r\n") - colon - 2);
  }
  buffer_.erase(0, end + 4);
  const std::string length = response.header("content-length");
  const std::size_t size = head || length.empty() ? 0 : std::stoul(length);
  while (buffer_.size() < size) {
    if (!fill(deadline)) break;
  }
  response.body = buffer_.substr(0, size);
  buffer_.erase(0, response.body.size());
  return response;
}

bool RawClient::closes(std::chrono::milliseconds limit) {
  const auto deadline = Clock::now() + limit;
  if (!buffer_.empty() || fill(deadline)) return false;
  // fill() also fails when time is up: closed is when the peer's end can be read at once.
  char byte = 0;
  const ssize_t n = ::recv(fd_, &byte, 1, MSG_DONTWAIT);
  return n == 0 || (n < 0 && errno != EAGAIN);
}

std::string get(std::string_view target, std::string_view more_headers) {
  std::string request = "GET ";
  request += target;
  request += " HTTP/1.1\r\nHost: localhost\r\n";
  request += more_headers;
  return request + "\r\n";
}

}  // namespace gp::test
