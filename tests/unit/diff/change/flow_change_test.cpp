// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "unit/diff/change/two_documents.h"

using namespace sworn;
using namespace sworn::test;

namespace {

struct Row {
  std::string old_flows;
  std::string new_flows;
  std::string found;
};

std::string document_of(const std::string& flows) {
  std::string text =
      api_with("", "[{O: []}]", "    O:\n      type: oauth2\n      flows: " + flows + "\n");
  text.insert(text.find("paths:"), "servers: [{url: 'https://a.test/v1'}]\n");
  return text;
}

void check(const Row& row) {
  CAPTURE(row.old_flows);
  CAPTURE(row.new_flows);
  CHECK(findings_of(compared(document_of(row.old_flows), document_of(row.new_flows))) == row.found);
}

std::string code(const std::string& token_url) {
  return "{authorizationCode: {authorizationUrl: https://a.test/o, tokenUrl: '" + token_url +
         "', scopes: {}}}";
}

}  // namespace

TEST_CASE("a flow's URL that changed is rated by where it leads") {
  const std::string old = code("https://a.test/t");
  for (const auto& [url, found] : {std::pair{"https://a.test/u", "medium change-flow-url *"},
                                   std::pair{"https://b.test/t", "medium change-flow-url *"},
                                   std::pair{"http://a.test/t", "high change-flow-url *"},
                                   std::pair{"https://A.test:443/t", ""},
                                   std::pair{"/t", ""},
                                   std::pair{"", ""}}) {
    check({old, code(url), found});
  }
}

TEST_CASE("a URL that changed is said of its field, whichever it is") {
  const Report report = compared(
      document_of("{implicit: {authorizationUrl: https://a.test/o, refreshUrl: https://a.test/r, "
                  "scopes: {}}}"),
      document_of("{implicit: {authorizationUrl: https://b.test/o, refreshUrl: https://b.test/r, "
                  "scopes: {}}}"));
  REQUIRE(report.findings.size() == 2);
  CHECK(report.findings[0].fingerprint != report.findings[1].fingerprint);
  CHECK(
      findings_of(compared(
          api_with(
              "", "[{S: []}]", "    S: {type: openIdConnect, openIdConnectUrl: https://a.test/o}"),
          api_with("",
                   "[{S: []}]",
                   "    S: {type: openIdConnect, openIdConnectUrl: https://b.test/o}"))) ==
      "medium change-flow-url *");
}

TEST_CASE("flows that came and went") {
  const char* credentials = "{clientCredentials: {tokenUrl: https://a.test/t, scopes: {}}}";
  const char* with_password =
      "{clientCredentials: {tokenUrl: https://a.test/t, scopes: {}}, "
      "password: {tokenUrl: https://a.test/t, scopes: {}}}";
  const char* with_implicit =
      "{clientCredentials: {tokenUrl: https://a.test/t, scopes: {}}, "
      "implicit: {authorizationUrl: https://a.test/o, scopes: {}}}";
  const char* with_code =
      "{clientCredentials: {tokenUrl: https://a.test/t, scopes: {}}, authorizationCode: "
      "{authorizationUrl: https://a.test/o, tokenUrl: https://a.test/t, scopes: {}}}";
  for (const Row& row : {Row{credentials, with_password, "medium change-flow-discouraged *"},
                         {credentials, with_implicit, "low change-flow-discouraged *"},
                         {credentials, with_code, ""},
                         {with_password, with_password, ""},
                         {with_password, credentials, "medium change-flow-removed *"},
                         {with_code, credentials, "medium change-flow-removed *"}}) {
    check(row);
  }
}

TEST_CASE("a scope that no flow offers any more breaks who asks for it") {
  for (const Row& row :
       {Row{"{clientCredentials: {tokenUrl: https://a.test/t, scopes: {r: '', w: ''}}}",
            "{clientCredentials: {tokenUrl: https://a.test/t, scopes: {r: ''}}}",
            "low change-scope-withdrawn *"},
        {"{clientCredentials: {tokenUrl: https://a.test/t, scopes: {r: ''}}}",
         "{clientCredentials: {tokenUrl: https://a.test/t, scopes: {r: '', w: ''}}}",
         ""},
        // With its flow.
        {"{clientCredentials: {tokenUrl: https://a.test/t, scopes: {r: ''}}, "
         "password: {tokenUrl: https://a.test/t, scopes: {r: '', w: ''}}}",
         "{clientCredentials: {tokenUrl: https://a.test/t, scopes: {r: ''}}}",
         "medium change-flow-removed *"}}) {
    check(row);
  }
  const auto requiring = [](const std::string& scopes) {
    return api_with("",
                    "[{O: [w]}]",
                    "    O: {type: oauth2, flows: {clientCredentials: {tokenUrl: "
                    "https://a.test/t, scopes: {" +
                        scopes + "}}}}");
  };
  CHECK(findings_of(compared(requiring("r: '', w: ''"), requiring("r: ''"))) ==
        "medium change-scope-withdrawn *");
}
