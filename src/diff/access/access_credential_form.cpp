// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/access/guarded_story.h"
#include "diff/access/rules.h"
#include "evidence/access_step.h"
#include "evidence/shape.h"

namespace sworn::diff {
namespace {

namespace step = evidence::access_step;

/// The good credential is not let in here, so that no good answer gives the gate its meaning: a
/// client error, or what nobody is told.
bool is_refused(const Exchange* answer, const Exchange& none) {
  return answer != nullptr && answer->response &&
         (evidence::alike(*answer, none) || (answer->status() >= 400 && answer->status() < 500 &&
                                             answer->status() != 429 && answer->status() != 408));
}

bool is_refusal(const Exchange* none) {
  return none != nullptr && none->status() >= 400 && none->status() < 500 &&
         none->status() != 429 && none->status() != 408;
}

/// Names of schemes have no case (RFC 9110 §11.1).
Verdict verdict_on_letters(const Case& c, const evidence::Story& story, const Exchange& answer) {
  const Exchange* good = story.step(step::insider, step::good);
  const Exchange* good_again = story.step(step::insider, step::good_again);
  const Exchange* none = story.step(step::outsider, step::none_again);
  if (good == nullptr || good_again == nullptr || !evidence::succeeded(*good) ||
      !evidence::succeeded(*good_again)) {
    return inconclusive("the good credential did not work before and after");
  }
  if (!is_refusal(none)) {
    return inconclusive("without a credential it was not refused");
  }
  if (evidence::succeeded(answer)) {
    return match();
  }
  if (!is_refused(&answer, *none)) {
    return inconclusive("the answer to a scheme in small letters is unclear");
  }
  Verdict verdict = found_mismatch("works only behind `Bearer` in these letters",
                                   "Names of schemes have no case; behind `bearer` the good "
                                   "credential is refused.",
                                   {good, &answer, none, good_again});
  verdict.scheme = c.operation.requirement.text();
  verdict.detail = "letters";
  verdict.decisive = &answer;
  verdict.severity = Severity::info;
  return verdict;
}

Verdict examine(const Case& c) {
  const evidence::Story& story = c.facts.story("form", c.operation.key());
  if (story.is_empty()) {
    return not_applicable("no credential is refused in the declared form");
  }
  if (const Exchange* answer = story.step(step::insider, step::in_small_letters)) {
    return verdict_on_letters(c, story, *answer);
  }
  const Exchange* none = story.step(step::outsider, step::none);
  const Exchange* none_again = story.step(step::outsider, step::none_again);
  const Exchange* declared = story.step(step::insider, "declared form");
  const Exchange* declared_again = story.step(step::insider, "declared form again");
  if (!is_refusal(none) || !is_refusal(none_again)) {
    return inconclusive("without a credential it was not refused");
  }
  if (declared == nullptr || declared_again == nullptr || !declared->response ||
      !declared_again->response) {
    return inconclusive("the declared form was not answered");
  }
  if (evidence::succeeded(*declared) && evidence::succeeded(*declared_again)) {
    return match();
  }
  if (!is_refused(declared, *none) || !is_refused(declared_again, *none)) {
    return inconclusive("the declared form is not clearly refused");
  }
  for (const Exchange* answer : story.steps()) {
    const CredentialUse* use = use_in_state(*answer, CredentialState::altered);
    const Exchange* again =
        use == nullptr ? nullptr : story.step(step::insider, answer->step + " again");
    if (again == nullptr || !evidence::succeeded(*answer) || !evidence::succeeded(*again) ||
        evidence::alike(*answer, *none)) {
      continue;
    }
    if (!is_refused(story.step(step::insider, "never-issued " + use->how), *none)) {
      return inconclusive("a made-up credential " + use->how + " was not refused");
    }
    const std::string form = use->how.substr(use->how.rfind(' ') + 1);
    const std::string shape = form == "bare" ? "bare, without a scheme's name" : form + " VALUE";
    Verdict verdict = found_mismatch(
        "works only as " + shape,
        "In the form that the document declares the credential is refused, twice; as " + shape +
            " it is let in.",
        {none,
         declared,
         answer,
         story.step(step::insider, "never-issued " + use->how),
         again,
         declared_again,
         none_again});
    verdict.scheme = c.operation.requirement.text();
    verdict.detail = form;
    verdict.decisive = answer;
    verdict.where = c.operation.requirement.where;
    return verdict;
  }
  return inconclusive("the credential is refused in every form that was tried");
}

}  // namespace

const Rule access_credential_form{
    {.id = "access-credential-form",
     .title = "The credential works in another form only",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The scheme says in which form its credential travels: an apiKey as it is, a "
                "bearer token behind `Bearer`.",
     .proof_text =
         "One value is refused in the declared form, before and after, and let in, twice, "
         "in another; a made-up one in that form and none are refused. Or `bearer` is "
         "refused where `Bearer` is let in.",
     .looks_like = "A credential that never worked, in any form.",
     .remedy =
         "Declare what is taken: `type: http` with its `scheme`, or `type: apiKey` for a bare "
         "value; clients that follow the document are refused.",
     .references = {"OpenAPI 3.1 §4.8.27", "RFC 6750 §2.1", "RFC 9110 §11.1"},
     .yields_to = {"access-not-enforced"}},
    "form",
    examine};

}  // namespace sworn::diff
