// SPDX-License-Identifier: Apache-2.0
#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const OperationPair& pair : changes.pairs) {
    if (pair.shift != Shift::scope_added) {
      continue;
    }
    Change& change = found.emplace_back(requirement_change(changes, pair));
    change.statement.explanation = "More scopes are needed than before.";
    change.owner = {Severity::info, "it protects more"};
    change.clients = {Severity::medium, "credentials without the new scope are refused"};
  }
  return found;
}

}  // namespace

const ChangeRule change_scope_added{
    {.id = "change-scope-added",
     .title = "An operation asks for another scope",
     .severity = Severity::medium,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "A credential that was enough goes on being enough.",
     .proof_text = "The schemes are the same and the new scopes imply the old ones, not the other "
                   "way round.",
     .looks_like = "Scopes in another order, or an alternative that others absorb.",
     .remedy = "Announce it, so that clients ask for the scope before it is needed.",
     .references = {"OpenAPI 3.1 §4.8.30", "RFC 6749 §3.3"}},
    examine};

}  // namespace sworn::diff
