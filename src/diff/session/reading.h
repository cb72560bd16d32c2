// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diff/rule.h"
#include "evidence/session.h"

namespace sworn::diff {

/// The login under examination, as its `handout` story tells it.
struct LoginReading {
  std::optional<Verdict> verdict;    ///< set where nothing can be said
  const Exchange* first = nullptr;   ///< the login that succeeded
  const Exchange* second = nullptr;  ///< at once
  const Exchange* third = nullptr;   ///< two seconds later
  std::vector<evidence::Opening> openings;
};

[[nodiscard]] LoginReading read_login(const Case& c);

/// Whether the handout story was held about the operation, so that it is a login at all.
[[nodiscard]] bool is_login(const Case& c);

/// One way of planting an identifier, as the `fixation` story tells it: the steps and what they
/// show.
struct Planting {
  std::string variant;                ///< "obtained", "invented"
  const Exchange* obtains = nullptr;  ///< what handed the attacker the identifier
  const Exchange* before = nullptr;
  const Exchange* login = nullptr;
  const Exchange* victim_after = nullptr;
  const Exchange* attacker_after = nullptr;
  const Exchange* attacker_later = nullptr;
  const Exchange* nothing = nullptr;

  enum class Result { survives, ends, unknown, not_held };
  Result result = Result::not_held;
  std::string reason;  ///< of unknown and not_held
  [[nodiscard]] std::vector<const Exchange*> proof() const;
};

[[nodiscard]] Planting read_planting(const Case& c,
                                     const evidence::Opening& opening,
                                     const std::string& variant);

/// An attacker's own live session over which somebody else logs in (ORACLES.md, F1b).
struct Takeover {
  Planting::Result result = Planting::Result::not_held;
  std::string reason;
  std::vector<const Exchange*> proof;
  const Exchange* replay = nullptr;  ///< the attacker's request after the victim's login
};

[[nodiscard]] Takeover read_takeover(const Case& c, const evidence::Opening& opening);

/// Whether `answer` is told to whom `second` was told and not to whom `first` was, by values in
/// which the two differ and that one of them was told at another time as well.
[[nodiscard]] bool is_answered_as_second(const Case& c,
                                         const Exchange& answer,
                                         const Exchange& first,
                                         const Exchange& second);

/// Whether a session that should be let in was, with success: the positive control of a story.
[[nodiscard]] bool works(const Case& c, const Exchange* answer);

/// The gate of an answer to a carrier whose worth is in question, or to none, read against the
/// nearest good answer to the same request where there is one.
[[nodiscard]] evidence::Gate carrier_gate(const Case& c,
                                          const Exchange* answer,
                                          const Exchange* good);

/// "the cookie sid", "the response member /token", "the header X-Session".
[[nodiscard]] std::string carrier_words(const std::string& carrier);

/// A JWT's or other carrier's ledger entry in an answer; null when it hands out none there.
[[nodiscard]] const LedgerEntry* ledger_of(const Case& c,
                                           const Exchange* answer,
                                           const std::string& carrier);

/// A signed token that ends so soon after its issue may rightly be one that nobody looks up.
inline constexpr std::int64_t short_life_s = 900;

}  // namespace sworn::diff
