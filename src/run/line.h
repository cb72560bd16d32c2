// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "probe/live.h"
#include "probe/paced.h"
#include "run/check.h"
#include "sworn/identity.h"

namespace sworn::run {

/// How fast a run may ask: as the configuration says, else unbounded on loopback and where nothing
/// real is asked.
[[nodiscard]] probe::Pace pace_of(const Config& config,
                                  bool is_loopback,
                                  bool is_real,
                                  std::stop_token stop);

/// How its requests travel.
[[nodiscard]] probe::LiveOptions live_options(const Config& config,
                                              const CheckOptions& options,
                                              std::stop_token stop);

}  // namespace sworn::run
