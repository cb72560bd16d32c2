// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "document/node.h"
#include "schema/schema.h"

namespace sworn::schema {

/// The flag that frees a property from being present in this direction, or "" (Swagger 2.0 has no
/// `writeOnly`).
[[nodiscard]] std::string_view exempting_flag(const Context& context);

/// Whether a property's schema, its references or its `allOf` carry `flag: true`.
[[nodiscard]] bool is_flagged(const document::Node& property,
                              std::string_view flag,
                              const Context& context);

/// Whether a schema, its references or its `allOf` declare the property, with a flag that exempts
/// it.
[[nodiscard]] bool declares_exempt(const document::Node& schema,
                                   std::string_view name,
                                   const Context& context);

}  // namespace sworn::schema
