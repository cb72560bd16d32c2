// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diff/access/reading.h"

namespace sworn::diff {

/// A story of the access family about one operation, with the controls that begin and end it.
struct GuardedStory {
  const evidence::Story& story;
  const Exchange* good = nullptr;
  const Exchange* none_again = nullptr;
  const Exchange* good_again = nullptr;
  /// Why nothing can be said: the gate is not known to hold, the story was not asked (`not_asked`
  /// says of what it is), or a control failed. Nothing when the rule may judge.
  std::optional<Verdict> verdict;

  /// What the credential-less and the good exchanges before and after prove, `others` between them.
  [[nodiscard]] std::vector<const Exchange*> between(
      const std::vector<const Exchange*>& others) const;
};

[[nodiscard]] GuardedStory read_guarded(const Case& c,
                                        std::string_view interview,
                                        std::string_view not_asked);

/// What an answer to another way to ask shows.
enum class Passage { through, stopped, unclear };

/// Through: a whole success that says what the good one says, and that an invented path is not told
/// in the same way. Another resource, a redirect or a page for everybody goes nowhere.
[[nodiscard]] Passage passage_of(const Case& c,
                                 const GuardedStory& guarded,
                                 const Exchange& answer);

/// The first use of a credential in that state; null where there is none.
[[nodiscard]] const CredentialUse* use_in_state(const Exchange& exchange, CredentialState state);

}  // namespace sworn::diff
