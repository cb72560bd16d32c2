// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/surface/rules.h"
#include "evidence/shape.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

/// An answer that a route gave: neither what gateways say in its stead, nor what an invented path
/// is told as well.
bool shows_a_route(const Case& c, const Exchange& answer) {
  const int status = answer.status();
  if (status == 0 || evidence::is_momentary(status) || status == 404 || status == 405) {
    return false;
  }
  bool any_invented = false;
  for (const Exchange* other : c.facts.all()) {
    // Another spelling or method of an invented path is answered as nothing else is.
    const bool is_invented = other->operation.empty() && other->response &&
                             other->interview != "bypass" &&
                             other->credentials.empty() == answer.credentials.empty();
    if (is_invented && evidence::alike(*other, answer)) {
      return false;
    }
    any_invented |= is_invented;
  }
  // A server may refuse before it looks at the path.
  return any_invented || (status != 401 && status != 403);
}

/// An answer to an invented path that says what this one says; null where there is none.
const Exchange* invented_like(const Case& c, const Exchange& answer) {
  const auto found = std::ranges::find_if(c.facts.all(), [&](const Exchange* other) {
    return other->operation.empty() && other->interview == "reach" && other->response &&
           other->credentials.empty() == answer.credentials.empty() &&
           evidence::alike_in_words(*other, answer);
  });
  return found == c.facts.all().end() ? nullptr : *found;
}

Verdict examine(const Case& c) {
  const evidence::AccessTable& table = c.facts.access(c.operation.key());
  if (spec::purpose_of(c.operation) == spec::Purpose::logout && table.good.empty()) {
    return not_applicable("it ends sessions, and is asked for that alone");
  }
  if (table.none.empty() && table.good.empty()) {
    return inconclusive(table.not_asked.empty() ? "it was not asked"
                                                : table.not_asked.front()->reason);
  }
  if (!c.facts.is_missing(c.operation)) {
    std::vector<const Exchange*> answers = table.none;
    for (const evidence::AccessCell& cell : table.good) {
      answers.insert(answers.end(), cell.answers.begin(), cell.answers.end());
    }
    const bool is_there = std::ranges::any_of(
        answers, [&](const Exchange* answer) { return shows_a_route(c, *answer); });
    return is_there ? match()
                    : inconclusive("no answer tells the route from a path that was invented");
  }
  if (c.operation.path.find('{') != std::string::npos) {
    return inconclusive(
        "it answers as an unknown path does; the object that was asked for may not exist");
  }
  // A credential that opens nothing anywhere may be refused by a 404 as well.
  const bool is_hidden =
      c.operation.requirement.is_secured() &&
      std::ranges::none_of(table.good, [&](const evidence::AccessCell& cell) {
        return std::ranges::all_of(cell.carried, [&](const std::string& signature) {
          return c.facts.worth_of(cell.identity, signature).opened;
        });
      });
  if (is_hidden) {
    return inconclusive(
        "no credential that works elsewhere was asked; a 404 may hide the operation");
  }
  std::vector<const Exchange*> proof;
  std::vector<const Exchange*> answers = table.none;
  for (const evidence::AccessCell& cell : table.good) {
    answers.push_back(cell.answers.front());
  }
  // Where refusals come before the routing, only a good credential is told.
  const auto told = std::ranges::find_if(answers, [&](const Exchange* answer) {
    const bool is_told = answer->status() == 404 || answer->status() == 405;
    return is_told && invented_like(c, *answer) != nullptr;
  });
  const Exchange* decisive = told != answers.end() ? *told : answers.front();
  if (const Exchange* invented = invented_like(c, *decisive)) {
    proof.push_back(invented);
  }
  proof.insert(proof.end(), answers.begin(), answers.end());
  Verdict verdict = found_mismatch("no such route",
                                   "Everybody is answered as on a path that was invented: the "
                                   "server does not know the operation.",
                                   proof);
  verdict.decisive = decisive;
  verdict.declared = "the operation exists";
  return verdict;
}

}  // namespace

const Rule operation_missing{
    {.id = "operation-missing",
     .title = "A declared operation does not exist",
     .severity = Severity::low,
     .category = Category::inventory,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::answer,
     .promise = "The operation is there.",
     .proof_text =
         "With and without a good credential the server answers as it does on an invented path.",
     .looks_like = "An object that is not there, a refusal that hides behind 404.",
     .remedy = "Take the operation out of the document, or deploy it; look at the base URL that "
               "was given.",
     .references = {"OWASP API9:2023"}},
    "",
    examine};

}  // namespace sworn::diff
