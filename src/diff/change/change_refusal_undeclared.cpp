// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

std::vector<std::string> refusals_of(const Operation& operation) {
  std::vector<std::string> declared;
  for (const int status : {401, 403}) {
    if (operation.response_for(status) != nullptr) declared.push_back(std::to_string(status));
  }
  return declared;
}

std::string text_of(const std::vector<std::string>& refusals) {
  return refusals.empty() ? "refuses with nothing declared"
                          : "refuses with " + base::join(refusals, ", ");
}

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const OperationPair& pair : changes.pairs) {
    const std::vector<std::string> old = refusals_of(*pair.before);
    const std::vector<std::string> now = refusals_of(*pair.after);
    bool lost_one = false;
    for (const std::string& status : old) {
      lost_one |= std::ranges::find(now, status) == now.end();
    }
    if (!lost_one || pair.new_condition.is_open()) {
      continue;
    }
    Change& change = found.emplace_back();
    change.statement.operation = pair.after;
    change.statement.declared = text_of(old);
    change.statement.observed = text_of(now);
    change.statement.explanation =
        "The operation needs a credential and no longer says how it refuses one.";
    change.owner = {Severity::low, "the document says less of what the API does"};
    change.clients = {Severity::low, "the refusal meets them unprepared"};
  }
  return found;
}

}  // namespace

const ChangeRule change_refusal_undeclared{
    {.id = "change-refusal-undeclared",
     .title = "A refusal is no longer declared",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "An operation that needs a credential declares 401 and, where rights differ, 403.",
     .proof_text =
         "The old document covers 401 or 403 and the new one does not, by itself, by `4XX` "
         "or by `default`.",
     .looks_like = "A status that a range or `default` covers now; an operation that is open now.",
     .remedy = "Declare the status again under `responses`.",
     .references = {"OpenAPI 3.1 §4.8.16", "RFC 9110 §15.5.2"}},
    examine};

}  // namespace sworn::diff
