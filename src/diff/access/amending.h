// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "diff/rule.h"

namespace sworn::diff {

/// The schemes that are this on the wire, in the contract's order. Which of several was meant is
/// not known: an amendment that would have to guess is not made.
[[nodiscard]] std::vector<const Scheme*> schemes_like(const Contract& contract,
                                                      const std::string& signature);

/// Adds the credentials of a cell to the alternatives that the document lacks, and those of its
/// schemes that only the configuration describes. Adds nothing and says false where a credential is
/// of no known scheme, or of several that look alike on the wire: it is not known which was meant.
bool add_alternative(const Case& c, const std::vector<std::string>& signatures, Amendment& to);

/// Adds the answers of which the operation does not declare the status, each status once. Says
/// false where one is not the document's to change: a success that refuses, a failure.
bool add_refusals(const Case& c, const std::vector<const Exchange*>& answers, Amendment& to);

/// Whether any of the schemes travels in the URL, where logs and referrers keep it: what is taken
/// from there is closed, not documented (RFC 9700 §4.3.2, CWE-598).
[[nodiscard]] bool any_in_url(const Contract& contract, const Alternative& alternative);

}  // namespace sworn::diff
