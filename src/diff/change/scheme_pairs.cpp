// SPDX-License-Identifier: Apache-2.0
#include "diff/change/scheme_pairs.h"

#include <algorithm>

#include "spec/requirement.h"

namespace sworn::diff {
namespace {

bool have_name_in_common(const SchemeClass& a, const SchemeClass& b) {
  return std::ranges::any_of(a.before, [&](const Scheme* old) {
    return std::ranges::any_of(b.after, [&](const Scheme* now) { return old->name == now->name; });
  });
}

/// Swagger 2.0 has one flow per scheme, so that an upgrade may unite several.
bool have_flow_in_common(const SchemeClass& a, const SchemeClass& b) {
  const auto is_same = [](const Flow& x, const Flow& y) {
    return x.kind == y.kind && x.authorization_url == y.authorization_url &&
           x.token_url == y.token_url;
  };
  return std::ranges::any_of(a.before.front()->flows, [&](const Flow& old) {
    return std::ranges::any_of(b.after.front()->flows,
                               [&](const Flow& now) { return is_same(old, now); });
  });
}

class Pairing {
 public:
  Pairing(const Contract& before, const Contract& after) {
    std::map<std::string, SchemeClass> by_identity;
    for (const Scheme& scheme : before.schemes) {
      by_identity[spec::identity_of(scheme)].before.push_back(&scheme);
    }
    for (const Scheme& scheme : after.schemes) {
      by_identity[spec::identity_of(scheme)].after.push_back(&scheme);
    }
    for (auto& [identity, members] : by_identity) {
      classes_.push_back(std::move(members));
    }
  }

  void unite_rest(bool (*belong_together)(const SchemeClass&, const SchemeClass&)) {
    // What was united in this step may still take up more: several old ones became one.
    std::vector<SchemeClass*> gone;
    std::vector<SchemeClass*> come;
    for (SchemeClass& one : classes_) {
      if (one.after.empty() && !one.before.empty()) gone.push_back(&one);
      if (one.before.empty() && !one.after.empty()) come.push_back(&one);
    }
    for (SchemeClass* now : come) {
      for (SchemeClass* old : gone) {
        if (!old->before.empty() && belong_together(*old, *now)) {
          now->before.insert(now->before.end(), old->before.begin(), old->before.end());
          old->before.clear();
        }
      }
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
    std::erase_if(classes_,
                  [](const SchemeClass& one) { return one.before.empty() && one.after.empty(); });
    for (SchemeClass& one : classes_) {
      std::ranges::sort(one.before, {}, &Scheme::name);
      std::ranges::sort(one.after, {}, &Scheme::name);
    }
    return std::move(classes_);
  }

 private:
  std::vector<SchemeClass> classes_;
};

}  // namespace

SchemePairs::SchemePairs(const Contract& before, const Contract& after) {
  Pairing pairing(before, after);
  pairing.unite_rest(have_name_in_common);
  pairing.unite_rest(have_flow_in_common);
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
