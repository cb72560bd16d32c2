// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "diff/rule.h"

namespace sworn::diff {

/// What an identity asked to change of another's object, which that one had created for it.
struct ForeignChange {
  const Exchange* created = nullptr;
  const Exchange* own = nullptr;  ///< the owner's looks before
  const Exchange* again = nullptr;
  const Exchange* change = nullptr;
  const Exchange* absent = nullptr;  ///< the same asked of what does not exist
  const Exchange* after = nullptr;   ///< the owner's look after
  const Exchange* with_nothing =
      nullptr;                       ///< the same by whoever brings nothing, on another object
  const Exchange* beside = nullptr;  ///< the looks at that one
  const Exchange* beside_after = nullptr;
  std::optional<Verdict> verdict;  ///< set unless the change took effect, and for nobody else
};

/// Of a story whose owner creates an object, and whose intruder changes it.
[[nodiscard]] ForeignChange read_change(const Case& c, const evidence::Story& story);

}  // namespace sworn::diff
