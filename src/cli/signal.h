// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace sworn::cli {

/// Takes SIGINT and SIGTERM while it lives: the first one asks for a stop, the second one ends the
/// process at once with 128 + its number. They are waited for by a thread, not handled, so that
/// nothing has to be async-signal-safe. Must be made before the threads that it is to stop, since
/// they inherit what is blocked.
class SignalWatch {
 public:
  SignalWatch();
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
  /// The first signal that came, or 0.
  [[nodiscard]] int received() const { return received_; }

 private:
  void wait();

  sigset_t watched_{};
  sigset_t before_{};
  std::stop_source source_;
  std::atomic<int> received_{0};
  std::atomic<bool> is_over_{false};
  std::thread waiter_;
};

}  // namespace sworn::cli
