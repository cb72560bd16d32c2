// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "sworn/exchange.h"

namespace sworn::diff {

/// The scalars of an answer in JSON by JSON Pointer (RFC 6901, unescaped: they are compared, never
/// followed), about 500 at most; of any other answer the whole body under "". Empty without one.
[[nodiscard]] std::map<std::string, std::string> scalars_of(const Exchange& exchange);

}  // namespace sworn::diff
