// SPDX-License-Identifier: Apache-2.0
#include "base/certificate.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "support/certificate_model.h"
#include "support/expectation.h"
#include "support/process.h"

namespace {

using namespace sworn::test;

const std::string document = R"(openapi: 3.1.0
info: {title: certificates, version: "1"}
servers: [{url: "https://api.example.com"}]
paths:
  /certified: {get: {security: [{Certificate: []}], responses: {"200": {description: x}, "401": {description: x}}}}
  /strict: {get: {security: [{Certificate: []}], responses: {"200": {description: x}, "401": {description: x}}}}
components: {securitySchemes: {Certificate: {type: mutualTLS}}}
)";

const std::string config = R"(version: 1
identities:
  alice: {credentials: {Certificate: {cert: alice.pem, key: alice.pem}}}
  bob: {credentials: {Certificate: {cert: bob.pem}}}
)";

/// A server over TLS and the files that it and sworn read, made for one test.
class Stage {
 public:
  explicit Stage(const std::string& variant)
      : environment_{{"ALICE_CERT", write("alice.pem", alice_certificate)},
                     {"BOB_CERT", write("bob.pem", bob_certificate)},
                     {"CERT", write("server.pem", server_certificate)},
                     {"KEY", folder_.path() + "/server.pem"}},
        server_({SWORN_FIXTURE_SCHEME, {variant}, environment_}) {
    (void)folder_.file("openapi.yaml", document);
    (void)folder_.file("certificates.yaml", config);
  }

  Outcome check(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {
        "check", "openapi.yaml", "--url", server_.url(), "--insecure", "--quiet"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run({SWORN_BINARY, arguments, {}, folder_.path()});
  }

 private:
  std::string write(const std::string& name, const char* model) {
    (void)folder_.file(name, sworn::base::self_signed_like(model));
    return folder_.path() + "/" + name;
  }

  Folder folder_;
  std::map<std::string, std::string> environment_;
  Server server_;
};

void check_variant(const std::string& variant, int code, const std::string& expected) {
  const Outcome outcome =
      Stage(variant).check({"--config", "certificates.yaml", "--report", "json"});
  CHECK_MESSAGE(outcome.code == code, outcome.err);
  REQUIRE_FALSE(outcome.out.empty());
  for (const std::string& line : differences(outcome.out, expected, variant)) FAIL_CHECK(line);
  CHECK(outcome.out.find("PRIVATE KEY") == std::string::npos);
  // Both operations are asked with certificates, and both are told apart from none.
  CHECK(outcome.out.find("\"examined\": 2") != std::string::npos);
}

}  // namespace

TEST_CASE("a server that takes any certificate of a known name is found over TLS") {
  check_variant("tls-vulnerable",
                1,
                R"({"tls-vulnerable": [{"rule": "access-shape-only-credential",
                                        "operation": "GET /certified"}]})");
}

TEST_CASE("a server that compares certificates is not accused") {
  check_variant("tls-lookalike", 0, R"({"tls-lookalike": []})");
}

TEST_CASE("a server that speaks with nobody but by a certificate is examined all the same") {
  check_variant("tls-required", 0, R"({"tls-required": []})");
}

TEST_CASE("--cert is the certificate of the default identity, and of nobody else") {
  const Stage stage("tls-lookalike");
  const Outcome outcome =
      stage.check({"--cert", "alice.pem", "--key", "alice.pem", "--verify-auth"});
  CHECK(outcome.code == 0);
  CHECK_MESSAGE(
      outcome.out.find("default Certificate  works: opens GET /certified") != std::string::npos,
      outcome.out);
}

TEST_CASE("a certificate that cannot be read is refused before anything is asked") {
  const Stage stage("tls-lookalike");
  const Outcome outcome = stage.check({"--cert", "openapi.yaml", "--verify-auth"});
  CHECK(outcome.code == 2);
  CHECK(outcome.err.find("no certificate") != std::string::npos);
}
