// How the library is used here. Its accept loop hands each connection to process_and_close_socket, which passes it to
// Connections and returns at once. When a whole request has been read and checked, the library's process_request runs
// on a stream in memory: it reads a request line of ours, routes to the handler below, and writes the answer's head;
// the body is passed on by reference. So nothing of what a client sent is parsed twice, and the library's own ideas
// about Range, Accept-Encoding and percent signs in header values have nothing to work on.
#include "searchd/http/server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>

#include "searchd/http/security.h"

namespace gp {
namespace {

constexpr int kBacklog = 512;  // the library's own is 5

// The library's task queue without a queue: the task only hands the socket over.
class Inline : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> task) override { task(); }
  void shutdown() override {}
};

// An address is bound or it is not: with SO_REUSEPORT, the library's default, a second daemon would share the port.
void reuse_address_only(socket_t sock) {
  const int yes = 1;
  ::setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

std::string http_date(std::chrono::system_clock::time_point when) {
  constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = std::chrono::system_clock::to_time_t(when);
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                kDays[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                kMonths[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
  return text.data();
}

// No answer may grow a second header, or a second answer, out of a value.
bool is_safe_value(std::string_view value) {
  return std::ranges::none_of(value, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

bool has_no_content(int status) {
  return status == 204 || status == 304;
}

Response bare_response(const Refusal& refusal) {
  Response response;
  response.status = refusal.status;
  response.set("Content-Type", "text/plain; charset=utf-8");
  response.body = std::make_shared<const std::string>(refusal.sentence + "\n");
  return response;
}

// The stream process_request sees: the head of a request, and a place for the answer.
class MemoryStream : public httplib::Stream {
 public:
  explicit MemoryStream(std::string_view head) : head_(head) {}

  // The body the provider is about to write: to be referred to, not copied.
  void expect_body(std::shared_ptr<const std::string> body) { body_ = std::move(body); }
  Outgoing take() { return std::move(out_); }

  bool is_readable() const override { return !head_.empty(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, size_t size) override {
    const std::size_t n = head_.copy(to, size);
    head_.remove_prefix(n);
    return static_cast<ssize_t>(n);
  }
  ssize_t write(const char* from, size_t size) override {
    if (body_ && from == body_->data() && size == body_->size()) {
      out_.body = std::move(body_);
    } else {
      out_.head.append(from, size);
    }
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  // The library answers 500 for descriptors that select() cannot take; no select() is used on this one.
  socket_t socket() const override { return 0; }

 private:
  std::string_view head_;
  std::shared_ptr<const std::string> body_{};
  Outgoing out_{};
};

}  // namespace

struct Server::Impl : private httplib::Server {
  explicit Impl(ServerOptions given) : options_(std::move(given)) {
    set_socket_options(reuse_address_only);
    set_tcp_nodelay(true);
    set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(options_.limits.idle_time).count());
    set_keep_alive_max_count(options_.limits.requests);
    new_task_queue = [] { return new Inline; };
    set_pre_routing_handler([this](const httplib::Request&, httplib::Response& to) {
      route(to);
      return HandlerResponse::Handled;
    });
    set_post_routing_handler([this](const httplib::Request&, httplib::Response& to) { finish(to); });
    bind();
  }

  ~Impl() override { end(); }

  void end() {
    stop();
    if (accepting_.joinable()) {
      accepting_.join();
    } else if (const socket_t never_used = svr_sock_.exchange(INVALID_SOCKET); never_used != INVALID_SOCKET) {
      ::close(never_used);
    }
    connections_.reset();
  }

  void start(gp::Server::Handler handler, gp::Server::Observer observer, gp::Server::Refuser refuser) {
    handler_ = std::move(handler);
    refuser_ = std::move(refuser);
    connections_ = std::make_unique<Connections>(
        options_.limits, [this](Exchange& exchange) { return serialise(exchange); }, std::move(observer));
    accepting_ = std::thread([this] {
      listen_after_bind();
      ended_ = true;
    });
    // stop() does nothing before the loop runs.
    while (!is_running() && !ended_) std::this_thread::yield();
  }

  void bind() {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(options_.address.c_str(), nullptr, &hints, &found) != 0) throw ListenError(why_not(0));
    ::freeaddrinfo(found);
    errno = 0;
    if (options_.port == 0) {
      port_ = bind_to_any_port(options_.address);
    } else {
      port_ = bind_to_port(options_.address, options_.port) ? options_.port : -1;
    }
    if (port_ <= 0) throw ListenError(why_not(errno));
    ::listen(svr_sock_, kBacklog);
  }

  std::string where(int port) const {
    const bool v6 = options_.address.find(':') != std::string::npos;
    return (v6 ? "[" + options_.address + "]" : options_.address) + ":" + std::to_string(port);
  }

  std::string why_not(int error) const {
    const std::string start = "cannot listen on " + where(options_.port) + ": ";
    switch (error) {
      case EADDRINUSE:
        return start + "address already in use; is another searchd running? choose another port with --listen";
      case EACCES:
        return start + "permission denied; choose a port from 1024 on with --listen";
      case EADDRNOTAVAIL:
        return start + "this machine has no such address";
      case 0:
        return start + "there is no such address";
      default:
        return start + std::strerror(error);
    }
  }

  // From the accept loop.
  bool process_and_close_socket(socket_t sock) override {
    connections_->adopt(sock);
    return true;
  }

  Outgoing serialise(Exchange& exchange) {
    // The library only needs to know whether a body is wanted.
    static constexpr std::string_view kGet = "GET / HTTP/1.1\r\n\r\n";
    static constexpr std::string_view kHead = "HEAD / HTTP/1.1\r\n\r\n";
    MemoryStream stream(exchange.request->method == "HEAD" ? kHead : kGet);
    const Task task{&exchange, &stream};
    task_ = &task;
    bool closed = false;
    process_request(stream, false, closed, nullptr);
    task_ = nullptr;
    return stream.take();
  }

  // Within process_request, on the same thread.
  void route(httplib::Response& to) {
    Exchange& exchange = *task_->exchange;
    Response response = exchange.refusal ? refuse(*exchange.refusal, *exchange.request) : handle(exchange);
    add_security_headers(response, options_.https);
    exchange.status = to.status = response.status;
    to.headers.emplace("Date", http_date(std::chrono::system_clock::now()));
    std::string type;
    for (auto& [name, value] : response.headers) {
      if (!is_safe_value(value)) continue;
      if (same_name(name, "Content-Type")) {
        type = std::move(value);
      } else {
        to.headers.emplace(std::move(name), std::move(value));
      }
    }
    if (has_no_content(response.status) || response.body->empty()) {
      if (!type.empty()) to.headers.emplace("Content-Type", std::move(type));
      return;
    }
    // A provider of known length: the library neither compresses nor copies such a body.
    task_->stream->expect_body(response.body);
    to.set_content_provider(response.body->size(), type,
                            [body = response.body](size_t, size_t, httplib::DataSink& sink) {
                              return sink.write(body->data(), body->size());
                            });
  }

  // When the library has added its own headers.
  void finish(httplib::Response& to) const {
    // It thinks every answer has a length, and these have none.
    if (has_no_content(to.status)) to.headers.erase("Content-Length");
    // Whether this is the last answer is known only now: while it was made, the server may have begun to drain.
    Exchange& exchange = *task_->exchange;
    exchange.close = exchange.close || *exchange.draining;
    if (exchange.close) {
      to.headers.erase("Keep-Alive");
      to.headers.emplace("Connection", "close");
    }
  }

  Response handle(const Exchange& exchange) const {
    try {
      return handler_(*exchange.request, *exchange.client);
    } catch (...) {
      return bare_response({500, "Something went wrong on this side."});
    }
  }

  Response refuse(const Refusal& refusal, const Request& request) const {
    Response response;
    try {
      response = refuser_ ? refuser_(request, refusal) : bare_response(refusal);
    } catch (...) {
      response = bare_response(refusal);
    }
    response.set("Cache-Control", "no-store");
    if (refusal.status == 429 || refusal.status == 503) {
      response.set("Retry-After", std::to_string(refusal.retry_after.count()));
    }
    return response;
  }

  struct Task {
    Exchange* exchange = nullptr;
    MemoryStream* stream = nullptr;
  };
  // What the library cannot carry through process_request: the exchange this thread is answering.
  static inline thread_local const Task* task_ = nullptr;

  const ServerOptions options_;
  gp::Server::Handler handler_;  // constant from start() on, as is the next
  gp::Server::Refuser refuser_;
  int port_ = -1;
  std::unique_ptr<Connections> connections_;
  std::atomic<bool> ended_ = false;
  std::thread accepting_;
};

Server::Server(ServerOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Server::~Server() = default;

void Server::start(Handler handler, Observer observer, Refuser refuser) {
  impl_->start(std::move(handler), std::move(observer), std::move(refuser));
}

void Server::stop() {
  impl_->end();
}

int Server::port() const {
  return impl_->port_;
}
std::string Server::url() const {
  return "http://" + impl_->where(impl_->port_);
}
void Server::drain() {
  impl_->connections_->drain();
}
bool Server::drained() const {
  return impl_->connections_->drained();
}
std::size_t Server::open_connections() const {
  return impl_->connections_ ? impl_->connections_->open() : 0;
}

}  // namespace gp
