// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "diff/clearing.h"
#include "sworn/report.h"
#include "sworn/result.h"

namespace sworn::diff {

/// A finding that was there before.
struct KnownFinding {
  std::string rule;
  std::string method;
  std::string path;
  Severity severity = Severity::info;
};

/// The findings of an earlier report, which later ones are held against.
struct Baseline {
  ReportKind kind = ReportKind::check;
  std::string spec_sha256;                       ///< of the document that they were found with
  std::map<std::string, KnownFinding> findings;  ///< by fingerprint
};

/// Marks what the baseline has as known, unless it is graver now; what is suppressed stays so. What
/// it has and the report has not is gone where its operation was asked and is cleared. Where the
/// rule does not apply any more it is gone with another document alone, which may have lost the
/// promise: with the same one only the means to ask are lost, a second identity or a credential.
/// Says in `coverage` what became graver and how much was not looked for again.
void hold_against(Report& report, const Baseline& baseline, const ClearingOf& clearing_of);

/// Reads what write_baseline() wrote. Errors have file, line and column: no JSON, another format, a
/// later version, a finding that lacks something, a severity that there is none of.
[[nodiscard]] Result<Baseline> read_baseline(std::string_view text, const std::string& name);

/// What the report found, suppressed findings excepted (their reason has an end, a baseline has
/// none), as JSON: one finding in a line, sorted, without times, hosts, places and exchanges, so
/// that equal findings give equal files. `previous`, where there was one: what it has and nobody
/// looked for again is kept as long as its operation is in the document.
[[nodiscard]] std::string write_baseline(const Report& report, const Baseline* previous);

}  // namespace sworn::diff
