// A connection is a small state machine:
//
//   reading -> (waiting ->) running -> writing -> reading ... -> lingering -> closed
//
// Its mutex is held by whoever works on it: the thread that got its event, or the sweeper, which looks at the clock
// from time to time. EPOLLONESHOT lets one event of a connection be under way at a time; events carry a number that
// is never used twice, so an event that arrives after its connection was closed finds nothing. Sockets are never
// blocking (MSG_DONTWAIT), so a thread is only ever busy with parsing or with an answer.
#include "searchd/http/connections.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "searchd/http/forwarded.h"

namespace gp {
namespace {

constexpr std::uint64_t kWakeId = 0;
constexpr std::size_t kReadSize = 16'384;
constexpr std::size_t kThreadsBeside = 4;  // for parsing and refusing while all others are busy with answers
constexpr std::size_t kLeaving = 128;      // more than so many that leave are refused without a word

}  // namespace

struct Connections::Connection {
  enum class State { kReading, kWaiting, kRunning, kWriting, kLingering, kClosed };

  Connection(std::uint64_t number, int socket, const Address& from, bool trusted, const HeadLimits& limits)
      : id(number), fd(socket), peer(from), proxy(trusted), head(limits) {}

  const std::uint64_t id;
  std::mutex mutex;  // guards all that follows
  int fd;            // -1: closed
  const Address peer;
  const bool proxy;      // a trusted one: in no share
  bool leaving = false;  // gets its last answer: likewise
  State state = State::kReading;
  Clock::time_point since{};  // when it began to wait for a request
  Clock::time_point deadline{};
  HeadParser head;
  std::string leftover{};  // bytes after the last head: a pipelined request
  std::size_t requests = 0;
  std::size_t discarded = 0;

  // The request and its answer under way.
  Address sender = peer;  // behind a proxy known when the head is whole
  ClientInfo client{peer.text()};
  Clock::time_point began{};
  Outgoing out{};
  std::size_t out_sent = 0;
  int status = 0;
  bool was_refusal = false;
  bool close_after = false;
  bool unread_body = false;
};

Connections::Connections(ConnectionLimits limits, std::function<Outgoing(Exchange&)> answer,
                         std::function<void(const Access&)> observer)
    : limits_(std::move(limits)), answer_(std::move(answer)), observer_(std::move(observer)), rate_(limits_.rate) {
  epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (epoll_ < 0 || wake_ < 0) throw std::system_error(errno, std::generic_category(), "cannot wait for connections");
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = kWakeId;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event);
  for (std::size_t i = 0; i < limits_.running + kThreadsBeside; ++i) workers_.emplace_back([this] { work(); });
  sweeper_ = std::thread([this] { sweep(); });
}

Connections::~Connections() {
  stopping_ = true;
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof one);
  {
    const std::lock_guard lock(sweep_mutex_);
    sweep_wake_.notify_all();
  }
  sweeper_.join();
  for (auto& worker : workers_) worker.join();
  while (!table_.empty()) {
    const Handle c = table_.begin()->second;
    const std::lock_guard lock(c->mutex);
    close(*c);
  }
  ::close(wake_);
  ::close(epoll_);
}

void Connections::adopt(int fd) {
  const Address peer = peer_address(fd);
  if (peer == Address{}) {  // it has gone already
    ::close(fd);
    return;
  }
  const Address share = client_share(peer);
  const bool proxy = is_trusted(peer, limits_.trusted_proxies);
  const bool ending = draining_ || stopping_;
  if (!ending) make_room(share);
  const Handle c = std::make_shared<Connection>(next_id_++, fd, peer, proxy, limits_.head);
  // Before the table shows it to the sweeper, which would find it without a deadline and close it.
  const std::lock_guard lock(c->mutex);
  expect_request(*c, limits_.head_time);
  {
    const std::lock_guard table_lock(table_mutex_);
    c->leaving = ending || is_full() || is_full(share);
    if (c->leaving && leaving_ >= kLeaving) {
      ::close(fd);
      return;
    }
    if (c->leaving) {
      ++leaving_;
    } else if (!proxy) {
      ++by_address_[share];
    }
    table_.emplace(c->id, c);
    open_ = table_.size();
  }
  epoll_event event{};
  event.events = EPOLLIN | EPOLLONESHOT;
  event.data.u64 = c->id;
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) != 0) return close(*c);
  if (c->leaving) refuse_place(c);
}

// With the table's mutex held, as the next one: whether there is no place for one more.
bool Connections::is_full() const {
  return table_.size() - leaving_ >= limits_.connections;
}

bool Connections::is_full(const Address& share) const {
  const auto count = by_address_.find(share);
  return count != by_address_.end() && count->second >= limits_.per_address;
}

// Where there is no place for one more connection of this share, closes the one that has waited longest for its client:
// so whoever holds all places asleep, or a byte a second, keeps nobody out who asks at once.
void Connections::make_room(const Address& share) {
  std::vector<Handle> others;
  {
    const std::lock_guard lock(table_mutex_);
    const bool share_is_full = is_full(share);
    if (!share_is_full && !is_full()) return;
    for (const auto& [id, c] : table_) {
      if (!c->proxy && (!share_is_full || client_share(c->peer) == share)) others.push_back(c);
    }
  }
  const auto has_waited = [](const Connection& c) {
    return c.fd >= 0 && c.state == Connection::State::kReading && c.leftover.empty();
  };
  auto longest = Clock::now() - limits_.yields_after;
  Handle found;
  for (const Handle& c : others) {
    const std::unique_lock lock(c->mutex, std::try_to_lock);
    if (!lock.owns_lock() || !has_waited(*c) || c->since > longest) continue;
    longest = c->since;
    found = c;
  }
  if (!found) return;
  const std::lock_guard lock(found->mutex);
  if (!has_waited(*found) || found->since > longest || has_arrived(*found)) return;
  if (!found->head.started() || !leave(*found)) return close(*found);
  refuse_place(found);
}

void Connections::refuse_place(const Handle& c) {
  const Refusal busy{503, "The server has as many connections as it can take. Try again in a moment."};
  answer(c, &busy);
}

void Connections::drain() {
  draining_ = true;
  const std::lock_guard lock(sweep_mutex_);
  sweep_wake_.notify_all();
}

bool Connections::drained() const {
  return draining_ && open_ == 0;
}

void Connections::work() {
  std::array<epoll_event, 1> events{};
  while (!stopping_) {
    // One event at a time: a second one taken along would wait for the answer to the first.
    if (::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1) < 1) continue;
    if (events[0].data.u64 != kWakeId) on_event(events[0].data.u64);
  }
}

void Connections::on_event(std::uint64_t id) {
  Handle c;
  {
    const std::lock_guard lock(table_mutex_);
    const auto found = table_.find(id);
    if (found == table_.end()) return;
    c = found->second;
  }
  std::unique_lock lock(c->mutex);
  if (c->fd < 0) return;
  switch (c->state) {
    case Connection::State::kReading:
      read_head(c);
      if (c->state == Connection::State::kRunning) admit(c, lock);
      break;
    case Connection::State::kWriting:
      send_some(*c);
      break;
    case Connection::State::kLingering:
      discard(*c);
      break;
    case Connection::State::kWaiting:
    case Connection::State::kRunning:
    case Connection::State::kClosed:
      break;
  }
}

// Ends with the connection in kRunning (a whole request), answered (a refusal), waiting for more bytes, or closed.
void Connections::read_head(const Handle& c) {
  static thread_local std::array<char, kReadSize> buffer;
  for (;;) {
    if (c->leftover.empty()) {
      const ssize_t n = ::recv(c->fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (n < 0 && (errno == EAGAIN || errno == EINTR)) return wait_for(*c, EPOLLIN);
      if (n <= 0) return close(*c);
      c->leftover.assign(buffer.data(), static_cast<std::size_t>(n));
    }
    // The first request's time runs from the connection on.
    if (!c->head.started() && c->requests > 0) expect_request(*c, limits_.head_time);
    std::size_t used = 0;
    const auto state = c->head.feed(c->leftover, used);
    c->leftover.erase(0, used);
    if (state == HeadParser::State::kMore) continue;
    c->began = Clock::now();
    const bool whole = state == HeadParser::State::kDone;
    if (whole) identify(*c);
    if (const auto over = over_rate(*c, whole)) return answer(c, &*over);
    if (!whole) return answer(c, &c->head.refusal());
    c->state = Connection::State::kRunning;
    return;
  }
}

// Only a whole head tells who sent it: of one that was refused, the lines the proxy added may not have been read.
void Connections::identify(Connection& c) const {
  if (!c.proxy) return;
  c.sender = client_behind(c.peer, c.head.request().header_list("X-Forwarded-For"), limits_.trusted_proxies);
  c.client.address = c.sender.text();
}

bool Connections::is_vital(const Connection& c) const {
  const std::string_view target = c.head.request().target;
  return target.substr(0, target.find('?')) == limits_.vital_path;
}

// Before the queue, so that who asks too much takes nobody's place in it. A request that is wrong counts as well:
// saying so costs a page. What this machine asks for itself is its own affair.
std::optional<Refusal> Connections::over_rate(const Connection& c, bool whole) {
  if (c.sender == c.peer && is_this_machine(c.peer)) return std::nullopt;
  if (whole && (is_vital(c) || (limits_.uncounted && limits_.uncounted(c.head.request().target)))) return std::nullopt;
  const auto wait = rate_.take(c.sender, Clock::now());
  if (wait <= Clock::duration::zero()) return std::nullopt;
  return Refusal{429, "More requests came from your address than the server answers for one client.",
                 std::chrono::ceil<std::chrono::seconds>(wait)};
}

// Answers now, or puts the request in the queue, or says that there are too many. Whoever has finished an answer goes
// on with the queue, so nothing waits while a thread sleeps.
void Connections::admit(const Handle& first, std::unique_lock<std::mutex>& lock) {
  if (is_vital(*first)) return answer(first, nullptr);
  bool full = false;
  {
    const std::lock_guard admission(admission_mutex_);
    if (running_ >= limits_.running) {
      full = waiting_.size() >= limits_.waiting;
      if (!full) {
        first->state = Connection::State::kWaiting;
        waiting_.push_back(first);
        return;
      }
    } else {
      ++running_;
    }
  }
  if (full) {
    const Refusal busy{503, "The server has more requests than it can answer. Try again in a moment."};
    return answer(first, &busy);
  }
  answer(first, nullptr);
  lock.unlock();
  while (const Handle next = next_waiting()) {
    const std::lock_guard next_lock(next->mutex);
    if (next->fd >= 0) answer(next, nullptr);
  }
}

// The next request to answer in place of the one just finished; null: none, and one fewer is running.
Connections::Handle Connections::next_waiting() {
  const std::lock_guard admission(admission_mutex_);
  if (waiting_.empty() || stopping_) {
    --running_;
    return nullptr;
  }
  Handle next = std::move(waiting_.front());
  waiting_.pop_front();
  return next;
}

void Connections::answer(const Handle& c, const Refusal* refusal) {
  c->state = Connection::State::kRunning;
  ++c->requests;
  c->unread_body = c->head.has_body();
  const bool wants_more = refusal == nullptr && c->head.keep_alive() && c->requests < limits_.requests;
  Exchange exchange{&c->head.request(), refusal, &c->client, &draining_, !wants_more, 0};
  if (c->began == Clock::time_point{}) c->began = Clock::now();
  c->out = answer_(exchange);
  c->out_sent = 0;
  c->status = exchange.status;
  c->was_refusal = refusal != nullptr;
  c->close_after = exchange.close;
  // Before the answer tells the client, which may be back before this connection is closed.
  if (c->close_after) leave(*c);
  const std::size_t size = c->out.head.size() + (c->out.body ? c->out.body->size() : 0);
  c->deadline = Clock::now() + limits_.write_time + std::chrono::seconds(size / limits_.write_rate);
  send_some(*c);
}

void Connections::send_some(Connection& c) {
  const std::size_t head_size = c.out.head.size();
  const std::size_t size = head_size + (c.out.body ? c.out.body->size() : 0);
  while (c.out_sent < size) {
    std::array<iovec, 2> parts{};
    std::size_t count = 0;
    if (c.out_sent < head_size) parts[count++] = {c.out.head.data() + c.out_sent, head_size - c.out_sent};
    if (c.out.body) {
      const std::size_t from = std::max(c.out_sent, head_size) - head_size;
      // sendmsg only reads; iovec is made for both directions.
      parts[count++] = {const_cast<char*>(c.out.body->data()) + from, c.out.body->size() - from};
    }
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    const ssize_t n = ::sendmsg(c.fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) {
      c.state = Connection::State::kWriting;
      return wait_for(c, EPOLLOUT);
    }
    if (n <= 0) {
      sent(c, false);
      return close(c);
    }
    c.out_sent += static_cast<std::size_t>(n);
  }
  sent(c, true);
  const bool unread = c.unread_body || !c.leftover.empty() || c.was_refusal;
  c.out = {};
  if (c.close_after) return unread ? linger(c) : close(c);
  c.head = HeadParser(limits_.head);
  c.began = {};
  if (c.proxy) {
    c.sender = c.peer;
    c.client.address = c.peer.text();
  }
  c.state = Connection::State::kReading;
  expect_request(c, limits_.idle_time);
  // A pipelined request is already here: the socket is writable, so this is an event at once, and others get their
  // turn.
  wait_for(c, c.leftover.empty() ? EPOLLIN : EPOLLIN | EPOLLOUT);
}

// Reports the exchange that just ended.
void Connections::sent(Connection& c, bool complete) {
  Access access;
  access.method = c.head.request().method;
  access.target = c.head.request().target;
  access.status = c.status;
  access.bytes = c.out_sent - std::min(c.out_sent, c.out.head.size());
  access.seconds = std::chrono::duration<double>(Clock::now() - c.began).count();
  access.refused = c.was_refusal;
  access.complete = complete;
  access.client = &c.client;
  observer_(access);
}

// Closing with unread bytes resets the connection and may destroy the answer on its way, so the client gets a moment.
void Connections::linger(Connection& c) {
  ::shutdown(c.fd, SHUT_WR);
  c.state = Connection::State::kLingering;
  c.leftover.clear();
  c.deadline = Clock::now() + limits_.linger_time;
  wait_for(c, EPOLLIN);
}

void Connections::discard(Connection& c) {
  static thread_local std::array<char, kReadSize> buffer;
  for (;;) {
    const ssize_t n = ::recv(c.fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return wait_for(c, EPOLLIN);
    if (n <= 0) return close(c);
    c.discarded += static_cast<std::size_t>(n);
    if (c.discarded > limits_.linger_bytes) return close(c);
  }
}

void Connections::expect_request(Connection& c, Milliseconds time) {
  c.since = Clock::now();
  c.deadline = c.since + time;
}

void Connections::wait_for(Connection& c, std::uint32_t events) {
  epoll_event event{};
  event.events = events | EPOLLONESHOT;
  event.data.u64 = c.id;
  if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, c.fd, &event) != 0) close(c);
}

// Gives its place to others before it is closed, if not too many have done so; whether it did.
bool Connections::leave(Connection& c) {
  if (c.leaving) return true;
  const std::lock_guard lock(table_mutex_);
  if (leaving_ >= kLeaving) return false;
  ++leaving_;
  c.leaving = true;
  if (!c.proxy) give_back(client_share(c.peer));
  return true;
}

// With the table's mutex held.
void Connections::give_back(const Address& share) {
  const auto count = by_address_.find(share);
  if (--count->second == 0) by_address_.erase(count);
}

void Connections::close(Connection& c) {
  if (c.fd < 0) return;
  ::close(c.fd);
  c.fd = -1;
  c.state = Connection::State::kClosed;
  c.out = {};
  const std::lock_guard lock(table_mutex_);
  if (c.leaving) {
    --leaving_;
  } else if (!c.proxy) {
    give_back(client_share(c.peer));
  }
  table_.erase(c.id);
  open_ = table_.size();
}

void Connections::sweep() {
  std::unique_lock sleep(sweep_mutex_);
  while (!stopping_) {
    sweep_wake_.wait_for(sleep, limits_.sweep_every);
    if (stopping_) return;
    std::vector<Handle> all;
    {
      const std::lock_guard lock(table_mutex_);
      all.reserve(table_.size());
      for (const auto& [id, c] : table_) all.push_back(c);
    }
    const auto now = Clock::now();
    for (const Handle& c : all) {
      // Somebody works on it: then it is not asleep. Next time.
      if (const std::unique_lock lock(c->mutex, std::try_to_lock); lock.owns_lock() && c->fd >= 0) expire(c, now);
    }
    refuse_stale(now);
  }
}

// Whether more of a request is already in the kernel's hands.
bool Connections::has_arrived(const Connection& c) {
  char byte = 0;
  return ::recv(c.fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) > 0;
}

void Connections::expire(const Handle& c, Clock::time_point now) {
  switch (c->state) {
    case Connection::State::kReading:
      if (draining_ && !c->head.started() && c->leftover.empty() && !has_arrived(*c)) return close(*c);
      if (now < c->deadline) return;
      if (!c->head.started()) return close(*c);  // it was only idle
      {
        c->began = now;
        const Refusal late{408, "The request did not arrive in time."};
        answer(c, &late);
      }
      return;
    case Connection::State::kWriting:
      if (now < c->deadline) return;
      {
        sent(*c, false);
        // Reset, so that the kernel does not keep what nobody reads.
        const ::linger now_or_never{1, 0};
        ::setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &now_or_never, sizeof now_or_never);
      }
      return close(*c);
    case Connection::State::kLingering:
      if (now >= c->deadline) close(*c);
      return;
    case Connection::State::kWaiting:
    case Connection::State::kRunning:
    case Connection::State::kClosed:
      return;
  }
}

// The queue is in order of arrival, so those that waited too long are at its front.
void Connections::refuse_stale(Clock::time_point now) {
  for (;;) {
    Handle c;
    {
      const std::lock_guard admission(admission_mutex_);
      // `began` of a waiting connection is not changed by anybody, so it may be read without its mutex.
      if (waiting_.empty() || now < waiting_.front()->began + limits_.waiting_time) return;
      c = std::move(waiting_.front());
      waiting_.pop_front();
    }
    const std::lock_guard lock(c->mutex);
    if (c->fd < 0) continue;
    const Refusal busy{503, "The server has more requests than it can answer. Try again in a moment."};
    answer(c, &busy);
  }
}

}  // namespace gp
