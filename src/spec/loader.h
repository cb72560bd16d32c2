// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "spec/load_options.h"
#include "sworn/contract.h"
#include "sworn/result.h"

namespace sworn::spec {

/// Reads a Swagger 2.0 or an OpenAPI 3.0, 3.1 or 3.2 document, YAML or JSON, into a Contract.
/// `path` "-" is standard input; an http(s) URL needs `options.fetch`. Errors: an entry that cannot
/// be read or parsed, that is no OpenAPI document or of an unknown version, and limits that are
/// passed. What leaves the contract readable (a reference to nothing, an undefined scheme) becomes
/// a remark of the Contract, and what could not be followed is left out of it.
[[nodiscard]] Result<Contract> load(const std::string& path, const LoadOptions& options = {});

/// The same for a text in memory; `name` stands in errors and locations, and references resolve
/// beside it.
[[nodiscard]] Result<Contract> load_text(std::string text,
                                         const std::string& name,
                                         const LoadOptions& options = {});

}  // namespace sworn::spec
