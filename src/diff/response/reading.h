// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "diff/rule.h"

namespace sworn::diff {

/// The answers to good requests: let in with a declared alternative, or without any where none is
/// required. Refusals of identities and routes that do not exist are not among them; those belong
/// to `access-*` and `operation-missing`. Of a recording from elsewhere those that succeeded or
/// failed on their own: whether a request that was refused was a good one is not known.
struct GoodAnswers {
  std::optional<Verdict> verdict;  ///< set where there are none
  std::vector<const Exchange*> answers;
};

[[nodiscard]] GoodAnswers good_answers(const Case& c);

}  // namespace sworn::diff
