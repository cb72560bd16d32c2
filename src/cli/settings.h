// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include "cli/options.h"
#include "diff/suppression.h"
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

/// What commands that ask nobody work with.
struct TextSettings {
  std::string spec;                 ///< of the command line or --config
  Config policy;                    ///< severity, suppress and fail_on of --config
  std::optional<Severity> fail_on;  ///< nothing: never
};

[[nodiscard]] std::map<std::string, Severity> severities_of(const Config& policy);

/// As of today.
[[nodiscard]] diff::Suppressions suppressions_of(const Config& policy);

/// The configuration file is read where --config names one only, and of it the policy alone: its
/// secrets need not be there to judge a document. `family` has the rules of this command: a --rule
/// that selects none of them is an error; "" are all.
[[nodiscard]] Result<TextSettings> gather_for_text(const Options& options,
                                                   const Console& console,
                                                   const std::string& family);

}  // namespace sworn::cli
