// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/text_layout.h"
#include "sworn/exchange.h"

namespace sworn::report {

/// The sealed request and its answer as they went over the wire, lines of `width` columns marked by
/// "> " and "< "; long fields and bodies are cut.
[[nodiscard]] Lines exchange_lines(const Exchange& exchange, std::size_t width);

}  // namespace sworn::report
