// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "sworn/contract.h"
#include "sworn/exchange.h"
#include "sworn/identity.h"

namespace sworn::probe {

/// The value of a credential as it stands behind the scheme's prefix: an apiKey or bearer token
/// verbatim, "user:password" for basic and digest, the PEM text of certificate and key for mutual
/// TLS; nothing when the credential lacks what the scheme needs, or
/// holds a line break. A `value` with a colon serves basic too.
[[nodiscard]] std::optional<std::string> secret_of(const Scheme& scheme,
                                                   const Credential& credential);

/// Whether a secret of that scheme, "user:password" of Digest, is no field of the request but what
/// a challenge is answered with.
[[nodiscard]] bool answers_challenges(const Scheme& scheme, std::string_view secret);

/// "user:password" of an apiKey in `Authorization` whose value is Basic in fact (RFC 7617 §2);
/// nothing of any other.
[[nodiscard]] std::optional<std::string> basic_pair_in(const Scheme& scheme,
                                                       std::string_view secret);

/// Puts a secret where the scheme says: header, query parameter (percent-encoded), cookie (appended
/// to an existing Cookie field), `Authorization: Basic base64(secret)` (RFC 7617), `Authorization:
/// Bearer secret` (RFC 6750 §2.1; a secret with a space names its scheme itself and is sent as it
/// is), any other http scheme as `Authorization: <scheme> <secret>`. What stood in that place under
/// the same name is replaced: a request carries one credential per place.
/// A client certificate and what answers challenges leave the request as it is.
void attach(Request& request, const Scheme& scheme, std::string_view secret);

/// A secret of the same shape that nobody was ever given: the real one's prefix up to the last
/// separator (`_`, `-`, `.`, `:`, space) that leaves eight characters to vary, then characters of
/// the same classes, place by place. A JWT keeps header and claims, gets a new `jti` and is signed
/// with a fresh key of its algorithm (RFC 7515 §5.1). A client certificate gets the same subject
/// and is signed by itself. Of basic and digest, user and password are both random, so that no
/// account is locked.
[[nodiscard]] std::string never_issued(const Scheme& scheme,
                                       std::string_view secret,
                                       base::RandomStream& random);

/// A secret whose shape no real one has: short, with a character that the real one's alphabet
/// lacks, fit for its place. Of a client certificate: one of a name that nobody has.
[[nodiscard]] std::string broken(const Scheme& scheme, std::string_view secret);

/// `value` with fresh random characters of the same classes, every one of them (percent-encoded
/// bytes apart): an invented session identifier. Never `value` itself.
[[nodiscard]] std::string invented_like(std::string_view value, base::RandomStream& random);

}  // namespace sworn::probe
