// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "sworn/exchange.h"

namespace sworn {

/// What a transport made of a request: what was really sent, and what came back or why nothing did.
struct Delivery {
  Request sent;
  std::optional<Response> response;
  Failure failure = Failure::none;
  std::string reason;
  double duration_ms = 0;
  bool is_timed_out = false;  ///< the time ran out; with a response, it cut the body
};

/// One client's line to the server: its connections are used by nobody else while it lives. Used by
/// one thread at a time.
class Channel {
 public:
  virtual ~Channel() = default;
  /// Never throws for what a server does. Redirects are returned, not followed; cookies are neither
  /// kept nor sent beyond the headers given.
  virtual Delivery send(const Request& request) = 0;
};

enum class Connection {
  kept,  ///< may reuse a connection of an earlier channel
  fresh  ///< begins with a new connection, and leaves none behind
};

/// The outside world: the one interface through which requests leave. Safe for use by several
/// threads.
class Transport {
 public:
  virtual ~Transport() = default;
  [[nodiscard]] virtual std::unique_ptr<Channel> open(Connection connection) = 0;
  /// A fresh line that presents a client certificate: PEM, the chain and its unencrypted private
  /// key (RFC 7468). No other channel uses its connections, so that nobody is taken for its holder.
  /// Where a transport knows no TLS it is a fresh line like any other.
  [[nodiscard]] virtual std::unique_ptr<Channel> open_as(const std::string& certificate);
};

inline std::unique_ptr<Channel> Transport::open_as(const std::string& /*certificate*/) {
  return open(Connection::fresh);
}

}  // namespace sworn
