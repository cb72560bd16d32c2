// SPDX-License-Identifier: Apache-2.0
#include "diff/change/changes.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "spec/purpose.h"

namespace sworn::diff {
namespace {

using spec::Condition;
using spec::implies;

std::string nameless_key(const Operation& operation) {
  std::string key = operation.method + " ";
  bool is_in_name = false;
  for (const char c : operation.path) {
    is_in_name = is_in_name && c != '}';
    if (!is_in_name) key += c;
    is_in_name = is_in_name || c == '{';
  }
  return key;
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

void pair_operations(Changes& changes) {
  std::map<std::string, const Operation*> exact;
  for (const Operation& operation : changes.before.operations) {
    exact.emplace(operation.key(), &operation);
  }
  std::map<const Operation*, const Operation*> partner;
  std::set<const Operation*> taken;
  for (const Operation& operation : changes.after.operations) {
    const auto found = exact.find(operation.key());
    if (found != exact.end() && taken.insert(found->second).second) {
      partner[&operation] = found->second;
    }
  }
  std::map<std::string, std::deque<const Operation*>> nameless;
  for (const Operation& operation : changes.before.operations) {
    if (!taken.contains(&operation)) nameless[nameless_key(operation)].push_back(&operation);
  }
  for (const Operation& operation : changes.after.operations) {
    if (partner.contains(&operation)) continue;
    const auto found = nameless.find(nameless_key(operation));
    if (found != nameless.end() && !found->second.empty()) {
      partner[&operation] = found->second.front();
      taken.insert(found->second.front());
      found->second.pop_front();
    }
  }
  for (const Operation& operation : changes.after.operations) {
    const auto found = partner.find(&operation);
    if (found == partner.end()) {
      changes.added.push_back(&operation);
    } else {
      OperationPair& pair = changes.pairs.emplace_back();
      pair.before = found->second;
      pair.after = &operation;
    }
  }
  for (const Operation& operation : changes.before.operations) {
    if (!taken.contains(&operation)) changes.removed.push_back(&operation);
  }
}

bool is_secured(const Condition& condition) {
  return !condition.is_open();
}

void find_opened_together(Changes& changes, const Conditions& old, const Conditions& now) {
  const bool root_was_dropped = is_secured(old.root()) && !is_secured(now.root());
  const auto secured_before = std::ranges::count_if(
      changes.pairs, [](const OperationPair& pair) { return is_secured(pair.old_condition); });
  const bool any_secured_now = std::ranges::any_of(
      changes.after.operations,
      [&](const Operation& operation) { return is_secured(now.of(operation)); });
  const bool all_are_open = secured_before >= 2 && !any_secured_now;
  for (const OperationPair& pair : changes.pairs) {
    const bool lost_the_root = root_was_dropped &&
                               pair.before->requirement.source == RequirementSource::root &&
                               pair.after->requirement.source != RequirementSource::operation;
    if (pair.shift == Shift::opened && (lost_the_root || all_are_open)) {
      changes.opened_together.push_back(&pair);
    }
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
