// All open connections: who may have one, what may come in on it, and how long everything may take. A fixed number of
// threads waits for events of all connections together (epoll), so a connection that sleeps or drips costs some bytes
// and no thread, and an ordinary request beside hundreds of those is served as if they were not there.
//
// Whatever this class lets through is a well-formed request without a body; how the answer is made is not its business.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "searchd/http/address.h"
#include "searchd/http/head_parser.h"
#include "searchd/http/message.h"
#include "searchd/http/rate_limit.h"

namespace gp {

using Milliseconds = std::chrono::milliseconds;

struct ConnectionLimits {
  // Open at once, in all and of one client_share, to which trusted proxies are not held. One more takes the place of
  // the one that has waited longest for its client to ask something, or is answered 503 if none has waited long enough.
  std::size_t connections = 1000;
  std::size_t per_address = 64;
  Milliseconds yields_after{100};       // long enough; never a trusted proxy's, nor one whose answer is under way
  std::size_t running = 16;             // requests being answered at once
  std::size_t waiting = 512;            // requests waiting for that; the next one is answered 503
  Milliseconds waiting_time{2000};      // ... as is one that waited so long
  Milliseconds head_time{10'000};       // from the first byte of a request's head (or from the connection) to its end
  Milliseconds idle_time{5000};         // between two requests
  Milliseconds write_time{30'000};      // for a whole answer, ...
  std::size_t write_rate = 16'384;      // ... and one second more for each so many bytes of it
  Milliseconds linger_time{1500};       // for a refused client to read why
  std::size_t linger_bytes = 262'144;   // read and thrown away meanwhile
  std::size_t requests = 1000;          // on one connection
  Milliseconds sweep_every{250};        // how late all these times may be noticed
  std::string vital_path = "/healthz";  // answered at once, whatever else is running or waiting; never counted
  unsigned rate = 20;                   // requests a second of one client; the next one is answered 429. 0: no limit
  std::function<bool(std::string_view target)> uncounted{};  // requests that are not counted there; empty: none
  std::vector<Network> trusted_proxies{};                    // whose X-Forwarded-For says who the client is
  HeadLimits head{};
};

// What is sent: the head and perhaps a body, shared so that it need not be copied.
struct Outgoing {
  std::string head{};
  std::shared_ptr<const std::string> body{};  // null: none
};

// One request, or why it is none.
struct Exchange {
  const Request* request = nullptr;  // with a refusal: as far as it was understood
  const Refusal* refusal = nullptr;  // not null: answer this
  const ClientInfo* client = nullptr;
  const std::atomic<bool>* draining = nullptr;
  bool close = false;  // the connection ends after the answer; the answering function may decide so too
  int status = 0;      // the status of the answer: for the answering function to set
};

class Connections {
 public:
  // `answer` makes the bytes of an answer; it is called from many threads at once and does not throw. `observer` is
  // told of each finished exchange, likewise.
  Connections(ConnectionLimits limits, std::function<Outgoing(Exchange&)> answer,
              std::function<void(const Access&)> observer);
  // Closes everything at once.
  ~Connections();

  // Takes over a connected socket, or refuses it: in both cases it is closed here and nowhere else. From any thread.
  void adopt(int fd);

  // From now on new connections are answered 503, idle ones closed, and each answer under way is the last of its
  // connection. Returns at once.
  void drain();
  // Whether there is nothing left to finish.
  bool drained() const;

  std::size_t open() const { return open_.load(); }

 private:
  using Clock = std::chrono::steady_clock;
  struct Connection;
  using Handle = std::shared_ptr<Connection>;

  void work();
  void sweep();
  void on_event(std::uint64_t id);
  void read_head(const Handle& c);
  void identify(Connection& c) const;
  bool is_vital(const Connection& c) const;
  std::optional<Refusal> over_rate(const Connection& c, bool whole);
  void admit(const Handle& c, std::unique_lock<std::mutex>& lock);
  void answer(const Handle& c, const Refusal* refusal);
  void send_some(Connection& c);
  void sent(Connection& c, bool complete);
  void discard(Connection& c);
  void linger(Connection& c);
  bool leave(Connection& c);
  void give_back(const Address& share);
  bool is_full() const;
  bool is_full(const Address& share) const;
  void make_room(const Address& share);
  void refuse_place(const Handle& c);
  static bool has_arrived(const Connection& c);
  void expect_request(Connection& c, Milliseconds time);
  void wait_for(Connection& c, std::uint32_t events);
  void close(Connection& c);
  void expire(const Handle& c, Clock::time_point now);
  void refuse_stale(Clock::time_point now);
  Handle next_waiting();

  const ConnectionLimits limits_;
  const std::function<Outgoing(Exchange&)> answer_;
  const std::function<void(const Access&)> observer_;
  RateLimit rate_;
  int epoll_ = -1;
  int wake_ = -1;  // an eventfd, readable once the threads are to end
  std::atomic<bool> draining_ = false;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> open_ = 0;
  std::atomic<std::uint64_t> next_id_ = 1;

  mutable std::mutex table_mutex_;  // guards the next three; taken inside a connection's mutex, never around one
  std::unordered_map<std::uint64_t, Handle> table_;
  std::map<Address, std::size_t> by_address_;  // connections of a client_share
  std::size_t leaving_ = 0;                    // connections in the table that get their last answer: in no share

  std::mutex admission_mutex_;  // guards the next two; innermost
  std::deque<Handle> waiting_;
  std::size_t running_ = 0;

  std::mutex sweep_mutex_;
  std::condition_variable sweep_wake_;
  std::thread sweeper_;
  std::vector<std::thread> workers_;
};

}  // namespace gp
