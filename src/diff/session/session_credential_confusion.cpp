// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/session/mixture.h"
#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "diff/session/voice.h"
#include "evidence/step.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Gate;

constexpr const char* users = "user with the other's key";
constexpr const char* others = "other with the user's key";

/// `causes` are what the explanation speaks of besides: what was sent before, what it differs from.
Verdict found(const Mixture& mixture,
              std::string observed,
              std::string explanation,
              const std::vector<const Exchange*>& causes,
              const Exchange* decisive) {
  std::vector<const Exchange*> proof{mixture.own.front()};
  if (!mixture.others.empty()) {
    proof.push_back(mixture.others.front());
  }
  proof.insert(proof.end(), causes.begin(), causes.end());
  proof.push_back(decisive);
  proof.push_back(mixture.nothing);
  std::erase(proof, nullptr);
  Verdict verdict = found_mismatch(std::move(observed), std::move(explanation), std::move(proof));
  verdict.declared = "one request, one principal";
  verdict.decisive = decisive;
  return verdict;
}

/// Whether the session was begun with the key, so that the two belong together: the key of an
/// application goes with anybody's session.
bool began_with_the_key(const Case& c, const Exchange& mixed) {
  const Exchange* login = c.facts.story("mixture", c.operation.key()).step("user", step::logs_in);
  const Operation* operation = login != nullptr ? c.contract.operation(login->operation) : nullptr;
  // Whose session it is, a password says: the key beside it is the application's.
  if (operation != nullptr && spec::takes_login_fields(*operation, c.contract)) {
    return false;
  }
  return login != nullptr && std::ranges::any_of(mixed.credentials, [&](const CredentialUse& key) {
           return key.carrier.empty() &&
                  std::ranges::any_of(login->credentials, [&](const CredentialUse& use) {
                    return use.signature == key.signature;
                  });
         });
}

/// Key and session are needed together: whether they have to be of one principal.
Verdict of_both(const Case& c, const Mixture& mixture) {
  bool any_unclear = false;
  bool any_asked = false;
  for (const char* who : {users, others}) {
    const Exchange* mixed = in_company(c, who, step::with_others_key);
    if (mixed == nullptr) {
      continue;
    }
    if (!began_with_the_key(c, *mixed)) {
      return not_applicable("the session is not begun with the key that goes beside it");
    }
    any_asked = true;
    const Gate gate = carrier_gate(c, mixed, mixture.own.front());
    if (gate == Gate::allowed) {
      Verdict verdict = found(mixture,
                              "one's session with another's key",
                              "The operation needs a key and the session that was begun with it; "
                              "the session of one principal and the key of another are let in "
                              "together.",
                              {c.facts.story("mixture", c.operation.key())
                                   .step(who == users ? "user" : "other", step::logs_in)},
                              mixed);
      verdict.severity = Severity::medium;
      return verdict;
    }
    any_unclear = any_unclear || gate != Gate::refused;
  }
  if (!any_asked || any_unclear) {
    return inconclusive("what one's session with another's key is told is unclear");
  }
  return match();
}

/// What was sent beside the other's key of that party's session, in either order, comes before.
Verdict changed_hands(const Case& c,
                      const Mixture& mixture,
                      const char* who,
                      const Exchange* afterwards) {
  return found(mixture,
               "the session changes hands",
               "After a request with another principal's key beside it, the session alone is "
               "answered as that principal: whoever holds the session goes on as the key's "
               "owner.",
               {in_company(c, who, step::with_others_key),
                in_company(c, who, step::with_others_key_swapped)},
               afterwards);
}

/// The session opens it: whose answer comes when another's key is sent beside it, in either order,
/// and whose session it is afterwards.
Verdict of_session(const Case& c, const Mixture& mixture) {
  const auto has_become = [&](const Exchange* afterwards, Voice voice) {
    return works(c, afterwards) &&
           voice_of(*afterwards, mixture.told_to_user, mixture.told_to_other) == voice;
  };
  if (has_become(mixture.afterwards, Voice::second)) {
    return changed_hands(c, mixture, users, mixture.afterwards);
  }
  if (has_become(mixture.others_afterwards, Voice::first)) {
    return changed_hands(c, mixture, others, mixture.others_afterwards);
  }
  const Exchange* by_session = nullptr;
  const Exchange* by_key = nullptr;
  for (const char* who : {users, others}) {
    for (const char* question : {step::with_others_key, step::with_others_key_swapped}) {
      const Exchange* mixed = in_company(c, who, question);
      if (mixed == nullptr || carrier_gate(c, mixed, mixture.own.front()) != Gate::allowed) {
        continue;
      }
      const Voice voice = voice_of(*mixed, mixture.told_to_user, mixture.told_to_other);
      const Voice owner = who == users ? Voice::first : Voice::second;
      if (voice == owner) {
        by_session = mixed;
      } else if (voice != Voice::neither) {
        by_key = mixed;
      }
    }
  }
  if (by_session != nullptr && by_key != nullptr) {
    return found(mixture,
                 "now the session's principal, now the key's",
                 "A session and another principal's key in one request are answered as the one or "
                 "as the other, depending on whose they are or on their order.",
                 {by_session},
                 by_key);
  }
  return match();
}

/// The key alone is declared: a session that comes along must count for nothing.
Verdict of_key(const Case& c, const Mixture& mixture) {
  const evidence::Story& story = c.facts.story("mixture", c.operation.key());
  const Exchange* alone = story.step("user", step::session_alone);
  const Exchange* made_up = in_company(c, "user", step::made_up_beside_session);
  const Exchange* control = mixture.own.front();
  const evidence::AccessTable& table = c.facts.access(c.operation.key());
  const bool is_made_up_refused =
      !table.never_issued.empty() &&
      std::ranges::all_of(table.never_issued, [&](const evidence::AccessCell& cell) {
        return table.gate_of(cell, evidence::Carrying::other) == Gate::refused;
      });
  if (made_up != nullptr && is_made_up_refused &&
      carrier_gate(c, alone, control) == Gate::refused &&
      carrier_gate(c, made_up, control) == Gate::allowed) {
    return found(mixture,
                 "a made-up key beside a session",
                 "The session alone is refused, and a made-up key alone as well; the two together "
                 "are let in.",
                 {table.never_issued.front().answers.front(), alone},
                 made_up);
  }
  for (const char* who : {users, others}) {
    const Exchange* mixed = in_company(c, who, step::with_others_key);
    const Voice session_owner = who == users ? Voice::first : Voice::second;
    if (mixed != nullptr && carrier_gate(c, mixed, control) == Gate::allowed &&
        voice_of(*mixed, mixture.told_to_user, mixture.told_to_other) == session_owner) {
      return found(mixture,
                   "the session overrides the key",
                   "The operation declares a key and no session; with one principal's key and "
                   "another's session it answers as the session's owner.",
                   {},
                   mixed);
    }
  }
  return match();
}

Verdict examine(const Case& c) {
  const Mixture mixture = read_mixture(c);
  if (mixture.verdict) {
    return *mixture.verdict;
  }
  if (mixture.others.empty()) {
    return inconclusive("a second identity that it lets in is needed to mix credentials");
  }
  if (!works(c, mixture.afterwards)) {
    return inconclusive("its own credentials did not work afterwards");
  }
  if (mixture.takes_session && mixture.takes_key) {
    return of_both(c, mixture);
  }
  if (!are_told_apart(mixture.told_to_user, mixture.told_to_other)) {
    return inconclusive("the operation does not tell the two identities apart");
  }
  if (in_company(c, users, step::with_others_key) == nullptr) {
    const Exchange* unasked =
        c.facts.story("mixture", c.operation.key()).step(users, step::with_others_key);
    return unasked != nullptr && unasked->failure == Failure::not_asked
               ? not_applicable(unasked->reason)
               : inconclusive("no key was sent beside the session");
  }
  return mixture.takes_session ? of_session(c, mixture) : of_key(c, mixture);
}

}  // namespace

const Rule session_credential_confusion{
    {.id = "session-credential-confusion",
     .title = "Credentials of two principals in one request are confused",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 303,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "A request is answered for the principal whose declared credential it carries; "
                "what is needed together belongs to one principal.",
     .proof_text = "Two identities ask with what the operation takes, then each session beside the "
                   "other's key, in either order, and with its own again. A session that changes "
                   "hands, one that overrides the declared key, an answer that depends on the "
                   "order, or another's half that is let in.",
     .looks_like = "A documented precedence: the session always, or the key always. The key of an "
                   "application, which goes with anybody's session.",
     .remedy = "Resolve one principal per request from the declared credential, refuse requests "
               "whose credentials disagree, and never write a principal into a session outside the "
               "login.",
     .references = {"CWE-303", "CWE-384", "ASVS v5.0.0-7.2.1"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored",
                   "session-decorative"}},
    "mixture",
    examine};

}  // namespace sworn::diff
