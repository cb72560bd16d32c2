// SPDX-License-Identifier: Apache-2.0
#include "support/raw_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace sworn::test {
namespace {

constexpr int tick_ms = 10;

int listen_on_loopback() {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const void* raw = &address;
  if (::bind(listener, static_cast<const sockaddr*>(raw), sizeof address) != 0 ||
      ::listen(listener, 128) != 0) {
    throw std::runtime_error("cannot listen on 127.0.0.1");
  }
  return listener;
}

int port_of(int socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  void* raw = &address;
  ::getsockname(socket, static_cast<sockaddr*>(raw), &size);
  return ntohs(address.sin_port);
}

/// The length of the first whole request in `bytes`, or 0. A TLS hello counts as one (RFC 8446
/// §5.1).
std::size_t request_length(const std::string& bytes) {
  if (bytes.starts_with('\x16')) return bytes.size();
  const std::size_t head = bytes.find("\r\n\r\n");
  if (head == std::string::npos) return 0;
  const std::string_view field = "\r\nContent-Length: ";
  const std::size_t place = bytes.find(field);
  std::size_t body = 0;
  if (place < head) body = std::strtoul(bytes.c_str() + place + field.size(), nullptr, 10);
  return bytes.size() >= head + 4 + body ? head + 4 + body : 0;
}

bool is_readable(int socket, int timeout_ms) {
  pollfd entry{socket, POLLIN, 0};
  return ::poll(&entry, 1, timeout_ms) > 0;
}

}  // namespace

std::string ok(std::string_view body, std::string_view fields) {
  std::string answer = "HTTP/1.1 200 OK\r\n";
  answer.append(fields);
  answer += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  return answer.append(body);
}

RawServer::RawServer(Handler handler)
    : handler_(std::move(handler)), listener_(listen_on_loopback()), port_(port_of(listener_)) {
  acceptor_ = std::thread([this] { accept_loop(); });
}

RawServer::~RawServer() {
  is_over_ = true;
  acceptor_.join();
  for (std::thread& worker : workers_) worker.join();
  ::close(listener_);
}

std::string RawServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

std::vector<std::string> RawServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::string RawServer::last_request() const {
  const std::lock_guard lock(mutex_);
  return requests_.empty() ? "" : requests_.back();
}

void RawServer::accept_loop() {
  while (!is_over_) {
    if (!is_readable(listener_, tick_ms)) continue;
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ++accepted_;
    workers_.emplace_back([this, socket] {
      serve(socket);
      ::close(socket);
    });
  }
}

void RawServer::serve(int socket) {
  std::string bytes;
  while (!is_over_) {
    if (const std::size_t length = request_length(bytes); length > 0) {
      if (!answer(socket, bytes.substr(0, length))) return;
      bytes.erase(0, length);
      continue;
    }
    if (!is_readable(socket, tick_ms)) continue;
    char chunk[16384];
    const ssize_t count = ::recv(socket, chunk, sizeof chunk, 0);
    if (count <= 0) return;
    bytes.append(chunk, static_cast<std::size_t>(count));
  }
}

bool RawServer::answer(int socket, const std::string& request) {
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    most_at_once_ = std::max<int>(most_at_once_, ++at_once_);
  }
  const Reply reply = handler_(request);
  bool goes_on = true;
  for (std::size_t i = 0; goes_on && i < reply.pieces.size(); ++i) {
    // No longer being answered as soon as the client may know the end of it.
    if (i + 1 == reply.pieces.size()) {
      goes_on = pause(socket, reply.pieces[i].before);
      --at_once_;
      goes_on = goes_on && write(socket, reply.pieces[i].bytes);
    } else {
      goes_on = pause(socket, reply.pieces[i].before) && write(socket, reply.pieces[i].bytes);
      if (!goes_on) --at_once_;
    }
  }
  while (goes_on && reply.is_endless && !is_over_) {
    goes_on = pause(socket, reply.pieces.back().before) && write(socket, reply.pieces.back().bytes);
  }
  if (reply.end == Reply::End::reset) {
    const linger at_once{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  return goes_on && reply.end == Reply::End::open;
}

bool RawServer::write(int socket, std::string_view bytes) const {
  while (!bytes.empty()) {
    if (is_over_) return false;
    pollfd entry{socket, POLLOUT, 0};
    if (::poll(&entry, 1, tick_ms) == 0) continue;
    const ssize_t count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool RawServer::pause(int socket, std::chrono::milliseconds time) const {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    if (is_over_) return false;
    pollfd entry{socket, POLLRDHUP, 0};
    if (::poll(&entry, 1, 1) > 0) return false;
  }
  return true;
}

int closed_port() {
  const int listener = listen_on_loopback();
  const int port = port_of(listener);
  ::close(listener);
  return port;
}

}  // namespace sworn::test
