// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "diff/baseline.h"
#include "diff/clearing.h"
#include "diff/rule.h"

namespace sworn::spec {
class Files;
}

namespace sworn::diff {

/// A report with its head filled in: spec, run, url.
[[nodiscard]] Report begin_report(const Contract& contract, const Transcript& transcript);

/// The line of the document at the finding's location, and what tells where it lies.
void add_excerpt(Finding& finding, const spec::Files& files);

[[nodiscard]] Finding make_finding(const Contract& contract,
                                   const Transcript& transcript,
                                   const Rule& rule,
                                   const Operation& operation,
                                   const Verdict& verdict,
                                   Confidence confidence,
                                   const std::vector<std::string>& implies);

/// Says what could not be tested and what was left out; marks what is suppressed and what
/// `baseline` (null: none) has; sorts, groups, counts and scores.
void finish_report(Report& report,
                   const Contract& contract,
                   const Transcript& transcript,
                   const evidence::Facts& facts,
                   const Baseline* baseline,
                   const ClearingOf& clearing_of);

/// Sorts and counts the findings, unites those of one cause and adds the examples of how to mend
/// them; `of` is the number of operations that could have had them.
void count_and_group(Report& report, int of);

/// The score of the groups that have a finding that is new: what is known or suppressed costs
/// nothing, so that a score is one of what is left to decide on. None where there are problems.
void set_score(Report& report);

/// One shell command that sends the request of a sealed exchange again; every placeholder becomes a
/// shell variable, without whose value the command says what it has to be and sends nothing.
[[nodiscard]] std::string curl_line(const Exchange& exchange);

/// 100 less the published weights of what was found, a group counted once (README, "Score").
struct Score {
  int value = 100;
  std::string grade;
  std::vector<std::string> parts;
};
[[nodiscard]] Score score_of(const std::vector<FindingGroup>& groups);

}  // namespace sworn::diff
