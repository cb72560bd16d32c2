// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "evidence/facts.h"
#include "evidence/vault.h"
#include "probe/interview.h"
#include "probe/learned.h"
#include "probe/paced.h"
#include "probe/request_builder.h"
#include "probe/stage.h"
#include "probe/wallet.h"
#include "run/check.h"
#include "sworn/contract.h"
#include "sworn/exchange.h"
#include "sworn/identity.h"
#include "sworn/transcript.h"
#include "sworn/transport.h"

namespace sworn::run {

/// A run while it goes on: everything that the phases build up. What it is given by reference
/// outlives it.
class Examination {
 public:
  Examination(const Contract& contract,
              Config config,
              const CheckOptions& options,
              Transport& transport,
              probe::PaceState& pace,
              bool is_real,
              const std::set<std::string>& in_scope,
              std::string base_url,
              std::uint64_t seed,
              Progress& progress,
              std::stop_token stop);

  /// Holds a phase's interviews, wave by wave, then once more those whose answers contradict the
  /// contract.
  void hold_phase(probe::Phase phase);

  /// The target answered at all; `reason` says why not.
  [[nodiscard]] bool is_reached(std::string& reason) const;
  [[nodiscard]] bool is_over() const { return pace_.is_exhausted || pace_.is_dead; }

  /// Removes what `--writes` created, over a line of its own that no stop cuts off.
  void clean_up(Transport& transport);

  /// What is known so far, with what the judge reads of the configuration.
  [[nodiscard]] Transcript seal() const;

  /// When it began, in Unix time.
  [[nodiscard]] std::int64_t started_ms() const { return started_ms_; }

  const std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();

 private:
  /// An interview to be held about one operation.
  struct Question {
    const probe::Interview* interview;
    std::string subject;
  };

  [[nodiscard]] probe::Scene scene(const evidence::Facts& facts, int round);
  /// Round 2 of a phase: what was contradicted is asked again before anybody believes it.
  void repeat(probe::Phase phase, std::size_t asked_before);
  /// Holds the interviews with credentials that live: what ends is renewed before, and where
  /// something ended one meanwhile, the stories that rest on it are told once more.
  void hold(const std::vector<Question>& questions, int round);
  /// Obtains what is called in again, as long as the limit of logins lasts.
  std::vector<probe::Wallet::Loan> renew(int round);
  /// `counts`: the operations that are asked for access count in `progress`, each once.
  void ask(const std::vector<Question>& questions, int round, bool counts = false);
  void learn(const Exchange& exchange);
  /// Tells `progress` of work that will be done.
  void foresee(const std::vector<Question>& questions);

  const Contract& contract_;
  Config config_;                     ///< with the identities that the run registers
  std::set<std::string> registered_;  ///< their names
  const CheckOptions& options_;
  Transport& transport_;
  probe::PaceState& pace_;
  bool is_real_;
  bool is_loopback_;
  const std::set<std::string>& in_scope_;
  std::uint64_t seed_;
  Progress& progress_;
  std::stop_token stop_;
  evidence::Vault vault_;
  probe::Wallet wallet_;
  probe::RequestBuilder builder_;
  probe::Learned learned_;
  probe::Turns turns_;
  probe::WrongSecrets wrong_secrets_;
  std::vector<Exchange> exchanges_;
  int renewals_ = 0;
  const std::int64_t started_ms_ =
      base::unix_milliseconds();  ///< what `Exchange::started_ms` is from
};

}  // namespace sworn::run
