// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "probe/jwt_forgery.h"
#include "probe/stage.h"

namespace sworn::probe {

/// The published keys that `token` may be verified with, in every form of theirs: from the key set
/// that the document names, an openIdConnect discovery or OAuth metadata document leads to, or that
/// stands under a well-known path (RFC 8414 §3, OpenID Connect Discovery 1.0 §4). Asks the origin
/// of --url alone and without credentials, six requests at most, in a conversation of that name.
[[nodiscard]] std::vector<KeyForm> published_keys(Stage& stage,
                                                  const std::string& conversation,
                                                  const Jws& token);

}  // namespace sworn::probe
