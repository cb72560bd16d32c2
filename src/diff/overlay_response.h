// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "sworn/contract.h"
#include "sworn/transcript.h"

namespace sworn::diff {

/// What the answers of one operation with one status had in common.
struct SeenResponse {
  std::set<std::string> types;  ///< media types of the bodies, without parameters
  bool has_challenge = false;   ///< a WWW-Authenticate field
  bool has_retry_after = false;
};

/// By operation key and status.
using SeenResponses = std::map<std::pair<std::string, int>, SeenResponse>;

[[nodiscard]] SeenResponses seen_responses(const Transcript& transcript);

/// A Response Object for that status as JSON (OpenAPI 3.1 §4.8.17, 2.0 "Response Object"), of what
/// was seen: no text of the server is in it but media types that are well formed.
[[nodiscard]] std::string response_object(int status,
                                          const SeenResponse& seen,
                                          SpecVersion version);

}  // namespace sworn::diff
