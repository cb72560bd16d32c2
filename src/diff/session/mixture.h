// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diff/rule.h"

namespace sworn::diff {

/// The `mixture` story of an operation: two parties, and their credentials in company.
struct Mixture {
  std::optional<Verdict> verdict;       ///< set where nothing can be said
  std::vector<const Exchange*> own;     ///< the user's own credentials, before
  std::vector<const Exchange*> others;  ///< the other's own, before; empty without one
  /// The same and what the baseline was told, at another time: a counter tells nobody apart.
  std::vector<const Exchange*> told_to_user;
  std::vector<const Exchange*> told_to_other;
  const Exchange* afterwards = nullptr;  ///< the user's own, at the end
  const Exchange* others_afterwards = nullptr;
  const Exchange* nothing = nullptr;
  bool takes_session = false;  ///< told by what their own credentials are
  bool takes_key = false;
};

/// With its controls held: one's own credentials work, and nothing at all is refused.
[[nodiscard]] Mixture read_mixture(const Case& c);

/// A step of it with two credentials at least; null where it was not asked.
[[nodiscard]] const Exchange* in_company(const Case& c, const std::string& who, const char* step);

}  // namespace sworn::diff
