// SPDX-License-Identifier: Apache-2.0
#include "cli/signal.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

TEST_CASE("the first signal asks for a stop and ends nothing") {
  const sworn::cli::SignalWatch watch;
  CHECK_FALSE(watch.token().stop_requested());
  CHECK(watch.received() == 0);
  ::kill(::getpid(), SIGTERM);
  for (int i = 0; i < 500 && !watch.token().stop_requested(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  CHECK(watch.token().stop_requested());
  CHECK(watch.received() == SIGTERM);
}

TEST_CASE("a watch that saw nothing ends without a trace") {
  { const sworn::cli::SignalWatch watch; }
  sigset_t pending;
  sigpending(&pending);
  CHECK(sigismember(&pending, SIGTERM) == 0);
}
