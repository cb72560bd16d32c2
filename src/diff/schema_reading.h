// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "schema/schema.h"
#include "sworn/contract.h"

namespace sworn::diff {

/// How the schemas of this contract are read for answers.
[[nodiscard]] schema::Context response_context(const Contract& contract);

/// Whether the schema, its parts and what they refer to name a property so anywhere.
[[nodiscard]] bool has_property(const Contract& contract,
                                const document::Node& schema,
                                std::string_view name);

}  // namespace sworn::diff
