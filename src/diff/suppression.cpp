// SPDX-License-Identifier: Apache-2.0
#include "diff/suppression.h"

#include <algorithm>

#include "base/clock.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

bool is_expired(const SuppressConfig& entry, const std::string& today) {
  return !entry.expires.empty() && entry.expires < today;
}

/// Findings of a scheme, of the whole API or of a flow of the configuration have no operation in
/// the document: patterns are held against method and path alone.
bool is_named(const std::string& method,
              const std::string& path,
              const std::string& pattern,
              std::span<const Contract* const> contracts) {
  for (const Contract* const contract : contracts) {
    if (const Operation* const known = contract->operation(method + " " + path)) {
      return spec::is_named_by(*known, pattern);
    }
  }
  Operation other;
  other.method = method;
  other.path = path;
  return spec::is_named_by(other, pattern);
}

/// Whether it is certain that there is nothing left for the entry to accept.
bool is_stale(const Report& report,
              const SuppressConfig& entry,
              std::span<const Contract* const> contracts,
              const ClearingOf& clearing_of) {
  const bool was_applied = std::ranges::any_of(
      report.rules, [&](const RuleInfo& rule) { return rule.id == entry.rule; });
  return was_applied && std::ranges::all_of(report.operations, [&](const OperationResult& one) {
           return !is_named(one.method, one.path, entry.operation, contracts) ||
                  clearing_of(entry.rule, one.method, one.path) != Clearing::unknown;
         });
}

std::string name_of(const SuppressConfig& entry) {
  return "the suppression of " + entry.rule + " on " + entry.operation;
}

std::string count_of(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " finding counts" : " findings count");
}

}  // namespace

std::string day_of(std::int64_t unix_milliseconds) {
  return base::rfc3339(unix_milliseconds).substr(0, 10);
}

void suppress(Report& report,
              const Suppressions& suppressions,
              std::span<const Contract* const> contracts,
              const ClearingOf& clearing_of) {
  for (const SuppressConfig& entry : suppressions.entries) {
    const bool has_ended = is_expired(entry, suppressions.today);
    std::size_t matched = 0;
    for (Finding& finding : report.findings) {
      if (finding.rule != entry.rule ||
          !is_named(finding.method, finding.path, entry.operation, contracts)) {
        continue;
      }
      ++matched;
      if (has_ended || finding.state == FindingState::suppressed) continue;
      finding.state = FindingState::suppressed;
      finding.suppressed_because = entry.reason;
    }
    const bool can_go = matched == 0 && is_stale(report, entry, contracts, clearing_of);
    if (has_ended) {
      report.coverage.push_back(name_of(entry) + " expired on " + entry.expires +
                                (matched > 0 ? ": " + count_of(matched) + " again" : "") +
                                (can_go ? " and matches nothing: it can go" : ""));
    } else if (can_go) {
      report.coverage.push_back(name_of(entry) + " matches nothing: it can go");
    }
  }
}

}  // namespace sworn::diff
