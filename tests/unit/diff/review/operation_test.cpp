// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "unit/diff/review/reviewed.h"

namespace sworn::test {
namespace {

constexpr const char* schemes =
    "Key: {type: apiKey, in: header, name: X-Key}\nTls: {type: mutualTLS}\n"
    "O: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {read: r}}}}\n";

/// What a rule says of GET /a with these responses and this security.
std::string refusing(const char* rule, const std::string& responses, const char* security) {
  return said(rule,
              document_of("3.1.0",
                          schemes,
                          "/a: {get: {security: " + std::string(security) + ", responses: {" +
                              responses + "}}}"));
}

std::string paths(const char* rule, const char* text, const char* version = "3.0.3") {
  return said(rule, document_of(version, "", text));
}

}  // namespace

TEST_CASE("a secured operation says how it refuses; what says less than 401 is only noted") {
  const char* rule = "review-refusal-undeclared";
  const std::string ok = "'200': {description: d}";
  CHECK(refusing(rule, ok, "[{Key: []}]") == "low GET /a: no 401, no 403 and no default\n");
  CHECK(refusing(rule, ok + ", default: {description: d}", "[{Key: []}]") ==
        "info GET /a: default alone stands for a refusal\n");
  CHECK(refusing(rule, ok + ", '403': {description: d}", "[{Key: []}]") ==
        "info GET /a: 403, and no 401 for who has no credential\n");
  CHECK(refusing(rule, ok + ", '401': {description: d}", "[{O: [read]}]") ==
        "info GET /a: 401, and no 403 for who lacks them\n");
  for (const char* refusal : {"'401'", "4XX", "'4xx'"}) {
    CAPTURE(refusal);
    CHECK(refusing(rule, ok + ", " + refusal + ": {description: d}", "[{Key: []}]") == "");
  }
}

TEST_CASE("what needs nothing, is refused by TLS or describes no response need not refuse") {
  const char* rule = "review-refusal-undeclared";
  const std::string ok = "'200': {description: d}";
  for (const char* security : {"[]", "[{}, {Key: []}]", "[{Tls: []}]"}) {
    CAPTURE(security);
    CHECK(refusing(rule, ok, security) == "");
  }
  CHECK(refusing(rule, "", "[{Key: []}]") == "");
}

TEST_CASE("mutual TLS refuses before HTTP only where there is no other way in") {
  const char* rule = "review-refusal-undeclared";
  const std::string ok = "'200': {description: d}";
  CHECK(refusing(rule, ok, "[{Tls: []}, {Key: []}]") ==
        "low GET /a: no 401, no 403 and no default\n");
  CHECK(refusing(rule, ok, "[{Tls: []}, {Tls: [], Key: []}]") == "");
}

TEST_CASE("a 401 without its challenge is noted") {
  const char* rule = "review-challenge-undeclared";
  CHECK(refusing(rule, "'401': {description: d}", "[{Key: []}]") ==
        "info GET /a: its header WWW-Authenticate is not described\n");
  CHECK(refusing(rule,
                 "'401': {description: d, headers: {www-authenticate: {schema: {type: string}}}}",
                 "[{Key: []}]") == "");
  CHECK(refusing(rule, "'403': {description: d}", "[{Key: []}]") == "");
}

TEST_CASE("a GET whose operationId changes something is low, whose path alone does only noted") {
  const char* rule = "review-safe-method-writes";
  CHECK(paths(rule, "/items/{id}: {get: {operationId: deleteItem, responses: {}}}") ==
        "low GET /items/{id}: by its name it changes something\n");
  CHECK(paths(rule, "/logout: {get: {responses: {}}}") ==
        "low GET /logout: by its name it changes something\n");
  CHECK(paths(rule, "/trips/{id}/stop: {get: {responses: {}}}") ==
        "info GET /trips/{id}/stop: by its name it changes something\n");
  CHECK(paths(rule,
              "/items: {get: {operationId: listItems, responses: {}}, post: {operationId: "
              "createItem, responses: {}}}\n/confirm-email/{token}: {get: {operationId: "
              "confirmEmail, responses: {}}}") == "");
}

TEST_CASE("without an operationId a verb and its noun in the path are low") {
  const char* rule = "review-safe-method-writes";
  for (const std::string path : {"/delete-user", "/cache/clear", "/users/update"}) {
    CAPTURE(path);
    CHECK(paths(rule, (path + ": {get: {responses: {}}}").c_str()) ==
          "low GET " + path + ": by its name it changes something\n");
  }
  for (const std::string path : {"/update", "/api/v1/stop", "/users/{id}/block"}) {
    CAPTURE(path);
    CHECK(paths(rule, (path + ": {get: {responses: {}}}").c_str()) ==
          "info GET " + path + ": by its name it changes something\n");
  }
  CHECK(paths(rule, "/cache/clear: {get: {operationId: cacheState, responses: {}}}") ==
        "info GET /cache/clear: by its name it changes something\n");
}

TEST_CASE("a GET that runs a check of health reads") {
  const char* rule = "review-safe-method-writes";
  CHECK(paths(rule,
              "/api/_health/full: {get: {operationId: Health_runFullCheck, responses: {}}}\n"
              "/health: {get: {operationId: runHealth, responses: {}}}") == "");
  CHECK(paths(rule, "/health/{id}: {get: {operationId: deleteCheck, responses: {}}}") ==
        "low GET /health/{id}: by its name it changes something\n");
}

TEST_CASE("a body on GET is low, on DELETE noted, and an empty one that may be left out nothing") {
  const char* rule = "review-body-on-safe-method";
  const std::string body =
      "requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: "
      "string}}}}}}";
  const auto with = [&](const std::string& method, const std::string& text) {
    return said(rule,
                document_of("3.0.3", "", "/a: {" + method + ": {" + text + ", responses: {}}}"));
  };
  CHECK(with("get", body) == "low GET /a: the body has no meaning there\n");
  CHECK(with("delete", body) == "info DELETE /a: the body has no meaning there\n");
  CHECK(with("post", body) == "");
  CHECK(with("get",
             "requestBody: {required: true, content: {application/json: {schema: {type: "
             "object, properties: {}}}}}") == "low GET /a: the body has no meaning there\n");
  CHECK(with("get",
             "requestBody: {content: {application/json: {schema: {type: object, properties: "
             "{}}}}}") == "");
}

TEST_CASE("templates that differ in names alone are one path") {
  const char* rule = "review-path-ambiguous";
  CHECK(paths(rule, "/a/{x}: {get: {responses: {}}}\n/a/{y}: {get: {responses: {}}}") ==
        "low GET /a/{y}: another template is the same path\n");
  CHECK(paths(rule, "/a/{x}: {get: {responses: {}}}\n/a/{y}: {put: {responses: {}}}") ==
        "info PUT /a/{y}: another template is the same path, for other methods\n");
  CHECK(
      paths(rule,
            "/a/{x}: {get: {responses: {}}}\n/a/me: {get: {responses: {}}}\n/a/{x}/b: {get: "
            "{responses: {}}}\n/b/{x}.json: {get: {responses: {}}}\n/b/{x}: {get: {responses: "
            "{}}}\n'/v1/{+p}': {get: {responses: {}}}\n'/v1/{name=a/*}': {get: {responses: {}}}") ==
      "");
}

TEST_CASE("names in braces and path parameters fit each other") {
  const char* rule = "review-path-parameter";
  CHECK(paths(rule, "/a/{id}: {get: {responses: {}}}") ==
        "low GET /a/{id}: no parameter of that name is declared\n");
  CHECK(paths(rule,
              "/a: {get: {parameters: [{name: id, in: path, required: true, schema: {type: "
              "string}}], responses: {}}}") == "low GET /a: the path has no place for it\n");
}

TEST_CASE("a name that stands hundreds of times in a path is told once") {
  std::string path = "/";
  for (int i = 0; i < 200; ++i) path += "{a}";
  const std::string told = said(
      "review-path-parameter",
      document_of("3.0.3", "", path + ": {get: {responses: {'200': {description: d}}}}\n", ""));
  CHECK(std::ranges::count(told, '\n') == 1);
}

TEST_CASE("a path parameter says that it is required") {
  const char* rule = "review-path-parameter";
  const auto with = [&](const std::string& required) {
    return paths(rule,
                 ("/a/{id}: {get: {parameters: [{name: id, in: path, " + required +
                  "schema: {type: string}}], responses: {}}}")
                     .c_str());
  };
  CHECK(with("") == "low GET /a/{id}: it has no required: true\n");
  CHECK(with("required: false, ") == "low GET /a/{id}: it has no required: true\n");
  CHECK(with("required: true, ") == "");
}

TEST_CASE("parameters of the path item, patterns and braces in a query fit as well") {
  const char* rule = "review-path-parameter";
  const std::string one = "in: path, required: true, schema: {type: string}}";
  CHECK(said(rule,
             document_of("3.0.3",
                         "",
                         "/a/{id}: {parameters: [{name: id, " + one +
                             "], get: {responses: {}}}\n'/b/{rest:.*}': {get: {parameters: [{name: "
                             "rest, " +
                             one +
                             "], responses: {}}}\n'/c/{proxy+}': {get: "
                             "{parameters: [{name: proxy+, " +
                             one + "], responses: {}}}\n'/d?x={y}': {get: {responses: {}}}\n")) ==
        "");
}

TEST_CASE("Accept and Content-Type as parameters are noted from OpenAPI 3 on") {
  const char* rule = "review-header-ignored";
  const char* text =
      "/a: {get: {parameters: [{name: accept, in: header, type: string, schema: {type: string}}, "
      "{name: X-Accept, in: header, type: string, schema: {type: string}}], responses: {}}}";
  CHECK(paths(rule, text) == "info GET /a: OpenAPI ignores it\n");
  CHECK(paths(rule, text, "2.0") == "");
}

TEST_CASE("an operationId is unique but for two paths with one path item") {
  const char* rule = "review-operation-id-duplicate";
  CHECK(paths(rule,
              "/a: {get: {operationId: x, responses: {}}}\n/b: {get: {operationId: x, responses: "
              "{}}}\n/c: {get: {operationId: X, responses: {}}}") ==
        "low GET /b: another operation has the same\n");
  CHECK(paths(rule,
              "/a: {get: {operationId: x, responses: {}}}\n/b: {$ref: '#/paths/~1a'}\n/c: {get: "
              "{responses: {}}}\n/d: {get: {responses: {}}}") == "");
}

TEST_CASE("an operationId is unique among webhooks and callbacks as well") {
  const char* rule = "review-operation-id-duplicate";
  const std::string named = "{post: {operationId: x, responses: {}}}";
  CHECK(paths(rule,
              ("/a: {get: {operationId: x, responses: {}, callbacks: {done: {'{$url}': " + named +
               "}}}}")
                  .c_str()) == "low POST {$url}: another operation has the same\n");
  CHECK(said(rule,
             document_of("3.1.0",
                         "",
                         "/a: {get: {operationId: x, responses: {}}}",
                         "webhooks: {paid: " + named + "}\n")) ==
        "low POST paid: another operation has the same\n");
  CHECK(said(rule,
             document_of("3.0.3",
                         "",
                         "/a: {get: {callbacks: {done: {$ref: '#/x-c'}}, responses: {}}}\n"
                         "/b: {get: {callbacks: {done: {$ref: '#/x-c'}}, responses: {}}}",
                         "x-c: {'{$url}': " + named + "}\n")) == "");
}

TEST_CASE("links lead to operations that are there") {
  const char* rule = "review-link-unknown";
  const auto with = [&](const std::string& link) {
    return said(rule,
                document_of("3.0.3",
                            "",
                            "/a: {get: {operationId: x, responses: {'200': {description: d, links: "
                            "{l: {" +
                                link + "}}}}}}"));
  };
  CHECK(with("operationId: y") == "low GET /a: no operation has such an operationId\n");
  CHECK(with("operationId: x") == "");
  CHECK(with("operationRef: other.yaml#/paths/~1a/get") == "");
  CHECK(with("operationRef: '#/paths/~1nope/get'") ==
        "low GET /a: nothing stands where it points\n");
  CHECK(with("operationRef: '#/paths/~1a/get'") == "");
  CHECK(with("operationRef: '#/paths/~1%61/get'") == "");
}

}  // namespace sworn::test
