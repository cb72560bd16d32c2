// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "diff/amendment.h"
#include "evidence/facts.h"
#include "sworn/contract.h"
#include "sworn/report.h"
#include "sworn/rule.h"
#include "sworn/transcript.h"

namespace sworn::diff {

enum class Outcome { match, mismatch, inconclusive, not_applicable };

/// What a rule says of one operation. Texts hold names and placeholders, never server values, so
/// that ten runs say the same.
struct Verdict {
  Outcome outcome = Outcome::not_applicable;
  std::string reason;  ///< why it is inconclusive or not applicable
  std::string declared;
  std::string observed;
  std::string explanation;
  std::string scheme;
  std::string detail;                ///< what tells two findings of one rule on one operation apart
  std::vector<std::string> members;  ///< what it unites of one kind: Finding::members
  std::optional<Severity> severity;  ///< instead of the rule's own
  bool is_likely = false;            ///< a mismatch that no repeat makes certain
  std::string_view interview = {};   ///< whose story it rests on, where that is not the rule's
  Location where;                    ///< in the spec; the operation when it is empty
  std::vector<const Exchange*> proof;  ///< what the explanation speaks of: causes and controls
  /// Of `proof`, the one that to see again is to believe: never a control, and null only where
  /// there is no proof. `found_mismatch` names it where the proof is one exchange alone.
  const Exchange* decisive = nullptr;
  Amendment amendment;  ///< of the document, where that is the safer thing to change
};

[[nodiscard]] Verdict match();
[[nodiscard]] Verdict not_applicable(std::string reason);
[[nodiscard]] Verdict inconclusive(std::string reason);
[[nodiscard]] Verdict found_mismatch(std::string observed,
                                     std::string explanation,
                                     std::vector<const Exchange*> proof);

/// What a rule looks at: one operation in one round of questions.
struct Case {
  const Contract& contract;
  const Operation& operation;
  const Transcript& transcript;
  const evidence::Facts& facts;
};

struct Rule {
  RuleInfo info;
  /// The interview whose story the rule reads; "" where it reads what all were answered. Of proof
  /// `contrast` it is held once more before a mismatch is reported.
  std::string_view interview;
  Verdict (*examine)(const Case& c);
};

/// Every rule, in the order of the catalogue.
[[nodiscard]] std::span<const Rule> all_rules();
/// Null for an unknown id.
[[nodiscard]] const Rule* rule_named(std::string_view id);

}  // namespace sworn::diff
