// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sworn/contract.h"
#include "sworn/report.h"

namespace sworn::diff {

/// What names a scheme in a fingerprint, whatever its name: its kind and where it travels, without
/// URLs ("header x-key", "http basic", "oauth2"). Of several that are the same so, and of one that
/// the contract does not define or whose kind nobody knows, the name is needed as well.
[[nodiscard]] std::string wire_name(const Contract& contract, const std::string& scheme);

/// Of rule, method, path and scheme of the finding, which is one of `contract`, and `detail`, which
/// tells it from its like: never of lines, hosts, times, tokens, of what it unites (its members),
/// or of a scheme's name. `finding.scheme` is a scheme, an alternative or a requirement, as text()
/// of those writes them; neither their order nor that of their schemes matters.
[[nodiscard]] std::string fingerprint_of(const Contract& contract,
                                         const Finding& finding,
                                         const std::string& detail);

}  // namespace sworn::diff
