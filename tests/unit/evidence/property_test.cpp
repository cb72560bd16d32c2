// SPDX-License-Identifier: Apache-2.0
#include "evidence/property.h"

#include <doctest/doctest.h>

#include "evidence/role.h"
#include "spec/loader.h"

using namespace sworn;

namespace {

Contract accounts(const std::string& answer, const std::string& further) {
  const std::string takes =
      "requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: "
      "string}, since: {type: string, readOnly: true}}" +
      further + "}}}}";
  const auto contract = spec::load_text(
      "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\n"
      "components:\n  securitySchemes:\n    Key: {type: apiKey, in: header, name: X-Key}\n"
      "    OAuth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {admin: x}}}}\n"
      "paths:\n"
      "  /accounts: {post: {" +
          takes +
          ", responses: {}}}\n"
          "  /accounts/{id}:\n    get: {responses: {\"200\": {description: x, content: "
          "{application/json: {schema: " +
          answer +
          "}}}}}\n"
          "    patch: {" +
          takes +
          ", responses: {}}\n"
          "    put: {requestBody: {content: {application/json: {schema: {oneOf: [{type: object, "
          "properties: {plan: {type: string}}}]}}}}, responses: {}}\n"
          "  /report: {get: {security: [{Key: [admin]}], responses: {}}, put: {security: [{Key: "
          "[admin]}], responses: {}}, delete: {security: [{Key: []}], responses: {}}}\n"
          "  /either: {get: {security: [{Key: [admin]}, {OAuth: [admin]}], responses: {}}}\n",
      "accounts.yaml");
  REQUIRE(contract);
  return *contract;
}

const std::string whole =
    "{type: object, properties: {id: {type: string}, name: {type: string}, since: {type: string}, "
    "role: {type: string}, plan: {type: string}, tags: {type: array}, self: {type: string}}}";

std::vector<std::string> sealed(const std::string& answer,
                                const std::string& writes,
                                const std::string& further = "") {
  const Contract contract = accounts(answer, further);
  const Operation& write = *contract.operation(writes);
  std::vector<std::string> names;
  for (const auto& [name, property] :
       evidence::sealed_properties(contract, write, *evidence::reader_of(contract, write))) {
    names.push_back(name + (property.is_read_only ? " readOnly" : ""));
  }
  return names;
}

}  // namespace

TEST_CASE("sealed is what only the answer has, or what is readOnly, and no key or link") {
  const std::vector<std::string> expected{"role", "since readOnly"};
  CHECK(sealed(whole, "POST /accounts") == expected);
  CHECK(sealed(whole, "PATCH /accounts/{id}") == expected);
}

TEST_CASE("what stands at a place without parameters is read at that place") {
  const Contract contract = accounts(whole, "");
  CHECK(evidence::reader_of(contract, *contract.operation("PUT /report")) ==
        contract.operation("GET /report"));
  CHECK(evidence::reader_of(contract, *contract.operation("DELETE /report")) == nullptr);
}

TEST_CASE("the object within an envelope is looked at") {
  CHECK(sealed("{type: object, properties: {data: " + whole + "}}", "POST /accounts") ==
        std::vector<std::string>{"role", "since readOnly"});
}

TEST_CASE("what another client may write is no sealed property") {
  for (const std::string& name : sealed(whole, "POST /accounts")) {
    CHECK(name != "plan");
  }
}

TEST_CASE("what a write adds is told from what it always says") {
  Request more;
  more.body = R"({"name": "n", "role": "admin", "level": 3})";
  Request plain;
  plain.body = R"({"name": "m"})";
  CHECK(evidence::members_added(more, plain) ==
        std::map<std::string, std::string>{{"role", "\"admin\""}, {"level", "3"}});
  plain.body = "no json";
  CHECK(evidence::members_added(more, plain).empty());
}

TEST_CASE("lists of scalars are sealed too, but nothing is where further properties are welcome") {
  const std::string lists =
      "{type: object, properties: {tags: {type: array, items: {type: string}}, parts: {type: "
      "array, items: {type: object}}, since: {type: string}}}";
  CHECK(sealed(lists, "POST /accounts") == std::vector<std::string>{"since readOnly", "tags"});
  CHECK(sealed(lists, "POST /accounts", ", additionalProperties: {type: string}") ==
        std::vector<std::string>{"since readOnly"});
  CHECK(sealed(lists, "POST /accounts", ", additionalProperties: false") ==
        std::vector<std::string>{"since readOnly", "tags"});
}

TEST_CASE("a list holds what was written when it holds all of it") {
  CHECK(evidence::holds_written(R"(["user","admin"])", R"(["admin"])"));
  CHECK_FALSE(evidence::holds_written(R"(["user"])", R"(["admin"])"));
  CHECK_FALSE(evidence::holds_written("", R"(["admin"])"));
  CHECK(evidence::holds_written("true", "true"));
  CHECK_FALSE(evidence::holds_written("\"true\"", "true"));
}

TEST_CASE("one of few values is not made up, however long it is") {
  CHECK(evidence::is_made_up({}, R"("{canary.role}")"));
  CHECK(evidence::is_made_up({}, R"(["sworn-0123456789ab"])"));
  CHECK(evidence::is_made_up({}, "7000123"));
  CHECK(evidence::is_made_up({}, R"("2001-02-03")"));
  CHECK_FALSE(evidence::is_made_up({}, R"("administrator")"));
  CHECK_FALSE(evidence::is_made_up({}, "true"));
  CHECK_FALSE(evidence::is_made_up({}, "77"));
  CHECK_FALSE(evidence::is_made_up({nullptr, false, true}, "5000"));
}

TEST_CASE("a member is read from the object or from one wrapping, and is no object") {
  const auto of = [](const std::string& text) {
    return evidence::member_of({200, "1.1", {}, text, false}, "role");
  };
  CHECK(of(R"({"role": "admin"})") == "\"admin\"");
  CHECK(of(R"({"data": {"role": true}})") == "true");
  CHECK(of(R"({"role": ["admin"]})") == R"(["admin"])");
  CHECK(of(R"({"role": {"name": "admin"}})").empty());
  CHECK(of("role").empty());
}

TEST_CASE("a role that the requirement names and the identity lacks denies it") {
  const Contract contract = accounts(whole, "");
  const Operation& report = *contract.operation("GET /report");
  CHECK(evidence::is_denied_by_role(contract, report, "user", {}));
  CHECK(evidence::is_denied_by_role(contract, report, "", {"read"}));
  CHECK_FALSE(evidence::is_denied_by_role(contract, report, "admin", {}));
  CHECK_FALSE(evidence::is_denied_by_role(contract, report, "user", {"admin"}));
  CHECK_FALSE(evidence::is_denied_by_role(contract, report, "", {}));
}

TEST_CASE("a scope of OAuth is no role, and one alternative that is open is enough") {
  const Contract contract = accounts(whole, "");
  CHECK_FALSE(
      evidence::is_denied_by_role(contract, *contract.operation("GET /either"), "user", {}));
}

TEST_CASE("a role is not lacked by who runs the place, nor a plain user's by anybody with a role") {
  const auto contract = spec::load_text(R"(
openapi: 3.1.0
info: {title: t, version: "1"}
paths:
  /plain: {get: {security: [{K: [ROLE_USER]}], responses: {}}}
  /audit: {get: {security: [{K: [auditor]}], responses: {}}}
  /staff: {get: {security: [{K: ["users:admin"]}], responses: {}}}
components: {securitySchemes: {K: {type: http, scheme: bearer}}}
)",
                                        "openapi.yaml");
  REQUIRE(contract);
  const auto is_denied = [&](const char* path, const char* role) {
    return evidence::is_denied_by_role(
        *contract, *contract->operation(std::string("GET ") + path), role, {});
  };
  CHECK_FALSE(is_denied("/plain", "admin"));
  CHECK_FALSE(is_denied("/plain", "manager"));
  CHECK_FALSE(is_denied("/audit", "superadmin"));
  CHECK(is_denied("/audit", "manager"));
  CHECK(is_denied("/audit", "user"));
  CHECK(is_denied("/staff", "user"));
}

TEST_CASE("GET beside a change speaks for it only where both require the same") {
  const Contract contract = accounts(whole, "");
  CHECK(evidence::equal_reader(contract, *contract.operation("PUT /report")) != nullptr);
  CHECK(evidence::equal_reader(contract, *contract.operation("DELETE /report")) == nullptr);
  CHECK(evidence::equal_reader(contract, *contract.operation("GET /report")) == nullptr);
}
