// SPDX-License-Identifier: Apache-2.0
#include "diff/access/reading.h"
#include "diff/access/rules.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

Verdict examine(const Case& c) {
  const AccessReading reading = read_access(c);
  if (!c.operation.requirement.is_secured()) {
    return not_applicable("no credential is required");
  }
  if (spec::purpose_of(c.operation) == spec::Purpose::logout && reading.table.good.empty()) {
    return not_applicable("it ends sessions, and is asked for that alone");
  }
  if (!is_meant_to_be_open(c)) {
    return not_applicable("it is neither a login nor a service endpoint");
  }
  if (c.facts.is_missing(c.operation)) {
    return not_applicable("the server knows no such route");
  }
  if (reading.table.none.empty()) {
    return inconclusive(reading.table.not_asked.empty() ? "it was not asked"
                                                        : reading.table.not_asked.front()->reason);
  }
  // A login that nobody could satisfy refuses its fields, and says nothing of the credential.
  if (auto verdict = no_access_verdict(c, reading)) {
    return *verdict;
  }
  if (reading.none == evidence::Gate::refused) {
    return match();
  }
  bool all_succeed = true;
  for (const Exchange* answer : reading.table.none) {
    all_succeed = all_succeed && evidence::succeeded(*answer);
  }
  if (!all_succeed || reading.table.none.size() < 2 || reading.none != evidence::Gate::allowed) {
    return inconclusive("the answer without a credential shows neither a refusal nor success");
  }
  if (auto doubt = doubt_of_credential(c, reading)) {
    return *doubt;
  }
  Verdict verdict = found_mismatch(
      "none",
      "The operation is open, as its kind usually is, while the document requires a credential.",
      between_controls(reading, reading.table.none));
  verdict.scheme = c.operation.requirement.any_of.front().text();
  verdict.decisive = reading.table.none.front();
  verdict.amendment.security.emplace();
  return verdict;
}

}  // namespace

const Rule access_security_overdeclared{
    {.id = "access-security-overdeclared",
     .title = "The document requires a credential where none is meant",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The document requires a credential for a login, refresh, registration or logout, "
                "or, inherited from its root, for health, "
                "version or documentation.",
     .proof_text = "Without a credential the operation succeeds, twice.",
     .looks_like = "Any other operation that is open: that is access-not-enforced.",
     .remedy = "Declare `security: []` on the operation.",
     .references = {"OpenAPI 3.1 §4.8.30"},
     .yields_to = {"access-not-enforced"}},
    "access",
    examine};

}  // namespace sworn::diff
