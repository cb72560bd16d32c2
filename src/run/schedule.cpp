// SPDX-License-Identifier: Apache-2.0
#include "run/schedule.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace sworn::run {

void run_side_by_side(std::size_t count,
                      std::size_t threads,
                      const std::function<void(std::size_t)>& task) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      task(i);
    }
  };
  std::vector<std::jthread> workers;
  for (std::size_t i = 1; i < std::min(count, threads); ++i) {
    workers.emplace_back(work);
  }
  work();
}

}  // namespace sworn::run
