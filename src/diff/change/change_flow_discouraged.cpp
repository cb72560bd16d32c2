// SPDX-License-Identifier: Apache-2.0
#include "diff/change/flow_reading.h"
#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const SchemeClass& schemes : changes.schemes.classes()) {
    if (count_uses(changes.after, schemes.after) == 0) {
      continue;
    }
    const Flows before = flows_of(schemes.before);
    for (const auto& [kind, flows] : flows_of(schemes.after)) {
      const bool is_password = kind == "password";
      if (before.contains(kind) || (!is_password && kind != "implicit")) {
        continue;
      }
      Change& change = found.emplace_back();
      change.statement.where = flows.front().flow->where;
      change.statement.scheme = flows.front().scheme->name;
      change.statement.declared = "no flow " + kind;
      change.statement.observed = "flow " + kind;
      change.statement.detail = kind;
      change.statement.explanation = "The scheme offers a flow that is not to be used any more.";
      change.owner = is_password ? Effect{Severity::medium, "users hand their passwords to clients"}
                                 : Effect{Severity::low, "tokens stand in URLs, where they leak"};
      change.clients = {Severity::info, "nothing breaks"};
    }
  }
  return found;
}

}  // namespace

const ChangeRule change_flow_discouraged{
    {.id = "change-flow-discouraged",
     .title = "A discouraged OAuth flow was added",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 522,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "The password flow must not and the implicit flow should not be used.",
     .proof_text = "The new form of a scheme that operations require has the flow and the old form "
                   "has not.",
     .looks_like = "A scheme that had the flow under another name.",
     .remedy = "Use the authorization code flow with PKCE, or client credentials between machines.",
     .references = {"RFC 9700 §2.1.2", "RFC 9700 §2.4"}},
    examine};

}  // namespace sworn::diff
