// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "diff/rule.h"
#include "evidence/grant.h"

namespace sworn::diff {

/// A security scheme as what a rule looks at: method and path `*`, since token endpoints belong to
/// no operation, and the scheme as its requirement and place.
[[nodiscard]] std::vector<Operation> schemes_as_operations(const Contract& contract);

/// The scheme of such a case; null where the case is an operation, or the scheme has no token
/// endpoint.
[[nodiscard]] const Scheme* token_scheme_of(const Case& c);

/// What the token endpoints of the scheme were asked when tokens were obtained, renewed and when
/// they were examined, in this order; without what was not asked.
[[nodiscard]] std::vector<const Exchange*> token_exchanges(const Case& c, const Scheme& scheme);

/// Whether the exchange asked for a token with data that should do.
[[nodiscard]] bool asks_for_token(const Exchange& exchange);
/// Whether it asked by a way that no server should grant.
[[nodiscard]] bool asks_wrongly(const Exchange& exchange);

/// A token was handed out.
[[nodiscard]] bool is_granted(const Exchange& exchange);

/// Why a scheme's endpoints were not asked, or "no answer came".
[[nodiscard]] std::string reason_not_asked(const Case& c, const Scheme& scheme);

}  // namespace sworn::diff
