// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sworn::evidence {

/// One way to make a value from a secret, as servers do it (ORACLES.md, F8).
struct Derivation {
  std::string name;  ///< "base64", "sha256", ...
  std::string value;
};

/// Every derived form of `secret` that is told apart from chance: base64 (both alphabets),
/// hexadecimal, reversed, and the MD5, SHA-1, SHA-256, SHA-384 and SHA-512 digests in hexadecimal
/// of either case and base64. Empty for secrets under 12 characters, which may match by accident.
[[nodiscard]] std::vector<Derivation> derivations_of(std::string_view secret);

}  // namespace sworn::evidence
