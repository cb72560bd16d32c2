// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "cli/options.h"
#include "run/check.h"

namespace sworn::cli {

/// What a command works with: the command line, the configuration file and the document, read,
/// checked and merged. Flags beat the file.
struct Settings {
  Contract contract;
  Config config;
  run::CheckOptions check;
  std::optional<Severity> fail_on;  ///< nothing: never
};

/// Reads what `options` name. Without --config a sworn.yaml in the current folder is used, which
/// stderr is told unless --quiet, as it is of what the document's remarks say. `needs_url`: an
/// absent URL is an error.
[[nodiscard]] Result<Settings> gather(const Options& options,
                                      const Console& console,
                                      bool needs_url);

/// Reads the document; "-" is standard input.
[[nodiscard]] Result<Contract> load_contract(const std::string& spec, const std::string& ref_root);

}  // namespace sworn::cli
