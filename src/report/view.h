// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sworn/rule.h"

namespace sworn::report {

/// How the reader sees a report, and where the files lie that it names.
struct View {
  bool color = false;
  int width = 100;       ///< columns of the terminal
  bool verbose = false;  ///< every operation of a group, and the exchanges
  /// Absolute: what the names of files in the report are relative to; "" where it is not known.
  std::string working_folder = {};
  /// Absolute: the checkout, which build services name files relative to; "" likewise.
  std::string source_root = {};
  /// Absolute: the folder that the report is written into; "" where it goes to standard output.
  std::string target_folder = {};
  /// The mildest severity of which a confirmed, new finding fails the build; nothing: none does.
  std::optional<Severity> fail_on = Severity::medium;
  /// Since the Unix epoch: when the report is written. It is the time of one that asked nobody,
  /// where a format must have one.
  std::int64_t written_ms = 0;
};

}  // namespace sworn::report
