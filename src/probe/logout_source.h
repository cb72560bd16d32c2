// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "probe/session_source.h"

namespace sworn::probe {

/// Whose sessions a logout is there to end.
struct LogoutSource {
  /// Those of the logins that are nearest to it by their paths, one for each login.
  std::vector<OpeningSource> sessions;
  /// A login that is nearer still, of which no session is known; null when there is none.
  const Operation* nearer = nullptr;
};

/// Sessions whose carrier `logout` declares; where it declares nothing, those that travel as a
/// cookie.
[[nodiscard]] LogoutSource logout_source(const Scene& scene, const Operation& logout);

/// Whether an alternative of the operation's requirement has a scheme of that signature.
[[nodiscard]] bool declares(const Scene& scene,
                            const Operation& operation,
                            const std::string& signature);

}  // namespace sworn::probe
