// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "diff/change/flow_reading.h"
#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

/// The scopes of the flows that both forms have: those of a flow that is gone went with it.
std::set<std::string> scopes_of(const Flows& flows, const Flows& other) {
  std::set<std::string> scopes;
  for (const auto& [kind, all] : flows) {
    if (!other.contains(kind)) {
      continue;
    }
    for (const FlowOf& one : all) {
      for (const auto& [scope, text] : one.flow->scopes) {
        scopes.insert(scope);
      }
    }
  }
  return scopes;
}

bool is_required(const Contract& contract,
                 const std::vector<const Scheme*>& schemes,
                 const std::string& scope) {
  const auto asks = [&](const SchemeUse& use) {
    return std::ranges::find(schemes, use.scheme, &Scheme::name) != schemes.end() &&
           std::ranges::find(use.scopes, scope) != use.scopes.end();
  };
  return std::ranges::any_of(contract.operations, [&](const Operation& operation) {
    return std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& one) {
      return std::ranges::any_of(one.all_of, asks);
    });
  });
}

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const SchemeClass& schemes : changes.schemes.classes()) {
    const Flows before = flows_of(schemes.before);
    const Flows after = flows_of(schemes.after);
    const std::set<std::string> still = scopes_of(after, before);
    std::vector<std::string> withdrawn;
    for (const std::string& scope : scopes_of(before, after)) {
      if (!still.contains(scope)) withdrawn.push_back(scope);
    }
    if (withdrawn.empty()) {
      continue;
    }
    const bool any_required = std::ranges::any_of(withdrawn, [&](const std::string& scope) {
      return is_required(changes.after, schemes.after, scope);
    });
    Change& change = found.emplace_back();
    change.statement.where = schemes.after.front()->where;
    change.statement.scheme = schemes.after.front()->name;
    change.statement.declared = "offers " + listed(withdrawn);
    change.statement.observed = withdrawn.size() == 1 ? "does not offer it" : "does not offer them";
    change.statement.explanation = "The flows of the scheme offer fewer scopes.";
    change.owner = {Severity::info, "it protects no less"};
    change.clients = {Severity::low, "who asks for such a scope gets an error"};
    if (any_required) {
      change.clients = {Severity::medium, "nobody can get a token that operations still require"};
    }
  }
  return found;
}

}  // namespace

const ChangeRule change_scope_withdrawn{
    {.id = "change-scope-withdrawn",
     .title = "A scheme no longer offers a scope",
     .severity = Severity::medium,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "A scope that a flow offers goes on being granted.",
     .proof_text = "A flow of the old form of the scheme lists the scope, and no flow of the new "
                   "form that the old one has too.",
     .looks_like = "The scopes of a flow that is gone: that is said of the flow.",
     .remedy = "Keep the scope until no client asks for it.",
     .references = {"OpenAPI 3.1 §4.8.29", "RFC 6749 §4.1.2.1"}},
    examine};

}  // namespace sworn::diff
