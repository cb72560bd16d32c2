// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "evidence/facts.h"

namespace sworn::evidence::facts_test {

inline const std::string items = "GET /items";
inline const std::string key = "header x-key";
inline const std::string signature = "header x-sign";
inline const std::string bearer = "http bearer";

/// Key & Sign | Token, and "Extra" that nothing asks for.
inline Contract contract() {
  Contract contract;
  const auto add = [&](const std::string& name, SchemeKind kind, const std::string& text) {
    Scheme scheme;
    scheme.name = name;
    scheme.kind = kind;
    scheme.parameter = text;
    scheme.http_scheme = text;
    contract.schemes.push_back(scheme);
  };
  add("Extra", SchemeKind::api_key, "X-Extra");
  add("Key", SchemeKind::api_key, "X-Key");
  add("Sign", SchemeKind::api_key, "X-Sign");
  add("Token", SchemeKind::http, "bearer");
  Operation operation;
  operation.method = "GET";
  operation.path = "/items";
  Alternative both;
  both.all_of = {SchemeUse{"Key", {}, true}, SchemeUse{"Sign", {}, true}};
  Alternative token;
  token.all_of = {SchemeUse{"Token", {}, true}};
  operation.requirement.any_of = {both, token};
  contract.operations = {operation};
  return contract;
}

using Carried = std::vector<std::string>;

inline Exchange asked(const std::string& who,
                      const Carried& carried,
                      int status,
                      CredentialState state = CredentialState::good) {
  Exchange e;
  e.interview = "access";
  e.subject = items;
  e.operation = items;
  e.identity = carried.empty() ? "" : who;
  e.conversation = who;
  e.step = "step";
  for (const std::string& one : carried) e.credentials.push_back({who, one, state});
  e.request.url = "http://h/items";
  if (status == 0) {
    e.failure = Failure::timeout;
  } else {
    e.response = Response{status, "1.1", {}, status == 200 ? R"([{"id":1}])" : "no", false};
  }
  return e;
}

inline Exchange of_round(Exchange e, int round) {
  e.round = round;
  return e;
}

inline Exchange at(Exchange e, const std::string& operation) {
  e.subject = operation;
  e.operation = operation;
  e.request.url = "http://h" + operation.substr(operation.find('/'));
  return e;
}

/// An answer on a path that was made up.
inline Exchange invented(const Carried& carried, int status, const std::string& body = "no") {
  Exchange e = asked("alice", carried, status);
  e.interview = "reach";
  e.subject = "*";
  e.operation = "";
  e.request.url = "http://h/sworn-abc";
  e.response->body = body;
  return e;
}

inline Exchange with_body(Exchange e, const std::string& body) {
  e.response->body = body;
  return e;
}

using Cells = std::vector<AccessCell>;
using Exchanges = std::vector<Exchange>;

inline constexpr CredentialState made_up = CredentialState::never_issued;
inline constexpr CredentialState broken = CredentialState::broken;

}  // namespace sworn::evidence::facts_test
