// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "evidence/facts.h"
#include "sworn/contract.h"

namespace sworn::evidence {

/// Where an identity's credential for a scheme was seen to work and where to be refused: the first
/// operation of the contract each, null for none. It works where it is let in alone and others are
/// refused, or beside others where the same request without it is refused.
struct Proof {
  const Operation* works_at = nullptr;
  const Operation* refused_at = nullptr;
};

[[nodiscard]] Proof proof_of(const Contract& contract,
                             const Facts& facts,
                             const std::string& identity,
                             const Scheme& scheme);

}  // namespace sworn::evidence
