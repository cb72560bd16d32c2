// SPDX-License-Identifier: Apache-2.0
#include "diff/fingerprint.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "diff/review.h"
#include "unit/diff/courtroom.h"
#include "unit/diff/review/reviewed.h"

namespace sworn::test {
namespace {

const std::string schemes = R"(
    Key: {type: apiKey, in: header, name: X-Key}
    Sign: {type: apiKey, in: header, name: X-Sign}
    Token: {type: http, scheme: bearer}
    First: {type: oauth2, flows: {clientCredentials: {tokenUrl: /a, scopes: {}}}}
    Second: {type: oauth2, flows: {clientCredentials: {tokenUrl: /b, scopes: {}}}}
    Odd: {type: other}
)";

Contract contract_with(const std::string& declared) {
  return contract_of(
      "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n"
      "components:\n  securitySchemes:" +
      declared);
}

std::string fingerprint(const std::string& declared, const std::string& scheme) {
  Finding finding;
  finding.rule = "access-not-enforced";
  finding.method = "GET";
  finding.path = "/items";
  finding.scheme = scheme;
  return diff::fingerprint_of(contract_with(declared), finding, "detail");
}

}  // namespace

TEST_CASE("a scheme is named by what it is on the wire, and by its name where that is not enough") {
  const Contract contract = contract_with(schemes);
  CHECK(diff::wire_name(contract, "Key") == "header x-key");
  CHECK(diff::wire_name(contract, "Token") == "http bearer");
  CHECK(diff::wire_name(contract, "First") == "oauth2 First");
  CHECK(diff::wire_name(contract, "Second") == "oauth2 Second");
  CHECK(diff::wire_name(contract, "Odd") == "Odd");
  CHECK(diff::wire_name(contract, "Absent") == "Absent");
}

TEST_CASE("a fingerprint outlives the name of a scheme and the order of a requirement") {
  const std::string renamed =
      base::replace_all(base::replace_all(schemes, "Key:", "Zebra:"), "Sign:", "Alpha:");
  CHECK(fingerprint(schemes, "Key") == fingerprint(renamed, "Zebra"));
  CHECK(fingerprint(schemes, "Token | (Key & Sign)") ==
        fingerprint(renamed, "(Alpha & Zebra) | Token"));
  CHECK(fingerprint(schemes, "Key & Sign") == fingerprint(renamed, "Alpha & Zebra"));
}

TEST_CASE("a fingerprint tells schemes, alternatives and conjunctions apart") {
  CHECK(fingerprint(schemes, "Key") != fingerprint(schemes, "Sign"));
  CHECK(fingerprint(schemes, "Key & Sign") != fingerprint(schemes, "Key | Sign"));
  CHECK(fingerprint(schemes, "First") != fingerprint(schemes, "Second"));
  const std::string moved = base::replace_all(schemes, "X-Key", "X-Other");
  CHECK(fingerprint(schemes, "Key") != fingerprint(moved, "Key"));
}

TEST_CASE("a finding is known again after its scheme was renamed") {
  const auto report_of = [](const std::string& name) {
    const std::string path =
        "  /items: {get: {responses: {\"200\": {description: x, content: {application/json: "
        "{schema: "
        "{required: [id]}}}}, \"401\": {description: x}}}}\n";
    Courtroom court(base::replace_all(document_with(path), "ApiKeyAuth", name));
    const std::string answers = base::replace_all(std::string(open), "ApiKeyAuth", name);
    court.asked("GET /items", answers).asked("GET /items", answers, 2);
    return court.report();
  };
  const Report before = report_of("ApiKeyAuth");
  const Report after = report_of("HeaderKey");
  const Finding* const known = finding(before, "access-not-enforced", "GET /items");
  const Finding* const again = finding(after, "access-not-enforced", "GET /items");
  REQUIRE(known != nullptr);
  REQUIRE(again != nullptr);
  CHECK(known->scheme != again->scheme);
  CHECK(known->fingerprint == again->fingerprint);
}

TEST_CASE("with one of two unused schemes removed it is the same finding") {
  const auto unused = [](const std::string& more) {
    const Report report = diff::review(
        contract_of(document_of("3.0.3",
                                "Key: {type: apiKey, in: header, name: X-Key}\n" + more,
                                "/a: {get: {responses: {'401': {description: d}}}}\n",
                                "security: [{Key: []}]\n")),
        {});
    const Finding* const found = finding(report, "review-scheme-unused", "* *");
    REQUIRE(found != nullptr);
    return *found;
  };
  const std::string basic = "Old: {type: http, scheme: basic}\n";
  const Finding one = unused(basic);
  const Finding two = unused(basic + "Older: {type: http, scheme: digest}\n");
  CHECK(one.fingerprint == two.fingerprint);
  CHECK(one.members == std::vector<std::string>{"http basic"});
  CHECK(two.members == std::vector<std::string>{"http basic", "http digest"});
}

}  // namespace sworn::test
