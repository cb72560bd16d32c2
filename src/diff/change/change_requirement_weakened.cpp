// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

/// Whether part of what was needed together is enough now.
bool lost_a_member(const OperationPair& pair) {
  return std::ranges::any_of(pair.new_condition.any_of(), [&](const spec::Term& now) {
    return std::ranges::any_of(pair.old_condition.any_of(), [&](const spec::Term& old) {
      return now.size() < old.size() && std::ranges::includes(old, now);
    });
  });
}

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const OperationPair& pair : changes.pairs) {
    if (pair.shift != Shift::weakened) {
      continue;
    }
    Change& change = found.emplace_back(requirement_change(changes, pair));
    change.statement.explanation = "The requirement lets in more callers than before.";
    change.owner = lost_a_member(pair)
                       ? Effect{Severity::high, "part of what was needed together is enough now"}
                       : Effect{Severity::medium, "another credential is enough now"};
    change.clients = {Severity::info, "nothing breaks"};
  }
  return found;
}

}  // namespace

const ChangeRule change_requirement_weakened{
    {.id = "change-requirement-weakened",
     .title = "A requirement was weakened",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 1390,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Who was refused goes on being refused.",
     .proof_text = "As boolean functions the old requirement implies the new one and not the other "
                   "way round.",
     .looks_like = "Another spelling: `A | (A & B)` is `A`, and a renamed scheme is itself.",
     .remedy = "Put the member or the requirement back, or say in the change why less is enough.",
     .references = {"OpenAPI 3.1 §4.8.30"}},
    examine};

}  // namespace sworn::diff
