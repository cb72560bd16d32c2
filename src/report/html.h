// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/view.h"
#include "sworn/report.h"

namespace sworn::report {

/// One file that needs no other and no network, for the owner of the API. It reads without script;
/// its script filters, searches and copies. A content security policy lets in this style sheet and
/// this script only (CSP Level 3 §2.3.1), and whatever a server or a document said is text. Of a
/// group the first three findings are told with their exchanges, all of them with `view.verbose`.
[[nodiscard]] std::string html(const Report& report, const View& view);

}  // namespace sworn::report
