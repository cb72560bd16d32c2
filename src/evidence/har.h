// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sworn/recording.h"
#include "sworn/result.h"

namespace sworn::evidence {

using sworn::Recording;

/// HAR 1.2. What HAR has no place for stands in `_sworn` members, versioned: of the log the run,
/// the ledger and the questions that were not asked, of each entry its name. Bytes that are no
/// UTF-8 are written as base64. `recording` is sealed.
[[nodiscard]] std::string write_har(const Recording& recording);

/// read_har(write_har(r)) is r. Reads what other programs write as well: exchanges without a name,
/// `interview` recorded_interview; a body that they left out counts as cut. Errors have file, line
/// and column: no JSON, no HAR, a member of a wrong type, a recording of a newer sworn.
[[nodiscard]] Result<Recording> read_har(std::string_view text, const std::string& name);

}  // namespace sworn::evidence
