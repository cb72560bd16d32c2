// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "probe/stage.h"

namespace sworn::probe {

/// A read that `scheme` alone should open, one without path parameters if there is one; null where
/// there is none.
[[nodiscard]] const Operation* opened_by(const Scene& scene, const Scheme& scheme);

/// Schemes that some operation requires and `identity` holds nothing for, by name.
[[nodiscard]] std::vector<const Scheme*> wanted_schemes(const Scene& scene,
                                                        const Identity& identity);

/// Logs `identity` in by `login` and hands to the stage what of the answer opens something for the
/// wanted schemes, refused without it. Nothing is asked where the identity has no way to log in.
void log_in_for(Stage& stage,
                const Operation& login,
                const Identity& identity,
                const std::vector<const Scheme*>& wanted,
                const std::string& name);

}  // namespace sworn::probe
