// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sworn/contract.h"
#include "sworn/report.h"

namespace sworn::diff {

struct ReviewSettings {
  std::vector<std::string> rules;               ///< ids or families; empty: all
  std::vector<std::string> skip_rules;          ///< likewise
  std::map<std::string, std::string> severity;  ///< rule id to the name of a severity
};

/// Whether the document is a contract that can be kept and relied on: its security table, and what
/// the rules of documents alone say. Pure: nothing is asked, and time is not looked at.
[[nodiscard]] Report review(const Contract& contract, const ReviewSettings& settings);

}  // namespace sworn::diff
