// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evidence/facts.h"
#include "sworn/contract.h"
#include "sworn/report.h"
#include "sworn/transcript.h"

namespace sworn::diff {

/// Whether the identity's credential for the scheme opened anything that is closed without it, and
/// the first operation where it did or was refused.
[[nodiscard]] CredentialResult credential_result(const Contract& contract,
                                                 const evidence::Facts& facts,
                                                 const std::string& identity,
                                                 const Scheme& scheme);

/// Says of each configured credential whether it works and where (only of a run that verifies
/// them), and which schemes nobody could try: those of an unknown type, those that no identity has
/// a credential for, and flows that could not be run.
void add_credential_coverage(Report& report,
                             const Contract& contract,
                             const Transcript& transcript,
                             const evidence::Facts& facts);

}  // namespace sworn::diff
