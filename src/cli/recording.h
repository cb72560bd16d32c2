// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "evidence/har.h"
#include "sworn/result.h"

namespace sworn::cli {

/// Reads a recording: a HAR file, or "-" for standard input. Errors name file, line and column.
[[nodiscard]] Result<evidence::Recording> read_recording(const std::string& file);

/// Writes it whole or not at all, for its owner alone: it is sealed, and tells all the same what an
/// API answers. Nothing for "".
[[nodiscard]] Result<void> write_recording(const evidence::Recording& recording,
                                           const std::string& file);

}  // namespace sworn::cli
