// SPDX-License-Identifier: Apache-2.0
#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

Effect effect_on_clients(const OperationPair& pair) {
  if (pair.old_condition.is_open()) {
    // Who declares what was never said may well describe what the API did all along.
    return pair.before->requirement.source == RequirementSource::absent
               ? Effect{Severity::medium,
                        "who sends no credential is refused; the old document did not say so"}
               : Effect{Severity::high, "who sends no credential is refused"};
  }
  return sufficient_still(pair) == 0
             ? Effect{Severity::high, "no client is let in as it was"}
             : Effect{Severity::medium, "clients of an alternative that is gone are refused"};
}

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const OperationPair& pair : changes.pairs) {
    if (pair.shift != Shift::strengthened) {
      continue;
    }
    Change& change = found.emplace_back(requirement_change(changes, pair));
    change.statement.explanation = "The requirement lets in fewer callers than before.";
    change.owner = {Severity::info, "it protects more"};
    change.clients = effect_on_clients(pair);
  }
  return found;
}

}  // namespace

const ChangeRule change_requirement_strengthened{
    {.id = "change-requirement-strengthened",
     .title = "A requirement was strengthened",
     .severity = Severity::high,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Who was let in goes on being let in.",
     .proof_text = "As boolean functions the new requirement implies the old one and not the other "
                   "way round.",
     .looks_like = "Another spelling: `A | (A & B)` is `A`, and a renamed scheme is itself.",
     .remedy = "Announce it, and let the API take the old credentials until the clients have "
               "changed.",
     .references = {"OpenAPI 3.1 §4.8.30"}},
    examine};

}  // namespace sworn::diff
