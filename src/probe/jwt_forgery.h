// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace sworn::probe {

/// A token as good as `token` but for its issuer's key: the header as it stands, the claims with a
/// new `jti`, signed with a fresh key of the header's algorithm (RFC 7515 §5.1; HS, RS, PS and ES
/// of RFC 7518 §3.1, EdDSA of RFC 8037). Keys are made once per process. Nothing when `token` is no
/// JWS in compact form with a JSON header that names an algorithm; an algorithm that is not known
/// gets random bytes of the same length for a signature.
[[nodiscard]] std::optional<std::string> signed_by_nobody(std::string_view token,
                                                          base::RandomStream& random);

}  // namespace sworn::probe
