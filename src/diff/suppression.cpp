// SPDX-License-Identifier: Apache-2.0
#include "diff/suppression.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

bool is_expired(const SuppressConfig& entry, const std::string& today) {
  return !entry.expires.empty() && entry.expires < today;
}

/// The operations of the documents by method and path; the first document that has one decides.
class Operations {
 public:
  explicit Operations(std::span<const Contract* const> contracts) {
    for (const Contract* const contract : contracts) {
      for (const Operation& one : contract->operations) {
        known_.try_emplace({one.method, one.path}, &one);
      }
    }
  }

  /// Findings of a scheme, of the whole API or of a flow of the configuration have no operation in
  /// the document: patterns are held against method and path alone.
  [[nodiscard]] bool is_named(const std::string& method,
                              const std::string& path,
                              const std::string& pattern) const {
    const auto known = known_.find({method, path});
    if (known != known_.end()) return spec::is_named_by(*known->second, pattern);
    Operation other;
    other.method = method;
    other.path = path;
    return spec::is_named_by(other, pattern);
  }

 private:
  std::map<std::pair<std::string_view, std::string_view>, const Operation*> known_;
};

/// Whether it is certain that there is nothing left for the entry to accept. A rule that had
/// nothing to ask with, such as a second identity, cleared nothing.
bool is_stale(const Report& report,
              const SuppressConfig& entry,
              const Operations& operations,
              const ClearingOf& clearing_of) {
  const bool was_applied = std::ranges::any_of(
      report.rules, [&](const RuleInfo& rule) { return rule.id == entry.rule; });
  return was_applied && std::ranges::all_of(report.operations, [&](const OperationResult& one) {
           return !operations.is_named(one.method, one.path, entry.operation) ||
                  clearing_of(entry.rule, one.method, one.path) == Clearing::cleared;
         });
}

/// The findings that the entry names, with those that another entry accepts.
std::vector<Finding*> named_by(const SuppressConfig& entry,
                               Report& report,
                               const Operations& operations) {
  std::vector<Finding*> named;
  for (Finding& finding : report.findings) {
    if (finding.rule == entry.rule &&
        operations.is_named(finding.method, finding.path, entry.operation)) {
      named.push_back(&finding);
    }
  }
  return named;
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
  const Operations operations(contracts);
  for (const SuppressConfig& entry : suppressions.entries) {
    if (is_expired(entry, suppressions.today)) continue;
    for (Finding* const finding : named_by(entry, report, operations)) {
      if (finding->state == FindingState::suppressed) continue;
      finding->state = FindingState::suppressed;
      finding->suppressed_because = entry.reason;
    }
  }
  for (const SuppressConfig& entry : suppressions.entries) {
    const std::vector<Finding*> named = named_by(entry, report, operations);
    const bool can_go = named.empty() && is_stale(report, entry, operations, clearing_of);
    if (is_expired(entry, suppressions.today)) {
      const auto again = static_cast<std::size_t>(
          std::ranges::count(named, FindingState::is_new, &Finding::state));
      report.coverage.push_back(name_of(entry) + " expired on " + entry.expires +
                                (again > 0 ? ": " + count_of(again) + " again" : "") +
                                (can_go ? " and matches nothing: it can go" : ""));
    } else if (can_go) {
      report.coverage.push_back(name_of(entry) + " matches nothing: it can go");
    }
  }
}

}  // namespace sworn::diff
