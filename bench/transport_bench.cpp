// SPDX-License-Identifier: Apache-2.0
// Requests per second of the live transport: sworn_bench_transport URL [THREADS [SECONDS]]
// [--paced] Each thread has a kept channel; scripts/bench runs it beside wrk.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "base/url.h"
#include "probe/live.h"
#include "probe/paced.h"

namespace {

using Clock = std::chrono::steady_clock;

struct Arguments {
  std::string url;
  int threads = 16;
  double seconds = 5;
  bool is_paced = false;
};

struct Count {
  std::atomic<long> answers{0};
  std::atomic<long> failures{0};
};

Arguments read_arguments(int count, char** values) {
  Arguments arguments;
  std::vector<std::string> places;
  for (int i = 1; i < count; ++i) {
    const std::string value = values[i];
    if (value == "--paced") {
      arguments.is_paced = true;
    } else {
      places.push_back(value);
    }
  }
  if (!places.empty()) arguments.url = places[0];
  if (places.size() > 1) arguments.threads = std::atoi(places[1].c_str());
  if (places.size() > 2) arguments.seconds = std::atof(places[2].c_str());
  return arguments;
}

/// A load test is for a server of one's own.
bool may_load(const std::string& url) {
  const auto parsed = sworn::base::parse_url(url);
  return parsed && parsed->is_loopback();
}

void ask_until(sworn::Transport& transport,
               const std::string& url,
               Clock::time_point end,
               Count& count) {
  const auto channel = transport.open(sworn::Connection::kept);
  const sworn::Request request{"GET", url, {}, ""};
  long answers = 0;
  long failures = 0;
  while (Clock::now() < end) {
    const sworn::Delivery delivery = channel->send(request);
    ++(delivery.response ? answers : failures);
  }
  count.answers += answers;
  count.failures += failures;
}

}  // namespace

int main(int argument_count, char** argument_values) {
  const Arguments arguments = read_arguments(argument_count, argument_values);
  if (!may_load(arguments.url) || arguments.threads < 1 || arguments.threads > 256 ||
      arguments.seconds <= 0 || arguments.seconds > 60) {
    std::fputs("usage: sworn_bench_transport LOOPBACK-URL [THREADS [SECONDS]] [--paced]\n", stderr);
    return 2;
  }
  const auto live = sworn::probe::make_live_transport({});
  sworn::probe::Pace pace;
  pace.concurrency = arguments.threads;
  pace.most_requests = std::numeric_limits<int>::max();
  sworn::probe::PaceState state;
  const auto paced = sworn::probe::make_paced_transport(*live, pace, state);
  sworn::Transport& transport = arguments.is_paced ? *paced : *live;

  Count count;
  const auto begin = Clock::now();
  const auto end = begin + std::chrono::duration_cast<Clock::duration>(
                               std::chrono::duration<double>(arguments.seconds));
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < arguments.threads; ++i) {
      threads.emplace_back([&] { ask_until(transport, arguments.url, end, count); });
    }
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  std::printf("%.0f requests/s, %ld answers, %ld failures\n",
              static_cast<double>(count.answers) / seconds,
              count.answers.load(),
              count.failures.load());
  return count.failures == 0 ? 0 : 1;
}
