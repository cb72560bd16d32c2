// SPDX-License-Identifier: Apache-2.0
#include "report/exchange_index.h"

namespace sworn::report {

ExchangeIndex::ExchangeIndex(const Report& report) {
  by_id_.reserve(report.exchanges.size());
  for (const Exchange& one : report.exchanges) by_id_.emplace(one.id, &one);
}

std::vector<const Exchange*> ExchangeIndex::of(const Finding& finding) const {
  std::vector<const Exchange*> exchanges;
  for (const int id : finding.exchanges) {
    if (const auto found = by_id_.find(id); found != by_id_.end())
      exchanges.push_back(found->second);
  }
  return exchanges;
}

}  // namespace sworn::report
