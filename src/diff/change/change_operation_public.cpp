// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const OperationPair& pair : changes.pairs) {
    const bool has_common_cause =
        std::ranges::find(changes.opened_together, &pair) != changes.opened_together.end();
    if (pair.shift != Shift::opened || has_common_cause) {
      continue;
    }
    Change& change = found.emplace_back(requirement_change(changes, pair));
    change.statement.explanation = "The operation needed a credential and needs none now.";
    change.owner = {Severity::critical, "anybody may call it now"};
    if (pair.is_usually_open) {
      change.owner = {Severity::medium, "anybody may call it now, as is common for its kind"};
    }
    change.clients = {Severity::info, "nothing breaks"};
  }
  return found;
}

}  // namespace

const ChangeRule change_operation_public{
    {.id = "change-operation-public",
     .title = "An operation became public",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 306,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "What needs a credential goes on needing one.",
     .proof_text = "Every old alternative needs a credential; the new requirement is empty, "
                   "undeclared, or has an empty alternative.",
     .looks_like = "Security that moved from the operation to the root, or back.",
     .remedy = "Put the requirement back, or say in the change why everybody may call it.",
     .references = {"OpenAPI 3.1 §4.8.30"}},
    examine};

}  // namespace sworn::diff
