// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/options.h"

namespace sworn::cli {

// Values of options, checked. What is wrong is said in words that follow the option's name;
// "" is nothing.

/// A number above 0, in decimal.
[[nodiscard]] std::string positive_fault(const std::string& text);
/// A whole number in [least, most].
[[nodiscard]] std::string whole_fault(const std::string& text,
                                      std::uint64_t least,
                                      std::uint64_t most);
/// One of `names`; the nearest one is named.
[[nodiscard]] std::string choice_fault(const std::string& text,
                                       const std::vector<std::string>& names);

/// NAME=N into `limits`: bytes, depth, values or files, and a number above 0 (bytes may end in K, M
/// or G). What is wrong, or "".
[[nodiscard]] std::string set_spec_limit(const std::string& text, SpecLimits& limits);

/// I/N into `shard`, I from 1 to N. What is wrong, or "".
[[nodiscard]] std::string set_shard(const std::string& text, Shard& shard);

/// FORMAT or FORMAT=FILE; "-" as FILE is standard output.
[[nodiscard]] Result<ReportTarget> report_target(const std::string& text);

}  // namespace sworn::cli
