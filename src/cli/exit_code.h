// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sworn/report.h"
#include "sworn/rule.h"

namespace sworn::cli {

/// What the process says at its end; the numbers are part of the interface.
enum class ExitCode {
  clean = 0,           ///< nothing at or above the threshold
  findings = 1,        ///< findings at or above it, or another gate of the caller's is shut
  usage = 2,           ///< wrong usage, configuration or spec
  could_not_test = 3,  ///< too little was proven to say anything
  internal = 4,        ///< a bug in sworn
  interrupted = 130,   ///< SIGINT; the report of what was done is still written
  terminated = 143     ///< SIGTERM, likewise
};

/// What a run has to reach to end in 0.
struct Gate {
  std::optional<Severity> fail_on = Severity::medium;  ///< nothing: findings never fail
  bool fail_on_inconclusive = false;
  int min_examined = 0;                        ///< percent of the operations in scope
  int min_score = 0;                           ///< of 100
  bool verify_auth = false;                    ///< only credentials were asked about
  std::vector<std::string> out_of_scope = {};  ///< keys of operations that the caller left out
};

struct Decision {
  ExitCode code = ExitCode::clean;
  std::string why;  ///< one sentence where the report itself does not say it; else ""

  friend bool operator==(const Decision&, const Decision&) = default;
};

/// Why a run says too little, whatever it found: its first problem, or what was not examined. ""
/// where it says enough.
[[nodiscard]] std::string shortcoming(const Report& report, const Gate& gate);

/// `signal` is the one that stopped the run, or 0. Only confirmed, new findings count. Findings at
/// the threshold give 1 even where the rest could not be tested.
[[nodiscard]] Decision decide(const Report& report, const Gate& gate, int signal);

/// Of a report about documents alone: findings at the threshold give 1, problems 3, nothing else
/// does.
[[nodiscard]] ExitCode decide_on_text(const Report& report, std::optional<Severity> fail_on);

}  // namespace sworn::cli
