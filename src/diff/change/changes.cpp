// SPDX-License-Identifier: Apache-2.0
#include "diff/change/changes.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "base/url.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

using spec::Condition;
using spec::implies;

std::string nameless(std::string_view path) {
  std::string without;
  bool is_in_name = false;
  for (const char c : path) {
    is_in_name = is_in_name && c != '}';
    if (!is_in_name) without += c;
    is_in_name = is_in_name || c == '{';
  }
  return without;
}

std::string key_without_names(const Operation& operation) {
  return operation.method + " " + nameless(operation.path);
}

/// A prefix that moved from the servers to the paths, or back, leaves each operation where it was.
std::string key_behind_server(const Operation& operation) {
  std::string prefix;
  if (!operation.servers.empty()) {
    const std::string& server = operation.servers.front().url;
    const auto url = base::parse_url(server);
    prefix = url ? url->path : server.starts_with('/') ? server : "";
  }
  return operation.method + " " + base::join_paths(prefix, nameless(operation.path));
}

Shift shift_of(const Condition& before, const Condition& after) {
  if (before == after) return Shift::none;
  if (after.is_open()) return Shift::opened;
  // Where every alternative names an undefined scheme the document says nothing that could change.
  if (before.is_closed() || after.is_closed()) return Shift::none;
  const bool is_stronger = implies(after, before);
  const bool is_weaker = implies(before, after);
  if (before.without_scopes() == after.without_scopes()) {
    if (is_stronger) return Shift::scope_added;
    if (is_weaker) return Shift::scope_dropped;
  }
  if (is_stronger) return Shift::strengthened;
  return is_weaker ? Shift::weakened : Shift::replaced;
}

/// The conditions of one document's operations; most inherit one and the same.
class Conditions {
 public:
  Conditions(const Contract& contract, spec::VariableOf variable_of)
      : variable_of_(std::move(variable_of)),
        root_(spec::condition_of(contract.root_requirement, variable_of_)) {}

  [[nodiscard]] Condition of(const Operation& operation) const {
    return operation.requirement.source == RequirementSource::root
               ? root_
               : spec::condition_of(operation.requirement, variable_of_);
  }
  [[nodiscard]] const Condition& root() const { return root_; }

 private:
  spec::VariableOf variable_of_;
  Condition root_;
};

class Pairing {
 public:
  explicit Pairing(Changes& changes) : changes_(changes) {}

  /// Pairs what is left over and has the same key, in the order of the documents.
  void pair_by(std::string (*key_of)(const Operation&)) {
    std::map<std::string, std::deque<const Operation*>> left_over;
    for (const Operation& operation : changes_.before.operations) {
      if (!taken_.contains(&operation)) left_over[key_of(operation)].push_back(&operation);
    }
    for (const Operation& operation : changes_.after.operations) {
      if (left_over.empty()) break;
      if (partner_.contains(&operation)) continue;
      const auto found = left_over.find(key_of(operation));
      if (found != left_over.end() && !found->second.empty()) {
        partner_[&operation] = found->second.front();
        taken_.insert(found->second.front());
        found->second.pop_front();
      }
    }
  }

  /// Pairs what is left over and is the only one of its method and operationId in each document.
  void pair_by_operation_id() {
    const auto old = by_operation_id(changes_.before);
    for (const auto& [key, now] : by_operation_id(changes_.after)) {
      const auto found = old.find(key);
      if (now == nullptr || found == old.end() || found->second == nullptr) continue;
      if (partner_.contains(now) || taken_.contains(found->second)) continue;
      partner_[now] = found->second;
      taken_.insert(found->second);
      moved_.insert(now);
    }
  }

  void finish() {
    for (const Operation& operation : changes_.after.operations) {
      const auto found = partner_.find(&operation);
      if (found == partner_.end()) {
        changes_.added.push_back(&operation);
      } else {
        OperationPair& pair = changes_.pairs.emplace_back();
        pair.before = found->second;
        pair.after = &operation;
        pair.has_moved = moved_.contains(&operation);
      }
    }
    for (const Operation& operation : changes_.before.operations) {
      if (!taken_.contains(&operation)) changes_.removed.push_back(&operation);
    }
  }

 private:
  /// Null for a key that several operations have.
  static std::map<std::string, const Operation*> by_operation_id(const Contract& contract) {
    std::map<std::string, const Operation*> found;
    for (const Operation& operation : contract.operations) {
      if (operation.operation_id.empty()) continue;
      const std::string key = operation.method + " " + operation.operation_id;
      const bool is_first = found.emplace(key, &operation).second;
      if (!is_first) found[key] = nullptr;
    }
    return found;
  }

  Changes& changes_;
  std::map<const Operation*, const Operation*> partner_;  ///< new to old
  std::set<const Operation*> taken_;                      ///< old ones
  std::set<const Operation*> moved_;                      ///< new ones
};

void pair_operations(Changes& changes) {
  Pairing pairing(changes);
  pairing.pair_by([](const Operation& operation) { return operation.key(); });
  pairing.pair_by(key_without_names);
  pairing.pair_by(key_behind_server);
  pairing.pair_by_operation_id();
  pairing.finish();
}

bool is_secured(const Condition& condition) {
  return !condition.is_open();
}

void find_opened_together(Changes& changes, const Conditions& old, const Conditions& now) {
  const bool root_was_dropped = is_secured(old.root()) && !is_secured(now.root());
  const auto secured_before = std::ranges::count_if(
      changes.pairs, [](const OperationPair& pair) { return is_secured(pair.old_condition); });
  const auto secured_now = std::ranges::count_if(
      changes.after.operations,
      [&](const Operation& operation) { return is_secured(now.of(operation)); });
  const bool all_are_open = secured_before >= 2 && secured_now == 0;
  std::vector<OperationPair*> together;
  for (OperationPair& pair : changes.pairs) {
    const bool lost_the_root = root_was_dropped &&
                               pair.before->requirement.source == RequirementSource::root &&
                               pair.after->requirement.source != RequirementSource::operation;
    if (pair.shift == Shift::opened && (lost_the_root || all_are_open)) together.push_back(&pair);
  }
  // Where many stay secured the document as a whole has not lost its security: those that have are
  // told one by one.
  if (secured_now * 4 >= std::ssize(together)) return;
  for (OperationPair* pair : together) {
    pair->is_opened_together = true;
    changes.opened_together.push_back(pair);
  }
}

}  // namespace

bool is_usually_open(const Operation& operation) {
  // A preflight carries no credential (Fetch §3.2.2).
  return operation.method == "OPTIONS" || spec::purpose_of(operation) != spec::Purpose::none ||
         spec::is_service_endpoint(operation);
}

Changes changes_between(const Contract& before, const Contract& after) {
  Changes changes{before, after, SchemePairs(before, after), {}, {}, {}, {}};
  pair_operations(changes);
  const SchemePairs& schemes = changes.schemes;
  const Conditions old(before,
                       [&](const SchemeUse& use) { return schemes.variable_before(use.scheme); });
  const Conditions now(after,
                       [&](const SchemeUse& use) { return schemes.variable_after(use.scheme); });
  for (OperationPair& pair : changes.pairs) {
    pair.old_condition = old.of(*pair.before);
    pair.new_condition = now.of(*pair.after);
    pair.shift = shift_of(pair.old_condition, pair.new_condition);
    pair.is_usually_open = pair.shift != Shift::none && is_usually_open(*pair.after);
  }
  find_opened_together(changes, old, now);
  return changes;
}

}  // namespace sworn::diff
