// SPDX-License-Identifier: Apache-2.0
#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const OperationPair& pair : changes.pairs) {
    if (pair.shift != Shift::replaced) {
      continue;
    }
    const bool is_about_scopes =
        pair.old_condition.without_scopes() == pair.new_condition.without_scopes();
    Change& change = found.emplace_back(requirement_change(changes, pair));
    change.statement.explanation = std::string("The requirement asks for other ") +
                                   (is_about_scopes ? "scopes" : "credentials") +
                                   ", neither more nor less than before.";
    change.owner = {Severity::medium,
                    is_about_scopes ? "tokens that were refused are enough now"
                                    : "credentials that were refused are enough now"};
    change.clients =
        sufficient_still(pair) == 0
            ? Effect{Severity::high, "no client is let in as it was"}
            : Effect{Severity::medium, "clients of an alternative that is gone are refused"};
  }
  return found;
}

}  // namespace

const ChangeRule change_requirement_replaced{
    {.id = "change-requirement-replaced",
     .title = "A requirement was replaced by another",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 1390,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Who was let in goes on being let in, and who was refused goes on being refused.",
     .proof_text = "As boolean functions neither requirement implies the other.",
     .looks_like = "A scheme that was renamed or moved: that is said once, of the scheme.",
     .remedy = "Offer the old alternative beside the new one until the clients have changed.",
     .references = {"OpenAPI 3.1 §4.8.30"}},
    examine};

}  // namespace sworn::diff
