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
  /// What an identity holds for a scheme, where that is not to be a random value; "" for random.
  std::function<std::string(const std::string& identity, const Scheme& scheme)> secret = nullptr;
  /// What an identity of state `expired`, unknown to the server, holds for a scheme; "" for
  /// nothing. Null: there is no such identity.
  std::function<std::string(const Scheme& scheme)> expired_secret = nullptr;
  probe::Lie lie = nullptr;
  /// Changes what the configuration says of alice and bob.
  std::function<void(Config& config)> configure = nullptr;
  /// What stands before the honest server and changes what is said.
  std::function<std::unique_ptr<Transport>(Transport& honest)> disguise = nullptr;
  Shard shard = {};
  run::Progress* progress = nullptr;  ///< where the run says how far it has come
};

/// A run with what it was about.
struct HeldRun {
  Contract contract;
  run::Checked checked;
};

/// As hold(), times and all.
[[nodiscard]] HeldRun hold_whole(const std::string& file, const HonestRun& how = {});

/// The same of a document that was read already.
[[nodiscard]] HeldRun hold_whole(const Contract& contract, const HonestRun& how = {});

/// The report with what differs between two equal runs at zero: when each thing was done.
[[nodiscard]] Report without_times(Report report);

/// A whole run against the honest server of `file` in specs/, without network and without waiting.
/// alice and bob hold a random credential for every scheme and the fields of a login. Start and
/// durations are zero.
[[nodiscard]] Report hold(const std::string& file, const HonestRun& how = {});

/// The same of a document that was read already.
[[nodiscard]] Report hold(const Contract& contract, const HonestRun& how = {});

/// The findings of an honest run but those that no server can help: where a document asks for a
/// credential and declares no refusal, or declares no success, or a body to which no value is
/// found, or a safe method that logs in, whatever is answered breaks a promise.
[[nodiscard]] std::vector<std::string> broken_promises(const Contract& contract,
                                                       const Report& report);

/// Every finding with the exchanges of its story, to be read where a test fails.
[[nodiscard]] std::string told(const Report& report);

/// "METHOD /path outcome" of every operation.
[[nodiscard]] std::vector<std::string> outcomes(const Report& report);

}  // namespace sworn::test
