// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <ostream>

namespace sworn::cli {
namespace {

constexpr std::chrono::milliseconds between_drawings{100};
constexpr const char* erase_line = "\r\033[K";  // ECMA-48 §8.3.41

std::string phase_name(int phase) {
  const auto last = static_cast<int>(std::size(run::phase_names)) - 1;
  return run::phase_names[std::clamp(phase, 0, last)];
}

}  // namespace

std::string progress_line(const ProgressState& state) {
  std::string line = phase_name(state.phase);
  if (state.subjects > 0) {
    line += " " + std::to_string(std::min(state.held, state.subjects)) + "/" +
            std::to_string(state.subjects) + " interviews";
  }
  line += ", " + std::to_string(state.requests) + (state.requests == 1 ? " request" : " requests");
  // A rate over less than a second says nothing.
  if (state.seconds >= 1) {
    line += ", " + std::to_string(std::llround(state.requests / state.seconds)) + "/s";
  }
  return line;
}

ProgressMode progress_mode(const Console& console, bool is_quiet) {
  if (is_quiet) return ProgressMode::none;
  return can_animate(console) ? ProgressMode::live : ProgressMode::lines;
}

ProgressDisplay::ProgressDisplay(const Console& console,
                                 const run::Progress& progress,
                                 ProgressMode mode)
    : console_(console), progress_(progress), mode_(mode) {
  if (mode_ == ProgressMode::none) return;
  thread_ = std::jthread([this](const std::stop_token& stop) { show(stop); });
}

ProgressDisplay::~ProgressDisplay() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  if (mode_ == ProgressMode::live) console_.err << erase_line << std::flush;
}

ProgressState ProgressDisplay::read() const {
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start_;
  return {.phase = progress_.phase,
          .subjects = progress_.subjects,
          .held = progress_.held,
          .requests = progress_.requests,
          .seconds = passed.count()};
}

void ProgressDisplay::show(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    draw(read());
    wake.wait_for(lock, stop, between_drawings, [] { return false; });
  }
}

void ProgressDisplay::draw(const ProgressState& state) {
  if (mode_ == ProgressMode::live) {
    std::string line = progress_line(state);
    // A line that wraps cannot be erased.
    line.resize(std::min(line.size(), static_cast<std::size_t>(std::max(console_.width - 1, 1))));
    console_.err << erase_line << line << std::flush;
  } else if (state.phase != last_phase_) {
    console_.err << "sworn: " << phase_name(state.phase);
    if (state.requests > 0) console_.err << " (" << state.requests << " requests so far)";
    console_.err << '\n' << std::flush;
  }
  last_phase_ = state.phase;
}

}  // namespace sworn::cli
