// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.h"

#include <doctest/doctest.h>

#include <chrono>
#include <sstream>
#include <thread>

namespace {

using sworn::cli::Console;
using sworn::cli::progress_line;
using sworn::cli::ProgressDisplay;
using sworn::cli::ProgressMode;

/// What is printed while `progress` goes from baseline to sessions.
std::string shown(ProgressMode mode) {
  std::ostringstream out;
  std::ostringstream err;
  const Console console{.out = out, .err = err, .width = 30, .environment = {}};
  sworn::run::Progress progress;
  progress.phase = 1;
  progress.subjects = 40;
  {
    const ProgressDisplay display(console, progress, mode);
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    progress.requests = 310;
    progress.phase = 3;
    std::this_thread::sleep_for(std::chrono::milliseconds(250));
  }
  CHECK(out.str().empty());
  return err.str();
}

}  // namespace

TEST_CASE("the live line says phase, interviews, requests and rate") {
  CHECK(progress_line({.phase = 1, .subjects = 40, .held = 12, .requests = 310, .seconds = 3.26}) ==
        "baseline 12/40 interviews, 310 requests, 95/s");
  CHECK(progress_line({.phase = 0, .requests = 1, .seconds = 0.2}) == "reach, 1 request");
  CHECK(progress_line({.phase = 99}) == "judging, 0 requests");
}

TEST_CASE("lines are printed once for each phase") {
  CHECK(shown(ProgressMode::lines) == "sworn: baseline\nsworn: sessions (310 requests so far)\n");
}

TEST_CASE("the live line is erased at the end and never wraps") {
  const std::string text = shown(ProgressMode::live);
  CHECK(text.ends_with("\r\033[K"));
  CHECK(text.find("baseline 0/40 interviews, 0 r\r") != std::string::npos);
  CHECK(text.find('\n') == std::string::npos);
}

TEST_CASE("a quiet run prints nothing") {
  CHECK(shown(ProgressMode::none).empty());
}
