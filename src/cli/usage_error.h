// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "sworn/result.h"

namespace sworn::cli {

/// What CLI11 complains of, in one line.
[[nodiscard]] std::string message_of(const CLI::ParseError& error);

/// Why what nobody asked for is refused: an unknown option, command or argument that `app` has
/// parsed. Names the nearest one; never the value of an option, which may be a secret.
[[nodiscard]] std::optional<Error> refuse_extras(const CLI::App& app);

}  // namespace sworn::cli
