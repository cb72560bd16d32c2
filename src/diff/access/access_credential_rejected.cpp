// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/access/reading.h"
#include "diff/access/rules.h"

namespace sworn::diff {
namespace {

bool works_elsewhere(const Case& c, const evidence::AccessCell& cell) {
  return std::ranges::all_of(cell.carried, [&](const std::string& signature) {
    return c.facts.worth_of(cell.identity, signature).opened;
  });
}

/// One answer for each credential of the cell: where it was let in and others are refused.
std::vector<const Exchange*> answers_elsewhere(const Case& c, const evidence::AccessCell& cell) {
  std::vector<const Exchange*> answers;
  for (const std::string& signature : cell.carried) {
    const Exchange* found = nullptr;
    for (const Operation& operation : c.contract.operations) {
      const evidence::AccessTable& table = c.facts.access(operation.key());
      for (const evidence::AccessCell& other : table.good) {
        const evidence::Gate gate = table.gate_of(other, evidence::Carrying::good);
        const bool is_meant =
            other.identity == cell.identity &&
            std::ranges::find(other.carried, signature) != other.carried.end() &&
            (gate == evidence::Gate::allowed || gate == evidence::Gate::not_entitled);
        if (found == nullptr && is_meant && table.none_gate() == evidence::Gate::refused) {
          found = other.answers.front();
        }
      }
    }
    if (found != nullptr && std::ranges::find(answers, found) == answers.end()) {
      answers.push_back(found);
    }
  }
  return answers;
}

Verdict examine(const Case& c) {
  const AccessReading reading = read_access(c);
  if (auto verdict = no_access_verdict(c, reading)) {
    return *verdict;
  }
  if (c.operation.requirement.any_of.size() < 2) {
    return not_applicable("there is one alternative only");
  }
  if (reading.working == nullptr) {
    return inconclusive("no alternative works before and after");
  }
  if (reading.none == evidence::Gate::allowed) {
    return not_applicable("it is open to everybody");
  }
  if (reading.none != evidence::Gate::refused) {
    return inconclusive("the answer without a credential shows neither a refusal nor success");
  }
  for (const evidence::AccessCell& cell : reading.table.good) {
    if (cell.identity != reading.working->identity || &cell == reading.working) {
      continue;
    }
    if (reading.table.gate_of(cell, evidence::Carrying::good) == evidence::Gate::refused &&
        cell.answers.size() >= 2 && works_elsewhere(c, cell)) {
      std::vector<const Exchange*> others = answers_elsewhere(c, cell);
      others.insert(others.end(), cell.answers.begin(), cell.answers.end());
      const std::string refused = c.operation.requirement.any_of[cell.alternative].text();
      Verdict verdict = found_mismatch(
          c.operation.requirement.any_of[reading.working->alternative].text() + " only",
          "The alternative " + refused +
              " is declared and its credential works elsewhere; here it is refused.",
          between_controls(reading, others));
      verdict.scheme = refused;
      verdict.decisive = cell.answers.front();
      verdict.where = c.operation.requirement.any_of[cell.alternative].where;
      return verdict;
    }
  }
  for (std::size_t i = 0; i < c.operation.requirement.any_of.size(); ++i) {
    const auto cell =
        std::ranges::find_if(reading.table.good, [&](const evidence::AccessCell& known) {
          return known.alternative == i && known.identity == reading.working->identity;
        });
    if (cell == reading.table.good.end()) {
      return inconclusive("no identity holds every alternative");
    }
    if (reading.table.gate_of(*cell, evidence::Carrying::good) != evidence::Gate::allowed) {
      return inconclusive("the credential of " + c.operation.requirement.any_of[i].text() +
                          " is not known to work anywhere, or its answer is unclear");
    }
  }
  return match();
}

}  // namespace

const Rule access_credential_rejected{
    {.id = "access-credential-rejected",
     .title = "A declared alternative is refused",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "Any one of the declared alternatives lets a caller in.",
     .proof_text = "One identity is let in by one alternative and refused, twice, by another whose "
                   "credential works elsewhere.",
     .looks_like = "A credential that never worked, an identity that is not entitled.",
     .remedy = "Accept the alternative, or take it out of the operation's `security` list.",
     .references = {"OpenAPI 3.1 §4.8.30"},
     .yields_to = {"access-not-enforced"}},
    "access",
    examine};

}  // namespace sworn::diff
