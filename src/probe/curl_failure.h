// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include <string>

#include "sworn/exchange.h"

namespace sworn::probe {

/// What kind of failure a curl code is; `has_sent`: the request head had left.
[[nodiscard]] Failure failure_of(CURLcode code, bool has_sent);

/// Whether a server broke off a new connection over TLS after its handshake and before any answer:
/// one of TLS 1.3 refuses a client certificate, or its absence, when the request has left already
/// (RFC 8446 §2, §4.4.2.4). It says so by an alert; without one it counts where certificates are
/// expected at all, since any connection may be reset. Asked after the transfer.
[[nodiscard]] bool is_refused_after_handshake(CURLcode code,
                                              CURL* easy,
                                              const char* detail,
                                              bool expects_certificates);

/// Why, in curl's words and the operating system's: equal for equal causes, without times, without
/// anything that the server said.
[[nodiscard]] std::string reason_of(CURLcode code, CURL* easy, const char* detail);

}  // namespace sworn::probe
