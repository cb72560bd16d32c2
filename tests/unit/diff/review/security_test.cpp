// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/diff/review/reviewed.h"

namespace sworn::test {
namespace {

constexpr const char* key = "Key: {type: apiKey, in: header, name: X-Key}\n";
constexpr const char* closed = "security: [{Key: []}]\n";

std::string operation(const std::string& line, const std::string& members = "") {
  const std::size_t space = line.find(' ');
  return line.substr(space + 1) + ": {" + line.substr(0, space) + ": {" + members +
         (members.empty() ? "" : ", ") + "responses: {'200': {description: OK}}}}\n";
}

/// The root asks for the key, and one operation that says nothing is under it.
std::string beside_secured(const std::string& paths) {
  return document_of("3.0.3", key, operation("get /secured") + paths, closed);
}

}  // namespace

TEST_CASE("a document without a word on security is one finding, grave where it has schemes") {
  const std::string write = operation("post /pets") + operation("get /pets/{id}");
  CHECK(said("review-security-undeclared", document_of("3.0.3", "", write)) ==
        "low *: whether operations that change something need a credential is not said\n");
  CHECK(said("review-security-undeclared", document_of("3.0.3", "", operation("get /pets"))) ==
        "info *: whether a credential is needed is not said\n");
  CHECK(said("review-security-undeclared", document_of("3.0.3", key, write)) ==
        "medium *: schemes are defined, and nothing requires one\n");
  CHECK(said("review-operation-unsecured", document_of("3.0.3", key, write)) == "");
  CHECK(said("review-scheme-unused", document_of("3.0.3", key, write)) == "");
}

TEST_CASE("an empty security is a decision of the whole document or of an operation") {
  const std::string write = operation("post /pets");
  CHECK(said("review-security-undeclared", document_of("3.0.3", key, write, "security: []\n")) ==
        "");
  CHECK(said("review-security-undeclared",
             document_of("3.0.3", key, operation("post /pets", "security: []"))) == "");
  CHECK(said("review-security-undeclared", document_of("3.0.3", key, "")) == "");
}

TEST_CASE("an empty security on one operation decides nothing for the others") {
  const std::string paths = operation("post /login", "security: []") + operation("get /users") +
                            operation("delete /users/{id}");
  const std::string told = "medium *: schemes are defined, and nothing requires one\n";
  CHECK(said("review-security-undeclared", document_of("3.0.3", key, paths)) == told);
  CHECK(said("review-security-undeclared",
             document_of("3.0.3",
                         key,
                         operation("post /login", "security: [{}]") + operation("get /users"))) ==
        told);
  CHECK(said("review-scheme-unused", document_of("3.0.3", key, paths)) == "");
  CHECK(said("review-security-undeclared", document_of("3.0.3", "", paths)) == "");
  const std::string secured = operation("get /users", "security: [{Key: []}]");
  CHECK(said("review-security-undeclared",
             document_of("3.0.3", key, operation("post /login", "security: []") + secured)) == "");
}

TEST_CASE("where no security is a decision, schemes that nothing requires are unused") {
  const std::string write = operation("post /pets");
  const std::string told = "low *: no operation requires it\n";
  CHECK(said("review-scheme-unused", document_of("3.0.3", key, write, "security: []\n")) == told);
  CHECK(said("review-scheme-unused",
             document_of("3.0.3", key, operation("post /pets", "security: []"))) == told);
  CHECK(said("review-scheme-unused", document_of("3.0.3", key, "")) == "");
}

TEST_CASE("schemes of webhooks alone leave the security of the operations unsaid") {
  Contract contract = contract_of(document_of("3.1.0", key, operation("post /pets")));
  Operation webhook;
  webhook.requirement.any_of = {{{{"Key", {}}}, {}}};
  contract.webhooks.push_back(webhook);
  CHECK(said("review-security-undeclared", contract) ==
        "low *: whether operations that change something need a credential is not said\n");
}

TEST_CASE("what changes something and needs nothing stands out beside what is secured") {
  const std::string secured = operation("post /a", "security: [{Key: []}]") +
                              operation("put /a/{id}", "security: [{Key: []}]") +
                              operation("delete /b/{id}", "security: [{Key: []}]");
  CHECK(said("review-operation-unsecured",
             document_of("3.0.3", key, secured + operation("post /orders"))) ==
        "medium POST /orders: it changes something, and says nothing of a credential\n");
  CHECK(said("review-operation-unsecured",
             document_of("3.0.3", key, secured + operation("post /orders", "security: []"))) ==
        "low POST /orders: it changes something, and anybody may call it\n");
  CHECK(said("review-operation-unsecured",
             document_of("3.0.3", key, secured + operation("get /orders"))) ==
        "info GET /orders: it says nothing of a credential\n");
}

TEST_CASE("an open write among many is no more than low") {
  const std::string paths = operation("post /a", "security: [{Key: []}]") + operation("post /b") +
                            operation("post /c") + operation("post /d");
  CHECK(said("review-operation-unsecured", document_of("3.0.3", key, paths))
            .starts_with("low POST /b: "));
}

TEST_CASE("what has to be open, reads on purpose or only asks is no unsecured operation") {
  for (const char* line : {"post /login",
                           "post /users/password/reset",
                           "post /oauth/token",
                           "post /signup",
                           "post /webhooks/stripe",
                           "post /email/verify",
                           "post /search",
                           "post /graphql",
                           "get /health",
                           "get /orders"}) {
    CAPTURE(line);
    CHECK(said("review-operation-unsecured", beside_secured(operation(line, "security: []"))) ==
          "");
  }
  CHECK(said("review-operation-unsecured",
             document_of("3.0.3",
                         key,
                         operation("post /a", "security: [{}, {Key: []}]") + operation("post /b"),
                         closed)) == "");
}

TEST_CASE("words of logins do not open what changes or deletes") {
  for (const char* line : {"delete /credentials/{id}",
                           "put /users/{id}/password",
                           "delete /tokens/{id}",
                           "put /webhooks/{id}",
                           "post /auth/users",
                           "post /device/{id}/wipe",
                           "patch /setup",
                           "delete /public/items",
                           "delete /users/{id}"}) {
    CAPTURE(line);
    CHECK(said("review-operation-unsecured", beside_secured(operation(line, "security: []")))
              .starts_with("low "));
  }
  for (const char* line : {"post /webhooks/{provider}",
                           "post /consent",
                           "put /password/reset",
                           "patch /verify-email",
                           "delete /session"}) {
    CAPTURE(line);
    CHECK(said("review-operation-unsecured", beside_secured(operation(line, "security: []"))) ==
          "");
  }
}

TEST_CASE("a new password in a body does not open the PUT that takes it") {
  const auto with = [](const std::string& line) {
    return said(
        "review-operation-unsecured",
        beside_secured(operation(line,
                                 "security: [], requestBody: {content: {application/json: "
                                 "{schema: {type: object, properties: {user: {type: string}, "
                                 "password: {type: string}}}}}}")));
  };
  CHECK(with("put /users/{id}/password") ==
        "low PUT /users/{id}/password: it changes something, and anybody may call it\n");
  CHECK(with("post /people") == "");
}

TEST_CASE("a requirement of an undefined scheme is told once for the root, low beside another") {
  const std::string paths =
      operation("get /a") + operation("get /b") + operation("get /c", "security: [{Kee: []}]");
  CHECK(said("review-scheme-undefined",
             document_of("3.0.3", key, paths, "security: [{Gone: []}]\n")) ==
        "medium *: no scheme of that name is defined\n"
        "medium GET /c: no scheme of that name is defined\n");
  CHECK(
      said("review-scheme-undefined",
           document_of("3.0.3", key, operation("get /a"), "security: [{Gone: []}, {Key: []}]\n")) ==
      "low *: no scheme of that name is defined\n");
  CHECK(said("review-scheme-undefined", document_of("3.0.3", key, operation("get /a"), closed)) ==
        "");
}

TEST_CASE("an undefined scheme is told of webhooks and callbacks as well") {
  const std::string hook = "{post: {security: [{Gone: []}], responses: {'200': {description: d}}}}";
  CHECK(said("review-scheme-undefined",
             document_of("3.1.0", key, operation("get /a"), "webhooks: {paid: " + hook + "}\n")) ==
        "medium POST paid: no scheme of that name is defined\n");
  CHECK(
      said("review-scheme-undefined",
           document_of(
               "3.0.3", key, operation("get /a", "callbacks: {done: {'{$url}': " + hook + "}}"))) ==
      "medium POST {$url}: no scheme of that name is defined\n");
}

TEST_CASE("schemes that nothing requires are one finding; webhooks count as well") {
  const std::string more = std::string(key) +
                           "B: {type: http, scheme: basic}\nC: {type: http, "
                           "scheme: bearer}\n";
  Contract contract = contract_of(document_of("3.0.3", more, operation("get /a"), closed));
  CHECK(said("review-scheme-unused", contract) == "low *: no operation requires them\n");
  Operation webhook;
  webhook.requirement.any_of = {{{{"B", {}}, {"C", {}}}, {}}};
  contract.webhooks.push_back(webhook);
  CHECK(said("review-scheme-unused", contract) == "");
}

TEST_CASE("a deprecated scheme is told where there is no other way in") {
  const std::string two = std::string(key) + "New: {type: http, scheme: bearer}\n";
  Contract alone = contract_of(document_of("3.0.3", two, operation("get /a"), closed));
  CHECK(said("review-scheme-deprecated", alone) == "");
  alone.schemes.front().is_deprecated = true;
  CHECK(said("review-scheme-deprecated", alone) == "low *: there is no other way in\n");
  Contract both = contract_of(
      document_of("3.0.3", two, operation("get /a"), "security: [{Key: []}, {New: []}]\n"));
  both.schemes.front().is_deprecated = true;
  CHECK(said("review-scheme-deprecated", both) == "");
}

TEST_CASE("a key in the URL is medium where there is no other way, and nothing where unused") {
  const std::string query = "Q: {type: apiKey, in: query, name: api_key}\n" + std::string(key);
  const auto with = [&](const char* security) {
    return said(
        "review-key-in-url",
        document_of("3.0.3", query, operation("get /a", std::string("security: ") + security)));
  };
  CHECK(with("[{Q: []}]") == "medium *: the key is part of the URL\n");
  CHECK(with("[{Q: [], Key: []}]") == "medium *: the key is part of the URL\n");
  CHECK(with("[{Q: []}, {Key: []}]") == "low *: the key may be part of the URL\n");
  CHECK(with("[{Key: []}]") == "");
}

TEST_CASE("a password in the query is told, a pin or a page token is not") {
  const auto with = [&](const std::string& name, const std::string& in) {
    return said("review-key-in-url",
                document_of("3.0.3",
                            "",
                            operation("get /login",
                                      "parameters: [{name: " + name + ", in: " + in +
                                          ", schema: {type: string}}]")));
  };
  CHECK(with("password", "query") == "medium GET /login: the password is part of the URL\n");
  CHECK(with("client_secret", "query") == "low GET /login: the secret is part of the URL\n");
  for (const char* name : {"pin", "pageToken", "passwordPolicy", "secretary"}) {
    CAPTURE(name);
    CHECK(with(name, "query") == "");
  }
  CHECK(with("password", "header") == "");
}

TEST_CASE("tokens and keys in the query are low, but for a scheme, a page and a flag") {
  const auto with = [](const std::string& name, const char* type, const char* schemes) {
    return said("review-key-in-url",
                document_of("3.0.3",
                            schemes,
                            operation("get /a",
                                      "parameters: [{name: " + name +
                                          ", in: query, schema: {type: " + type + "}}]")));
  };
  for (const char* name : {"access_token",
                           "api_key",
                           "apikey",
                           "apiKey",
                           "auth_token",
                           "refresh_token",
                           "jwt",
                           "sessionid",
                           "X-Api-Key"}) {
    CAPTURE(name);
    CHECK(with(name, "string", "") == "low GET /a: the secret is part of the URL\n");
    CHECK(with(name, "boolean", "") == "");
  }
  for (const char* name : {"token", "key", "api_key_id", "next_token", "session_id"}) {
    CAPTURE(name);
    CHECK(with(name, "string", "") == "");
  }
  const char* scheme = "Q: {type: apiKey, in: query, name: api_key}\n";
  CHECK(with("api_key", "string", scheme) == "");
  CHECK(with("jwt", "string", scheme) == "low GET /a: the secret is part of the URL\n");
}

TEST_CASE("a credential as a header parameter is low, only noted beside its scheme") {
  const auto with = [&](const std::string& name, const std::string& security) {
    return said("review-authorization-parameter",
                document_of("3.0.3",
                            std::string(key) + "Bearer: {type: http, scheme: bearer}\n",
                            operation("get /a",
                                      "security: " + security + ", parameters: [{name: " + name +
                                          ", in: header, schema: {type: string}}]")));
  };
  const std::string apart =
      "low GET /a: the credential is no part of the security that is declared\n";
  CHECK(with("Authorization", "[{Key: []}]") == apart);
  CHECK(with("X-API-Key", "[]") == apart);
  CHECK(with("authorization", "[{Bearer: []}]") == "info GET /a: security says so already\n");
  CHECK(with("X-Request-Id", "[]") == "");
  CHECK(with("X-CSRF-Token", "[]") == "");
  for (const char* name :
       {"X-Token", "X-Auth", "X-Session-Id", "access-token", "x_api_key", "Cookie"}) {
    CAPTURE(name);
    CHECK(with(name, "[]") == apart);
  }
  CHECK(said("review-authorization-parameter",
             document_of("3.0.3",
                         "Sid: {type: apiKey, in: cookie, name: sid}\n",
                         operation("get /a",
                                   "security: [{Sid: []}], parameters: [{name: Cookie, in: header, "
                                   "schema: {type: string}}]"))) ==
        "info GET /a: security says so already\n");
}

TEST_CASE("a bearer token as an apiKey is only noted, and not in Swagger 2.0") {
  const char* scheme = "A: {type: apiKey, in: header, name: authorization}\n";
  CHECK(said("review-authorization-key", document_of("3.0.3", scheme, "")) ==
        "info *: the word before the credential is not told\n");
  CHECK(said("review-authorization-key", document_of("2.0", scheme, "")) == "");
  CHECK(said("review-authorization-key", document_of("3.0.3", key, "")) == "");
}

}  // namespace sworn::test
