// SPDX-License-Identifier: Apache-2.0
#include "support/fault_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string_view>

namespace sworn::test {
namespace {

int port_of(const std::string& url) {
  return std::stoi(url.substr(url.rfind(':') + 1));
}

/// The same request for a connection that ends with its answer.
std::string for_one_request(const std::string& request) {
  const std::size_t line_end = request.find("\r\n");
  return request.substr(0, line_end) + "\r\nConnection: close" + request.substr(line_end);
}

/// All that the server says to `request`; "" when it says nothing.
std::string ask(int port, const std::string& request) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval limit{20, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  const void* raw = &address;
  std::string answer;
  if (::connect(socket, static_cast<const sockaddr*>(raw), sizeof address) == 0 &&
      ::send(socket, request.data(), request.size(), MSG_NOSIGNAL) ==
          static_cast<ssize_t>(request.size())) {
    char chunk[16384];
    for (ssize_t count = ::recv(socket, chunk, sizeof chunk, 0); count > 0;
         count = ::recv(socket, chunk, sizeof chunk, 0)) {
      answer.append(chunk, static_cast<std::size_t>(count));
    }
  }
  ::close(socket);
  return answer;
}

std::string gateway_answer(std::string_view status, std::string_view fields) {
  const std::string_view body = "<html><body>gateway</body></html>";
  return "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: text/html\r\n" +
         std::string(fields) + "Content-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + std::string(body);
}

}  // namespace

FaultProxy::FaultProxy(const std::string& upstream_url, std::uint64_t seed, const Faults& faults)
    : upstream_port_(port_of(upstream_url)),
      faults_(faults),
      random_(seed),
      server_([this](const std::string& request) { return answer(request); }) {}

FaultProxy::Fate FaultProxy::draw() {
  const std::lock_guard lock(mutex_);
  const auto percent = [this] { return static_cast<int>(random_() % 100); };
  Fate fate;
  fate.delay_ms =
      static_cast<int>(random_() % static_cast<std::uint64_t>(faults_.most_delay_ms + 1));
  fate.tells_when = random_() % 2 == 0;
  if (burst_left_ == 0 && percent() < faults_.bursts) burst_left_ = 5;
  const int drawn = percent();
  if (passed_ < faults_.begins_after) {
    burst_left_ = 0;
  } else if (burst_left_ > 0) {
    --burst_left_;
    fate.kind = Fate::Kind::too_many;
  } else if (drawn < faults_.resets) {
    fate.kind = random_() % 2 == 0 ? Fate::Kind::reset_before : Fate::Kind::reset_after;
  } else if (drawn < faults_.resets + faults_.unavailable) {
    fate.kind = Fate::Kind::unavailable;
  }
  return fate;
}

Reply FaultProxy::answer(const std::string& request) {
  const Fate fate = draw();
  ++(fate.kind == Fate::Kind::pass ? passed_ : disturbed_);
  Reply reply;
  reply.pieces.front().before = std::chrono::milliseconds(fate.delay_ms);
  switch (fate.kind) {
    case Fate::Kind::pass:
      reply.pieces.front().bytes = ask(upstream_port_, for_one_request(request));
      return reply.then_close();
    case Fate::Kind::reset_before:
      return reply.then_reset();
    case Fate::Kind::reset_after:
      ask(upstream_port_, for_one_request(request));
      return reply.then_reset();
    case Fate::Kind::unavailable:
      reply.pieces.front().bytes = gateway_answer("503 Service Unavailable", "");
      return reply.then_close();
    case Fate::Kind::too_many:
      reply.pieces.front().bytes =
          gateway_answer("429 Too Many Requests", fate.tells_when ? "Retry-After: 1\r\n" : "");
      return reply.then_close();
  }
  throw std::logic_error("no such fate");
}

}  // namespace sworn::test
