#include "searchd/http/access_log.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>

namespace gp {
namespace {

constexpr std::size_t kQueuedLines = 8192;
constexpr std::size_t kLoggedPath = 256;  // bytes; longer paths are cut

std::string now_text() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", utc.tm_year + 1900, utc.tm_mon + 1,
                utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, static_cast<int>(millis));
  return text.data();
}

// As a JSON string. Everything beyond printable ASCII is escaped byte by byte, so that no terminal or log reader can be
// made to see anything else than this line.
void append_string(std::string& out, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte >= 0x20 && byte < 0x7f) {
      out += c;
    } else {
      out += "\\u00";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
  out += '"';
}

std::string milliseconds(double seconds) {
  std::array<char, 32> text{};
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), seconds * 1000, std::chars_format::fixed, 3);
  return error == std::errc() ? std::string(text.data(), end) : "0";
}

}  // namespace

std::string truncated_address(const std::string& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  in_addr v4{};
  in6_addr v6{};
  if (::inet_pton(AF_INET, address.c_str(), &v4) == 1) {
    v4.s_addr &= htonl(0xffffff00U);
    ::inet_ntop(AF_INET, &v4, text.data(), text.size());
  } else if (::inet_pton(AF_INET6, address.c_str(), &v6) == 1) {
    std::memset(&v6.s6_addr[6], 0, 10);
    ::inet_ntop(AF_INET6, &v6, text.data(), text.size());
  }
  return text.data();
}

std::string access_line(const Access& access, std::string_view time) {
  const std::string_view path = access.target.substr(0, std::min(access.target.find('?'), access.target.size()));
  std::string line = "{\"time\":\"";
  line += time;
  line += "\",\"method\":";
  append_string(line, access.method.substr(0, 16));
  line += ",\"path\":";
  append_string(line, path.substr(0, kLoggedPath));
  line += ",\"status\":" + std::to_string(access.status);
  line += ",\"bytes\":" + std::to_string(access.bytes);
  line += ",\"ms\":" + milliseconds(access.seconds);
  line += ",\"client\":";
  append_string(line, access.client ? truncated_address(access.client->address) : "");
  if (!access.complete) line += ",\"cut\":true";
  line += '}';
  return line;
}

struct AccessLog::Impl {
  std::shared_ptr<spdlog::details::thread_pool> pool = std::make_shared<spdlog::details::thread_pool>(kQueuedLines, 1);
  std::shared_ptr<spdlog::async_logger> logger = std::make_shared<spdlog::async_logger>(
      "access", std::make_shared<spdlog::sinks::stderr_sink_mt>(), pool, spdlog::async_overflow_policy::overrun_oldest);

  // Writes what is left and ends the thread, so that the logger goes after the last line that needs it.
  ~Impl() { pool.reset(); }
};

AccessLog::AccessLog() : impl_(std::make_unique<Impl>()) {
  impl_->logger->set_pattern("%v");
  // A log that cannot be written is no reason to stop serving, nor to write about it.
  impl_->logger->set_error_handler([](const std::string&) {});
}
AccessLog::~AccessLog() = default;

void AccessLog::write(const Access& access) noexcept {
  try {
    impl_->logger->log(spdlog::level::info, spdlog::string_view_t(access_line(access, now_text())));
  } catch (...) {
  }
}

void AccessLog::say(std::string_view level, std::string_view sentence) noexcept {
  try {
    std::string line = "{\"time\":\"" + now_text() + "\",\"level\":";
    append_string(line, level);
    line += ",\"message\":";
    append_string(line, sentence);
    line += '}';
    impl_->logger->log(spdlog::level::info, spdlog::string_view_t(line));
  } catch (...) {
  }
}

}  // namespace gp
