// SPDX-License-Identifier: Apache-2.0
#include "sworn/exchange.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>

using sworn::Exchange;
using sworn::Failure;

namespace {

Exchange named(std::string interview,
               std::string subject,
               int round,
               std::string conversation,
               std::string step) {
  Exchange exchange;
  exchange.interview = std::move(interview);
  exchange.subject = std::move(subject);
  exchange.round = round;
  exchange.conversation = std::move(conversation);
  exchange.step = std::move(step);
  return exchange;
}

}  // namespace

TEST_CASE("every failure has a name of its own") {
  std::set<std::string> names;
  for (const Failure failure : {Failure::none,
                                Failure::unreachable,
                                Failure::timeout,
                                Failure::broken,
                                Failure::tls,
                                Failure::stopped,
                                Failure::not_asked}) {
    names.emplace(sworn::name_of(failure));
  }
  CHECK(names.size() == 7);
  CHECK(sworn::name_of(Failure::not_asked) == "not-asked");
}

TEST_CASE("an exchange is named by interview, subject, round, conversation and step") {
  CHECK(named("gate", "GET /items/{id}", 2, "anonymous", "asks").name() ==
        "gate | GET /items/{id} | 2 | anonymous | asks");
}

TEST_CASE("exchanges that differ in one part have different names, even with bars in them") {
  CHECK(named("a | b", "c", 1, "", "").name() != named("a", "b | c", 1, "", "").name());
  CHECK(named("a", "b", 1, "x\\", "").name() != named("a", "b", 1, "x", "\\").name());
  CHECK(named("a", "b", 1, "", "").name() != named("a", "b", 2, "", "").name());
}

TEST_CASE("an exchange without a response has the status 0") {
  Exchange exchange;
  CHECK(exchange.status() == 0);
  exchange.response.emplace().status = 204;
  CHECK(exchange.status() == 204);
}
