// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/access/guarded_story.h"
#include "diff/access/made_up.h"
#include "diff/access/rules.h"
#include "evidence/access_step.h"

namespace sworn::diff {
namespace {

using evidence::Carrying;
using evidence::Gate;

/// The use of the credential that the question changed; null in a control.
const CredentialUse* changed_use(const Exchange& exchange) {
  const CredentialUse* use = use_in_state(exchange, CredentialState::altered);
  if (use != nullptr) {
    return use;
  }
  use = use_in_state(exchange, CredentialState::broken);
  return use != nullptr && use->how.starts_with("property name") ? use : nullptr;
}

/// A name of the language opens it for everybody, as does a password that nobody looks at; a part
/// of a secret leaves less to guess; that two values are taken for one is a difference between
/// parsers.
Severity severity_of(const std::string& how) {
  if (how.starts_with("property name") || how == evidence::access_step::another_password) {
    return Severity::critical;
  }
  static constexpr std::string_view by_value[] = {"truncated", "in other letters", "lengthened"};
  return std::ranges::find(by_value, how) != std::end(by_value) ? Severity::medium : Severity::low;
}

/// In a field of its own beside a wrong one.
bool is_in_field_beside(const CredentialUse& use) {
  return use.how == "behind a never-issued one" || use.how == "before a never-issued one";
}

/// What the two fields beside a wrong one say together.
enum class Beside {
  reads_one,  ///< one place is refused: the first of two fields is read, or the last
  unclear,    ///< one place is let in and the other shows nothing, which may be either
  as_any      ///< to be judged as any other variation
};

/// Every server reads the first of two fields or the last, which no standard decides (RFC 9110
/// §5.3). One that finds the good one in either place looks for any that fits.
Beside read_beside(const Case& c, const evidence::Story& story) {
  bool any_allowed = false;
  bool any_unclear = false;
  for (const Exchange* answer : story.steps()) {
    const CredentialUse* use = changed_use(*answer);
    if (use == nullptr || !is_in_field_beside(*use)) {
      continue;
    }
    const Gate gate = c.facts.gate(*answer, Carrying::other);
    if (gate == Gate::refused) {
      return Beside::reads_one;
    }
    any_allowed = any_allowed || gate == Gate::allowed;
    any_unclear = any_unclear || gate != Gate::allowed;
  }
  return any_allowed && any_unclear ? Beside::unclear : Beside::as_any;
}

Verdict examine(const Case& c) {
  const GuardedStory guarded =
      read_guarded(c, "variation", "one operation for each scheme is asked for it");
  if (guarded.verdict) {
    return *guarded.verdict;
  }
  const MadeUpReading made_up = read_made_up(c);
  if (made_up.verdict || made_up.never_issued != Gate::refused) {
    return made_up.never_issued == Gate::allowed
               ? not_applicable("any credential is let in")
               : inconclusive("a never-issued credential is not clearly refused");
  }
  std::vector<std::string> ways;
  std::vector<std::string> members;
  std::vector<const Exchange*> proof;
  Severity gravest = Severity::info;
  std::string scheme;
  const auto left_out = std::ranges::find(
      guarded.story.steps(), Failure::not_asked, [](const Exchange* e) { return e->failure; });
  bool any_unclear = false;
  const Beside beside = read_beside(c, guarded.story);
  for (const Exchange* answer : guarded.story.steps()) {
    const CredentialUse* use = changed_use(*answer);
    if (use == nullptr || answer->failure == Failure::not_asked) {
      continue;
    }
    if (beside != Beside::as_any && is_in_field_beside(*use)) {
      any_unclear =
          any_unclear || (beside == Beside::unclear && left_out == guarded.story.steps().end());
      continue;
    }
    const Gate gate = c.facts.gate(*answer, Carrying::other);
    any_unclear = any_unclear || (gate == Gate::unclear && answer->status() < 500);
    if (gate == Gate::allowed) {
      if (severity_of(use->how) < gravest) {
        gravest = severity_of(use->how);
        scheme = scheme_names(c, {use->signature});
      }
      ways.push_back(use->how);
      members.push_back(use->signature + ", " + use->how);
      proof.push_back(answer);
    }
  }
  if (ways.empty()) {
    return any_unclear ? inconclusive("the answer to a changed credential is unclear")
           : left_out != guarded.story.steps().end() ? inconclusive((*left_out)->reason)
                                                     : match();
  }
  const std::string text = base::join(ways, ", ");
  std::vector<const Exchange*> steps = guarded.between(proof);
  steps.push_back(c.facts.access(c.operation.key()).never_issued.front().answers.front());
  Verdict verdict = found_mismatch(scheme + ", " + text,
                                   "What is not the credential is taken for it: " + text +
                                       ". A never-issued credential and none at all are refused.",
                                   std::move(steps));
  verdict.severity = gravest;
  // Not the scheme of the gravest way alone: with that way mended it is the same finding.
  verdict.scheme = c.operation.requirement.text();
  verdict.members = std::move(members);
  const auto decisive = std::ranges::find_if(proof, [&](const Exchange* answer) {
    return severity_of(changed_use(*answer)->how) == gravest;
  });
  verdict.decisive = *decisive;
  return verdict;
}

}  // namespace

const Rule access_lax_credential{
    {.id = "access-lax-credential",
     .title = "What only resembles the credential is accepted",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 187,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The credential that was issued is required, whole and by itself.",
     .proof_text = "The credential shortened, lengthened, in other letters, behind its prefix "
                   "twice, joined with a never-issued one or on either side of it, another "
                   "password of the same account, or the name of a property such as `__proto__`, "
                   "opens the operation; a never-issued one is refused; the good one works before "
                   "and after.",
     .looks_like = "A scheme's name in other letters, which RFC 9110 allows; hexadecimal in either "
                   "case; the first or the last of two fields; a key as the user name of Basic, "
                   "whose password is nobody's; a block page.",
     .remedy = "Compare the whole value, byte by byte and in constant time, with those that were "
               "issued, kept in a map without a prototype; refuse a request that carries two.",
     .references = {"RFC 9110 §11.4", "CWE-187", "CWE-1321"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored",
                   "access-partial-requirement"}},
    "variation",
    examine};

}  // namespace sworn::diff
