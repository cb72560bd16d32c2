// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "diff/statement.h"
#include "sworn/contract.h"

namespace sworn::diff {

/// A statement for each message of the loader about `flaw`, at the first place that has it, with
/// `observed` as what it leads to.
[[nodiscard]] std::vector<Statement> statements_of(const Contract& contract,
                                                   Flaw flaw,
                                                   const std::string& observed);

/// One statement for all of them, at the place of the first.
[[nodiscard]] std::vector<Statement> statement_of_all(const Contract& contract,
                                                      Flaw flaw,
                                                      const std::string& declared,
                                                      const std::string& observed);

}  // namespace sworn::diff
