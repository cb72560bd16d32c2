// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "diff/amendment.h"
#include "sworn/contract.h"
#include "sworn/report.h"
#include "sworn/transcript.h"

namespace sworn::diff {

/// A confirmed finding that the document could answer.
struct Amended {
  const Operation* operation = nullptr;
  Amendment amendment;
  std::string why;
  std::string fingerprint;
};

/// The actions of an OpenAPI Overlay 1.0 that make the document say what was observed: first the
/// schemes that it lacks, then operation by operation the security, then the statuses, a status 429
/// among them wherever it was answered. What it cannot do is told in `left_out`: an operation
/// behind a reference or at one place for several paths, a scheme that Swagger 2.0 cannot declare.
[[nodiscard]] std::vector<OverlayAction> overlay_of(const Contract& contract,
                                                    const Transcript& transcript,
                                                    const std::vector<Amended>& amended,
                                                    std::vector<std::string>& left_out);

}  // namespace sworn::diff
