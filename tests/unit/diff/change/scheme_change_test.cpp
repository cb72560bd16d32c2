// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "diff/change/scheme_pairs.h"
#include "unit/diff/change/two_documents.h"

using namespace sworn;
using namespace sworn::test;

namespace {

struct Row {
  std::string old_schemes;
  std::string new_schemes;
  std::string found;
};

/// `GET /a` requires S then and, where the new schemes have no S, T now.
void check(const Row& row) {
  CAPTURE(row.old_schemes);
  CAPTURE(row.new_schemes);
  const std::string now =
      row.new_schemes.find(" S:") != std::string::npos ? "[{S: []}]" : "[{T: []}]";
  CHECK(findings_of(compared(api_with("", "[{S: []}]", "   " + row.old_schemes),
                             api_with("", now, "   " + row.new_schemes))) == row.found);
}

const char* swagger = R"(
swagger: "2.0"
info: {title: t, version: '1'}
host: a.test
schemes: [https]
security: [{key: []}, {login: []}, {auth: [r]}]
paths:
  /a/{id}:
    get: {responses: {'200': {description: d}, '401': {description: d}}}
  /b:
    post: {security: [{auth: [w]}], responses: {'200': {description: d}}}
securityDefinitions:
  key: {type: apiKey, in: header, name: X-Key}
  login: {type: basic}
  auth: {type: oauth2, flow: accessCode, authorizationUrl: https://a.test/o, tokenUrl: https://a.test/t, scopes: {r: '', w: ''}}
)";

const char* upgraded = R"(
openapi: 3.0.3
info: {title: t, version: '1'}
servers: [{url: https://a.test}]
security: [{key: []}, {login: []}, {auth: [r]}]
paths:
  /a/{id}:
    get: {responses: {'200': {description: d}, '401': {description: d}}}
  /b:
    post: {security: [{auth: [w]}], responses: {'200': {description: d}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    login: {type: http, scheme: Basic}
    auth:
      type: oauth2
      flows:
        authorizationCode: {authorizationUrl: https://a.test/o, tokenUrl: https://a.test/t, scopes: {r: '', w: ''}}
)";

}  // namespace

TEST_CASE("a scheme that travels otherwise is said once, and rated by where it went") {
  for (const Row& row : {Row{" S: {type: apiKey, in: header, name: X-Key}",
                             " S: {type: apiKey, in: query, name: key}",
                             "high change-scheme-moved *"},
                         {" S: {type: apiKey, in: query, name: key}",
                          " S: {type: apiKey, in: header, name: X-Key}",
                          "high change-scheme-moved *"},
                         {" S: {type: apiKey, in: header, name: X-Key}",
                          " S: {type: apiKey, in: header, name: X-Other}",
                          "high change-scheme-moved *"},
                         {" S: {type: http, scheme: basic}",
                          " S: {type: http, scheme: bearer}",
                          "high change-scheme-moved *"},
                         {" S: {type: http, scheme: bearer}",
                          " S: {type: openIdConnect, openIdConnectUrl: https://a.test/o}",
                          "low change-scheme-moved *"},
                         {" S: {type: http, scheme: bearer}",
                          " T: {type: openIdConnect, openIdConnectUrl: https://a.test/o}",
                          "info change-scheme-renamed *\nlow change-scheme-moved *"}}) {
    check(row);
  }
}

TEST_CASE("a scheme that is the same on the wire has not moved") {
  for (const Row& row :
       {Row{" S: {type: apiKey, in: header, name: X-Key}",
            " S: {type: apiKey, in: header, name: x-key, description: d}",
            ""},
        {" S: {type: http, scheme: Bearer}",
         " S: {type: http, scheme: bearer, bearerFormat: JWT}",
         ""},
        {" S: {type: apiKey, in: header, name: X-Key}",
         " S: {$ref: '#/components/securitySchemes/U'}\n    U: {type: apiKey, in: header, name: "
         "X-Key}",
         ""}}) {
    check(row);
  }
}

TEST_CASE("a renamed scheme is told, and weighs nothing") {
  for (const Row& row :
       {Row{" S: {type: apiKey, in: header, name: X-Key}",
            " T: {type: apiKey, in: header, name: X-Key}",
            "info change-scheme-renamed *"},
        {" S: {type: oauth2, flows: {password: {tokenUrl: https://a.test/t, scopes: {}}}}",
         " T: {type: oauth2, flows: {password: {tokenUrl: https://a.test/t, scopes: {}}}}",
         "info change-scheme-renamed *"},
        // A second name beside the old one.
        {" S: {type: mutualTLS}", " S: {type: mutualTLS}\n    T: {type: mutualTLS}", ""}}) {
    check(row);
  }
}

TEST_CASE("two schemes that swapped their names are seen for what they are") {
  const char* old_schemes = "    A: {type: http, scheme: basic}\n    B: {type: mutualTLS}";
  const char* new_schemes = "    B: {type: http, scheme: basic}\n    A: {type: mutualTLS}";
  CHECK(findings_of(compared(api_with("", "[{A: []}]", old_schemes),
                             api_with("", "[{B: []}]", new_schemes))) == "");
  const Report report =
      compared(api_with("", "[{A: []}]", old_schemes), api_with("", "[{A: []}]", new_schemes));
  REQUIRE(findings_of(report) == "high change-requirement-replaced GET /a");
  CHECK(report.findings[0].declared == "A (http basic)");
  CHECK(report.findings[0].observed == "A (mutualTLS)");
}

TEST_CASE("a scheme that no operation of the new document requires is not worth a word") {
  CHECK(findings_of(compared(api_with("", "[]", "    S: {type: apiKey, in: header, name: K}"),
                             api_with("", "[]", "    S: {type: apiKey, in: query, name: K}"))) ==
        "");
  CHECK(findings_of(compared(api_with("", "[]", "    S: {type: mutualTLS}"),
                             api_with("", "[]", "    T: {type: mutualTLS}"))) == "");
}

TEST_CASE("a definition that is gone while it is required is one finding, and no weaker promise") {
  const Report report = compared(api_with("[{A: []}, {B: []}]", ""),
                                 api_with("[{A: []}, {B: []}]",
                                          "",
                                          "    A: {type: apiKey, in: "
                                          "header, name: X-Key}"));
  REQUIRE(findings_of(report) == "medium change-scheme-undefined *");
  CHECK(report.findings[0].scheme == "B");
  CHECK(report.findings[0].declared == "http basic");
}

TEST_CASE("a Swagger 2.0 document and its upgrade to OpenAPI 3 promise the same") {
  CHECK(findings_of(compared(swagger, upgraded)) == "");
  CHECK(findings_of(compared(upgraded, swagger)) == "");
}

TEST_CASE("the schemes of Swagger 2.0 that became flows of one are that one") {
  const std::string two = R"(
    I: {type: oauth2, flows: {implicit: {authorizationUrl: https://a.test/o, scopes: {}}}}
    M: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://a.test/t, scopes: {}}}}
)";
  const std::string one = R"(
    O:
      type: oauth2
      flows:
        implicit: {authorizationUrl: https://a.test/o, scopes: {}}
        clientCredentials: {tokenUrl: https://a.test/t, scopes: {}}
)";
  CHECK(findings_of(compared(api_with("", "[{I: []}, {M: []}]", two),
                             api_with("", "[{O: []}]", one))) == "info change-scheme-renamed *");
}

TEST_CASE("schemes are paired by what they are before they are paired by name") {
  const Contract before = contract_of(api_with("", "", R"(
    A: {type: apiKey, in: header, name: X-Key}
    B: {type: http, scheme: basic}
    Gone: {type: mutualTLS}
)"));
  const Contract after = contract_of(api_with("", "", R"(
    A: {type: http, scheme: basic}
    C: {type: apiKey, in: header, name: X-Key}
    New: {type: apiKey, in: cookie, name: sid}
)"));
  const diff::SchemePairs pairs(before, after);
  CHECK(pairs.variable_before("A") == pairs.variable_after("C"));
  CHECK(pairs.variable_before("B") == pairs.variable_after("A"));
  CHECK(pairs.variable_before("Gone") != pairs.variable_after("New"));
  CHECK(pairs.variable_before("Gone") == pairs.variable_after("Gone"));
  CHECK_FALSE(pairs.variable_before("Nowhere").has_value());
}

TEST_CASE("two schemes of one wire form that both documents name are two credentials") {
  const char* roles = R"(
    admin: {type: http, scheme: bearer}
    user: {type: http, scheme: bearer}
)";
  struct Roles {
    const char* before;
    const char* after;
    const char* found;
  };
  for (const Roles& row :
       {Roles{"[{admin: []}]", "[{user: []}]", "high change-requirement-replaced GET /a"},
        {"[{admin: [], user: []}]", "[{user: []}]", "high change-requirement-weakened GET /a"},
        {"[{admin: []}]", "[{admin: []}, {user: []}]", "medium change-requirement-weakened GET /a"},
        {"[{admin: []}, {user: []}]", "[{user: []}, {admin: []}]", ""}}) {
    CAPTURE(row.before);
    CAPTURE(row.after);
    CHECK(findings_of(compared(api_with("", row.before, roles), api_with("", row.after, roles))) ==
          row.found);
  }
  // Both took another form: they are two still.
  const char* basic = R"(
    admin: {type: http, scheme: basic}
    user: {type: http, scheme: basic}
)";
  CHECK(findings_of(compared(api_with("", "[{admin: []}]", roles),
                             api_with("", "[{admin: []}, {user: []}]", basic))) ==
        "high change-scheme-moved *\nhigh change-scheme-moved *\n"
        "medium change-requirement-weakened GET /a");
}

TEST_CASE("an OAuth scheme that was split by its flows, or united again, is the same") {
  const std::string machine = "clientCredentials: {tokenUrl: https://a.test/t, scopes: {r: ''}}";
  const std::string user = "password: {tokenUrl: https://a.test/t, scopes: {r: ''}}";
  const auto scheme = [](const std::string& name, const std::string& flows) {
    return "    " + name + ": {type: oauth2, flows: {" + flows + "}}\n";
  };
  const std::string one = api_with("", "[{o: [r]}]", scheme("o", machine + ", " + user));
  const std::string two =
      api_with("", "[{o1: [r]}, {o2: [r]}]", scheme("o1", machine) + scheme("o2", user));
  CHECK(findings_of(compared(one, two)) == "info change-scheme-renamed *");
  CHECK(findings_of(compared(two, one)) == "info change-scheme-renamed *");
  // The old name goes on beside the new one.
  const std::string beside =
      api_with("", "[{o: [r]}, {o2: [r]}]", scheme("o", machine) + scheme("o2", user));
  CHECK(findings_of(compared(one, beside)) == "");
  CHECK(findings_of(compared(beside, one)) == "");
  // A second scheme of a flow that the first one keeps is another.
  const std::string more =
      api_with("", "[{o: [r]}, {o2: [r]}]", scheme("o", machine) + scheme("o2", machine));
  CHECK(findings_of(compared(one, more)) ==
        "medium change-flow-removed *\nmedium change-requirement-weakened GET /a");
}
