// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "diff/rule.h"
#include "spec/requirement.h"

namespace sworn::diff {

/// What the document asks for, with scheme names for variables and without scopes.
[[nodiscard]] spec::Condition declared_condition(const Case& c);

/// What the server was seen to enforce: the minimal sets of credentials that open the operation.
/// Variables are the names of schemes, and of places that the document does not name ("query
/// api_key"). Nothing where the gate was not seen, or where only a refusal was.
[[nodiscard]] std::optional<spec::Condition> observed_condition(const Case& c);

/// The observed beside the declared, as boolean functions.
enum class Strength {
  unknown,
  equal,
  weaker,    ///< somebody is let in whom the document does not let in
  stronger,  ///< somebody is refused whom the document lets in
  different  ///< both
};
[[nodiscard]] Strength observed_strength(const Case& c);

/// "ApiKeyAuth | (A & B)", "none", "ApiKeyAuth (any value)", "a credential" where only a refusal
/// was seen, or "" when nothing was.
[[nodiscard]] std::string observed_security(const Case& c);

}  // namespace sworn::diff
