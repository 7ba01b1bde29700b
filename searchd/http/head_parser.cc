// Each line is judged when its end arrives, so a wrong request is answered at once and not when its head is complete.
// The limits count bytes as they arrive, so no line end is needed to reach them.
#include "searchd/http/head_parser.h"

#include <algorithm>
#include <array>

namespace gp {
namespace {

constexpr std::array<std::string_view, 9> kKnownMethods = {"GET",     "HEAD",    "POST",  "PUT",  "DELETE",
                                                           "CONNECT", "OPTIONS", "TRACE", "PATCH"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_token_char(char c) {
  return is_digit(c) || is_alpha(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}
bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_token_char);
}

// Control bytes have no place in a head, but for the tab in values and the line ends.
bool is_forbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\r' && c != '\n') || byte == 0x7f;
}

// Whether a comma-separated list has the word, in any case.
bool has_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (same_name(trim_blanks(list.substr(0, comma)), word)) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

// A host and perhaps a port; the site uses neither, but a proxy in front may have.
bool is_host(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return is_alpha(c) || is_digit(c) || std::string_view("-._~%!$&'()*+;=:[]").find(c) != std::string_view::npos;
  });
}

// The path and query of "/a?b", and of "http://host/a?b", which RFC 9112 wants every server to take; whose host it is
// makes no difference here. Empty for any other form.
std::string origin_form(std::string_view target) {
  if (target.starts_with('/')) return std::string(target);
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (target.size() < scheme.size() || !same_name(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    const std::size_t end = std::min(target.find_first_of("/?"), target.size());
    if (end == 0 || !is_host(target.substr(0, end))) return {};
    target.remove_prefix(end);
    return target.starts_with('/') ? std::string(target) : "/" + std::string(target);
  }
  return {};
}

}  // namespace

HeadParser::State HeadParser::refuse(int status, std::string sentence) {
  refusal_ = {status, std::move(sentence)};
  keep_alive_ = false;
  return state_ = State::kRefused;
}

HeadParser::State HeadParser::feed(std::string_view data, std::size_t& used) {
  used = 0;
  while (state_ == State::kMore && used < data.size()) {
    started_ = true;
    const std::string_view rest = data.substr(used);
    const std::size_t end = rest.find('\n');
    const std::string_view piece = rest.substr(0, std::min(end, rest.size()));
    if (std::ranges::any_of(piece, is_forbidden)) return refuse(400, "The request contains a control character.");

    // +1: the carriage return of a line whose end has not come yet.
    if (!request_line_seen_) {
      if (line_.size() + piece.size() > limits_.request_line + 1) return refuse(414, "The address is too long.");
    } else if (field_bytes_ + line_.size() + piece.size() > limits_.field_bytes + 1) {
      return refuse(431, "The request headers are too large.");
    }
    used += piece.size();
    if (end == std::string_view::npos) {
      line_ += piece;
      return state_;
    }
    used += 1;
    if (line_.empty()) {
      take_line(piece);
    } else {
      line_ += piece;
      take_line(std::exchange(line_, {}));
    }
  }
  return state_;
}

HeadParser::State HeadParser::take_line(std::string_view line) {
  if (line.empty() || line.back() != '\r') return refuse(400, "A line of the request does not end in CR LF.");
  line.remove_suffix(1);
  if (line.find('\r') != std::string_view::npos) return refuse(400, "The request contains a bare carriage return.");
  if (!request_line_seen_) {
    if (line.empty() && !empty_line_seen_) {
      empty_line_seen_ = true;
      return state_;
    }
    return take_request_line(line);
  }
  if (line.empty()) return finish();
  field_bytes_ += line.size() + 2;
  return take_field(line);
}

HeadParser::State HeadParser::take_request_line(std::string_view line) {
  if (line.size() > limits_.request_line) return refuse(414, "The address is too long.");
  request_line_seen_ = true;
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  const std::string_view method = line.substr(0, std::min(first, line.size()));
  if (!is_token(method)) return refuse(400, "The request line does not begin with a method.");
  if (first == std::string_view::npos || first == last) {
    return refuse(400, "The request line has no HTTP version; HTTP/0.9 is not spoken here.");
  }
  std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) || version[6] != '.' ||
      !is_digit(version[7])) {
    return refuse(400, "The request line does not end in an HTTP version.");
  }
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return refuse(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
  minor_ = version[7] - '0';
  keep_alive_ = minor_ == 1;
  request_.method = method;
  if (std::ranges::find(kKnownMethods, method) == kKnownMethods.end()) return refuse(501, "The method is not known.");
  if (target.find_first_of(" \t#") != std::string_view::npos) {
    return refuse(400, "The request target contains a character that must be percent-encoded.");
  }
  request_.target = origin_form(target);
  // Authority and asterisk form are for proxies and for the server as a whole; this is neither.
  if (request_.target.empty()) return refuse(400, "The request target must be a path.");
  return state_;
}

HeadParser::State HeadParser::take_field(std::string_view line) {
  if (request_.headers.size() == limits_.fields) return refuse(431, "The request has too many headers.");
  if (line.front() == ' ' || line.front() == '\t') return refuse(400, "Folded header lines are not accepted.");
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return refuse(400, "A header line has no colon.");
  // A space before the colon fails here too: it is not part of a token.
  if (!is_token(line.substr(0, colon))) return refuse(400, "A header name contains a character it must not.");
  request_.headers.emplace_back(line.substr(0, colon), trim_blanks(line.substr(colon + 1)));
  return state_;
}

HeadParser::State HeadParser::finish() {
  std::size_t hosts = 0;
  std::size_t lengths = 0;
  std::size_t codings = 0;
  std::string_view length;
  std::string_view coding;
  for (const auto& [name, value] : request_.headers) {
    if (same_name(name, "Host")) {
      ++hosts;
      if (!is_host(value)) return refuse(400, "The Host header is not a host.");
    } else if (same_name(name, "Content-Length")) {
      ++lengths;
      length = value;
    } else if (same_name(name, "Transfer-Encoding")) {
      ++codings;
      coding = value;
    } else if (same_name(name, "Expect") && (minor_ == 1 || !same_name(value, "100-continue"))) {
      return refuse(417, "Expectations are not met here.");
    } else if (same_name(name, "Connection") && has_word(value, "close")) {
      keep_alive_ = false;
    }
  }
  if (hosts > 1 || (hosts == 0 && minor_ == 1)) return refuse(400, "The request must have exactly one Host header.");
  if (lengths > 1) return refuse(400, "The request has more than one Content-Length.");
  if (codings > 0) {
    if (lengths > 0) return refuse(400, "The request has both Content-Length and Transfer-Encoding.");
    if (codings > 1 || minor_ == 0 || !same_name(coding, "chunked")) {
      return refuse(400, "The request has a Transfer-Encoding that is not understood.");
    }
    has_body_ = true;
  }
  if (lengths == 1) {
    if (length.empty() || !std::ranges::all_of(length, is_digit)) return refuse(400, "Content-Length is not a number.");
    while (length.size() > 1 && length.front() == '0') length.remove_prefix(1);
    if (length.size() > 18 || std::stoull(std::string(length)) > limits_.body) {
      return refuse(413, "A request body that long is not accepted.");
    }
    has_body_ = length != "0";
  }
  if (has_body_ && (request_.method == "GET" || request_.method == "HEAD")) {
    return refuse(400, "A request with this method must not have a body.");
  }
  if (has_body_) keep_alive_ = false;
  return state_ = State::kDone;
}

}  // namespace gp
