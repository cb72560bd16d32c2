// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/change/reading.h"
#include "diff/change/rules.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

/// Steps down from high; a change of state is a step graver, an explicit `security: []` and a
/// document that is mostly open are a step milder.
Severity severity_of(const Operation& operation, bool is_mostly_secured) {
  int steps = 1;
  steps -= spec::effect_of(operation, {}) != spec::Effect::read ? 1 : 0;
  steps += operation.requirement.source == RequirementSource::operation ? 1 : 0;
  steps += is_mostly_secured ? 0 : 1;
  switch (steps) {
    case 0:
      return Severity::high;
    case 1:
      return Severity::medium;
    case 2:
      return Severity::low;
    default:
      return Severity::info;
  }
}

std::vector<Change> examine(const Changes& changes) {
  const auto& operations = changes.after.operations;
  const auto secured = std::ranges::count_if(
      operations, [](const Operation& one) { return one.requirement.is_secured(); });
  if (secured == 0) {
    return {};
  }
  const bool is_mostly_secured = secured * 2 >= std::ssize(operations);
  std::vector<Change> found;
  for (const Operation* operation : changes.added) {
    if (operation->requirement.is_secured() || is_usually_open(*operation)) {
      continue;
    }
    Change& change = found.emplace_back();
    change.statement.operation = operation;
    change.statement.declared = "no such operation";
    change.statement.observed = operation->requirement.text();
    change.statement.explanation = "The operation is new and needs no credential, while " +
                                   counted(static_cast<std::size_t>(secured), "other operation") +
                                   " of the document " + (secured == 1 ? "does." : "do.");
    change.owner = {severity_of(*operation, is_mostly_secured), "anybody may call it"};
    change.clients = {Severity::info, "nothing breaks"};
  }
  return found;
}

}  // namespace

const ChangeRule change_operation_unsecured{
    {.id = "change-operation-unsecured",
     .title = "An operation was added without security",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 306,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Where operations need a credential, a new one needs one too.",
     .proof_text = "Only the new document has the operation, and it needs no credential there; "
                   "others of the document do.",
     .looks_like = "Logins, registrations, health and documentation, which are meant to be open.",
     .remedy = "Declare `security` on the operation; `security: []` says that it is meant to be "
               "open.",
     .references = {"OpenAPI 3.1 §4.8.30"}},
    examine};

}  // namespace sworn::diff
