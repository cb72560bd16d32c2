// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "run/check.h"
#include "sworn/contract.h"
#include "sworn/identity.h"
#include "sworn/result.h"
#include "sworn/transcript.h"

namespace sworn::run {

/// The operations that `--include` and `config.exclude` leave in, which has what the command line
/// excludes as well. An error names a pattern that fits nothing.
[[nodiscard]] Result<std::set<std::string>> scope_of(const Contract& contract,
                                                     const Config& config,
                                                     const CheckOptions& options);

/// The contract with the configuration's own schemes added, and what the two do not agree on: a
/// credential for a scheme that nobody defines, a scheme that is required and defined nowhere, an
/// unknown rule.
[[nodiscard]] Result<Contract> completed(Contract contract,
                                         const Config& config,
                                         const CheckOptions& options);

/// What the judge reads of the configuration.
[[nodiscard]] JudgeSettings settings_of(const Contract& contract,
                                        const Config& config,
                                        const CheckOptions& options,
                                        const std::set<std::string>& in_scope);

}  // namespace sworn::run
