// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "evidence/vault.h"
#include "sworn/transcript.h"

namespace sworn::evidence {

/// Replaces every secret in `exchanges` by a stable placeholder named after where it first came
/// from, and fills the ledger (DESIGN.md, "Sealing"). `exchanges` are in the order of the
/// transcript; ids are given from 1. Equal values get equal placeholders, derived ones say how:
/// "{sha256:alice.ApiKeyAuth}". What remains readable is neither in the vault nor handed out as a
/// session or token. Of `settings` what may be one is sealed too: values that identities own.
[[nodiscard]] Transcript seal(const std::vector<Exchange>& exchanges,
                              const Vault& vault,
                              JudgeSettings settings = {});

}  // namespace sworn::evidence
