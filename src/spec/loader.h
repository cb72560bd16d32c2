// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sworn/contract.h"
#include "sworn/result.h"

namespace sworn::spec {

struct LoadOptions {
  std::string ref_root;  ///< references stay within this folder; "" is the entry's own
};

/// Reads an OpenAPI 3.0 or 3.1 or a Swagger 2.0 document, YAML or JSON, into a Contract. `path` "-"
/// is standard input. Errors: an unreadable file, broken syntax, not an OpenAPI document, an
/// unknown version, a reference that cannot be followed, members of a wrong type where the contract
/// needs them. What only weakens the document (an undefined scheme) becomes a remark of the
/// Contract.
[[nodiscard]] Result<Contract> load(const std::string& path, const LoadOptions& options = {});

/// The same for a text in memory; `name` stands in errors and locations.
[[nodiscard]] Result<Contract> load_text(std::string text,
                                         const std::string& name,
                                         const LoadOptions& options = {});

}  // namespace sworn::spec
