// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <random>
#include <string>

#include "support/raw_server.h"

namespace sworn::test {

/// How often a FaultProxy does what, in percent of the requests.
struct Faults {
  int resets = 5;       ///< the connection is reset, before or after the request went through
  int unavailable = 5;  ///< 503 instead of the answer
  int bursts = 1;       ///< begins a burst of five 429 in a row, half of them with Retry-After
  int most_delay_ms = 300;
  int begins_after = 0;  ///< so many requests pass before any of it
};

/// Stands before a server on 127.0.0.1 as a bad network and a busy gateway would. A connection
/// serves one request. What it does is drawn from `seed`; which request it hits depends on their
/// order.
class FaultProxy {
 public:
  FaultProxy(const std::string& upstream_url, std::uint64_t seed, const Faults& faults = {});

  [[nodiscard]] std::string url() const { return server_.url(""); }
  /// Requests that were not simply passed on.
  [[nodiscard]] int disturbed() const { return disturbed_; }
  [[nodiscard]] int passed() const { return passed_; }

 private:
  struct Fate {
    enum class Kind { pass, reset_before, reset_after, unavailable, too_many } kind = Kind::pass;
    int delay_ms = 0;
    bool tells_when = false;
  };
  Fate draw();
  Reply answer(const std::string& request);

  int upstream_port_;
  Faults faults_;
  std::mutex mutex_;
  std::mt19937_64 random_;
  int burst_left_ = 0;
  std::atomic<int> disturbed_{0};
  std::atomic<int> passed_{0};
  RawServer server_;  ///< last: its threads use all of the above
};

}  // namespace sworn::test
