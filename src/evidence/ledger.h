// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sworn/transcript.h"

namespace sworn::evidence {

/// What a value tells of itself: length, alphabet, and of a JWT header and claims, which are not
/// sealed yet. Its name and what it is made from are the caller's.
[[nodiscard]] LedgerEntry ledger_entry_of(std::string_view value);

}  // namespace sworn::evidence
