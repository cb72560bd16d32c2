// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sworn/exchange.h"

namespace sworn::http {

/// A Digest challenge that can be answered (RFC 7616 §3.3; without qop as RFC 2617 §3.2.1 has it).
struct DigestChallenge {
  std::string realm;
  std::string nonce;
  std::string opaque;
  std::string algorithm;  ///< as given, "" where the challenge names none, which means MD5
  std::string qop;        ///< what we answer with: "auth", "auth-int", or "" where none is offered
  bool is_stale = false;  ///< the nonce of the request was too old, its credential was not
  bool hashes_user = false;

  friend bool operator==(const DigestChallenge&, const DigestChallenge&) = default;
};

/// What a client answers with.
struct DigestLogin {
  std::string user;
  std::string password;
};

/// The first challenge of a response that we can answer, in the server's order of preference (RFC
/// 7616 §3.7): MD5, SHA-256 and SHA-512-256 and their -sess forms; "auth" before "auth-int".
[[nodiscard]] std::optional<DigestChallenge> digest_challenge(const Headers& response);

/// The value of the Authorization field that answers `challenge` for one request (RFC 7616 §3.4).
/// `target` is the request target as it is sent, `count` how often the nonce was used, from 1.
[[nodiscard]] std::string answer_digest(const DigestChallenge& challenge,
                                        const DigestLogin& login,
                                        std::string_view method,
                                        std::string_view target,
                                        std::string_view body,
                                        unsigned count,
                                        std::string_view cnonce);

/// Whether the Authorization value of a request is what `login` would have answered: for servers.
[[nodiscard]] bool is_answered_by(std::string_view authorization,
                                  const DigestLogin& login,
                                  std::string_view method,
                                  std::string_view body);

/// An Authorization value of Digest with a placeholder for the answer, by which the password could
/// be guessed without the server (RFC 7616 §5.8).
[[nodiscard]] std::string without_digest_response(std::string field);

}  // namespace sworn::http
