// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>

#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

struct Uses {
  Location first;
  std::size_t operations = 0;
};

std::map<std::string, Uses> undefined_uses(const Contract& contract) {
  std::map<std::string, Uses> uses;
  for (const Operation& operation : contract.operations) {
    std::set<std::string> of_operation;
    for (const Alternative& alternative : operation.requirement.any_of) {
      for (const SchemeUse& use : alternative.all_of) {
        if (!use.is_defined && of_operation.insert(use.scheme).second) {
          Uses& entry = uses[use.scheme];
          if (entry.operations++ == 0) entry.first = use.where;
        }
      }
    }
  }
  return uses;
}

std::vector<Change> examine(const Changes& changes) {
  const std::map<std::string, Uses> before = undefined_uses(changes.before);
  std::vector<Change> found;
  for (const auto& [name, uses] : undefined_uses(changes.after)) {
    if (before.contains(name)) {
      continue;
    }
    const Scheme* old = changes.before.scheme(name);
    Change& change = found.emplace_back();
    change.statement.where = uses.first;
    change.statement.scheme = name;
    change.statement.declared = old != nullptr ? form_of(*old) : "not required";
    change.statement.observed = "required and defined nowhere";
    change.statement.explanation = counted(uses.operations, "operation") +
                                   (uses.operations == 1 ? " requires" : " require") +
                                   " a scheme that the new document does not define.";
    change.owner = {Severity::medium, "what is promised cannot be read from the document"};
    change.clients = {Severity::medium, "they cannot tell which credential to send"};
  }
  return found;
}

}  // namespace

const ChangeRule change_scheme_undefined{
    {.id = "change-scheme-undefined",
     .title = "A requirement names a scheme that is not defined any more",
     .severity = Severity::medium,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "Each name in a requirement is that of a declared scheme.",
     .proof_text =
         "The new document requires the scheme and does not define it; the old one defined "
         "it or did not require it.",
     .looks_like = "A name that neither document defines: that is no change.",
     .remedy = "Define the scheme, or take its name out of the requirements.",
     .references = {"OpenAPI 3.1 §4.8.30"}},
    examine};

}  // namespace sworn::diff
