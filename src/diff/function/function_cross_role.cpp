// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/function/rules.h"
#include "diff/object/foreign_change.h"
#include "diff/object/reading.h"
#include "evidence/role.h"
#include "evidence/shape.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Gate;
using evidence::succeeded;

bool is_denied(const Case& c, const std::string& identity) {
  const IdentityNote* note = note_of(c, identity);
  return note != nullptr &&
         evidence::is_denied_by_role(c.contract, c.operation, note->role, note->scopes);
}

Gate gate_for(const Case& c, const Operation& operation, const std::string& identity) {
  const evidence::AccessTable& table = c.facts.access(operation.key());
  for (const evidence::AccessCell& cell : table.good) {
    if (cell.identity == identity) {
      return table.gate_of(cell, evidence::Carrying::good);
    }
  }
  return Gate::unclear;
}

/// Why the low role may not: "" when nothing says so.
std::string reason_of_denial(const Case& c, const std::string& high, const std::string& low) {
  if (is_denied(c, low) && !is_denied(c, high)) {
    return "the requirement names a role that it lacks";
  }
  const Operation* reader = evidence::equal_reader(c.contract, c.operation);
  const IdentityNote* of_high = note_of(c, high);
  const IdentityNote* of_low = note_of(c, low);
  const bool is_refused_beside = reader != nullptr && of_high != nullptr && of_low != nullptr &&
                                 of_high->role != of_low->role &&
                                 gate_for(c, *reader, low) == Gate::not_entitled &&
                                 gate_for(c, *reader, high) == Gate::allowed;
  return is_refused_beside ? "GET on the same path refuses it" : "";
}

Verdict mismatch(const Exchange& high,
                 const Exchange& low,
                 const std::string& denial,
                 const std::string& how,
                 std::vector<const Exchange*> proof) {
  Verdict verdict =
      found_mismatch(low.identity + " is let in as " + high.identity + " is",
                     "The identity " + low.identity + " " + how + ", though " + denial +
                         ". The identity " + high.identity + " is let in before and after.",
                     std::move(proof));
  std::erase(verdict.proof, nullptr);
  verdict.declared = "not for " + low.identity + ": " + denial;
  verdict.scheme = low.credentials.empty() ? "" : low.credentials.front().signature;
  verdict.decisive = &low;
  verdict.detail = low.identity;
  return verdict;
}

Verdict examine_read(const Case& c, const evidence::Story& story) {
  const Exchange* before = story.step("high", step::high_before);
  const Exchange* low = story.step("low", step::low_asks);
  const Exchange* nothing = story.step("outsider", step::asks_with_nothing);
  const Exchange* after = story.step("high", step::high_after);
  if (before == nullptr || after == nullptr || !succeeded(*before) || !succeeded(*after)) {
    return inconclusive(without_answer("the high role is not let in before and after",
                                       before != nullptr && succeeded(*before) ? after : before));
  }
  if (low == nullptr || !low->response) {
    return inconclusive(without_answer("the low role got no answer", low));
  }
  if (nothing == nullptr || !nothing->response) {
    return inconclusive(without_answer("whoever brings nothing got no answer", nothing));
  }
  if (succeeded(*nothing) && evidence::alike(*nothing, *before) &&
      evidence::fullness(*nothing, *before) == evidence::Fullness::equal) {
    return not_applicable("it is open to everybody");
  }
  if (!has_working_credential(c, *low)) {
    return inconclusive("the low role's credential is not known to work");
  }
  if (is_refusal(*low, nothing)) {
    return match();
  }
  const std::string denial = reason_of_denial(c, before->identity, low->identity);
  if (denial.empty()) {
    return not_applicable("neither the requirement nor another method says who may not");
  }
  if (!succeeded(*low) || !evidence::alike(*low, *before) ||
      evidence::fullness(*low, *before) != evidence::Fullness::equal) {
    return inconclusive(
        without_answer("the low role is neither refused nor answered as the high one", low));
  }
  return mismatch(
      *before, *low, denial, "is answered as a high role is", {before, low, nothing, after});
}

Verdict examine_change(const Case& c, const evidence::Story& story) {
  const ForeignChange found = read_change(c, story);
  if (found.verdict) {
    return *found.verdict;
  }
  const std::string denial = reason_of_denial(c, found.own->identity, found.change->identity);
  if (denial.empty()) {
    return not_applicable("neither the requirement nor another method says who may not");
  }
  return mismatch(*found.own,
                  *found.change,
                  denial,
                  "changes what the high role created",
                  {found.created,
                   found.own,
                   found.again,
                   found.change,
                   found.absent,
                   found.after,
                   found.beside,
                   found.with_nothing,
                   found.beside_after});
}

Verdict examine(const Case& c) {
  const evidence::Story& story = c.facts.story("roles", c.operation.key());
  if (story.is_empty()) {
    return not_applicable("nothing says that one role may and another may not");
  }
  if (is_open(c, c.operation)) {
    return not_applicable("it is open to everybody");
  }
  const Exchange& first = *story.steps().front();
  if (first.failure == Failure::not_asked) {
    return not_applicable(first.reason);
  }
  return story.step("owner", step::creates) != nullptr ? examine_change(c, story)
                                                       : examine_read(c, story);
}

}  // namespace

const Rule function_cross_role{
    {.id = "function-cross-role",
     .title = "A low role is let in where only a high one should be",
     .severity = Severity::high,
     .category = Category::function_authorization,
     .cwe = 862,
     .owasp = "API5:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "Who lacks the role that an operation needs is refused (ASVS 8.2.1).",
     .proof_text =
         "An identity is answered as one of a higher role is, before and after, though the "
         "requirement names a role that its configuration lacks; or it changes an object on a path "
         "where GET refuses it. Without a credential the operation refuses.",
     .looks_like = "Self-service functions, a role that the requirement does not name, a success "
                   "that changed nothing.",
     .remedy = "Check the role in front of every method, not of the path's GET alone.",
     .references =
         {"OpenAPI 3.1 §4.8.30", "CWE-862", "OWASP API5:2023", "ASVS v5.0.0-8.2.1", "WSTG-ATHZ-03"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored",
                   "access-scope-not-enforced"}},
    "roles",
    examine};

}  // namespace sworn::diff
