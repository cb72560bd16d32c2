// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "sworn/contract.h"

namespace sworn::spec {

/// Where the document promises in words that a session is bound to the client program that began
/// it: "bound to the user agent", "tied to the browser that logged in". Read are the descriptions
/// of `login`, of the schemes, and of the document itself, sentence by sentence; a sentence that
/// says "not" or speaks of what may be promises nothing. No standard gives it a machine-readable
/// place.
[[nodiscard]] std::optional<Location> client_binding(const Contract& contract,
                                                     const Operation& login);

}  // namespace sworn::spec
