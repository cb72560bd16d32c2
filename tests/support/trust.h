// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "support/process.h"

namespace sworn::test {

/// A server and a check of it that can be held again and again.
struct Examination {
  std::string name;                                     ///< said where something is wrong
  Program server;                                       ///< started anew for every check
  std::vector<std::string> arguments;                   ///< of sworn, `--url` aside
  std::map<std::string, std::string> environment = {};  ///< of sworn
  int faults_begin_after = 0;                           ///< requests: Faults::begins_after
};

/// A variant of fixtures/NAME, its server at `server`, with fresh secrets.
[[nodiscard]] Examination examination_of_family(const std::string& name,
                                                const std::string& server,
                                                const std::string& variant,
                                                const std::vector<std::string>& options);

/// The JSON report of a check of `url`. Throws std::runtime_error where there is none.
[[nodiscard]] std::string report_of(const Examination& examination, const std::string& url);

/// What `disturbed` says that `undisturbed` does not, a line each: another rule on another
/// operation, save what a finding there implies, a higher severity, a higher confidence.
[[nodiscard]] std::vector<std::string> findings_added(const std::string& undisturbed,
                                                      const std::string& disturbed);

/// What came of a check behind a FaultProxy.
struct Disturbance {
  std::string name;
  std::uint64_t seed = 0;
  int disturbed = 0;               ///< requests that were not simply passed on
  std::vector<std::string> added;  ///< findings_added
};

/// The check without and with faults, each of a server of its own, at the same time.
[[nodiscard]] Disturbance disturb(const Examination& examination, std::uint64_t seed);

}  // namespace sworn::test
