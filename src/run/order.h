// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sworn/exchange.h"

namespace sworn::run {

/// The order of a transcript: by phase, interview, subject (path, then method) and round; the steps
/// of one story stay in the order in which they were asked. It depends on names alone, so that the
/// united exchanges of several shards stand as those of one run.
void put_in_order(std::vector<Exchange>& exchanges);

}  // namespace sworn::run
