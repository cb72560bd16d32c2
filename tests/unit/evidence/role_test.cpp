// SPDX-License-Identifier: Apache-2.0
#include "evidence/role.h"

#include <doctest/doctest.h>

namespace sworn::evidence {
namespace {

bool is_denied(const std::string& held, const std::string& needed) {
  Contract contract;
  Scheme scheme;
  scheme.name = "Key";
  scheme.kind = SchemeKind::api_key;
  contract.schemes = {scheme};
  Operation operation;
  Alternative alternative;
  alternative.all_of = {SchemeUse{"Key", {needed}, true}};
  operation.requirement.any_of = {alternative};
  return is_denied_by_role(contract, operation, held, {});
}

}  // namespace

TEST_CASE("a role that is called after users is not that of every user") {
  for (const char* needed :
       {"super_user", "power-user", "billing_user", "delete:user", "PremiumMember"}) {
    CAPTURE(needed);
    CHECK(is_denied("support", needed));
  }
  for (const char* needed : {"user", "ROLE_USER", "authenticated_user", "basic-member", "Guest"}) {
    CAPTURE(needed);
    CHECK_FALSE(is_denied("support", needed));
  }
}

TEST_CASE("an admin may do what others may, but for what is an admin's of admins") {
  for (const char* needed : {"support", "billing_user", "admin", "tenant_admin", "owner"}) {
    CAPTURE(needed);
    CHECK_FALSE(is_denied("admin", needed));
  }
  for (const char* needed : {"superadmin", "super_admin", "root"}) {
    CAPTURE(needed);
    CHECK(is_denied("admin", needed));
    CHECK_FALSE(is_denied("superadmin", needed));
  }
  CHECK_FALSE(is_denied("super_admin", "superadmin"));
}

TEST_CASE("all of one thing is not everything") {
  CHECK(is_denied("read:all", "admin"));
  CHECK(is_denied("read:all", "orders:delete"));
  CHECK_FALSE(is_denied("read:all", "read:orders"));
  CHECK_FALSE(is_denied("orders:all", "orders:delete"));
  CHECK_FALSE(is_denied("full_access", "orders:delete"));
}

TEST_CASE("who has neither role nor scopes is not told to lack any") {
  CHECK_FALSE(is_denied("", "admin"));
}

}  // namespace sworn::evidence
