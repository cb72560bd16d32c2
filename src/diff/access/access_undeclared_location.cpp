// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/access/guarded_story.h"
#include "diff/access/rules.h"
#include "evidence/access_step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::access_step;
using evidence::Carrying;
using evidence::Gate;

bool is_one_place(const CredentialUse& use) {
  return !use.signature.starts_with(step::many_places);
}

/// The same question with a credential that nobody was given; null where it was not asked.
const Exchange* made_up_in(const evidence::Story& story, const Exchange& answer) {
  const CredentialUse* moved = use_in_state(answer, CredentialState::altered);
  const auto found = std::ranges::find_if(story.steps(), [&](const Exchange* other) {
    const CredentialUse* made_up = use_in_state(*other, CredentialState::never_issued);
    return made_up != nullptr && made_up->signature == moved->signature;
  });
  return found == story.steps().end() ? nullptr : *found;
}

/// What the places show, one by one.
struct Places {
  std::vector<const Exchange*> opened;
  std::vector<const Exchange*> made_up;
  bool takes_anything = false;
  std::string doubt;
};

Places read_places(const Case& c, const evidence::Story& story) {
  Places places;
  bool opened_together = false;
  bool unclear_together = false;
  bool any_alone = false;
  for (const Exchange* answer : story.steps()) {
    const CredentialUse* use = use_in_state(*answer, CredentialState::altered);
    if (use == nullptr || answer->failure == Failure::not_asked) {
      continue;
    }
    const Gate gate = c.facts.gate(*answer, Carrying::other);
    if (!is_one_place(*use)) {
      opened_together = opened_together || gate == Gate::allowed;
      unclear_together = unclear_together || gate == Gate::unclear;
      continue;
    }
    any_alone = true;
    if (gate == Gate::unclear) {
      places.doubt = "the answer to the credential in " + use->signature + " is unclear";
    }
    if (gate != Gate::allowed) {
      continue;
    }
    const Exchange* made_up = made_up_in(story, *answer);
    const Gate control =
        made_up == nullptr ? Gate::unclear : c.facts.gate(*made_up, Carrying::other);
    if (control == Gate::refused || control == Gate::allowed) {
      places.opened.push_back(answer);
      places.made_up.push_back(made_up);
      places.takes_anything = places.takes_anything || control == Gate::allowed;
    } else {
      places.doubt = "a made-up credential in " + use->signature + " was not clearly refused";
    }
  }
  const bool is_unexplained = opened_together || (unclear_together && !any_alone);
  if (is_unexplained && places.opened.empty() && places.doubt.empty()) {
    places.doubt = "many places together were not clearly refused, and none of them opens it alone";
  }
  return places;
}

Verdict examine(const Case& c) {
  const GuardedStory guarded =
      read_guarded(c, "placement", "only operations that read are asked for it");
  if (guarded.verdict) {
    return *guarded.verdict;
  }
  const Places places = read_places(c, guarded.story);
  if (places.opened.empty()) {
    const bool any_asked = std::ranges::any_of(guarded.story.steps(), [](const Exchange* answer) {
      return use_in_state(*answer, CredentialState::altered) != nullptr;
    });
    return !places.doubt.empty() ? inconclusive(places.doubt)
           : any_asked           ? match()
                                 : not_applicable("its credential can travel in one place only");
  }
  std::vector<std::string> names;
  std::vector<const Exchange*> proof;
  for (std::size_t i = 0; i < places.opened.size(); ++i) {
    const auto& name = use_in_state(*places.opened[i], CredentialState::altered)->signature;
    if (std::ranges::find(names, name) == names.end()) {
      names.push_back(name);
      proof.push_back(places.opened[i]);
      proof.push_back(places.made_up[i]);
    }
  }
  const std::string where = base::join(names, ", ");
  Verdict verdict = found_mismatch(
      "also taken from " + where,
      "The credential opens the operation from a place that the document does not name: " + where +
          ". Logs, caches and gateways that guard the declared place do not look there.",
      guarded.between(proof));
  verdict.scheme = c.operation.requirement.text();
  verdict.members = names;
  verdict.decisive = places.opened.front();
  if (places.takes_anything) {
    verdict.severity = Severity::critical;
    verdict.explanation += " A value that nobody was given does, too.";
  }
  return verdict;
}

}  // namespace

const Rule access_undeclared_location{
    {.id = "access-undeclared-location",
     .title = "A credential is taken from an undeclared place",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 598,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The document names the place where the credential travels.",
     .proof_text = "The credential is taken out of its place and put into an undeclared one, where "
                   "it opens the operation; a made-up one there and none at all are refused; the "
                   "good request works before and after.",
     .looks_like = "A place that the document declares for another alternative, a header that "
                   "differs by `_` and `-` alone, a parameter of the operation.",
     .remedy = "Take the credential from the declared place alone, above all not from the URL; or "
               "declare the place.",
     .references = {"OpenAPI 3.1 §4.8.27", "RFC 9700 §4.3.2", "CWE-598", "ASVS v5.0.0-14.2.1"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored",
                   "access-partial-requirement"}},
    "placement",
    examine};

}  // namespace sworn::diff
