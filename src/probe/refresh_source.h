// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "probe/session_source.h"

namespace sworn::probe {

/// A login whose answer has a refresh token, and the session that goes with it.
struct RefreshSource {
  SessionSource session;
  CarrierPlace place;  ///< where the login's answer has the refresh token
};

/// Nothing where no login hands out both.
[[nodiscard]] std::optional<RefreshSource> refresh_source(const Scene& scene);

/// How a refresh token goes back: as the cookie that it is, as a bearer token, in the body.
enum class RefreshWay { cookie, bearer, body };

/// The ways that the operation may take it by, the likeliest first.
[[nodiscard]] std::vector<RefreshWay> ways_to_refresh(const Scene& scene,
                                                      const Operation& operation,
                                                      const RefreshSource& source);

/// Whether the document says that the operation takes the refresh token, or it asks for nothing
/// else and the token is a cookie, which clients send anyway.
[[nodiscard]] bool takes_refresh(const Scene& scene,
                                 const Operation& operation,
                                 const RefreshSource& source);

/// `operation` with the refresh token, and the session beside it where it wants one.
[[nodiscard]] Ask with_refresh(const Scene& scene,
                               const Operation& operation,
                               const RefreshSource& source,
                               RefreshWay way,
                               const std::string& token,
                               const std::string& session);

}  // namespace sworn::probe
