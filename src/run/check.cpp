// SPDX-License-Identifier: Apache-2.0
#include "run/check.h"

#include <algorithm>
#include <chrono>
#include <set>

#include "base/random.h"
#include "base/url.h"
#include "diff/judge.h"
#include "probe/interview.h"
#include "probe/live.h"
#include "probe/paced.h"
#include "run/examination.h"
#include "run/line.h"
#include "run/scope.h"

namespace sworn::run {
namespace {

using probe::Phase;

/// `last_line` is what clean-up goes over.
Result<Checked> examine(Transport& transport,
                        Transport& last_line,
                        bool is_real,
                        Contract loaded,
                        Config config,
                        const CheckOptions& options,
                        Progress& progress,
                        std::stop_token stop) {
  // Token endpoints are no operations of the document, and are excluded as they are asked.
  config.exclude.insert(config.exclude.end(), options.exclude.begin(), options.exclude.end());
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
  Examination run(*contract,
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
  info.started_ms = run.started_ms();
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
  // What was created is removed at the pace that the user set, whatever the limit of requests was.
  probe::PaceState clean_up_state;
  const auto paced_last_line = probe::make_paced_transport(
      last_line, clean_up_pace(config, url->is_loopback(), is_real), clean_up_state);
  run.clean_up(*paced_last_line);
  progress.phase = 5;

  Transcript transcript = run.seal();
  using Milliseconds = std::chrono::duration<double, std::milli>;
  info.duration_ms = Milliseconds(std::chrono::steady_clock::now() - run.start).count();
  info.requests = pace_state.sent + clean_up_state.sent;
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
  return Checked{diff::judge(*contract, transcript, options.baseline), std::move(transcript)};
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
  probe::LiveOptions live = live_options(config, options, stop);
  live.expects_certificates =
      std::ranges::find(contract.schemes, SchemeKind::mutual_tls, &Scheme::kind) !=
      contract.schemes.end();
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
