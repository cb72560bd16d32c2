// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/access/amending.h"
#include "diff/access/reading.h"
#include "diff/access/rules.h"

namespace sworn::diff {
namespace {

using evidence::AccessCell;
using evidence::Carrying;
using evidence::Gate;

/// An apiKey in `Authorization` and a bearer token are one place under two names.
bool is_authorization(const std::string& signature) {
  return signature == "header authorization" || signature == "http bearer";
}

bool shares_the_declared_place(const Case& c, const AccessCell& cell) {
  const bool in_authorization = std::ranges::any_of(cell.carried, is_authorization);
  return in_authorization &&
         std::ranges::any_of(c.operation.requirement.any_of, [&](const Alternative& alternative) {
           return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
             const Scheme* scheme = c.contract.scheme(use.scheme);
             return scheme != nullptr && is_authorization(scheme->signature());
           });
         });
}

/// Every scheme that opens the operation beside the declared ones. One that travels in the URL is
/// the server's to refuse, and half an amendment would not make the document true.
Amendment amendment_for(const Case& c, const AccessReading& reading) {
  Amendment amendment;
  for (const AccessCell& cell : reading.table.other) {
    if (shares_the_declared_place(c, cell) ||
        reading.table.gate_of(cell, Carrying::other) != Gate::allowed) {
      continue;
    }
    if (!add_alternative(c, cell.carried, amendment)) return {};
  }
  const bool is_any_in_url = std::ranges::any_of(
      amendment.alternatives,
      [&](const Alternative& alternative) { return any_in_url(c.contract, alternative); });
  return is_any_in_url ? Amendment{} : amendment;
}

Verdict examine(const Case& c) {
  const AccessReading reading = read_access(c);
  if (auto verdict = no_access_verdict(c, reading)) {
    return *verdict;
  }
  if (reading.none == Gate::allowed) {
    return not_applicable("it is open to everybody");
  }
  if (reading.none != Gate::refused || reading.working == nullptr) {
    return inconclusive(
        "the declared credential did not work before and after, or none was not refused");
  }
  bool any_asked = false;
  bool any_unclear = false;
  std::vector<std::string> members;
  std::vector<std::string> names;
  std::vector<const Exchange*> others = reading.table.none;
  const Exchange* decisive = nullptr;
  for (const AccessCell& cell : reading.table.other) {
    if (shares_the_declared_place(c, cell)) {
      continue;
    }
    any_asked = true;
    const Gate gate = reading.table.gate_of(cell, Carrying::other);
    any_unclear = any_unclear || gate == Gate::unclear;
    if (gate != Gate::allowed) {
      continue;
    }
    std::string member = base::join(cell.carried, " & ");
    // Two identities may hold a credential of the same scheme.
    if (std::ranges::find(members, member) != members.end()) continue;
    members.push_back(std::move(member));
    names.push_back(scheme_names(c, cell.carried));
    others.insert(others.end(), cell.answers.begin(), cell.answers.end());
    if (decisive == nullptr) decisive = cell.answers.front();
  }
  if (!members.empty()) {
    const std::string text = base::join(names, ", ");
    Verdict verdict = found_mismatch(
        c.operation.requirement.text() + " | " + base::join(names, " | "),
        names.size() == 1
            ? "The credential " + text +
                  ", which the document does not name for this operation, opens it by itself."
            : "The credentials " + text +
                  ", which the document does not name for this operation, open it each by itself.",
        between_controls(reading, others));
    verdict.scheme = c.operation.requirement.text();
    verdict.members = std::move(members);
    verdict.decisive = decisive;
    verdict.where = c.operation.requirement.where;
    verdict.amendment = amendment_for(c, reading);
    return verdict;
  }
  if (!any_asked) {
    return not_applicable("no identity holds a credential of another scheme");
  }
  return any_unclear ? inconclusive("the answer to another scheme's credential is unclear")
                     : match();
}

}  // namespace

const Rule access_undeclared_scheme{
    {.id = "access-undeclared-scheme",
     .title = "Another kind of credential opens it, too",
     .severity = Severity::low,
     .category = Category::authentication,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The declared alternatives are all that let a caller in.",
     .proof_text = "A credential of a scheme that the operation does not name opens it alone; none "
                   "is refused; the declared one works before and after.",
     .looks_like = "Two names for one place, such as an apiKey in `Authorization` and a bearer "
                   "token.",
     .remedy = "Declare the scheme as an alternative, or refuse it here: what is not declared is "
               "not reviewed.",
     .references = {"OpenAPI 3.1 §4.8.30", "OWASP API9:2023"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored"}},
    "access",
    examine};

}  // namespace sworn::diff
