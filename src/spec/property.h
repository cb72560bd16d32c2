// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "sworn/contract.h"

namespace sworn::spec {

/// Properties by name: those of a Schema Object and of what its references and `allOf` bring along;
/// with `choices`, those of `anyOf` and `oneOf` too, of which only some may apply. Bounded. Empty
/// for null.
[[nodiscard]] std::map<std::string, const document::Node*> properties_of(
    const Contract& contract, const document::Node* schema, bool choices);

/// Whether `readOnly` or `writeOnly` is true of a property's schema, its references and `allOf`
/// (JSON Schema 2020-12 §9.4, OpenAPI 3.0 §4.7.24.1).
[[nodiscard]] bool is_flagged(const Contract& contract,
                              const document::Node& property,
                              std::string_view flag);

/// JSON Pointers of the members of `instance` whose declared property bears the flag and that hold
/// something: not null and no empty text. Choices are not looked into: which one applies is not
/// known.
[[nodiscard]] std::vector<std::string> flagged_members(const Contract& contract,
                                                       const document::Node* schema,
                                                       const document::Node& instance,
                                                       std::string_view flag);

}  // namespace sworn::spec
