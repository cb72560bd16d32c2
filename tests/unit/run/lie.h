// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "probe/honest.h"

namespace sworn::test {

/// At `operation`, whom it refuses is answered as a good request before, where `is_let_in` says so
/// of both.
[[nodiscard]] probe::Lie letting_in(
    std::string operation,
    std::function<bool(const Request& refused, const Request& good)> is_let_in);

/// At `operation`, the answer that `other` makes of the honest one.
[[nodiscard]] probe::Lie answering(
    std::string operation, std::function<Response(const Request& request, Response honest)> other);

/// `lie`, told the first time that it changes anything, and the truth ever after.
[[nodiscard]] probe::Lie once(probe::Lie lie);

/// Each of both, where the first one tells the truth.
[[nodiscard]] probe::Lie both(probe::Lie one, probe::Lie other);

/// A JSON answer.
[[nodiscard]] Response json_answer(int status, std::string body);

/// A header's value, or "".
[[nodiscard]] std::string header_of(const Request& request, const std::string& name);

}  // namespace sworn::test
