// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/object/foreign_change.h"
#include "diff/object/reading.h"
#include "diff/object/rules.h"
#include "document/node.h"
#include "evidence/collection.h"
#include "evidence/shape.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::succeeded;

constexpr const char* unproven_identities =
    "no closed operation tells the two identities apart: they may be one and the same";

/// The verdict on an object that the other identity got at.
Verdict weighed(const Case& c,
                Belonging belonging,
                const Exchange& own,
                const Exchange& theirs,
                Verdict mismatch) {
  if (belonging == Belonging::shared) {
    return not_applicable("the object is listed to both identities");
  }
  if (belonging == Belonging::unclear) {
    return inconclusive("the list that could tell whose the object is was not answered");
  }
  if (!are_told_apart(c, own.identity, theirs.identity)) {
    return inconclusive(unproven_identities);
  }
  std::erase(mismatch.proof, nullptr);
  mismatch.declared = "the objects of " + own.identity + " are " + own.identity + "'s";
  mismatch.scheme = theirs.credentials.empty() ? "" : theirs.credentials.front().signature;
  return mismatch;
}

Verdict examine_read(const Case& c, const evidence::Story& story) {
  const Exchange* own = story.step("owner", step::asks_own);
  const Exchange* again = story.step("owner", step::asks_own_again);
  const Exchange* theirs = story.step("intruder", step::asks_theirs);
  const Exchange* absent = story.step("intruder", step::asks_absent);
  const Exchange* nothing = story.step("outsider", step::asks_with_nothing);
  if (own == nullptr || !succeeded(*own)) {
    return inconclusive(without_answer("the owner is not given its own object", own));
  }
  if (again == nullptr || !succeeded(*again)) {
    return inconclusive(without_answer("the owner is not given its own object again", again));
  }
  if (theirs == nullptr || !theirs->response) {
    return inconclusive(without_answer("the other identity got no answer", theirs));
  }
  const auto [parameter, id] = named_object(c, *own);
  if (nothing != nullptr && nothing->response && holds_the_same(*nothing, *own, *again, id)) {
    return not_applicable("it is open to everybody");
  }
  if (!has_working_credential(c, *theirs)) {
    return inconclusive("the other identity's credential is not known to work");
  }
  if (absent != nullptr && succeeded(*absent) && evidence::alike(*absent, *own) &&
      evidence::fullness(*absent, *own) == evidence::Fullness::equal) {
    return inconclusive("what does not exist is answered as well: the identifier is not looked at");
  }
  if (is_refusal(*theirs, absent)) {
    return match();
  }
  if (absent == nullptr || !absent->response) {
    return inconclusive(without_answer(
        "what does not exist was not asked for, so that a refusal is not known", absent));
  }
  if (!holds_the_same(*theirs, *own, *again, id)) {
    return inconclusive("the other identity is neither refused nor given the owner's object");
  }
  Belonging belonging =
      belonging_of(c, c.operation, own->identity, theirs->identity, parameter, id);
  Verdict verdict = found_mismatch(
      theirs->identity + " is given what is " + own->identity + "'s",
      "The identity " + theirs->identity + " asks for an object of " + own->identity +
          " and is given it, before and after which its owner is given the same. An object that "
          "does not exist is refused.",
      {own, theirs, absent, nothing, again});
  if (belonging == Belonging::shared && gives_secret_away(c, *own, *theirs, id)) {
    belonging = Belonging::created;
    verdict.explanation += " It is listed to both; what its owner entered as a secret is not.";
  }
  if (belonging == Belonging::listed) {
    verdict.severity = Severity::info;
    verdict.explanation +=
        " It is shared or unprotected: name it under owns: in sworn.yaml if it is one's alone.";
  } else if (is_partial_view(*theirs, *own, *again)) {
    verdict.severity = Severity::info;
    verdict.explanation += " Something of it is kept back: it may be a view that is for others.";
  }
  verdict.decisive = theirs;
  verdict.detail = "read " + parameter;
  return weighed(c, belonging, *own, *theirs, std::move(verdict));
}

Verdict examine_list(const Case& c, const evidence::Story& story) {
  const Exchange* own = story.step("owner", step::lists);
  const Exchange* again = story.step("owner", step::lists_again);
  const Exchange* theirs = story.step("intruder", step::lists);
  const Exchange* nothing = story.step("outsider", step::asks_with_nothing);
  if (own == nullptr || again == nullptr || !succeeded(*own) || !succeeded(*again)) {
    return inconclusive(without_answer("the owner is not listed its objects", own));
  }
  if (theirs == nullptr || !theirs->response || evidence::is_momentary(theirs->status()) ||
      !has_working_credential(c, *theirs)) {
    return inconclusive(without_answer("the other identity's list was not answered", theirs));
  }
  if (nothing != nullptr && succeeded(*nothing)) {
    return not_applicable("it is open to everybody");
  }
  const IdentityNote* note = note_of(c, own->identity);
  bool any_listed = false;
  for (const std::string& parameter : evidence::listed_parameters(c.contract, c.operation)) {
    const Operation* object =
        evidence::operation_on_object(c.contract, "GET", c.operation, parameter);
    const auto ids =
        note == nullptr
            ? std::vector<std::string>()
            : evidence::owned_values(
                  note->owns, note->owns_at, object != nullptr ? *object : c.operation, parameter);
    for (const std::string& id : ids) {
      if (!evidence::lists_object(*own->response, parameter, id) ||
          !evidence::lists_object(*again->response, parameter, id)) {
        continue;
      }
      any_listed = true;
      if (succeeded(*theirs) && evidence::lists_object(*theirs->response, parameter, id)) {
        Verdict verdict = found_mismatch(
            theirs->identity + " is listed what is " + own->identity + "'s",
            "An object that the configuration calls " + own->identity +
                "'s alone stands in the list that " + theirs->identity + " is given.",
            {own, theirs, nothing, again});
        verdict.decisive = theirs;
        verdict.detail = "list " + parameter;
        return weighed(c, Belonging::owned, *own, *theirs, std::move(verdict));
      }
    }
  }
  return any_listed ? match() : inconclusive("the owner is not listed what it owns");
}

Verdict examine_change(const Case& c, const evidence::Story& story) {
  const ForeignChange found = read_change(c, story);
  if (found.verdict) {
    return *found.verdict;
  }
  const Exchange* own = found.own;
  const Exchange* change = found.change;
  const auto [parameter, id] = named_object(c, *own);
  const Belonging belonging =
      belonging_of(c, c.operation, own->identity, change->identity, parameter, id);
  if (belonging == Belonging::listed) {
    return inconclusive("shared or unprotected: no list and no refusal says whose the object is");
  }
  const std::string what = c.operation.method == "DELETE" ? "removes" : "changes";
  Verdict verdict = found_mismatch(
      change->identity + " " + what + " what is " + own->identity + "'s",
      "The identity " + change->identity + " " + what + " an object that " + own->identity +
          " created; the owner's next look shows it. Without a credential it is refused.",
      {found.created,
       own,
       found.again,
       story.step("intruder", step::lists),
       story.step("intruder", step::asks_theirs),
       change,
       found.absent,
       found.after,
       found.beside,
       found.with_nothing,
       found.beside_after});
  verdict.decisive = change;
  verdict.detail = "change " + parameter;
  return weighed(c, belonging, *own, *change, std::move(verdict));
}

Verdict examine(const Case& c) {
  const evidence::Story& story = c.facts.story("objects", c.operation.key());
  if (story.is_empty()) {
    return not_applicable("it names no object that another identity could ask for");
  }
  if (is_open(c, c.operation)) {
    return not_applicable("it is open to everybody");
  }
  const Exchange& first = *story.steps().front();
  if (first.failure == Failure::not_asked) {
    return not_applicable(first.reason);
  }
  const Exchange* own = story.step("owner", step::asks_own);
  if (own != nullptr) {
    // A change is looked at through another operation.
    return own->operation == c.operation.key() ? examine_read(c, story) : examine_change(c, story);
  }
  return story.step("owner", step::lists) != nullptr ? examine_list(c, story)
                                                     : examine_change(c, story);
}

}  // namespace

const Rule object_cross_identity{
    {.id = "object-cross-identity",
     .title = "One identity reaches another's object",
     .severity = Severity::high,
     .category = Category::object_authorization,
     .cwe = 639,
     .owasp = "API1:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "An object is given to, and changed by, those alone who are entitled to it "
                "(ASVS 8.2.2).",
     .proof_text =
         "Of two identities that a closed operation tells apart, one is given an object that is "
         "the other's: by `owns`, or created by the other and listed to it alone. Its owner "
         "is given the same before and after, an object that does not exist is refused, and so is "
         "who brings nothing. A change is shown by the owner's next look, never by a status.",
     .looks_like = "Shared data, a list with pages, a view for others that keeps something back, "
                   "two keys of one tenant, an answer about the caller's own object "
                   "instead, 404 or 500 as the refusal, a success that changed nothing.",
     .remedy = "Look the object up among those of the caller's tenant, in every operation that "
               "takes its identifier, and answer 404 for the others'.",
     .references = {"CWE-639", "OWASP API1:2023", "ASVS v5.0.0-8.2.2", "WSTG-ATHZ-04"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored"}},
    "objects",
    examine};

}  // namespace sworn::diff
