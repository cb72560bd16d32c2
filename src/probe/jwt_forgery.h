// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.h"
#include "probe/jwt_key.h"

namespace sworn::probe {

/// A JWS in compact form (RFC 7515 §3.1), taken apart.
struct Jws {
  std::string prefix;  ///< what stands before it in the credential: "Token "
  std::string header;  ///< JSON as written
  std::string claims;  ///< likewise
  std::string encoded_header;
  std::string encoded_claims;
  std::string signature;  ///< raw
  std::string algorithm;

  /// The credential with another third part.
  [[nodiscard]] std::string with_signature(std::string_view raw) const;
};

/// Nothing when the last word of `credential` is no JWS with a JSON header that names an algorithm:
/// an opaque token, a JWE.
[[nodiscard]] std::optional<Jws> read_jws(std::string_view credential);

/// A token as good as `token` but for its issuer's key: the header as it stands, the claims with a
/// new `jti`, signed with a fresh key of the header's algorithm (RFC 7515 §5.1; HS, RS, PS and ES
/// of RFC 7518 §3.1, EdDSA of RFC 8037). Keys are made once per process. Nothing when `token` is no
/// JWS in compact form with a JSON header that names an algorithm; an algorithm that is not known
/// gets random bytes of the same length for a signature.
[[nodiscard]] std::optional<std::string> signed_by_nobody(std::string_view token,
                                                          base::RandomStream& random);

/// Members of a JSON object with the JSON text that they get; "" takes one away.
using Members = std::vector<std::pair<std::string, std::string>>;

/// A token that is not what its issuer made.
struct Forged {
  std::string how;  ///< evidence/forged.h
  std::string credential;
};

/// One bit in the middle of the signature is another: its last character may be padding alone
/// (ORACLES.md, F18). Nothing for a token without signature.
[[nodiscard]] std::optional<Forged> with_flipped_signature(const Jws& token);
[[nodiscard]] Forged without_signature(const Jws& token);
/// A claim that no server looks at is added and the signature of `forged` stays.
[[nodiscard]] Forged with_added_claim(const Jws& token, const Forged& forged);
/// RFC 7518 §3.6, in the spellings that pass a list of refused names.
[[nodiscard]] std::vector<Forged> without_algorithm(const Jws& token);
/// HS256 with what is published for verifying as the secret (RFC 8725 §2.1).
[[nodiscard]] std::vector<Forged> with_public_key_as_secret(const Jws& token,
                                                            const std::vector<KeyForm>& forms);
/// Signed with a key that the header itself brings or points to (RFC 8725 §3.10): `jwk`, `x5c` and
/// a `jku` that holds the key set in its own text, so that nobody is called; a `kid` that names an
/// empty file, or closes a string of a query that only reads.
[[nodiscard]] std::vector<Forged> with_own_key(const Jws& token, base::RandomStream& random);
/// Signed with `secret` after `claims` were changed; nothing for an algorithm that is no HMAC.
[[nodiscard]] std::optional<Forged> signed_anew(const Jws& token,
                                                std::string_view secret,
                                                const Members& claims,
                                                const char* how);

}  // namespace sworn::probe
