// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

/// Whether a credential without any scope is enough where none was.
bool takes_any_token(const OperationPair& pair) {
  return std::ranges::any_of(pair.new_condition.any_of(), [&](const spec::Term& term) {
    const bool has_no_scope =
        std::ranges::all_of(term, [](const spec::Variable& v) { return v.scope.empty(); });
    return has_no_scope && !pair.old_condition.lets_in(term);
  });
}

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const OperationPair& pair : changes.pairs) {
    if (pair.shift != Shift::scope_dropped) {
      continue;
    }
    Change& change = found.emplace_back(requirement_change(changes, pair));
    change.statement.explanation = "Fewer scopes are enough than before.";
    change.owner = takes_any_token(pair)
                       ? Effect{Severity::high, "any credential of the scheme is enough now"}
                       : Effect{Severity::medium, "a credential with fewer scopes is enough now"};
    change.clients = {Severity::info, "nothing breaks"};
  }
  return found;
}

}  // namespace

const ChangeRule change_scope_dropped{
    {.id = "change-scope-dropped",
     .title = "An operation no longer asks for a scope",
     .severity = Severity::high,
     .category = Category::function_authorization,
     .cwe = 862,
     .owasp = "API5:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Who was not entitled goes on being refused.",
     .proof_text = "The schemes are the same and the old scopes imply the new ones, not the other "
                   "way round.",
     .looks_like = "Scopes in another order, or an alternative that others absorb.",
     .remedy = "Put the scope back, or say in the change why every token is enough.",
     .references = {"OpenAPI 3.1 §4.8.30", "RFC 6749 §3.3"}},
    examine};

}  // namespace sworn::diff
