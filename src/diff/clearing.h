// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "sworn/report.h"

namespace sworn::diff {

/// Why no finding of a rule stands on an operation.
enum class Clearing {
  absent,   ///< there is no such operation any more
  unknown,  ///< the rule was not applied, or the operation was not asked, or nothing was proven
  silent,   ///< it was asked, and the rule does not apply
  cleared   ///< it was asked, and keeps what is promised
};

/// The Clearing of a rule on an operation (method, path) of which the report has no finding.
using ClearingOf = std::function<Clearing(
    const std::string& rule, const std::string& method, const std::string& path)>;

/// Of a report about documents alone, with its rules and operations, which must outlive it: its
/// rules look at every operation that there is.
[[nodiscard]] ClearingOf clearing_in_text(const Report& report);

}  // namespace sworn::diff
