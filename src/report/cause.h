// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sworn/report.h"

namespace sworn::report {

/// Findings with one cause, told as one. It points into the report, which must outlive it.
struct Cause {
  const Finding* finding = nullptr;          ///< the first, whose proof is shown
  const FindingGroup* group = nullptr;       ///< where several operations share it
  std::vector<std::string> operations = {};  ///< as operation_name() has them, each once
  std::vector<const Finding*> findings = {};

  /// That of the group where it has one, else that of the finding.
  [[nodiscard]] const Location& location() const;
};

/// Of the findings that are new, the gravest first.
[[nodiscard]] std::vector<Cause> causes_of(const Report& report);

/// "GET /items", "the whole API" or "the whole document".
[[nodiscard]] std::string operation_name(const Report& report, const Finding& finding);

}  // namespace sworn::report
