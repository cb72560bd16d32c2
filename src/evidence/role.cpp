// SPDX-License-Identifier: Apache-2.0
#include "evidence/role.h"

#include <algorithm>

namespace sworn::evidence {
namespace {

bool names_roles(const Contract& contract, const SchemeUse& use) {
  const Scheme* scheme = contract.scheme(use.scheme);
  return scheme != nullptr && scheme->kind != SchemeKind::oauth2 &&
         scheme->kind != SchemeKind::open_id_connect && !use.scopes.empty();
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
    return name == role || std::ranges::find(scopes, name) != scopes.end();
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
