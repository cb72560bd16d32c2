// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sworn/exchange.h"

namespace sworn::evidence {

/// Whether two answers are alike: equal status and equal body shape, JSON keys and types or else
/// text (DESIGN.md, verdict protocol 1). In text, runs of digits and long words of mixed characters
/// are masked, as is the path that was asked; an empty array is like any array, null like any
/// value. Two answers without a response are never alike.
[[nodiscard]] bool alike(const Exchange& a, const Exchange& b);

/// Whether they are alike and say the same: JSON texts are compared as other texts are.
[[nodiscard]] bool alike_in_words(const Exchange& a, const Exchange& b);

}  // namespace sworn::evidence
