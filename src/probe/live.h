// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>

#include "sworn/transport.h"

namespace sworn::probe {

struct LiveOptions {
  std::chrono::milliseconds timeout{10'000};                   ///< one request, connection included
  std::size_t most_body_bytes = std::size_t{2} * 1024 * 1024;  ///< longer bodies are cut
  std::string user_agent;  ///< where the request's headers name none
  std::string proxy;       ///< "" for the environment's (never for loopback)
  std::string ca_file;
  std::string client_certificate;
  std::string client_key;
  bool verify_tls = true;
  /// The document has a scheme of client certificates: who breaks off behind the handshake, without
  /// a word, may have missed one.
  bool expects_certificates = false;
  std::stop_token stop;  ///< ends requests in flight with Failure::stopped
};

/// HTTP over libcurl. Kept channels share a pool of handles and so their connections; a fresh
/// channel has a handle of its own, closed with it. Sent headers are those of the wire. HTTP/1.1 in
/// plain text; over TLS what the server offers. Only http and https; no redirects, cookies, .netrc,
/// HSTS, Alt-Svc or `Expect: 100-continue`; path and query go out as given.
[[nodiscard]] std::unique_ptr<Transport> make_live_transport(LiveOptions options);

}  // namespace sworn::probe
