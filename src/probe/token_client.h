// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "evidence/grant.h"
#include "probe/stage.h"
#include "probe/token_grant.h"

namespace sworn::probe {

/// When a token ends, in Unix milliseconds: as its answer says, else as a JWT says of itself (RFC
/// 7519 §4.1.4). Nothing where nobody said so, or what is said is past already: another clock.
[[nodiscard]] std::optional<std::int64_t> end_of(std::optional<double> expires_in,
                                                 const std::string& token,
                                                 std::int64_t now_ms);

/// One identity's conversation with the token endpoint of a scheme.
class TokenClient {
 public:
  /// `scheme` has its flows, discovered ones included.
  TokenClient(Stage& stage,
              const Scheme& scheme,
              const Identity& identity,
              std::string conversation);

  /// Runs `grant`; what the endpoint handed out, whose secrets the seal knows then. Nothing where
  /// it refused or could not be asked: the notes say why.
  std::optional<evidence::GrantAnswer> run(const Grant& grant);

  /// Hands what was obtained to the stage where it can be sent as a bearer token.
  void keep(const evidence::GrantAnswer& answer);

 private:
  const Exchange* post(const std::string& step, const Grant& grant, ClientAuthentication by);
  std::optional<evidence::GrantAnswer> exchange(const Grant& grant);
  std::optional<evidence::GrantAnswer> poll(Grant grant);
  [[nodiscard]] std::optional<std::string> address_of(const std::string& step,
                                                      const std::string& declared);

  Stage& stage_;
  const Scheme& scheme_;
  const Identity& identity_;
  const Credential& credential_;
  std::string name_;
  Conversation conversation_;
  ClientAuthentication by_ = ClientAuthentication::basic;
};

}  // namespace sworn::probe
