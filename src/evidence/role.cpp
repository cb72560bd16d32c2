// SPDX-License-Identifier: Apache-2.0
#include "evidence/role.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/text.h"

namespace sworn::evidence {
namespace {

bool names_roles(const Contract& contract, const SchemeUse& use) {
  const Scheme* scheme = contract.scheme(use.scheme);
  return scheme != nullptr && scheme->kind != SchemeKind::oauth2 &&
         scheme->kind != SchemeKind::open_id_connect && !use.scopes.empty();
}

bool has_word_of(const std::string& name, const std::set<std::string_view>& words) {
  const auto own = base::words_of(name);
  return std::ranges::any_of(own, [&](const std::string& word) { return words.contains(word); });
}

/// Whoever runs the place may commonly do what its users may, and any role what the least of them
/// may: a document names the role that is needed, seldom all that include it.
bool may_include(const std::string& held, const std::string& needed) {
  static const std::set<std::string_view> wide{"admin",
                                               "administrator",
                                               "root",
                                               "owner",
                                               "super",
                                               "superuser",
                                               "superadmin",
                                               "sysadmin",
                                               "system",
                                               "master",
                                               "full",
                                               "all"};
  static const std::set<std::string_view> least{"user",
                                                "member",
                                                "guest",
                                                "viewer",
                                                "reader",
                                                "employee",
                                                "customer",
                                                "subscriber",
                                                "basic",
                                                "public",
                                                "authenticated"};
  const auto words = base::words_of(needed);
  return has_word_of(held, wide) ||
         (!held.empty() && !words.empty() && least.contains(words.back()));
}

}  // namespace

bool is_denied_by_role(const Contract& contract,
                       const Operation& operation,
                       const std::string& role,
                       const std::vector<std::string>& scopes) {
  if (role.empty() && scopes.empty()) {
    return false;
  }
  const auto holds = [&](const std::string& name) {
    return name == role || may_include(role, name) ||
           std::ranges::any_of(scopes, [&](const std::string& scope) {
             return scope == name || may_include(scope, name);
           });
  };
  return operation.requirement.is_secured() &&
         std::ranges::all_of(operation.requirement.any_of, [&](const Alternative& alternative) {
           return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
             return names_roles(contract, use) && !std::ranges::all_of(use.scopes, holds);
           });
         });
}

const Operation* equal_reader(const Contract& contract, const Operation& operation) {
  const Operation* reader = contract.operation("GET " + operation.path);
  if (reader == nullptr || reader == &operation ||
      reader->requirement.any_of.size() != operation.requirement.any_of.size()) {
    return nullptr;
  }
  for (std::size_t i = 0; i < reader->requirement.any_of.size(); ++i) {
    const auto& own = operation.requirement.any_of[i].all_of;
    const auto& other = reader->requirement.any_of[i].all_of;
    const bool is_equal = std::equal(own.begin(),
                                     own.end(),
                                     other.begin(),
                                     other.end(),
                                     [](const SchemeUse& a, const SchemeUse& b) {
                                       return a.scheme == b.scheme && a.scopes == b.scopes;
                                     });
    if (!is_equal) {
      return nullptr;
    }
  }
  return reader;
}

}  // namespace sworn::evidence
