// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sworn/exchange.h"

namespace sworn::diff {

/// What an answer says: its scalars by JSON Pointer, or the whole body under "" where it is no
/// JSON. Empty without an answer.
[[nodiscard]] std::map<std::string, std::string> values_in(const Exchange& answer);

/// Whom an answer speaks to, of two principals.
enum class Voice { first, second, neither };

/// Told by the values that every answer to the first has in common, every answer to the second as
/// well, and in which the two differ: clocks and counters drop out where each was asked twice.
/// `neither` where nothing tells, or both are told.
[[nodiscard]] Voice voice_of(const Exchange& answer,
                             const std::vector<const Exchange*>& to_first,
                             const std::vector<const Exchange*>& to_second);

/// Whether anything tells the two apart.
[[nodiscard]] bool are_told_apart(const std::vector<const Exchange*>& to_first,
                                  const std::vector<const Exchange*>& to_second);

}  // namespace sworn::diff
