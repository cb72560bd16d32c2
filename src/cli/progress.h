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
  int requests = 0;
  double seconds = 0;  ///< since the start of the run
};

/// "baseline 12/40 interviews, 310 requests, 95/s"
[[nodiscard]] std::string progress_line(const ProgressState& state);

enum class ProgressMode {
  none,
  lines,  ///< one line when a phase begins
  live    ///< one line that is drawn again, and gone at the end
};
[[nodiscard]] ProgressMode progress_mode(const Console& console, bool is_quiet);

/// Shows on stderr how far a run has come, as long as it lives; nobody else may write there
/// meanwhile.
class ProgressDisplay {
 public:
  ProgressDisplay(const Console& console, const run::Progress& progress, ProgressMode mode);
  ~ProgressDisplay();
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

 private:
  [[nodiscard]] ProgressState read() const;
  void show(const std::stop_token& stop);
  void draw(const ProgressState& state);

  const Console& console_;
  const run::Progress& progress_;
  ProgressMode mode_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  int last_phase_ = -1;
  std::jthread thread_;
};

}  // namespace sworn::cli
