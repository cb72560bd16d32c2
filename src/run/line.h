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

/// How fast what it created is removed. No stop cuts that off, so that a target that asks for
/// patience is not waited for long.
[[nodiscard]] probe::Pace clean_up_pace(const Config& config, bool is_loopback, bool is_real);

/// How its requests travel.
[[nodiscard]] probe::LiveOptions live_options(const Config& config,
                                              const CheckOptions& options,
                                              std::stop_token stop);

}  // namespace sworn::run
