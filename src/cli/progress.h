// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <thread>

#include "cli/terminal.h"
#include "run/check.h"

namespace sworn::cli {

/// One reading of run::Progress.
struct ProgressState {
  int phase = 0;
  int subjects = 0;
  int held = 0;
  int operations = 0;
  int asked = 0;
  int requests = 0;
  int work = 0;
  int foreseen = 0;
  double seconds = 0;  ///< since the start of the run
};

/// "baseline 12/40 interviews, 12/37 operations, 310 requests, 95/s, about 20 s left"
[[nodiscard]] std::string progress_line(const ProgressState& state);

/// "about 20 s left", as coarse as it is certain; "at least" as long as other phases follow, "" as
/// long as too little is done to tell.
[[nodiscard]] std::string time_left(const ProgressState& state);

/// What takes a drawn line of `drawn` columns off a terminal that has `width` columns now, and puts
/// the cursor where it began. A terminal that became narrower has broken it into several rows.
[[nodiscard]] std::string erasing(int drawn, int width);

enum class ProgressMode {
  none,
  lines,  ///< a line now and then, for logs
  live    ///< one line that is drawn again, and gone at the end
};
[[nodiscard]] ProgressMode progress_mode(const Console& console, bool is_quiet);

/// What is printed of one reading after the other. A log gets a line at once, and later where a
/// phase begins or nothing was said for long, but no two within two seconds.
class ProgressPrinter {
 public:
  explicit ProgressPrinter(ProgressMode mode) : mode_(mode) {}

  /// "" where there is nothing to say. `columns`: of the terminal now.
  [[nodiscard]] std::string next(const ProgressState& state, int columns);
  /// What leaves a clean line behind.
  [[nodiscard]] std::string end(int columns) const;

 private:
  [[nodiscard]] std::string log(const ProgressState& state);

  ProgressMode mode_;
  int last_phase_ = -1;
  double last_seconds_ = 0;
  int drawn_columns_ = 0;
};

/// Shows on stderr how far a run has come, as long as it lives; nobody else may write there
/// meanwhile. A line that is drawn is gone when it ends, so that a report on the same terminal
/// begins on a clean one.
class ProgressDisplay {
 public:
  ProgressDisplay(const Console& console, const run::Progress& progress, ProgressMode mode);
  ~ProgressDisplay();
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

 private:
  [[nodiscard]] ProgressState read() const;
  [[nodiscard]] int columns() const;
  void show();

  const Console& console_;
  const run::Progress& progress_;
  ProgressPrinter printer_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::jthread thread_;
};

}  // namespace sworn::cli
