// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "sworn/contract.h"
#include "sworn/exchange.h"

namespace sworn::diff {

/// What the document would have to say for a mismatch to be none. A rule gives one only where the
/// document is the safer thing to change: never where that would call a hole a promise. Empty: the
/// server is to be mended.
struct Amendment {
  /// In place of the requirement; of no alternatives: open to everybody.
  std::optional<std::vector<Alternative>> security = {};
  std::vector<Alternative> alternatives = {};   ///< beside those of the requirement
  std::vector<Scheme> schemes = {};             ///< that the alternatives name and nobody declares
  std::vector<const Exchange*> responses = {};  ///< of which the status is to be declared

  [[nodiscard]] bool is_empty() const {
    return !security && alternatives.empty() && responses.empty();
  }
};

}  // namespace sworn::diff
