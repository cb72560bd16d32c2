// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/story.h"
#include "sworn/exchange.h"

namespace sworn::report {

/// What a sentence about an exchange is made of.
struct StepParts {
  std::string who;      ///< "victim logs in"
  std::string step;     ///< "logs in"; "" where the credentials say all
  std::string request;  ///< "POST /login"
  /// "with {alice.ApiKeyAuth}", "with {alice.login.password}", "without a credential"
  std::string credentials;
  std::string outcome;  ///< "200", "timeout"
};

[[nodiscard]] StepParts step_parts(const Exchange& exchange);

/// One exchange of a story as a sentence: "victim logs in: POST /login with {alice.ApiKeyAuth} ->
/// 200", and whether the same request had another answer before. Credentials by their placeholder
/// in the sealed request, else by holder and place; never by value.
[[nodiscard]] std::string step_text(const Story& story, std::size_t position);

}  // namespace sworn::report
