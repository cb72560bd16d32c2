// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "diff/change/rules.h"

namespace sworn::diff {

std::span<const ChangeRule> change_rules() {
  static const std::array rules{
      change_security_dropped,
      change_operation_public,
      change_requirement_weakened,
      change_requirement_replaced,
      change_requirement_strengthened,
      change_scope_dropped,
      change_scope_added,
      change_operation_unsecured,
      change_operation_removed,
      change_scheme_moved,
      change_scheme_undefined,
      change_scheme_renamed,
      change_server_cleartext,
      change_server_moved,
      change_flow_url,
      change_flow_removed,
      change_flow_discouraged,
      change_scope_withdrawn,
      change_refusal_undeclared,
  };
  return rules;
}

const ChangeRule* change_rule_named(std::string_view id) {
  const auto rules = change_rules();
  const auto found =
      std::ranges::find_if(rules, [&](const ChangeRule& rule) { return rule.info.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace sworn::diff
