// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "document/json_writer.h"
#include "sworn/exchange.h"

namespace sworn::report {

/// One exchange as an element of `exchanges` in the JSON report.
void write_exchange(document::JsonWriter& writer, const Exchange& exchange);

}  // namespace sworn::report
