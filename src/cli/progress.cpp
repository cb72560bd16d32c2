// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <ostream>

#include "probe/interview.h"

namespace sworn::cli {
namespace {

constexpr std::chrono::milliseconds between_readings{100};
/// Between two lines of a log: whatever happens, and though nothing new begins.
constexpr double least_silence = 2;
constexpr double most_silence = 15;
/// Before that a guess at the time left would jump about.
constexpr double least_seconds = 3;
constexpr double least_part = 0.05;

std::string phase_name(int phase) {
  const auto last = static_cast<int>(std::size(run::phase_names)) - 1;
  return run::phase_names[std::clamp(phase, 0, last)];
}

/// As many parts of the line as fit, and never as wide as the terminal: a line that wraps cannot be
/// erased for sure.
std::string fitting(std::string line, int columns) {
  const auto most = static_cast<std::size_t>(std::max(columns - 1, 1));
  if (line.size() <= most) return line;
  const std::size_t comma = line.rfind(',', most);
  line.resize(comma == std::string::npos ? most : comma);
  return line;
}

std::string part_of(int done, int all, const char* what) {
  return std::to_string(std::min(done, all)) + "/" + std::to_string(all) + " " + what;
}

}  // namespace

std::string time_left(const ProgressState& state) {
  if (state.seconds < least_seconds || state.work >= state.foreseen ||
      state.work < least_part * state.foreseen) {
    return "";
  }
  const double left = state.seconds * (state.foreseen - state.work) / state.work;
  // What a phase asks depends on what is learned before it.
  const bool is_all_known = state.phase >= static_cast<int>(probe::Phase::endings);
  if (left < 10) return is_all_known ? "a few seconds left" : "";
  const std::string before = is_all_known ? "about " : "at least ";
  if (left < 55) return before + std::to_string(std::llround(left / 10) * 10) + " s left";
  return before + std::to_string(std::llround(std::ceil(left / 60))) + " min left";
}

std::string progress_line(const ProgressState& state) {
  std::string line = phase_name(state.phase);
  if (state.subjects > 0) line += " " + part_of(state.held, state.subjects, "interviews");
  if (state.operations > 0) line += ", " + part_of(state.asked, state.operations, "operations");
  line += ", " + std::to_string(state.requests) + (state.requests == 1 ? " request" : " requests");
  // A rate over less than a second says nothing.
  if (state.seconds >= 1) {
    line += ", " + std::to_string(std::llround(state.requests / state.seconds)) + "/s";
  }
  if (const std::string left = time_left(state); !left.empty()) line += ", " + left;
  return line;
}

std::string erasing(int drawn, int width) {
  const int rows = width > 0 ? (drawn + width - 1) / width : 1;
  // Row by row (ECMA-48 §8.3.41, and §8.3.22 to go up): some terminals keep a copy in their history
  // of what is erased to the end of the page.
  std::string codes = "\r\033[K";
  for (int i = 1; i < rows; ++i) codes += "\033[A\033[K";
  return codes;
}

ProgressMode progress_mode(const Console& console, bool is_quiet) {
  if (is_quiet) return ProgressMode::none;
  return can_animate(console) ? ProgressMode::live : ProgressMode::lines;
}

std::string ProgressPrinter::next(const ProgressState& state, int columns) {
  if (mode_ == ProgressMode::none) return "";
  if (mode_ == ProgressMode::lines) return log(state);
  const std::string line = fitting(progress_line(state), columns);
  std::string drawing = erasing(drawn_columns_, columns) + line;
  drawn_columns_ = static_cast<int>(line.size());
  return drawing;
}

std::string ProgressPrinter::end(int columns) const {
  return mode_ == ProgressMode::live ? erasing(drawn_columns_, columns) : "";
}

std::string ProgressPrinter::log(const ProgressState& state) {
  const double silence = state.seconds - last_seconds_;
  const bool is_due = last_phase_ < 0 || silence >= most_silence ||
                      (state.phase != last_phase_ && silence >= least_silence);
  if (!is_due) return "";
  last_phase_ = state.phase;
  last_seconds_ = state.seconds;
  return "sworn: " + progress_line(state) + "\n";
}

ProgressDisplay::ProgressDisplay(const Console& console,
                                 const run::Progress& progress,
                                 ProgressMode mode)
    : console_(console), progress_(progress), printer_(mode) {
  if (mode == ProgressMode::none) return;
  show();
  thread_ = std::jthread([this](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    while (!wake.wait_for(lock, stop, between_readings, [&] { return stop.stop_requested(); })) {
      show();
    }
  });
}

ProgressDisplay::~ProgressDisplay() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  console_.err << printer_.end(columns()) << std::flush;
}

ProgressState ProgressDisplay::read() const {
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start_;
  return {.phase = progress_.phase,
          .subjects = progress_.subjects,
          .held = progress_.held,
          .operations = progress_.operations,
          .asked = progress_.asked,
          .requests = progress_.requests,
          .work = progress_.work,
          .foreseen = progress_.foreseen,
          .seconds = passed.count()};
}

int ProgressDisplay::columns() const {
  return console_.columns_now ? console_.columns_now() : console_.width;
}

void ProgressDisplay::show() {
  // In one piece, so that no other writer's text comes in between.
  console_.err << printer_.next(read(), columns()) << std::flush;
}

}  // namespace sworn::cli
