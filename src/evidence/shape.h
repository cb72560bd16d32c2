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

/// How much an answer that is alike tells beside the good one.
enum class Fullness {
  equal,         ///< a value wherever the good one has one, and the same outcome
  emptier,       ///< an empty list where the good one lists something
  other_outcome  ///< null where the good one has a value, or a member such as `code` or `success`
                 ///< differs
};

/// Shape alone is too loose to say that an answer lets in: `{"code": 401, "data": null}` has that
/// of
/// `{"code": 0, "data": {…}}`. For answers that are alike.
[[nodiscard]] Fullness fullness(const Exchange& answer, const Exchange& good);

/// Whether a refusal's body holds what the good answer's holds: the same JSON shape, nothing
/// missing, and some telling values equal. The status is not looked at.
[[nodiscard]] bool tells_the_same(const Exchange& refusal, const Exchange& good);

}  // namespace sworn::evidence
