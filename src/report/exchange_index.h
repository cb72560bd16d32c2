// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unordered_map>

#include "report/story.h"
#include "sworn/report.h"

namespace sworn::report {

/// The exchanges of a report by their ids. The report must outlive it.
class ExchangeIndex {
 public:
  explicit ExchangeIndex(const Report& report);

  /// The exchanges that prove a finding, in the order of their story; ids of none are left out.
  [[nodiscard]] Story of(const Finding& finding) const;

 private:
  std::unordered_map<int, const Exchange*> by_id_;
};

}  // namespace sworn::report
