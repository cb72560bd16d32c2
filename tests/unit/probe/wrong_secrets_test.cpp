// SPDX-License-Identifier: Apache-2.0
#include "probe/wrong_secrets.h"

#include <doctest/doctest.h>

namespace sworn::probe {
namespace {

Identity named(const std::string& name, std::map<std::string, std::string> login) {
  Identity identity;
  identity.name = name;
  identity.login = std::move(login);
  return identity;
}

}  // namespace

TEST_CASE("an account is tried so often and no more, whoever asks") {
  WrongSecrets secrets(2);
  CHECK(secrets.take("alice"));
  CHECK(secrets.take("alice"));
  CHECK_FALSE(secrets.take("alice"));
  CHECK(secrets.take("bob"));
  CHECK_FALSE(WrongSecrets(0).take("alice"));
}

TEST_CASE("what was not sent after all does not count") {
  WrongSecrets secrets(1);
  CHECK(secrets.take("alice"));
  secrets.give_back("alice");
  CHECK(secrets.take("alice"));
  CHECK_FALSE(secrets.take("alice"));
  secrets.give_back("bob");  // never more than the limit
  CHECK(secrets.take("bob"));
  CHECK_FALSE(secrets.take("bob"));
}

TEST_CASE("of several places all are taken or none") {
  WrongSecrets secrets(3);
  CHECK(secrets.take("alice", 2));
  CHECK_FALSE(secrets.take("alice", 2));
  CHECK(secrets.take("alice"));
}

TEST_CASE("a secret that is wrong in both rounds has two places, or none") {
  WrongSecrets secrets(3);
  CHECK(secrets.take_and_keep("alice"));
  CHECK_FALSE(secrets.take_and_keep("alice"));
  CHECK_FALSE(secrets.take("alice", 2));
  CHECK(secrets.take_kept("alice"));
  CHECK_FALSE(secrets.take_kept("alice"));
  secrets.release_kept();
  CHECK_FALSE(secrets.take("alice", 2));
  CHECK(secrets.take("alice"));
}

TEST_CASE("what is kept for a round that does not come is free for others") {
  WrongSecrets secrets(2);
  CHECK(secrets.take_and_keep("alice"));
  secrets.release_kept();
  CHECK_FALSE(secrets.take_kept("alice"));
  CHECK(secrets.take("alice"));
  CHECK_FALSE(secrets.take("alice"));
  CHECK(secrets.take_and_keep("bob"));
  secrets.give_back_both("bob");
  CHECK_FALSE(secrets.take_kept("bob"));
  CHECK(secrets.take("bob", 2));
}

TEST_CASE("an account is told by the name that it logs in with, not by the identity's") {
  CHECK(account_of(named("a", {{"username", "root"}, {"password", "x"}})) ==
        account_of(named("b", {{"user", "root"}, {"pwd", "y"}})));
  CHECK(account_of(named("a", {{"email", "a@example.org"}})) == "a@example.org");
  CHECK(account_of(named("a", {})) == "a");
  CHECK(account_of_client("a") != account_of(named("a", {})));
}

}  // namespace sworn::probe
