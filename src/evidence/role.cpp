// SPDX-License-Identifier: Apache-2.0
#include "evidence/role.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/text.h"
#include "evidence/collection.h"

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

using Words = std::set<std::string_view>;

/// An admin's role, and whether it is that of the admins' own admin.
bool is_admin(const std::string& name) {
  static const Words admins{"admin",
                            "administrator",
                            "root",
                            "owner",
                            "super",
                            "superuser",
                            "superadmin",
                            "sysadmin",
                            "system",
                            "master"};
  return has_word_of(name, admins);
}

bool is_above_admins(const std::string& name) {
  return has_word_of(name, {"root", "superadmin"}) ||
         (has_word_of(name, {"super"}) && has_word_of(name, {"admin", "administrator"}));
}

/// "all", "full_access", "orders:all": everything that the other words are about.
bool is_all_of(const std::string& held, const std::string& needed) {
  static const Words whole{"all", "full"};
  const auto words = base::words_of(held);
  const auto own = base::words_of(needed);
  return has_word_of(held, whole) && std::ranges::all_of(words, [&](const std::string& word) {
           return whole.contains(word) || word == "access" ||
                  std::ranges::find(own, word) != own.end();
         });
}

/// What everybody with an account is: "user", "ROLE_USER", but no "power_user".
bool is_least(const std::string& name) {
  static const Words least{"user",
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
  static const Words plain{"role",
                           "any",
                           "default",
                           "end",
                           "normal",
                           "ordinary",
                           "registered",
                           "regular",
                           "simple",
                           "standard"};
  const auto words = base::words_of(name);
  return !words.empty() && least.contains(words.back()) &&
         std::ranges::all_of(words, [&](const std::string& word) {
           return least.contains(word) || plain.contains(word);
         });
}

/// Whoever runs the place may commonly do what its users may, and any role what the least of them
/// may: a document names the role that is needed, seldom all that include it.
bool may_include(const std::string& held, const std::string& needed) {
  if (held.empty()) {
    return false;
  }
  const bool is_short_of = is_above_admins(needed) && !is_above_admins(held);
  return (is_admin(held) && !is_short_of) || is_all_of(held, needed) || is_least(needed);
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
  const Operation* reader = operation_on(contract, "GET", operation.path);
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
