// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "probe/honest.h"
#include "run/check.h"

namespace sworn::test {

struct HonestRun {
  std::uint64_t seed = 7;
  bool writes = false;
  bool logs_in =
      false;  ///< nobody holds what a login hands out: cookies, bearer and session tokens
  std::vector<std::string> include = {};  ///< all when empty
  std::vector<std::string> rules = {};    ///< all when empty
  probe::Lie lie = nullptr;
  /// What stands before the honest server and changes what is said.
  std::function<std::unique_ptr<Transport>(Transport& honest)> disguise = nullptr;
  Shard shard = {};
};

/// A run with what it was about.
struct HeldRun {
  Contract contract;
  run::Checked checked;
};

/// As hold(), times and all.
[[nodiscard]] HeldRun hold_whole(const std::string& file, const HonestRun& how = {});

/// The report with what differs between two equal runs at zero: when each thing was done.
[[nodiscard]] Report without_times(Report report);

/// A whole run against the honest server of `file` in specs/, without network and without waiting.
/// alice and bob hold a random credential for every scheme and the fields of a login. Start and
/// durations are zero.
[[nodiscard]] Report hold(const std::string& file, const HonestRun& how = {});

/// The same of a document that was read already.
[[nodiscard]] Report hold(const Contract& contract, const HonestRun& how = {});

/// The findings of an honest run but those that no server can help: where a document asks for a
/// credential and declares no refusal, or declares no success, whatever is answered breaks it.
[[nodiscard]] std::vector<std::string> broken_promises(const Contract& contract,
                                                       const Report& report);

/// Every finding with the exchanges of its story, to be read where a test fails.
[[nodiscard]] std::string told(const Report& report);

/// "METHOD /path outcome" of every operation.
[[nodiscard]] std::vector<std::string> outcomes(const Report& report);

}  // namespace sworn::test
