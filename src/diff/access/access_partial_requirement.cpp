// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/access/reading.h"
#include "diff/access/rules.h"

namespace sworn::diff {
namespace {

/// Two schemes that travel in one place cannot be sent side by side: leaving one out leaves nothing
/// out.
bool shares_a_place(const evidence::AccessCell& cell) {
  return std::ranges::any_of(cell.missing, [&](const std::string& signature) {
    return std::ranges::find(cell.carried, signature) != cell.carried.end();
  });
}

/// Each alternative of several members was asked without each of them.
bool was_every_half_asked(const Case& c, const AccessReading& reading) {
  const auto& alternatives = c.operation.requirement.any_of;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    const auto& members = alternatives[i].all_of;
    const bool all_asked =
        members.size() < 2 || std::ranges::all_of(members, [&](const SchemeUse& use) {
          const Scheme* scheme = c.contract.scheme(use.scheme);
          return scheme != nullptr &&
                 std::ranges::any_of(reading.table.partial, [&](const evidence::AccessCell& cell) {
                   return cell.alternative == i &&
                          cell.missing == std::vector<std::string>{scheme->signature()};
                 });
        });
    if (!all_asked) {
      return false;
    }
  }
  return true;
}

Verdict examine(const Case& c) {
  const AccessReading reading = read_access(c);
  if (auto verdict = no_access_verdict(c, reading)) {
    return *verdict;
  }
  const bool has_and = std::ranges::any_of(
      c.operation.requirement.any_of, [](const Alternative& a) { return a.all_of.size() > 1; });
  if (!has_and) {
    return not_applicable("no alternative needs two credentials together");
  }
  if (reading.none == evidence::Gate::allowed) {
    return not_applicable("it is open to everybody");
  }
  if (reading.none != evidence::Gate::refused || reading.working == nullptr) {
    return inconclusive(
        "the whole alternative did not work before and after, or none was not refused");
  }
  if (reading.table.partial.empty()) {
    return inconclusive("no half of the alternative was asked");
  }
  bool all_refused = true;
  std::vector<evidence::AccessCell> parts = reading.table.partial;
  // What is enough is told by its least.
  std::ranges::stable_sort(
      parts, {}, [](const evidence::AccessCell& cell) { return cell.carried.size(); });
  for (const evidence::AccessCell& cell : parts) {
    if (shares_a_place(cell)) {
      all_refused = false;
      continue;
    }
    const evidence::Gate gate = reading.table.gate_of(cell, evidence::Carrying::other);
    all_refused = all_refused && gate == evidence::Gate::refused;
    if (gate == evidence::Gate::allowed && cell.answers.size() >= 2) {
      const std::string enough = scheme_names(c, cell.carried);
      const std::string unchecked = scheme_names(c, cell.missing);
      std::vector<const Exchange*> others = reading.table.none;
      others.insert(others.end(), cell.answers.begin(), cell.answers.end());
      Verdict verdict =
          found_mismatch(enough,
                         unchecked + " is declared as needed besides and is not looked at.",
                         between_controls(reading, others));
      verdict.scheme = unchecked;
      verdict.decisive = cell.answers.front();
      verdict.where = c.operation.requirement.any_of[cell.alternative].where;
      return verdict;
    }
  }
  if (!all_refused) {
    return inconclusive("the answer to half of the alternative is unclear");
  }
  return was_every_half_asked(c, reading)
             ? match()
             : inconclusive("not every half of the alternatives was asked");
}

}  // namespace

const Rule access_partial_requirement{
    {.id = "access-partial-requirement",
     .title = "Half of the declared credentials is enough",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 303,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The credentials of one alternative are needed together.",
     .proof_text = "With one of them left out the operation still answers, twice; with none it "
                   "refuses; with all it answers before and after.",
     .looks_like = "A smaller alternative that is declared beside the larger one; two schemes that "
                   "travel in one place.",
     .remedy = "Check each of the credentials; they are an AND, not a choice.",
     .references = {"OpenAPI 3.1 §4.8.30", "CWE-303"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored"}},
    "access",
    examine};

}  // namespace sworn::diff
