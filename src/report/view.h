// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sworn::report {

/// How the reader sees a report.
struct View {
  bool color = false;
  int width = 100;       ///< columns of the terminal
  bool verbose = false;  ///< every operation of a group, and the exchanges
};

}  // namespace sworn::report
