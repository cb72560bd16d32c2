// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "diff/access/reading.h"

namespace sworn::diff {

/// An operation that changes something is asked about what does not exist. Where whoever brings
/// nothing, or a made-up credential, is told word for word that it is not there, as a credential is
/// that works elsewhere, and an invented path is answered otherwise, the gate is likely open
/// (DESIGN.md, verdict protocol 7): it is no more than likely, since the object may have been
/// looked for before the credential was. Nothing where that is not so.
[[nodiscard]] std::optional<Verdict> likely_open(const Case& c, const AccessReading& reading);

}  // namespace sworn::diff
