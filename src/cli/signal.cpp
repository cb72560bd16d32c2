// SPDX-License-Identifier: Apache-2.0
#include "cli/signal.h"

#include <pthread.h>
#include <unistd.h>

namespace sworn::cli {

SignalWatch::SignalWatch() {
  sigemptyset(&watched_);
  sigaddset(&watched_, SIGINT);
  sigaddset(&watched_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &watched_, &before_);
  waiter_ = std::thread([this] { wait(); });
}

SignalWatch::~SignalWatch() {
  is_over_ = true;
  // To that thread alone: it wakes up and sees that it is over.
  pthread_kill(waiter_.native_handle(), SIGINT);
  waiter_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void SignalWatch::wait() {
  while (true) {
    int number = 0;
    if (sigwait(&watched_, &number) != 0) continue;
    if (is_over_) return;
    if (received_ != 0) ::_exit(128 + number);
    received_ = number;
    source_.request_stop();
  }
}

}  // namespace sworn::cli
