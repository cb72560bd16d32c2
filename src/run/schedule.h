// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace sworn::run {

/// Runs `task(0)` … `task(count - 1)`, at most `threads` of them side by side, begun in this order;
/// returns when all are over. When a task throws, no further one is begun, and the first exception
/// is thrown on once all are over.
void run_side_by_side(std::size_t count,
                      std::size_t threads,
                      const std::function<void(std::size_t)>& task);

}  // namespace sworn::run
