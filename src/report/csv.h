// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sworn/report.h"

namespace sworn::report {

/// The operations as CSV (RFC 4180): a head, a row each, and one more for findings on the whole
/// API, whose method and path are "*". The columns `rules` and `fingerprints` are lists whose
/// elements a space separates. Every field is quoted, and one that a spreadsheet would take for a
/// formula begins with an apostrophe; a text longer than a cell holds is cut.
[[nodiscard]] std::string csv(const Report& report);

}  // namespace sworn::report
