// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "evidence/carrier.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Carrying;
using evidence::Gate;

/// Whether the document itself says that this cookie is enough.
bool is_declared(const Case& c, const std::string& signature) {
  return std::ranges::any_of(c.operation.requirement.any_of, [&](const Alternative& alternative) {
    const Scheme* scheme = alternative.all_of.size() == 1
                               ? c.contract.scheme(alternative.all_of.front().scheme)
                               : nullptr;
    return scheme != nullptr && scheme->signature() == signature;
  });
}

bool sets_a_cookie(const Response& response) {
  return std::ranges::any_of(evidence::handed_out(response), [](const evidence::Handed& handed) {
    return handed.place.kind == CarrierPlace::Kind::cookie;
  });
}

Verdict examine(const Case& c) {
  const evidence::Story& story = c.facts.story("replacement", c.operation.key());
  if (story.is_empty()) {
    return not_applicable("no cookie is in play");
  }
  const Exchange* visit = story.step("victim", step::visits);
  const Exchange* before = story.step("victim", step::cookies_before);
  const Exchange* with_key = story.step("victim", step::with_credential);
  const Exchange* alone = story.step("victim", step::cookies_alone);
  const Exchange* nothing = story.step("outsider", step::asks_with_nothing);
  const Exchange* again = story.step("outsider", step::with_credential_again);
  if (with_key == nullptr || !evidence::succeeded(*with_key)) {
    return inconclusive("the credential did not work");
  }
  if (alone == nullptr) {
    return sets_a_cookie(*with_key->response) ? inconclusive("the cookies alone were not asked")
                                              : match();
  }
  if (again == nullptr || !evidence::succeeded(*again)) {
    return inconclusive("the credential did not work before and after");
  }
  if (nothing == nullptr || c.facts.gate(*nothing, Carrying::other) != Gate::refused) {
    return inconclusive("the operation was not refused without a credential");
  }
  const Gate gate = c.facts.gate(*alone, Carrying::other);
  if (gate == Gate::refused) {
    return match();
  }
  if (gate != Gate::allowed) {
    return inconclusive("the answer to the cookies alone is unclear");
  }
  bool is_promised = false;
  for (const Exchange* exchange : story.steps()) {
    const bool is_narrowed = exchange->credentials.size() == 1 &&
                             exchange->credentials.front().state == CredentialState::carrier;
    if (!is_narrowed || c.facts.gate(*exchange, Carrying::other) != Gate::allowed) {
      continue;
    }
    const CredentialUse& use = exchange->credentials.front();
    if (is_declared(c, use.signature)) {
      is_promised = true;
      continue;
    }
    if (before != nullptr && c.facts.gate(*before, Carrying::other) != Gate::refused) {
      return inconclusive("a visitor's cookies were not refused before the credential was sent");
    }
    std::vector<const Exchange*> proof{visit, before, with_key, alone, exchange, nothing, again};
    std::erase(proof, nullptr);
    Verdict verdict = found_mismatch(
        use.signature + " alone",
        "After one request with the credential, the cookie that came along opens the operation by "
        "itself: the credential is not "
        "checked on each request, and whoever planted or saw the cookie goes on without it.",
        std::move(proof));
    verdict.scheme = use.signature;
    verdict.detail = use.carrier;
    verdict.decisive = exchange;
    const auto place = evidence::carrier_named(use.carrier);
    const bool was_planted = visit != nullptr && visit->response && place &&
                             evidence::value_at(*visit->response, *place) &&
                             !evidence::value_at(*with_key->response, *place);
    if (!was_planted) {
      verdict.severity =
          Severity::medium;  // it was issued beside the credential: nothing was shown to be planted
    }
    return verdict;
  }
  if (is_promised) {
    return not_applicable("the document declares that cookie as an alternative");
  }
  return inconclusive("the cookies open it together, and none of them alone");
}

}  // namespace

const Rule session_replaces_credential{
    {.id = "session-replaces-credential",
     .title = "A cookie stands in for the credential after one use",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 384,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The operation needs the declared credential on each request; no session is "
                "declared for it.",
     .proof_text = "A client sends its credential once; its cookies alone then open the operation, "
                   "while a visitor's cookies did not and none at all is refused.",
     .looks_like = "An operation that declares the cookie as an alternative, an affinity cookie, "
                   "an operation that is open.",
     .remedy = "Check the credential on every request and keep no session beside it; or declare "
               "the session and issue it by a login.",
     .references = {"CWE-384", "ASVS v5.0.0-7.2.2", "OWASP API2:2023"},
     .yields_to = {"access-not-enforced"}},
    "replacement",
    examine};

}  // namespace sworn::diff
