// SPDX-License-Identifier: Apache-2.0
#include "diff/access/made_up.h"
#include "diff/access/rules.h"

namespace sworn::diff {
namespace {

Verdict examine(const Case& c) {
  const MadeUpReading made_up = read_made_up(c);
  if (made_up.verdict) {
    return *made_up.verdict;
  }
  if (made_up.never_issued == evidence::Gate::refused &&
      made_up.broken == evidence::Gate::allowed) {
    return made_up_mismatch(c,
                            made_up,
                            "a broken value",
                            "A credential of a shape that no real one has is let in. A random one "
                            "of the right shape and none at all are "
                            "refused.");
  }
  if (made_up.never_issued != evidence::Gate::allowed) {
    return made_up.never_issued == evidence::Gate::refused
               ? match()
               : inconclusive("the answer to a never-issued credential is unclear");
  }
  if (made_up.broken == evidence::Gate::refused || made_up.broken_fails) {
    return not_applicable("a broken credential is not let in: access-shape-only-credential");
  }
  if (made_up.broken != evidence::Gate::allowed) {
    return inconclusive("the answer to a broken credential is unclear");
  }
  return made_up_mismatch(c,
                          made_up,
                          "any value",
                          "A credential that nobody was given is let in, and so is one of a shape "
                          "that no real one has. Without any the "
                          "operation refuses.");
}

}  // namespace

const Rule access_invalid_credential_accepted{
    {.id = "access-invalid-credential-accepted",
     .title = "Any credential is accepted",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 303,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The document requires a credential, which is to be checked.",
     .proof_text = "Three random credentials of the real one's shape and one of an impossible "
                   "shape are let in, or the latter alone; none at all is refused; the "
                   "good one works before and after.",
     .looks_like = "An operation that is open to all, a server that ignores a broken credential on "
                   "a public operation.",
     .remedy =
         "Look the credential up, by value and in constant time, and refuse what is not found.",
     .references = {"OWASP API2:2023", "ASVS v5.0.0-8.3.1"},
     .yields_to = {"access-not-enforced"}},
    "access",
    examine};

}  // namespace sworn::diff
