// SPDX-License-Identifier: Apache-2.0
#include "diff/rules.h"

namespace sworn::diff {
namespace {

Verdict examine(const Case& c) {
  const evidence::AccessTable& table = c.facts.access(c.operation.key());
  if (table.none.empty() && table.good.empty()) {
    return inconclusive(table.not_asked.empty() ? "it was not asked" : table.not_asked.front()->reason);
  }
  if (!c.facts.is_missing(c.operation)) {
    return match();
  }
  if (c.operation.path.find('{') != std::string::npos) {
    return inconclusive("it answers as an unknown path does; the object that was asked for may not exist");
  }
  std::vector<const Exchange*> proof = table.none;
  for (const evidence::AccessCell& cell : table.good) {
    proof.push_back(cell.answers.front());
  }
  Verdict verdict = found_mismatch("no such route", "Everybody is answered as on a path that was invented: the server does not know the operation.", proof);
  verdict.declared = "the operation exists";
  return verdict;
}

}  // namespace

const Rule operation_missing{
    {.id = "operation-missing",
     .title = "A declared operation does not exist",
     .severity = Severity::low,
     .category = Category::inventory,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::answer,
     .promise = "The operation is there.",
     .proof_text = "With and without a good credential the server answers as it does on an invented path.",
     .looks_like = "An object that is not there, a refusal that hides behind 404.",
     .remedy = "Take the operation out of the document, or deploy it; look at the base URL that was given.",
     .references = {"OWASP API9:2023"}},
    "",
    examine};

}  // namespace sworn::diff
