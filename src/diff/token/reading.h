// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diff/rule.h"

namespace sworn::diff {

/// What the `forgery` story tells of one token at one operation.
struct TokenReading {
  std::string signature;               ///< how it travels: "http bearer"
  const LedgerEntry* token = nullptr;  ///< null when the ledger does not know it
  const Exchange* good = nullptr;
  const Exchange* nothing = nullptr;
  const Exchange* never_issued = nullptr;
  const Exchange* good_again = nullptr;
  std::vector<const Exchange*> others;  ///< every other token that was tried, or was not
  std::optional<Verdict> fault;         ///< set where a control failed, so that nothing can be said

  /// The answers to tokens of that kind (evidence/forged.h).
  [[nodiscard]] std::vector<const Exchange*> answers_to(std::string_view how) const;
  [[nodiscard]] evidence::Gate gate_of(const Exchange& answer) const;
  [[nodiscard]] bool is_let_in(std::string_view how) const;
  /// A claim of the token, sealed; nothing when it has none such.
  [[nodiscard]] std::optional<std::string> claim(const std::string& name) const;
  /// Seconds since the epoch (RFC 7519 §2, NumericDate); nothing for what is no number.
  [[nodiscard]] std::optional<double> time_claim(const std::string& name) const;
  /// HS256, HS384 or HS512: who verifies can sign.
  [[nodiscard]] bool is_by_secret() const;
};

/// Every token that the story has, in its order.
[[nodiscard]] std::vector<TokenReading> read_tokens(const Case& c);

/// The schemes' names for a place, else the place itself.
[[nodiscard]] std::string token_words(const Case& c, const TokenReading& reading);

/// What the rule of one question says of one token.
using TokenJudge = Verdict (*)(const Case& c, const TokenReading& reading);

/// One operation's verdict from those on its tokens: a mismatch before what is not known, that
/// before a match. Not applicable where no token was tried.
[[nodiscard]] Verdict judge_tokens(const Case& c, TokenJudge judge);

/// One question of the mutation table.
struct ForgedQuestion {
  std::vector<std::string_view> hows;
  bool needs_checked_signature = true;  ///< says nothing where any signature passes
  std::string explanation;
  std::string why_not_asked;  ///< not applicable when no such token was tried
};

/// The controls hold, and a token of that kind is let in: a mismatch. All refused: a match.
[[nodiscard]] Verdict judge_forged(const Case& c,
                                   const TokenReading& reading,
                                   const ForgedQuestion& question);

/// A mismatch of which the token itself is the proof, as both controls show it at work.
[[nodiscard]] Verdict token_mismatch(const Case& c,
                                     const TokenReading& reading,
                                     const std::string& observed,
                                     std::string explanation);

/// What is known of the JWT that a request carried in that place ("http bearer"); null where it
/// carried none.
[[nodiscard]] const LedgerEntry* ledger_of_request(const Case& c,
                                                   const Exchange& exchange,
                                                   const std::string& signature);

/// Whether an answer has a Date (RFC 9110 §6.6.1), which is the server's own clock.
[[nodiscard]] bool tells_time(const Exchange& answer);

/// Seconds since the epoch when the answer was given: its Date, else the run's clock.
[[nodiscard]] double seconds_at(const Case& c, const Exchange& answer);

}  // namespace sworn::diff
