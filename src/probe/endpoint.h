// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "probe/stage.h"
#include "sworn/contract.h"
#include "sworn/identity.h"
#include "sworn/result.h"

namespace sworn::probe {

/// Where a URL that the document names besides its paths (token, discovery, metadata) is asked
/// (DESIGN.md, "The spec is untrusted input"): on a declared server's origin it is mapped to
/// `base_url`, whose path stands for the server's own; a relative one (OpenAPI 3.2 §4.1.2.2) stands
/// below `base_url`; a host that `allow_origins` names is asked as it is. An Error says in plain
/// words why it is not asked.
[[nodiscard]] Result<std::string> endpoint_of(const Contract& contract,
                                              const Config& config,
                                              const std::string& base_url,
                                              const std::string& declared);

/// The same for a request of a run, which `exclude:` may forbid as it forbids operations: a pattern
/// is held against the path with and without that of `--url`, on whichever host it is: `POST
/// /token` forbids that of another host as well.
[[nodiscard]] Result<std::string> endpoint_in(const Scene& scene,
                                              const std::string& method,
                                              const std::string& declared);

/// Whether two URLs name one place once mapped: scheme and host without case, a trailing slash
/// apart.
[[nodiscard]] bool is_same_url(const std::string& a, const std::string& b);

}  // namespace sworn::probe
