// SPDX-License-Identifier: Apache-2.0
#include "diff/change/scheme_pairs.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "spec/requirement.h"

namespace sworn::diff {
namespace {

using FlowKey = std::tuple<std::string, std::string, std::string>;

std::set<FlowKey> flow_keys(const std::vector<const Scheme*>& schemes) {
  std::set<FlowKey> keys;
  for (const Scheme* scheme : schemes) {
    for (const Flow& flow : scheme->flows) {
      keys.emplace(flow.kind, flow.authorization_url, flow.token_url);
    }
  }
  return keys;
}

/// Of classes by index, which have been put together; at most one in each group is `firm`.
class Groups {
 public:
  explicit Groups(std::vector<bool> is_firm)
      : first_(is_firm.size()), is_firm_(std::move(is_firm)) {
    std::iota(first_.begin(), first_.end(), std::size_t{0});
  }

  std::size_t of(std::size_t one) {
    while (first_[one] != one) {
      first_[one] = first_[first_[one]];
      one = first_[one];
    }
    return one;
  }

  void unite(std::size_t a, std::size_t b) {
    a = of(a);
    b = of(b);
    if (a == b || (is_firm_[a] && is_firm_[b])) return;
    first_[b] = a;
    is_firm_[a] = is_firm_[a] || is_firm_[b];
  }

 private:
  std::vector<std::size_t> first_;
  std::vector<bool> is_firm_;
};

class Pairing {
 public:
  Pairing(const Contract& before, const Contract& after) {
    std::map<std::string, SchemeClass> by_identity;
    for (const Scheme& scheme : before.schemes) {
      const Scheme* same = after.scheme(scheme.name);
      if (same != nullptr && spec::identity_of(scheme) == spec::identity_of(*same)) {
        // Two names may stand for two groups of callers though both are, say, bearer tokens.
        kept_.push_back({{&scheme}, {same}});
      } else {
        by_identity[spec::identity_of(scheme)].before.push_back(&scheme);
      }
    }
    for (const Scheme& scheme : after.schemes) {
      const Scheme* same = before.scheme(scheme.name);
      if (same == nullptr || spec::identity_of(scheme) != spec::identity_of(*same)) {
        by_identity[spec::identity_of(scheme)].after.push_back(&scheme);
      }
    }
    for (auto& [identity, members] : by_identity) {
      (members.is_in_both() ? kept_ : classes_).push_back(std::move(members));
    }
  }

  void unite_names() {
    std::map<std::string_view, std::vector<const Scheme*>*> gone;
    for (SchemeClass& one : classes_) {
      for (const Scheme* scheme : one.before) gone.emplace(scheme->name, &one.before);
    }
    std::vector<SchemeClass> united;
    for (SchemeClass& one : classes_) {
      std::erase_if(one.after, [&](const Scheme* now) {
        const auto old = gone.find(now->name);
        if (old == gone.end()) return false;
        const auto same = std::ranges::find(*old->second, now->name, &Scheme::name);
        united.push_back({{*same}, {now}});
        old->second->erase(same);
        return true;
      });
    }
    classes_.insert(classes_.end(), united.begin(), united.end());
  }

  /// Swagger 2.0 has one flow per scheme, so that an upgrade may unite several, and the way back
  /// splits one.
  void unite_flows() {
    std::map<FlowKey, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> holders;
    std::vector<bool> has_own_name;
    for (std::size_t i = 0; i < classes_.size(); ++i) {
      const std::set<FlowKey> old = flow_keys(classes_[i].before);
      const std::set<FlowKey> now = flow_keys(classes_[i].after);
      // What a scheme has in both its forms has not gone to another one.
      for (const FlowKey& key : old) {
        if (!now.contains(key)) holders[key].first.push_back(i);
      }
      for (const FlowKey& key : now) {
        if (!old.contains(key)) holders[key].second.push_back(i);
      }
      has_own_name.push_back(classes_[i].is_in_both());
    }
    Groups groups(std::move(has_own_name));
    for (const auto& [key, sides] : holders) {
      const auto& [old, now] = sides;
      if (old.empty() || now.empty()) continue;
      for (const std::size_t one : now) groups.unite(old.front(), one);
      for (const std::size_t one : old) groups.unite(now.front(), one);
    }
    for (std::size_t i = 0; i < classes_.size(); ++i) {
      SchemeClass& all = classes_[groups.of(i)];
      SchemeClass& one = classes_[i];
      if (&all == &one) continue;
      all.before.insert(all.before.end(), one.before.begin(), one.before.end());
      all.after.insert(all.after.end(), one.after.begin(), one.after.end());
      one = {};
    }
  }

  void unite_last_of_each_signature() {
    std::map<std::string, std::vector<SchemeClass*>> gone;
    std::map<std::string, std::vector<SchemeClass*>> come;
    for (SchemeClass& one : classes_) {
      if (one.after.empty() && !one.before.empty()) {
        gone[one.before.front()->signature()].push_back(&one);
      }
      if (one.before.empty() && !one.after.empty()) {
        come[one.after.front()->signature()].push_back(&one);
      }
    }
    for (const auto& [signature, old] : gone) {
      const auto now = come.find(signature);
      const bool is_known = old.front()->before.front()->kind != SchemeKind::unknown;
      if (is_known && now != come.end() && old.size() == 1 && now->second.size() == 1) {
        now->second.front()->before = std::move(old.front()->before);
        old.front()->before.clear();
      }
    }
  }

  [[nodiscard]] std::vector<SchemeClass> take() {
    classes_.insert(classes_.end(), kept_.begin(), kept_.end());
    std::erase_if(classes_,
                  [](const SchemeClass& one) { return one.before.empty() && one.after.empty(); });
    for (SchemeClass& one : classes_) {
      std::ranges::sort(one.before, {}, &Scheme::name);
      std::ranges::sort(one.after, {}, &Scheme::name);
    }
    return std::move(classes_);
  }

 private:
  std::vector<SchemeClass> kept_;     ///< of one identity, and settled by that
  std::vector<SchemeClass> classes_;  ///< the rest
};

}  // namespace

SchemePairs::SchemePairs(const Contract& before, const Contract& after) {
  Pairing pairing(before, after);
  pairing.unite_names();
  pairing.unite_flows();
  pairing.unite_last_of_each_signature();
  classes_ = pairing.take();
  for (std::size_t i = 0; i < classes_.size(); ++i) {
    const std::string variable = std::to_string(i);
    for (const Scheme* scheme : classes_[i].before) {
      before_.emplace(scheme->name, variable);
    }
    for (const Scheme* scheme : classes_[i].after) {
      after_.emplace(scheme->name, variable);
    }
  }
  const Names only_before = before_;
  before_.insert(after_.begin(), after_.end());
  after_.insert(only_before.begin(), only_before.end());
}

std::optional<std::string> SchemePairs::variable_before(std::string_view name) const {
  const auto found = before_.find(name);
  return found != before_.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<std::string> SchemePairs::variable_after(std::string_view name) const {
  const auto found = after_.find(name);
  return found != after_.end() ? std::optional(found->second) : std::nullopt;
}

}  // namespace sworn::diff
