// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
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

/// Whether a finding counts: it is new, neither known nor suppressed.
[[nodiscard]] bool is_counted(const Finding& finding);

/// Of the findings that `is_told` takes: those that count first, the gravest first.
[[nodiscard]] std::vector<Cause> causes_of(
    const Report& report, const std::function<bool(const Finding&)>& is_told = is_counted);

/// "GET /items"; of a method "*" "the whole API" in a check, else "the whole document".
[[nodiscard]] std::string operation_name(ReportKind kind,
                                         std::string_view method,
                                         std::string_view path);

}  // namespace sworn::report
