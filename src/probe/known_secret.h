// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "probe/jwt_forgery.h"

namespace sworn::probe {

/// A secret that everybody knows.
struct KnownSecret {
  std::string secret;
  std::string where;  ///< "an example of jwt.io"; without the secret itself
};

/// The secret that `token` is signed with, when it is one of documents, tutorials and frameworks'
/// defaults, a common password, or a value of the token's own claims. Asks nobody. Nothing for an
/// algorithm that is no HMAC.
[[nodiscard]] std::optional<KnownSecret> known_secret_of(const Jws& token);

}  // namespace sworn::probe
