// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "run/check.h"

namespace sworn::run {

/// What `sworn plan` prints: the requests that check would send, told by interviewing the honest
/// transport. Nothing is sent. Per operation one line with the number of requests, or why it is not
/// asked; with `verbose` each request by its step.
[[nodiscard]] Result<std::string> plan(Contract contract,
                                       const Config& config,
                                       const CheckOptions& options,
                                       bool verbose);

}  // namespace sworn::run
