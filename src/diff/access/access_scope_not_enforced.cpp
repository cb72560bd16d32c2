// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "base/text.h"
#include "diff/access/reading.h"
#include "diff/access/rules.h"
#include "evidence/shape.h"

namespace sworn::diff {
namespace {

using evidence::AccessCell;
using evidence::Carrying;
using evidence::Gate;

const IdentityNote* note_of(const Case& c, const std::string& name) {
  const auto& notes = c.transcript.settings.identities;
  const auto found = std::ranges::find(notes, name, &IdentityNote::name);
  return found == notes.end() ? nullptr : &*found;
}

bool speaks_of(const std::string& scope, const std::set<std::string>& words) {
  return std::ranges::any_of(base::words_of(scope),
                             [&](const std::string& word) { return words.contains(word); });
}

/// Who may write may commonly read: where that is so the document need not say it.
bool may_include(const std::string& held, const std::string& missing) {
  static const std::set<std::string> wide{"write", "admin", "manage", "all", "full", "root"};
  static const std::set<std::string> narrow{"read", "view", "list", "get"};
  return held == "*" || (speaks_of(held, wide) && speaks_of(missing, narrow)) ||
         (speaks_of(held, {"admin", "all", "full", "root"}) && missing != held);
}

/// The scopes that an alternative asks for and the identity was not given; nothing where it is
/// entitled, or may be by a wider one.
std::vector<std::string> lacking(const Alternative& alternative, const IdentityNote& identity) {
  std::vector<std::string> missing;
  for (const SchemeUse& use : alternative.all_of) {
    for (const std::string& scope : use.scopes) {
      const bool is_held = std::ranges::any_of(identity.scopes, [&](const std::string& held) {
        return held == scope || may_include(held, scope);
      });
      if (!is_held) {
        missing.push_back(scope);
      }
    }
  }
  return missing;
}

/// The fewest scopes that every alternative of these credentials lacks.
std::vector<std::string> lacking_everywhere(const Case& c,
                                            const AccessCell& cell,
                                            const IdentityNote& identity) {
  std::vector<std::string> fewest;
  bool is_first = true;
  for (const Alternative& alternative : c.operation.requirement.any_of) {
    const bool is_carried = std::ranges::all_of(alternative.all_of, [&](const SchemeUse& use) {
      const Scheme* scheme = c.contract.scheme(use.scheme);
      return scheme != nullptr &&
             std::ranges::find(cell.carried, scheme->signature()) != cell.carried.end();
    });
    if (!is_carried) {
      continue;
    }
    auto missing = lacking(alternative, identity);
    if (is_first || missing.size() < fewest.size()) {
      fewest = std::move(missing);
    }
    is_first = false;
  }
  return fewest;
}

/// The first success of an identity that has every scope it needs; null where there is none.
const Exchange* entitled_answer(const Case& c, const AccessReading& reading) {
  for (const AccessCell& cell : reading.table.good) {
    const IdentityNote* identity = note_of(c, cell.identity);
    const bool is_entitled = identity != nullptr && !identity->scopes.empty() &&
                             lacking_everywhere(c, cell, *identity).empty();
    if (is_entitled && evidence::succeeded(*cell.answers.front())) {
      return cell.answers.front();
    }
  }
  return nullptr;
}

/// Success in earnest: nothing kept back that whoever has the scope is told.
bool is_let_in(const Exchange& answer, const Exchange* entitled) {
  if (!evidence::succeeded(answer)) {
    return false;
  }
  if (entitled == nullptr || !evidence::alike(answer, *entitled)) {
    return !speaks_of_an_error(answer);
  }
  return evidence::fullness(answer, *entitled) == evidence::Fullness::equal;
}

bool names_scopes(const Requirement& requirement) {
  return std::ranges::any_of(requirement.any_of, [](const Alternative& alternative) {
    return std::ranges::any_of(alternative.all_of,
                               [](const SchemeUse& use) { return !use.scopes.empty(); });
  });
}

Verdict examine(const Case& c) {
  if (!names_scopes(c.operation.requirement)) {
    return not_applicable("the document asks for no scope");
  }
  const AccessReading reading = read_access(c);
  if (auto verdict = no_access_verdict(c, reading)) {
    return *verdict;
  }
  if (reading.none == Gate::allowed) {
    return not_applicable("it is open to everybody");
  }
  if (reading.none != Gate::refused) {
    return inconclusive("the answer without a credential shows neither a refusal nor success");
  }
  const Exchange* entitled = entitled_answer(c, reading);
  bool any_asked = false;
  bool any_unclear = false;
  for (const AccessCell& cell : reading.table.good) {
    const IdentityNote* identity = note_of(c, cell.identity);
    if (identity == nullptr || identity->scopes.empty()) {
      continue;
    }
    const auto missing = lacking_everywhere(c, cell, *identity);
    if (missing.empty()) {
      continue;
    }
    any_asked = true;
    const bool all_succeeded = std::ranges::all_of(
        cell.answers, [](const Exchange* answer) { return evidence::succeeded(*answer); });
    const bool all_let_in = std::ranges::all_of(
        cell.answers, [&](const Exchange* answer) { return is_let_in(*answer, entitled); });
    if (!all_let_in) {
      any_unclear = any_unclear || all_succeeded ||
                    reading.table.gate_of(cell, Carrying::good) == Gate::unclear;
      continue;
    }
    const std::string scopes = base::join(missing, ", ");
    std::vector<const Exchange*> proof = reading.table.none;
    proof.insert(proof.begin(), cell.answers.begin(), cell.answers.end());
    Verdict verdict = found_mismatch(scheme_names(c, cell.carried) + " without " + scopes,
                                     cell.identity + " was not given " + scopes +
                                         ", which the document asks for, and is let in.",
                                     std::move(proof));
    verdict.scheme = scheme_names(c, cell.carried);
    verdict.detail = cell.identity + " " + scopes;
    verdict.decisive = cell.answers.front();
    verdict.where = c.operation.requirement.any_of[cell.alternative].where;
    return verdict;
  }
  if (!any_asked) {
    return not_applicable("no identity is configured with scopes that do not suffice");
  }
  return any_unclear ? inconclusive("the answer to insufficient scopes is unclear") : match();
}

}  // namespace

const Rule access_scope_not_enforced{
    {.id = "access-scope-not-enforced",
     .title = "A scope that the document asks for is not enforced",
     .severity = Severity::high,
     .category = Category::function_authorization,
     .cwe = 863,
     .owasp = "API5:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The requirement names the scopes, or roles, that a credential has to carry.",
     .proof_text = "The credential of an identity whose configured `scopes` lack one of them is "
                   "answered with success; none is refused.",
     .looks_like = "A wider scope that includes the narrow one, another alternative that asks for "
                   "less, scopes that the document does not declare, an empty list or an error "
                   "beneath success.",
     .remedy = "Check the scopes of the credential on this operation, and answer 403 with "
               "`insufficient_scope` where one is missing.",
     .references = {"OpenAPI 3.1 §4.8.30", "RFC 6750 §3.1", "CWE-863", "OWASP API5:2023"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored"}},
    "access",
    examine};

}  // namespace sworn::diff
