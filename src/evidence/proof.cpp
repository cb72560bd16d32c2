// SPDX-License-Identifier: Apache-2.0
#include "evidence/proof.h"

#include <algorithm>
#include <vector>

namespace sworn::evidence {
namespace {

/// Whether what a cell carried is what an alternative with the scheme asks for: told by the form on
/// the wire, which several schemes may share.
bool may_carry(const Contract& contract,
               const Operation& operation,
               const AccessCell& cell,
               const std::string& scheme) {
  return std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& alternative) {
    std::vector<std::string> signatures;
    for (const SchemeUse& use : alternative.all_of) {
      const Scheme* known = contract.scheme(use.scheme);
      signatures.push_back(known != nullptr ? known->signature() : "");
    }
    std::ranges::sort(signatures);
    return std::ranges::find(alternative.all_of, scheme, &SchemeUse::scheme) !=
               alternative.all_of.end() &&
           signatures == cell.carried;
  });
}

/// Whether a member of what was let in had a part in that: it was alone, or the same request
/// without it is refused.
bool counts(const AccessTable& table, const AccessCell& cell, const std::string& signature) {
  std::vector<std::string> rest = cell.carried;
  std::erase(rest, signature);
  const auto is_refused_without = [&](const AccessCell& part) {
    return part.identity == cell.identity && part.carried == rest &&
           table.gate_of(part, Carrying::other) == Gate::refused;
  };
  // The rest of one alternative may be another.
  return rest.empty() || std::ranges::any_of(table.partial, is_refused_without) ||
         std::ranges::any_of(table.good, is_refused_without);
}

}  // namespace

Proof proof_of(const Contract& contract,
               const Facts& facts,
               const std::string& identity,
               const Scheme& scheme) {
  Proof proof;
  for (const Operation& operation : contract.operations) {
    const AccessTable& table = facts.access(operation.key());
    const Gate none = table.none_gate();
    for (const AccessCell& cell : table.good) {
      if (cell.identity != identity || !may_carry(contract, operation, cell, scheme.name)) {
        continue;
      }
      const Gate gate = table.gate_of(cell, Carrying::good);
      const bool is_let_in =
          none == Gate::refused && (gate == Gate::allowed || gate == Gate::not_entitled);
      if (is_let_in && proof.works_at == nullptr && counts(table, cell, scheme.signature())) {
        proof.works_at = &operation;
      }
      if (gate == Gate::refused && proof.refused_at == nullptr) {
        proof.refused_at = &operation;
      }
    }
  }
  return proof;
}

}  // namespace sworn::evidence
