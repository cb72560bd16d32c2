// SPDX-License-Identifier: Apache-2.0
#include "diff/session/mixture.h"
#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Gate;

Verdict examine(const Case& c) {
  const Mixture mixture = read_mixture(c);
  if (mixture.verdict) {
    return *mixture.verdict;
  }
  if (!mixture.takes_session || !mixture.takes_key) {
    return not_applicable("a session or a key is enough by itself");
  }
  const evidence::Story& story = c.facts.story("mixture", c.operation.key());
  const Exchange* garbage = in_company(c, "user", step::invented_beside_key);
  const Exchange* alone = story.step("user", step::session_alone);
  if (!works(c, mixture.afterwards)) {
    return inconclusive("its own credentials did not work afterwards");
  }
  const Exchange* control = mixture.own.front();
  const Gate gate = carrier_gate(c, garbage, control);
  if (gate == Gate::refused) {
    return match();
  }
  if (gate != Gate::allowed) {
    return inconclusive("what an invented session beside the key is told is unclear");
  }
  if (carrier_gate(c, alone, control) != Gate::refused) {
    return inconclusive("the session alone was not refused");
  }
  Verdict verdict = found_mismatch("the key alone",
                                   "The document asks for a key and a session; with the key, a "
                                   "session that nobody issued is as good as the real one, and the "
                                   "session without the key opens nothing.",
                                   {control, garbage, alone, mixture.nothing, mixture.afterwards});
  verdict.declared = "a session beside the key";
  verdict.decisive = garbage;
  for (const CredentialUse& use : garbage->credentials) {
    if (!use.carrier.empty()) {
      verdict.scheme = use.signature;
      verdict.detail = use.carrier;
    }
  }
  return verdict;
}

}  // namespace

const Rule session_decorative{
    {.id = "session-decorative",
     .title = "The session that is asked for is not looked at",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 303,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "Where a key and a session are needed together, both are checked.",
     .proof_text = "The key with an invented session is let in as the key with the real one is; "
                   "the session alone and no credential are refused.",
     .looks_like = "An operation that declares the key or the session: then the key is enough.",
     .remedy = "Check the session on every request that declares it, and that it belongs to the "
               "key's owner; or take it out of the document.",
     .references = {"CWE-303", "ASVS v5.0.0-7.2.1"},
     .yields_to = {"access-not-enforced", "access-partial-requirement"}},
    "mixture",
    examine};

}  // namespace sworn::diff
