// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
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
  std::set<std::string> members = {};  ///< Finding::members
  std::set<std::string> implies = {};  ///< Finding::implies: it stood for what these rules find
};

/// The findings of an earlier report, which later ones are held against.
struct Baseline {
  ReportKind kind = ReportKind::check;
  std::string spec_sha256;                       ///< of the document that they were found with
  std::map<std::string, KnownFinding> findings;  ///< by fingerprint
};

/// Marks what the baseline has as known, unless it is graver now or unites more; what is suppressed
/// stays so. What a known finding of the operation implied is known, too: it was there behind the
/// stronger one. What the baseline has and the report has not is gone where its operation was asked
/// and is cleared. Where the rule does not apply any more it is gone with another document alone,
/// which may have lost the promise: with the same one only the means to ask are lost, a second
/// identity or a credential. What else is not found is `unseen` as long as there is its operation.
/// Says in `coverage` what became graver or wider, how much was not looked for again, and how much
/// is of operations that are no more.
void hold_against(Report& report, const Baseline& baseline, const ClearingOf& clearing_of);

/// Reads what write_baseline() wrote. Errors have file, line and column: no JSON, another format,
/// another version (fingerprints were made otherwise), a finding that lacks something, a severity
/// that there is none of.
[[nodiscard]] Result<Baseline> read_baseline(std::string_view text, const std::string& name);

/// What the report found, suppressed findings excepted (their reason has an end, a baseline has
/// none), as JSON: one finding in a line, sorted, without times, hosts, places and exchanges, so
/// that equal findings give equal files. `previous` (null: none) is what the report was held
/// against: what of it is unseen is kept.
[[nodiscard]] std::string write_baseline(const Report& report, const Baseline* previous);

}  // namespace sworn::diff
