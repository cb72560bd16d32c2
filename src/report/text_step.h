// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sworn/exchange.h"

namespace sworn::report {

/// What a sentence about an exchange is made of.
struct StepParts {
  std::string who;          ///< "victim logs in"
  std::string request;      ///< "POST /login"
  std::string credentials;  ///< "with {alice.ApiKeyAuth}", "without a credential"
  std::string outcome;      ///< "200", "timeout"
};

[[nodiscard]] StepParts step_parts(const Exchange& exchange);

/// One exchange as a sentence: "victim logs in: POST /login with {alice.ApiKeyAuth} -> 200".
/// Credentials by their placeholder in the sealed request, else by holder and place; never by
/// value.
[[nodiscard]] std::string step_text(const Exchange& exchange);

}  // namespace sworn::report
