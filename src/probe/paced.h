// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "sworn/transport.h"

namespace sworn::probe {

struct Pace {
  int concurrency = 8;  ///< requests in flight at most
  double rate = 0;      ///< requests a second over the whole run; 0: not paced
  int most_requests = 5000;
  std::chrono::milliseconds most_wait{
      30'000};  ///< 429 and 503 with Retry-After are waited for so long in total
  int most_failures_in_a_row = 10;
  int most_timeouts_per_route = 2;
  std::stop_token stop;
};

/// What the run has come to so far; read while it goes on.
struct PaceState {
  std::atomic<int> sent{0};
  std::atomic<bool> is_exhausted{
      false};  ///< a request was refused because of most_requests: Failure::not_asked
  std::atomic<bool> is_dead{false};  ///< too many transport failures in a row: likewise
};

/// Another transport behind bounds: in flight, per second, in total; obeys 429 with Retry-After
/// (RFC 9110 §10.2.3; the request is repeated once after the wait, when the wait fits into
/// `most_wait`, otherwise the 429 is the answer) and ends a run whose target is gone. `inner` and
/// `state` outlive it. A channel that sleeps for Retry-After holds no place in flight.
[[nodiscard]] std::unique_ptr<Transport> make_paced_transport(Transport& inner,
                                                              const Pace& pace,
                                                              PaceState& state);

}  // namespace sworn::probe
