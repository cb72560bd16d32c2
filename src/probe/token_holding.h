// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "probe/jwt_forgery.h"
#include "probe/stage.h"

namespace sworn::probe {

/// A JWT that opens an operation for an identity, with what else the request has to carry.
struct TokenHolding {
  const Identity* identity = nullptr;
  std::vector<Attached> members;
  std::size_t at = 0;  ///< which of them is the token
  Jws jws;

  [[nodiscard]] const Attached& token() const { return members[at]; }
  [[nodiscard]] bool has_claim(std::string_view name) const;
  /// Seconds since the epoch (RFC 7519 §2, NumericDate); nothing for what is no number.
  [[nodiscard]] std::optional<std::int64_t> time_claim(std::string_view name) const;
  /// What tells verifiers apart: the place, the algorithm, the key, the issuer, the audience.
  [[nodiscard]] std::string kind() const;
};

/// Those that were seen to open `operation`, one for each place, `most` at most: configured or
/// obtained ones, then what a login handed out and the `handout` interview saw open it.
[[nodiscard]] std::vector<TokenHolding> tokens_at(const Scene& scene,
                                                  const Operation& operation,
                                                  int most);

/// The token that an identity of state `expired` holds for the same scheme, when its `exp` is more
/// than a minute past; nothing else.
[[nodiscard]] std::optional<std::string> ended_token_of(const Scene& scene,
                                                        const TokenHolding& holding);

/// A token of the same issuer and subject that a login handed out and whose `aud` has nothing in
/// common with its own (RFC 7519 §4.1.3); nothing when it has no `aud`.
[[nodiscard]] std::optional<std::string> token_for_others(const Scene& scene,
                                                          const TokenHolding& holding);

}  // namespace sworn::probe
