// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "diff/overlay.h"
#include "evidence/facts.h"

namespace sworn::diff {

/// Session cookies that a login hands out and that alone open an operation which is closed without
/// them, while it does not ask for them: the cookie is a scheme (apiKey in cookie, OpenAPI 3.1
/// §4.8.27) and an alternative there. No finding stands behind it, since nothing is wrong. Not
/// where one about sessions or tokens, or about whom the operation lets in, says that something is:
/// on the login, on the operation, or on that session wherever it showed.
[[nodiscard]] std::vector<Amended> session_amendments(const Contract& contract,
                                                      const evidence::Facts& facts,
                                                      const std::vector<Finding>& findings);

}  // namespace sworn::diff
