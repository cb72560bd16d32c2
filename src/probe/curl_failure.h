// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include <string>

#include "sworn/exchange.h"

namespace sworn::probe {

/// What kind of failure a curl code is; `has_sent`: the request head had left.
[[nodiscard]] Failure failure_of(CURLcode code, bool has_sent);

/// Why, in curl's words and the operating system's: equal for equal causes, without times, without
/// anything that the server said.
[[nodiscard]] std::string reason_of(CURLcode code, CURL* easy, const char* detail);

}  // namespace sworn::probe
