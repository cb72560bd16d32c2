// SPDX-License-Identifier: Apache-2.0
#include "diff/change/flow_reading.h"
#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const SchemeClass& schemes : changes.schemes.classes()) {
    const Flows now = flows_of(schemes.after);
    if (now.empty() || count_uses(changes.after, schemes.after) == 0) {
      continue;  // the scheme is gone or has another form, which is said of it
    }
    for (const auto& [kind, flows] : flows_of(schemes.before)) {
      if (now.contains(kind)) {
        continue;
      }
      std::vector<std::string> kinds;
      for (const auto& [still, unused] : now) {
        kinds.push_back(still);
      }
      Change& change = found.emplace_back();
      change.is_gone = true;
      change.statement.where = flows.front().flow->where;
      change.statement.scheme = schemes.after.front()->name;
      change.statement.declared = "flow " + kind;
      change.statement.observed = "flows " + listed(kinds);
      change.statement.detail = kind;
      change.statement.explanation = "The scheme no longer offers the flow.";
      change.owner = {Severity::info, "it protects no less"};
      change.clients = {Severity::medium, "those that use the flow get no token any more"};
    }
  }
  return found;
}

}  // namespace

const ChangeRule change_flow_removed{
    {.id = "change-flow-removed",
     .title = "A scheme no longer offers an OAuth flow",
     .severity = Severity::medium,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "A flow that was declared goes on handing out tokens.",
     .proof_text = "The old form of the scheme has the flow, the new form has others only, and "
                   "operations require it.",
     .looks_like = "Flows of several schemes of Swagger 2.0 that were united in one.",
     .remedy = "Announce it, and keep the flow until the clients have changed.",
     .references = {"OpenAPI 3.1 §4.8.28"}},
    examine};

}  // namespace sworn::diff
