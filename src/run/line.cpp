// SPDX-License-Identifier: Apache-2.0
#include "run/line.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <string>

#include "sworn/version.h"

namespace sworn::run {

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

probe::Pace clean_up_pace(const Config& config, bool is_loopback, bool is_real) {
  probe::Pace pace = pace_of(config, is_loopback, is_real, {});
  pace.most_requests = std::numeric_limits<int>::max();
  pace.most_wait = std::min(pace.most_wait, std::chrono::milliseconds(2000));
  return pace;
}

probe::LiveOptions live_options(const Config& config,
                                const CheckOptions& options,
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
  live.stop = std::move(stop);
  return live;
}

}  // namespace sworn::run
