// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "report/exchange_index.h"
#include "sworn/report.h"

namespace sworn::report {

/// The steps of the proof as numbered sentences (step_text); of a long story those between its
/// begin, its decisive exchange and its end are left out.
[[nodiscard]] std::vector<std::string> proof_steps(const Finding& finding,
                                                   const ExchangeIndex& exchanges);

/// Title, operation, place in the document, both forms, the proof with its decisive command, the
/// remedy and the fingerprint, a line each and at most `most_bytes`. What cannot be seen is
/// shown as an escape, so that no text begins a line of its own; no format is escaped for.
[[nodiscard]] std::string finding_in_lines(const Report& report,
                                           const Finding& finding,
                                           const ExchangeIndex& exchanges,
                                           std::size_t most_bytes);

/// Why a finding does not make a build fail: known, suppressed (and why), likely, or milder than
/// `fail_on` (View); "" for one that does.
[[nodiscard]] std::string why_not_gated(const Finding& finding, std::optional<Severity> fail_on);

}  // namespace sworn::report
