// The HTTP server: cpp-httplib accepts, routes and serialises; the connections themselves are guarded by Connections,
// because the packaged library bounds neither what comes in nor how long it takes. This is the
// only room that knows httplib.
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "searchd/http/connections.h"
#include "searchd/http/message.h"

namespace gp {

struct ServerOptions {
  std::string address = "127.0.0.1";  // IPv4, IPv6 without brackets, or a name
  int port = 8080;                    // 0: any free one
  bool https = false;                 // readers reach it over TLS, through a proxy
  ConnectionLimits limits{};
};

// It cannot listen; what() is one sentence for a person, with what to do.
struct ListenError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Server {
 public:
  // Called from many threads at once. Anything it throws becomes a bare 500.
  using Handler = std::function<Response(const Request&, const ClientInfo&)>;
  // Likewise, for a request that the guard refuses: a bare status and sentence where there is none, or where it throws.
  using Refuser = std::function<Response(const Request&, const Refusal&)>;
  using Observer = std::function<void(const Access&)>;

  // Takes the address; clients may connect from here on, and wait. Throws ListenError.
  explicit Server(ServerOptions options);
  ~Server();  // stop()

  // Answers from here on. Returns at once. To be called once; what the three refer to must live until stop().
  void start(Handler handler, Observer observer, Refuser refuser = {});
  // Ends everything now; whatever is under way is cut off. None of the functions is called after it.
  void stop();

  int port() const;
  std::string url() const;  // "http://127.0.0.1:8080"

  // New connections are refused, idle ones closed, requests under way finished. Returns at once.
  // Between start() and stop().
  void drain();
  bool drained() const;  // nothing is left to finish

  std::size_t open_connections() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gp
