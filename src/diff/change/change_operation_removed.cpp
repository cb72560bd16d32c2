// SPDX-License-Identifier: Apache-2.0
#include "diff/change/reading.h"
#include "diff/change/rules.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const Operation* operation : changes.removed) {
    Change& change = found.emplace_back();
    change.is_gone = true;
    change.statement.operation = operation;
    change.statement.declared = "declared";
    change.statement.observed = "no such operation";
    change.statement.explanation = "The operation is gone from the document.";
    change.owner = {Severity::info, "it protects no less"};
    if (spec::purpose_of(*operation) == spec::Purpose::logout) {
      change.owner = {Severity::medium, "sessions cannot be ended any more"};
    }
    change.clients = operation->is_deprecated
                         ? Effect{Severity::low, "its callers break; it was deprecated"}
                         : Effect{Severity::medium, "its callers break"};
  }
  for (const OperationPair& pair : changes.pairs) {
    if (!pair.has_moved) {
      continue;
    }
    Change& change = found.emplace_back();
    change.is_gone = true;
    change.statement.operation = pair.before;
    change.statement.declared = "declared";
    change.statement.observed = "moved to " + pair.after->path;
    change.statement.explanation = "The operation of this operationId has another path.";
    change.owner = {Severity::info, "it protects no less by that"};
    change.clients = {pair.before->is_deprecated ? Severity::low : Severity::medium,
                      "its callers break until they call the new path"};
  }
  return found;
}

}  // namespace

const ChangeRule change_operation_removed{
    {.id = "change-operation-removed",
     .title = "An operation was removed",
     .severity = Severity::medium,
     .category = Category::inventory,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "What was declared stays, or was deprecated before.",
     .proof_text = "No operation of the new document has its method and path template, whatever "
                   "the names of the parameters. By its operationId it is told where it went.",
     .looks_like = "A path whose parameters were renamed: that is the same operation.",
     .remedy = "Deprecate it first; if the API still answers there, declare it again.",
     .references = {"OpenAPI 3.1 §4.8.8"}},
    examine};

}  // namespace sworn::diff
