// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

std::vector<Change> examine(const Changes& changes) {
  if (changes.opened_together.empty()) {
    return {};
  }
  const Requirement& old_root = changes.before.root_requirement;
  const Requirement& new_root = changes.after.root_requirement;
  Change change;
  if (old_root.is_secured() && !new_root.is_secured()) {
    const Forms forms = forms_of(changes, old_root, new_root);
    change.statement.declared = forms.before;
    change.statement.observed = forms.after;
    change.is_gone = new_root.where.line == 0;
    change.statement.where = change.is_gone ? old_root.where : new_root.where;
  } else {
    const Operation& first = *changes.opened_together.front()->after;
    change.statement.declared =
        "a credential for " + counted(changes.opened_together.size(), "operation");
    change.statement.observed = "none for any";
    change.statement.where =
        first.requirement.where.line > 0 ? first.requirement.where : first.where;
  }
  const std::string count = counted(changes.opened_together.size(), "operation");
  std::vector<std::string> keys;
  for (const OperationPair* pair : changes.opened_together) {
    keys.push_back(pair->after->key());
  }
  const bool all_usually_open = std::ranges::all_of(
      changes.opened_together, [](const OperationPair* pair) { return pair->is_usually_open; });
  change.statement.explanation = "The document lost the security that it had as a whole: " + count +
                                 " that needed a credential " +
                                 (changes.opened_together.size() == 1 ? "needs" : "need") +
                                 " none now: " + listed(keys) + ".";
  if (all_usually_open) {
    change.owner = {Severity::medium,
                    "anybody may call " + count + " now, of a kind that is commonly open"};
  } else {
    change.owner = {Severity::critical, "anybody may call " + count + " now"};
  }
  change.clients = {Severity::info, "nothing breaks"};
  return {change};
}

}  // namespace

const ChangeRule change_security_dropped{
    {.id = "change-security-dropped",
     .title = "The whole document lost its security",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 306,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "What an operation inherits from the root `security` it goes on requiring.",
     .proof_text =
         "The old root requirement needs a credential and the new one none, and operations "
         "that inherited it are open now, while under a fifth of those that needed a credential "
         "still do; or no operation needs a credential any more.",
     .looks_like = "The root requirement moved to each operation: those still require it. Where "
                   "many do, those that lost it are told one by one.",
     .remedy = "Put the root `security` back; declare `security: []` on the operations that are "
               "meant to be open.",
     .references = {"OpenAPI 3.1 §4.8.1", "OpenAPI 3.1 §4.8.30"}},
    examine};

}  // namespace sworn::diff
