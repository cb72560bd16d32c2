// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "document/node.h"
#include "sworn/contract.h"
#include "sworn/result.h"

namespace sworn::spec {

/// The version that a root declares; only major.minor decides (OpenAPI 3.1 §4.1). `assumed` ("3.2")
/// is that of a document whose own is not known; "" refuses it. Errors: no OpenAPI document, an
/// unknown version, both `swagger` and `openapi`, an `assumed` that is no version.
[[nodiscard]] Result<SpecVersion> read_version(const document::Document& document,
                                               std::string_view assumed);

}  // namespace sworn::spec
