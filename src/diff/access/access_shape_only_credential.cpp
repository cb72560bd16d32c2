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
  if (made_up.never_issued != evidence::Gate::allowed) {
    return made_up.never_issued == evidence::Gate::refused
               ? match()
               : inconclusive("the answer to a never-issued credential is unclear");
  }
  if (made_up.broken == evidence::Gate::allowed) {
    return not_applicable("a wrong shape is let in too: access-invalid-credential-accepted");
  }
  if (made_up.broken != evidence::Gate::refused && !made_up.broken_fails) {
    return inconclusive("the answer to a broken credential is unclear");
  }
  return made_up_mismatch(c,
                          made_up,
                          "the shape alone",
                          "Random credentials of the real one's prefix, alphabet and length are "
                          "let in; a wrong shape and none at all are "
                          "not.");
}

}  // namespace

const Rule access_shape_only_credential{
    {.id = "access-shape-only-credential",
     .title = "A credential is checked by its shape alone",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 1390,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The document requires a credential, which is to be checked.",
     .proof_text = "Three fresh random credentials of the same prefix, alphabet and length are all "
                   "let in; a wrong shape and none are refused; the "
                   "good one works before and after.",
     .looks_like =
         "A sandbox that hands out keys freely, an operation that is open to all. A signed "
         "token whose signature is not checked: that is token-signature-ignored.",
     .remedy = "Compare the credential with those that were issued, by value and in constant time; "
               "a pattern is no check.",
     .references = {"CWE-1390", "OWASP API2:2023"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "token-signature-ignored"}},
    "access",
    examine};

}  // namespace sworn::diff
