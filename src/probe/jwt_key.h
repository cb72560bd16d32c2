// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"

namespace sworn::probe {

/// The HMAC of `text` (HS256, HS384, HS512 of RFC 7518 §3.2), raw; nothing for another algorithm.
[[nodiscard]] std::optional<std::string> sign_with_secret(std::string_view algorithm,
                                                          std::string_view text,
                                                          std::string_view secret);

/// The signature of `text` by a key that no server knows: RS, PS and ES of RFC 7518 §3.1, EdDSA of
/// RFC 8037. One key for each kind and process. Nothing for another algorithm.
[[nodiscard]] std::optional<std::string> sign_with_fresh_key(std::string_view algorithm,
                                                             std::string_view text);

/// The public half of the key of sign_with_fresh_key() as a JWK (RFC 7517 §4) under that `kid`.
[[nodiscard]] std::optional<std::string> fresh_key_as_jwk(std::string_view algorithm,
                                                          std::string_view kid);

/// A certificate of that key, signed by itself, in base64 as `x5c` has it (RFC 7515 §4.1.6).
[[nodiscard]] std::optional<std::string> fresh_key_certificate(std::string_view algorithm);

/// A public key as the bytes that a verifier may hold of it.
struct KeyForm {
  std::string name;  ///< "PEM", "PEM without its last line break", "DER", "PKCS #1 PEM"
  std::string bytes;
};

/// Every form of a published RSA, EC or Ed25519 key (RFC 7518 §6, RFC 8037 §2); empty for what is
/// none.
[[nodiscard]] std::vector<KeyForm> forms_of_public_key(const document::Node& jwk);

}  // namespace sworn::probe
