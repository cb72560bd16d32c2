// SPDX-License-Identifier: Apache-2.0
#include "run/check.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <set>

#include "base/clock.h"
#include "base/random.h"
#include "base/url.h"
#include "diff/judge.h"
#include "evidence/seal.h"
#include "evidence/vault.h"
#include "probe/cleanup.h"
#include "probe/interview.h"
#include "probe/live.h"
#include "probe/paced.h"
#include "run/order.h"
#include "run/schedule.h"
#include "run/scope.h"
#include "run/selection.h"
#include "sworn/version.h"

namespace sworn::run {
namespace {

using probe::Interview;
using probe::Phase;

/// Threads are cheap while they wait: the pace bounds what is in flight.
constexpr std::size_t most_threads = 48;

/// An interview to be held about one operation.
struct Question {
  const Interview* interview;
  std::string subject;
};

/// A run while it goes on: everything that the phases build up.
class Run {
 public:
  Run(const Contract& contract,
      const Config& config,
      const CheckOptions& options,
      Transport& transport,
      probe::PaceState& pace,
      bool is_real,
      const std::set<std::string>& in_scope,
      std::string base_url,
      std::uint64_t seed,
      Progress& progress,
      std::stop_token stop)
      : contract_(contract),
        config_(config),
        options_(options),
        transport_(transport),
        pace_(pace),
        is_real_(is_real),
        in_scope_(in_scope),
        seed_(seed),
        progress_(progress),
        stop_(std::move(stop)),
        vault_(contract, config),
        wallet_(contract, config, vault_, seed),
        builder_(contract, config, std::move(base_url), seed) {}

  /// Holds a phase's interviews, wave by wave, then once more those whose answers contradict the
  /// contract.
  void hold_phase(Phase phase) {
    progress_.phase = static_cast<int>(phase);
    progress_.subjects = 0;
    progress_.held = 0;
    const std::size_t asked_before = exchanges_.size();
    std::vector<std::vector<Question>> waves;
    const evidence::Facts facts(contract_, exchanges_);
    const auto read = diff::interviews_read(settings_of(contract_, config_, options_, in_scope_));
    for (const Interview& interview : probe::all_interviews()) {
      if (interview.phase != phase || !is_needed(interview, read)) {
        continue;
      }
      const auto subjects = interview.waves(scene(facts, 1));
      waves.resize(std::max(waves.size(), subjects.size()));
      for (std::size_t i = 0; i < subjects.size(); ++i) {
        for (const std::string& subject : subjects[i]) {
          if (holds(options_.shard, contract_, interview, subject)) {
            waves[i].push_back({&interview, subject});
          }
        }
      }
    }
    for (const auto& questions : waves) {
      hold(questions, 1);
    }
    repeat(phase, asked_before);
  }

  /// The target answered at all; `reason` says why not.
  [[nodiscard]] bool is_reached(std::string& reason) const {
    for (const Exchange& exchange : exchanges_) {
      if (exchange.response) {
        return true;
      }
      if (reason.empty() && exchange.failure != Failure::none) {
        reason = exchange.reason;
      }
    }
    return false;
  }

  [[nodiscard]] bool is_over() const { return pace_.is_exhausted || pace_.is_dead; }

  /// Removes what `--writes` created, over a line of its own that no stop cuts off.
  void clean_up(Transport& transport) {
    const auto created = probe::created_in(contract_, exchanges_);
    if (created.empty()) {
      return;
    }
    const evidence::Facts facts(contract_, exchanges_);
    const probe::Scene last{contract_,
                            config_,
                            builder_,
                            learned_,
                            wallet_,
                            facts,
                            vault_,
                            transport,
                            turns_,
                            in_scope_,
                            start,
                            seed_,
                            1,
                            options_.writes,
                            false,
                            {}};
    probe::Stage stage(last, "cleanup", "*");
    probe::remove_created(stage, created);
    for (Exchange& exchange : stage.take_notes()) {
      exchanges_.push_back(std::move(exchange));
    }
  }

  /// What is known so far, with what the judge reads of the configuration.
  [[nodiscard]] Transcript seal() const {
    std::vector<Exchange> exchanges = exchanges_;
    put_in_order(exchanges);
    return evidence::seal(exchanges, vault_, settings_of(contract_, config_, options_, in_scope_));
  }
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();

 private:
  [[nodiscard]] probe::Scene scene(const evidence::Facts& facts, int round) {
    return {contract_,
            config_,
            builder_,
            learned_,
            wallet_,
            facts,
            vault_,
            transport_,
            turns_,
            in_scope_,
            start,
            seed_,
            round,
            options_.writes,
            is_real_,
            stop_};
  }

  /// Round 2 of a phase: what was contradicted is asked again before anybody believes it.
  void repeat(Phase phase, std::size_t asked_before) {
    if (stop_.stop_requested() || is_over() || exchanges_.size() == asked_before) {
      return;
    }
    const auto wanted = diff::questions_to_repeat(contract_, seal());
    std::vector<Question> questions;
    for (const Interview& interview : probe::all_interviews()) {
      for (const auto& [name, subject] : wanted) {
        if (interview.phase == phase && interview.name == name &&
            holds(options_.shard, contract_, interview, subject)) {
          questions.push_back({&interview, subject});
        }
      }
    }
    hold(questions, 2);
  }

  void hold(const std::vector<Question>& questions, int round) {
    if (questions.empty()) {
      return;
    }
    progress_.subjects += static_cast<int>(questions.size());
    const evidence::Facts facts(contract_, exchanges_);
    const probe::Scene shared = scene(facts, round);
    std::vector<std::deque<Exchange>> notes(questions.size());
    std::vector<std::vector<probe::Obtained>> obtained(questions.size());
    run_side_by_side(questions.size(), most_threads, [&](std::size_t i) {
      probe::Stage stage(shared, std::string(questions[i].interview->name), questions[i].subject);
      questions[i].interview->hold(stage);
      notes[i] = stage.take_notes();
      obtained[i] = stage.obtained();
      ++progress_.held;
      progress_.requests = pace_.sent.load();
    });
    // Merged in the order of the plan, so that a run does not depend on who was first.
    for (std::size_t i = 0; i < questions.size(); ++i) {
      for (const probe::Obtained& credential : obtained[i]) {
        if (!wallet_.holds(credential.identity, credential.scheme.name)) {
          wallet_.add(credential.identity, credential.scheme, credential.secret, credential.login);
        }
      }
      for (Exchange& exchange : notes[i]) {
        learn(exchange);
        exchanges_.push_back(std::move(exchange));
      }
    }
  }

  void learn(const Exchange& exchange) {
    const bool is_good = std::ranges::all_of(exchange.credentials, [](const CredentialUse& use) {
      return use.state == CredentialState::good;
    });
    const Operation* operation = contract_.operation(exchange.operation);
    if (exchange.interview == "access" && is_good && operation != nullptr &&
        evidence::succeeded(exchange)) {
      learned_.learn(*operation, exchange.identity, *exchange.response);
    }
  }

  const Contract& contract_;
  const Config& config_;
  const CheckOptions& options_;
  Transport& transport_;
  probe::PaceState& pace_;
  bool is_real_;
  const std::set<std::string>& in_scope_;
  std::uint64_t seed_;
  Progress& progress_;
  std::stop_token stop_;
  evidence::Vault vault_;
  probe::Wallet wallet_;
  probe::RequestBuilder builder_;
  probe::Learned learned_;
  probe::Turns turns_;
  std::vector<Exchange> exchanges_;
};

probe::Pace pace_of(const Config& config, bool is_loopback, bool is_real, std::stop_token stop) {
  probe::Pace pace;
  pace.concurrency =
      config.limits.concurrency > 0 ? config.limits.concurrency : (is_loopback ? 8 : 4);
  pace.rate = config.limits.rate > 0 ? config.limits.rate : (is_loopback || !is_real ? 0 : 20);
  pace.most_requests = config.limits.requests;
  pace.most_wait = std::chrono::milliseconds(static_cast<std::int64_t>(config.limits.wait * 1000));
  pace.stop = std::move(stop);
  return pace;
}

/// `last_line` is what clean-up goes over.
Result<Checked> examine(Transport& transport,
                        Transport& last_line,
                        bool is_real,
                        Contract loaded,
                        const Config& config,
                        const CheckOptions& options,
                        Progress& progress,
                        std::stop_token stop) {
  auto contract = completed(std::move(loaded), config, options);
  if (!contract) {
    return contract.error();
  }
  auto in_scope = scope_of(*contract, config, options);
  if (!in_scope) {
    return in_scope.error();
  }
  const auto url = base::parse_url(options.url);
  if (!url) {
    return url.error();
  }
  const std::uint64_t seed = options.seed.value_or(base::fresh_seed());
  probe::PaceState pace_state;
  const auto paced = probe::make_paced_transport(
      transport, pace_of(config, url->is_loopback(), is_real, stop), pace_state);
  Run run(*contract,
          config,
          options,
          *paced,
          pace_state,
          is_real,
          *in_scope,
          probe::base_url_of(*contract, options.url),
          seed,
          progress,
          stop);

  RunInfo info;
  info.started_ms = base::unix_milliseconds();
  info.seed = seed;
  info.url = options.url;
  info.writes = options.writes;
  info.shard = options.shard;

  const auto goes_on = [&] { return !stop.stop_requested() && !run.is_over(); };
  run.hold_phase(Phase::reach);
  std::string reason;
  const bool is_reached = run.is_reached(reason);
  for (const Phase phase : {Phase::baseline, Phase::examine, Phase::sessions, Phase::endings}) {
    const bool is_wanted = phase == Phase::baseline || !options.verify_auth;
    if (is_reached && is_wanted && goes_on()) {
      run.hold_phase(phase);
    }
  }
  run.clean_up(last_line);
  progress.phase = 5;

  Transcript transcript = run.seal();
  using Milliseconds = std::chrono::duration<double, std::milli>;
  info.duration_ms = Milliseconds(std::chrono::steady_clock::now() - run.start).count();
  info.requests = pace_state.sent;
  info.complete = is_reached && goes_on();
  if (stop.stop_requested()) {
    info.stopped_why = "the run was stopped before its end";
  } else if (!is_reached) {
    info.stopped_why = "the target " + options.url + " did not answer: " + reason;
  } else if (pace_state.is_exhausted) {
    info.stopped_why =
        "the limit of " + std::to_string(config.limits.requests) + " requests was reached";
  } else if (pace_state.is_dead) {
    info.stopped_why = "the target stopped answering";
  }
  transcript.run = info;
  return Checked{diff::judge(*contract, transcript), std::move(transcript)};
}

}  // namespace

Result<Checked> check_with(Transport& transport,
                           bool is_real,
                           Contract contract,
                           const Config& config,
                           const CheckOptions& options,
                           Progress& progress,
                           std::stop_token stop) {
  return examine(transport,
                 transport,
                 is_real,
                 std::move(contract),
                 config,
                 options,
                 progress,
                 std::move(stop));
}

Result<Checked> check(Contract contract,
                      const Config& config,
                      const CheckOptions& options,
                      Progress& progress,
                      std::stop_token stop) {
  probe::LiveOptions live;
  // libcurl reads 0 as no limit at all.
  live.timeout = std::chrono::milliseconds(std::clamp<std::int64_t>(
      static_cast<std::int64_t>(config.limits.timeout * 1000), 1, 3'600'000));
  live.user_agent = std::string("sworn/") + version;
  live.proxy = options.proxy;
  live.ca_file = options.ca_file;
  live.client_certificate = options.client_certificate;
  live.client_key = options.client_key;
  live.verify_tls = !options.insecure;
  live.stop = stop;
  const auto transport = probe::make_live_transport(live);
  live.stop = {};
  const auto last_line = probe::make_live_transport(std::move(live));
  return examine(*transport,
                 *last_line,
                 true,
                 std::move(contract),
                 config,
                 options,
                 progress,
                 std::move(stop));
}

}  // namespace sworn::run
