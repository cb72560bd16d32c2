// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <sstream>
#include <thread>

namespace {

using namespace std::chrono_literals;
using sworn::cli::Console;
using sworn::cli::erasing;
using sworn::cli::LinePace;
using sworn::cli::progress_line;
using sworn::cli::ProgressDisplay;
using sworn::cli::ProgressMode;
using sworn::cli::time_left;

/// What is printed while `progress` goes from baseline to sessions, on a terminal of 30 columns
/// that has `columns` after a while.
std::string shown(ProgressMode mode, LinePace pace = {}, int columns = 30) {
  std::ostringstream out;
  std::ostringstream err;
  std::atomic<int> now{30};
  const Console console{.out = out, .err = err, .width = 99, .environment = {}, .columns_now = [&] {
                          return now.load();
                        }};
  sworn::run::Progress progress;
  progress.phase = 1;
  progress.subjects = 40;
  {
    const ProgressDisplay display(console, progress, mode, pace);
    std::this_thread::sleep_for(60ms);
    now = columns;
    progress.requests = 310;
    progress.phase = 3;
    std::this_thread::sleep_for(250ms);
  }
  CHECK(out.str().empty());
  return err.str();
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the live line says phase, interviews, operations, requests, rate and time left") {
  CHECK(progress_line({.phase = 1,
                       .subjects = 40,
                       .held = 12,
                       .operations = 37,
                       .asked = 12,
                       .requests = 310,
                       .work = 100,
                       .foreseen = 1000,
                       .seconds = 3.26}) ==
        "baseline 12/40 interviews, 12/37 operations, 310 requests, 95/s, at least 30 s left");
  CHECK(progress_line({.phase = 0, .requests = 1, .seconds = 0.2}) == "reach, 1 request");
  CHECK(progress_line({.phase = 99}) == "judging, 0 requests");
}

TEST_CASE("the time left is as coarse as it is certain, and not told too early") {
  const auto left = [](int work, int foreseen, double seconds) {
    return time_left({.phase = 3, .work = work, .foreseen = foreseen, .seconds = seconds});
  };
  CHECK(left(0, 100, 60) == "");
  CHECK(left(4, 100, 60) == "");
  CHECK(left(50, 100, 2) == "");
  CHECK(left(100, 100, 60) == "");
  CHECK(left(120, 100, 60) == "");
  CHECK(left(90, 100, 60) == "a few seconds left");
  CHECK(left(50, 100, 21) == "about 20 s left");
  CHECK(left(50, 100, 59) == "about 1 min left");
  CHECK(left(10, 100, 60) == "about 9 min left");
  CHECK(time_left({.phase = 2, .work = 50, .foreseen = 100, .seconds = 21}) ==
        "at least 20 s left");
  CHECK(time_left({.phase = 2, .work = 90, .foreseen = 100, .seconds = 21}) == "");
}

TEST_CASE("a log gets a line at once and one for a phase, but none on the heels of another") {
  const std::string first = "sworn: baseline 0/40 interviews, 0 requests\n";
  CHECK(shown(ProgressMode::lines) == first);
  CHECK(shown(ProgressMode::lines, {.least = 20ms, .most = 15s}) ==
        first + "sworn: sessions 0/40 interviews, 310 requests\n");
  const std::string chatty = shown(ProgressMode::lines, {.least = 20ms, .most = 100ms});
  CHECK(chatty.find("sessions") != chatty.rfind("sessions"));
}

TEST_CASE("the live line is erased at the end and never wraps") {
  const std::string text = shown(ProgressMode::live);
  CHECK(text.starts_with("\r\033[Kbaseline 0/40 interviews\r"));
  CHECK(text.ends_with("\r\033[K"));
  CHECK_FALSE(has(text, "\n"));
  CHECK_FALSE(has(text, "\033[A"));
}

TEST_CASE("a terminal that became narrower is cleared of all rows of the line") {
  CHECK(erasing(0, 80) == "\r\033[K");
  CHECK(erasing(80, 80) == "\r\033[K");
  CHECK(erasing(81, 80) == "\r\033[K\033[A\033[K");
  CHECK(erasing(79, 20) == "\r\033[K\033[A\033[K\033[A\033[K\033[A\033[K");
  const std::string text = shown(ProgressMode::live, {}, 10);
  CHECK(has(text, "\r\033[K\033[A\033[K\033[A\033[Ksessions "));
}

TEST_CASE("a quiet run prints nothing") {
  CHECK(shown(ProgressMode::none).empty());
}
