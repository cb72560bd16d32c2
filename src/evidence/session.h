// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evidence/facts.h"
#include "sworn/identity.h"

namespace sworn::evidence {

/// A value that a login handed out and that alone opened an operation which is closed without it.
struct Opening {
  std::string carrier;    ///< where the login's answer has it: "cookie sid", "json /token"
  std::string signature;  ///< how it was sent
  std::string operation;  ///< what it opened
  const Exchange* proof = nullptr;
};

/// What the `handout` interview found on `login`, one per carrier, with its controls held: refused
/// without it.
[[nodiscard]] std::vector<Opening> openings_of(const Facts& facts, const std::string& login);

/// Whether a login's answer may have begun a session: a success, or the redirect behind a form that
/// sets a cookie. What it handed out tells the rest.
[[nodiscard]] bool may_have_logged_in(const Exchange& login);

/// Whether a client can be made to send the identifier: a cookie, or a header of its own.
[[nodiscard]] bool can_be_planted(const Opening& opening);

/// The name of a conversation of the `fixation` story: who holds it, and by which way the
/// identifier was planted.
[[nodiscard]] std::string conversation_of(const std::string& who,
                                          const std::string& way,
                                          const Opening& opening);

/// "cookie sid" back into its parts; nothing for another text.
[[nodiscard]] std::optional<CarrierPlace> carrier_named(std::string_view text);

/// The value that `response` hands out at `place`; nothing when it does not (a cookie that is taken
/// back counts as not).
[[nodiscard]] std::optional<std::string> value_at(const Response& response,
                                                  const CarrierPlace& place);

}  // namespace sworn::evidence
