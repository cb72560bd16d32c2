// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"
#include "diff/baseline.h"
#include "sworn/report.h"
#include "sworn/result.h"

namespace sworn::cli {

/// Why the files that the options name to be written cannot be, told before the work so that what
/// it finds out is not lost at its end: one is a directory or in none, two are one file, or one is
/// what the command reads. A baseline may be renewed in its place, and the document that an overlay
/// is applied to.
[[nodiscard]] std::optional<Error> refuse_outputs(const Options& options);

/// Where a command that judges writes to, and what it holds its findings against.
struct Outputs {
  std::vector<ReportTarget> reports;
  std::optional<diff::Baseline> baseline;  ///< what --baseline gave

  /// Null where there is no baseline.
  [[nodiscard]] const diff::Baseline* known_findings() const {
    return baseline ? &*baseline : nullptr;
  }
};

/// Text goes to standard output unless another report does. Errors: those of refuse_outputs, of
/// refuse_baseline and of load_baseline; two reports for standard output.
[[nodiscard]] Result<Outputs> prepare_outputs(const Options& options, ReportKind kind);

}  // namespace sworn::cli
