// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "diff/rule.h"

namespace sworn::diff {

/// How a login answers who guesses. Each answer is had twice within the story, and good logins
/// stand around it: it is not held again, since wrong passwords of an account are to be few.
struct Guessing {
  std::optional<Verdict> verdict;  ///< set where nothing can be said
  const Exchange* good = nullptr;
  const Exchange* good_again = nullptr;
  std::vector<const Exchange*> unknown;    ///< accounts that nobody has
  std::vector<const Exchange*> wrong;      ///< passwords that are not the account's
  std::vector<const Exchange*> guesses;    ///< many of them in a row, of a throwaway
  const Exchange* good_at_last = nullptr;  ///< behind the guesses
};

/// The good login, without which no refusal means anything, has to succeed before.
[[nodiscard]] Guessing read_guessing(const Case& c);

/// 423 (RFC 4918 §11.3) or 429 (RFC 6585 §4): guessing is held up.
[[nodiscard]] bool is_held_up(const Exchange& answer);

}  // namespace sworn::diff
