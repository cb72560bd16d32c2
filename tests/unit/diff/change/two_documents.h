// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "diff/compare.h"
#include "sworn/contract.h"
#include "sworn/report.h"

namespace sworn::test {

/// The contract of a text, or a failed test.
[[nodiscard]] Contract contract_of(const std::string& text, const std::string& name = "api.yaml");

/// Both documents compared; they are named old.yaml and new.yaml.
[[nodiscard]] Report compared(const std::string& before,
                              const std::string& after,
                              const diff::CompareSettings& settings = {});

/// One line per finding, sorted: "critical change-operation-public GET /a".
[[nodiscard]] std::string findings_of(const Report& report);

/// An OpenAPI 3.1 document: `root` and `get` are the requirements of its root and of `GET /a`
/// ("" for none), `schemes` the lines below securitySchemes.
[[nodiscard]] std::string api_with(const std::string& root,
                                   const std::string& get,
                                   const std::string& schemes = "");

}  // namespace sworn::test
