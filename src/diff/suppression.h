// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "diff/clearing.h"
#include "sworn/contract.h"
#include "sworn/identity.h"
#include "sworn/report.h"

namespace sworn::diff {

/// What a configuration accepts, on a day.
struct Suppressions {
  std::vector<SuppressConfig> entries = {};
  std::string today = {};  ///< "2026-11-18"; `expires` is the last day that an entry is good for
};

/// The day of a moment, in UTC.
[[nodiscard]] std::string day_of(std::int64_t unix_milliseconds);

/// Marks the findings that an entry in force names by rule and operation, with its reason; the
/// first one decides. Says in `coverage` which entries are expired and what no entry covers any
/// more, and which match nothing although their rule is content with all operations that they name:
/// those can go. `contracts` are the documents that the operations stand in; `report.rules` and
/// `operations` are filled in.
void suppress(Report& report,
              const Suppressions& suppressions,
              std::span<const Contract* const> contracts,
              const ClearingOf& clearing_of);

}  // namespace sworn::diff
