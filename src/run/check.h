// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "diff/baseline.h"
#include "sworn/contract.h"
#include "sworn/identity.h"
#include "sworn/report.h"
#include "sworn/result.h"
#include "sworn/transcript.h"
#include "sworn/transport.h"

namespace sworn::run {

/// What `sworn check` was asked to do, the command line and the configuration merged:
/// `config.limits` hold the final values.
struct CheckOptions {
  std::string url;
  bool writes = false;
  bool hardening = false;
  bool verify_auth = false;          ///< stop after proving that each credential works
  std::vector<std::string> include;  ///< patterns of operations; empty: all
  std::vector<std::string> exclude;
  std::vector<std::string> rules;  ///< ids or families; empty: all
  std::vector<std::string> skip_rules;
  std::optional<std::uint64_t> seed;  ///< nothing: a fresh one
  Shard shard = {};                   ///< the part of the work that this run does
  std::string proxy;
  std::string ca_file;
  std::string client_certificate;
  std::string client_key;
  bool insecure = false;
  bool query_probes = false;  ///< credentials go into undeclared URLs off loopback, too
  const diff::Baseline* baseline = nullptr;  ///< what was there before; null: none
};

/// How far a run has come; written by it, read by whoever shows it.
struct Progress {
  std::atomic<int> phase{0};       ///< index into phase_names
  std::atomic<int> subjects{0};    ///< interviews of this phase
  std::atomic<int> held{0};        ///< of them, those that are over
  std::atomic<int> operations{0};  ///< in scope
  std::atomic<int> asked{0};       ///< of them, those whose access interview is over
  std::atomic<int> requests{0};
  /// The most requests that the interviews cost which are over, and with them those that are left
  /// of this phase: a measure of work. What later phases ask is not known before they begin.
  std::atomic<int> work{0};
  std::atomic<int> foreseen{0};
};
inline constexpr const char* phase_names[] = {
    "reach", "baseline", "examine", "sessions", "endings", "judging"};

struct Checked {
  Report report;
  Transcript transcript;
};

/// Asks, seals, judges. An Error only where nothing could be asked at all because of the input (a
/// scheme that is required and defined nowhere, a credential for an unknown scheme, a bad URL);
/// what the target does is data in the report. A requested stop ends the run with the report of
/// what was done.
[[nodiscard]] Result<Checked> check(Contract contract,
                                    const Config& config,
                                    const CheckOptions& options,
                                    Progress& progress,
                                    std::stop_token stop);

/// The same with a transport of the caller's, for tests and `plan`; paced as the options say unless
/// `is_real` is false, when no interview waits.
[[nodiscard]] Result<Checked> check_with(Transport& transport,
                                         bool is_real,
                                         Contract contract,
                                         const Config& config,
                                         const CheckOptions& options,
                                         Progress& progress,
                                         std::stop_token stop);

}  // namespace sworn::run
