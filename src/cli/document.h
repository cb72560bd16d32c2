// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/options.h"
#include "cli/terminal.h"
#include "sworn/contract.h"
#include "sworn/result.h"

namespace sworn::cli {

/// Reads the OpenAPI document `spec` (a file, "-" or an http(s) URL) as the options say:
/// references, limits, the version to assume.
[[nodiscard]] Result<Contract> load_document(const std::string& spec, const Options& options);

/// Tells stderr what is wrong with the document and did not stop the work; nothing with --quiet.
void print_remarks(const Options& options, const Console& console, const Contract& contract);

}  // namespace sworn::cli
