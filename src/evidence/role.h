// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sworn/contract.h"

namespace sworn::evidence {

/// Whether the requirement names roles that an identity of this role and these scopes lacks, in
/// every alternative. Names in the list of a scheme other than oauth2 and openIdConnect are roles
/// (OpenAPI 3.1 §4.8.30); of those two they are scopes, and another rule's. False where the
/// configuration says neither role nor scopes, and where what it says may include the role: an
/// admin, or whoever has a role beside that of a plain user.
[[nodiscard]] bool is_denied_by_role(const Contract& contract,
                                     const Operation& operation,
                                     const std::string& role,
                                     const std::vector<std::string>& scopes);

/// The operation of the same path that reads, GET, where it requires the same as `operation`; null
/// when there is none.
[[nodiscard]] const Operation* equal_reader(const Contract& contract, const Operation& operation);

}  // namespace sworn::evidence
