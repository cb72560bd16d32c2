// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "diff/rule.h"

namespace sworn::diff {

/// The security that an operation was seen to enforce, as an expression beside the declared one:
/// "none", "ApiKeyAuth", "A & B | C", "ApiKeyAuth (any value)". Empty when it was not found out.
[[nodiscard]] std::string observed_security(const Case& c);

}  // namespace sworn::diff
