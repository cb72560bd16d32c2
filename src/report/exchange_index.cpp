// SPDX-License-Identifier: Apache-2.0
#include "report/exchange_index.h"

namespace sworn::report {

ExchangeIndex::ExchangeIndex(const Report& report) {
  by_id_.reserve(report.exchanges.size());
  for (const Exchange& one : report.exchanges) by_id_.emplace(one.id, &one);
}

Story ExchangeIndex::of(const Finding& finding) const {
  Story story;
  for (const int id : finding.exchanges) {
    if (const auto found = by_id_.find(id); found != by_id_.end()) story.push_back(found->second);
  }
  return story;
}

}  // namespace sworn::report
