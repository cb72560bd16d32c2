// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "base/random.h"
#include "http/digest.h"
#include "sworn/exchange.h"

namespace sworn::probe {

/// One client's memory of the challenge that it last got, and how often it used its nonce. Kept
/// within one conversation, so that what is sent does not depend on what others asked before.
class DigestClient {
 public:
  explicit DigestClient(base::RandomStream random) : random_(random) {}

  /// Keeps the challenge of a 401; whether there is one that can be answered.
  bool learn(const Response& response);
  [[nodiscard]] bool has_challenge() const { return challenge_.has_value(); }
  /// Whether `response` says that the nonce was too old, and gives another (RFC 7616 §3.3).
  [[nodiscard]] static bool is_stale(const Response& response);
  /// Puts the answer of `secret`, "user:password", into the request as it will be sent. Needs a
  /// challenge.
  void answer(Request& request, const std::string& secret);

 private:
  base::RandomStream random_;
  std::optional<http::DigestChallenge> challenge_;
  unsigned uses_ = 0;
};

}  // namespace sworn::probe
