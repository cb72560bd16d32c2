// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.h"

#include <doctest/doctest.h>

#include <sstream>

namespace {

using sworn::cli::Console;
using sworn::cli::erasing;
using sworn::cli::progress_line;
using sworn::cli::ProgressDisplay;
using sworn::cli::ProgressMode;
using sworn::cli::ProgressPrinter;
using sworn::cli::time_left;

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
    return time_left({.phase = 4, .work = work, .foreseen = foreseen, .seconds = seconds});
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
  ProgressPrinter printer(ProgressMode::lines);
  CHECK(printer.next({.phase = 1, .subjects = 40}, 30) ==
        "sworn: baseline 0/40 interviews, 0 requests\n");
  CHECK(printer.next({.phase = 1, .requests = 9, .seconds = 14.9}, 30) == "");
  CHECK(printer.next({.phase = 1, .requests = 9, .seconds = 15}, 30) ==
        "sworn: baseline, 9 requests, 1/s\n");
  CHECK(printer.next({.phase = 2, .requests = 9, .seconds = 16.9}, 30) == "");
  CHECK(printer.next({.phase = 3, .requests = 17, .seconds = 17}, 30) ==
        "sworn: sessions, 17 requests, 1/s\n");
  CHECK(printer.end(30) == "");
}

TEST_CASE("the live line is drawn over itself, cut between its parts, and gone at the end") {
  ProgressPrinter printer(ProgressMode::live);
  CHECK(printer.next({.phase = 1, .subjects = 40}, 30) == "\r\033[Kbaseline 0/40 interviews");
  CHECK(printer.next({.phase = 3, .subjects = 40, .requests = 310}, 80) ==
        "\r\033[Ksessions 0/40 interviews, 310 requests");
  CHECK(printer.end(80) == "\r\033[K");
}

TEST_CASE("a terminal that became narrower is cleared of all rows of the line") {
  CHECK(erasing(0, 80) == "\r\033[K");
  CHECK(erasing(80, 80) == "\r\033[K");
  CHECK(erasing(81, 80) == "\r\033[K\033[A\033[K");
  CHECK(erasing(79, 20) == "\r\033[K\033[A\033[K\033[A\033[K\033[A\033[K");
  ProgressPrinter printer(ProgressMode::live);
  CHECK(printer.next({.phase = 1, .subjects = 40}, 80).size() == 40);
  CHECK(printer.next({.phase = 3}, 20) == "\r\033[K\033[A\033[Ksessions");
  CHECK(printer.next({.phase = 3}, 5) == "\r\033[K\033[A\033[Ksess");
  CHECK(printer.end(3) == "\r\033[K\033[A\033[K");
}

TEST_CASE("a run that is over at once has said where it stood, and a quiet one nothing") {
  const auto shown = [](ProgressMode mode) {
    std::ostringstream out;
    std::ostringstream err;
    const Console console{
        .out = out, .err = err, .width = 99, .environment = {}, .columns_now = [] { return 30; }};
    sworn::run::Progress progress;
    progress.phase = 1;
    progress.subjects = 40;
    { const ProgressDisplay display(console, progress, mode); }
    CHECK(out.str().empty());
    return err.str();
  };
  CHECK(shown(ProgressMode::none) == "");
  CHECK(shown(ProgressMode::lines) == "sworn: baseline 0/40 interviews, 0 requests\n");
  const std::string live = shown(ProgressMode::live);
  CHECK(live.starts_with("\r\033[Kbaseline 0/40 interviews\r\033[K"));
  CHECK(live.ends_with("\r\033[K"));
}
