// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/encoding.h"
#include "probe/jwt_key.h"

namespace sworn::test {

/// A JWS in compact form; `header` has to name the algorithm.
inline std::string signed_token(const std::string& header,
                                const std::string& claims,
                                const std::string& algorithm,
                                const std::string& secret) {
  const std::string input = base::to_base64url(header) + "." + base::to_base64url(claims);
  auto signature = probe::sign_with_secret(algorithm, input, secret);
  if (!signature) {
    signature = probe::sign_with_fresh_key(algorithm, input);
  }
  return input + "." + base::to_base64url(signature.value_or(""));
}

inline std::string hs256(const std::string& claims, const std::string& secret) {
  return signed_token(R"({"alg":"HS256","typ":"JWT"})", claims, "HS256", secret);
}

}  // namespace sworn::test
