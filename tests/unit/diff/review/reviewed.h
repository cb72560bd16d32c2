// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sworn/contract.h"

namespace sworn::test {

/// A document of one line of head, the schemes and the paths, which begin at no indentation.
[[nodiscard]] std::string document_of(std::string_view version,
                                      std::string_view schemes,
                                      std::string_view paths,
                                      std::string_view more = "");

[[nodiscard]] Contract contract_of(const std::string& yaml);

/// What one rule says, a line each: "low GET /a: observed", "low *: observed".
[[nodiscard]] std::string said(std::string_view rule, const Contract& contract);
[[nodiscard]] std::string said(std::string_view rule, const std::string& yaml);

}  // namespace sworn::test
